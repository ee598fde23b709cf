"""A paste comes back as blocks of the form, to whoever may write; nothing is stored."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from demo.sign_ins import USERS, prepare_groups
from guide_pages.admin import pasting

pytestmark = pytest.mark.django_db

HTML = (
    "<p>Take 10<sup>3</sup>.</p><h2>After &amp; then</h2><p>Rest.</p><h3>Meals</h3>"
    "<table><tr><td>When</td><td>What</td></tr><tr><td>Noon</td><td>Soup</td></tr></table>"
    "<img alt='A moon' src='a.png'>"
)


@pytest.fixture
def sign_in(client):
    def sign_in(role: str):
        prepare_groups(lambda words: None)
        user = get_user_model().objects.create_user(role, f"{role}@example.org", role)
        user.groups.set(Group.objects.filter(name=USERS[role]))
        client.force_login(user)
        return client

    return sign_in


def paste(client, html: str = HTML, **more: str):
    return client.post(reverse("guidepost_paste"), {"html": html, **more})


def words(state: str) -> list[str]:
    return [block["text"] for block in json.loads(state)["blocks"]]


@pytest.mark.parametrize("role", ["writer", "editor"])
def test_who_may_write_gets_the_blocks_of_a_paste(sign_in, role):
    answer = paste(sign_in(role)).json()
    (text,) = answer["content"]
    assert (text["type"], words(text["value"])) == ("text", ["Take 103."])
    (section,) = answer["sections"]
    assert section["value"]["heading"] == "After & then"
    kinds = [block["type"] for block in section["value"]["content"]]
    assert kinds == ["text", "subheading", "table"]
    assert json.loads(section["stored"])["content"][1]["value"] == "Meals"
    assert answer["said"] == "Pasted: Text, Section. Not kept: 1 picture: add it as an image."


def test_where_only_words_can_stand_a_paste_is_one_text(sign_in):
    answer = paste(sign_in("editor"), only_text="1").json()
    (text,) = answer["content"]
    assert words(text["value"]) == ["Take 103.", "After & then", "Rest.", "Meals", "When · What\nNoon · Soup"]
    assert answer["sections"] == []
    assert "Not kept: headings, which are bold lines here; tables" in answer["said"]


def test_whoever_may_write_nothing_gets_nothing(sign_in, client):
    assert paste(client).status_code == 302
    response = paste(sign_in("moderator"))
    assert response.status_code in (302, 403)
    assert b"After" not in response.content


def test_a_paste_is_not_read_by_address(sign_in):
    assert sign_in("editor").get(reverse("guidepost_paste")).status_code == 405


def test_what_is_too_much_is_refused_in_words(sign_in, monkeypatch):
    client = sign_in("editor")
    response = paste(client, "<b>" * 300)
    assert response.status_code == 422
    assert "nested too deep" in response.json()["refused"]
    monkeypatch.setattr(pasting, "MOST", 10)
    assert "in parts" in paste(client).json()["refused"]


def test_nothing_is_said_to_be_nothing(sign_in):
    answer = paste(sign_in("editor"), "<p> </p>").json()
    assert (answer["content"], answer["sections"]) == ([], [])
    assert answer["said"] == "There was nothing to paste."
