"""Editors see which answers help least, and which errors readers report, without a reader's name."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission

from guide_pages.models import GuidePage, Helpful
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> GuidePage:
    questions = factories.faq(factories.question("Does it hurt?"), factories.question("How long is it?"))
    page = factories.guide(factories.section("Before"), questions, title="Sleep")
    for anchor, yes, no in (("does-it-hurt", 1, 9), ("how-long-is-it", 0, 1), ("", 8, 0)):
        for number in range(yes + no):
            words = "What of children?" if anchor == "does-it-hurt" and number == 5 else ""
            fields = {"anchor": anchor, "has_helped": number < yes, "words": words, "key": f"{anchor} {number}"}
            Helpful.objects.create(guide=page.guide, **fields)
    return page


@pytest.fixture
def editor(client: Client) -> Client:
    user = get_user_model().objects.create_user("ed", "ed@example.org", "ed")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def rows(client: Client, name: str, **filters: str) -> list[list[str]]:
    response = client.get(f"/admin/reports/guides-{name}/", filters)
    assert response.status_code == 200
    table = BeautifulSoup(response.content, "html.parser").select("table.listing tbody tr")
    return [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in table]


def test_the_weakest_answer_comes_first_and_a_single_no_is_no_verdict(editor, asked):
    found = [(row[0], row[2], row[3], row[4]) for row in rows(editor, "helpful")]
    assert found == [("Does it hurt?", "1", "9", "1"), ("How long is it?", "0", "1", "0"), ("Sleep", "8", "0", "0")]


def test_words_are_read_by_part(editor, asked):
    filters = {"guide": str(asked.pk), "anchor": "does-it-hurt"}
    assert [row[:3] for row in rows(editor, "helpful-words", **filters)] == [
        ["What of children?", "Does it hurt?", "No"]
    ]
    assert rows(editor, "helpful-words", guide=str(asked.pk), anchor="how-long-is-it") == []


def test_reported_errors_name_the_place_and_nobody(editor, asked):
    factories.reply(asked, "A public reply.")
    factories.reply(asked, "A wrong dose.", is_private=True, about="before", email="ada@example.org")
    assert [row[:4] for row in rows(editor, "errors")] == [["A wrong dose.", "Sleep", "Before", "Waiting"]]
    assert b"ada@example.org" not in editor.get("/admin/reports/guides-errors/").content


def test_reports_are_for_those_who_can_do_something_about_it(client, asked):
    user = get_user_model().objects.create_user("visitor", "visitor@example.org", "visitor")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    for name in ("helpful", "helpful-words", "errors"):
        assert client.get(f"/admin/reports/guides-{name}/").status_code in (302, 403)


def test_a_moderator_sees_what_is_reported_and_can_only_be_done_with_it(client, asked):
    reply = factories.reply(asked, "A wrong dose.", is_private=True, about="before")
    client.force_login(factories.moderator())
    listed = client.get("/admin/replies/").content.decode()
    alone = client.get(f"/admin/replies/{reply.pk}/").content.decode()
    for html in (listed, alone):
        assert "Reports an error, for editors alone" in html
        assert "Done" in html
        assert ">Approve<" not in html
    assert f'href="{asked.full_url}#before"' in alone


def test_a_spreadsheet_runs_no_formula_that_a_reader_wrote(editor, asked):
    Helpful.objects.filter(words="What of children?").update(words='=HYPERLINK("http://example.org","x")')
    factories.reply(asked, text="=1+1", is_private=True, about="before")
    for name in ("helpful-words", "errors"):
        sheet = b"".join(editor.get(f"/admin/reports/guides-{name}/", {"export": "csv"}).streaming_content).decode()
        assert "'=" in sheet, name
        assert not [cell for line in sheet.splitlines() for cell in line.split(",") if cell.strip('"').startswith("=")]


@pytest.mark.parametrize("name", ["helpful", "helpful-words"])
def test_no_guide_is_named_that_one_may_not_change(client, asked, name):
    parent = factories.guide_index(title="Mine", slug="mine")
    group = Group.objects.create(name="Few")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=parent, permission=Permission.objects.get(codename="change_page")
    )
    user = get_user_model().objects.create_user("few", "few@example.org", "few")
    user.groups.add(group)
    client.force_login(user)
    response = client.get(f"/admin/reports/guides-{name}/")
    assert response.status_code == 200
    assert "Sleep" not in response.content.decode()
