"""Who sends a reply: from which page, as what kind of being, and whom it is not told."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from guide_pages.models import GuidePage, Reply
from tests import factories
from tests.guide_pages.replies.leaving import WORDS, hidden, leave, post, token, words

pytestmark = pytest.mark.django_db


# From which page.


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "https://testserver"},
        {"origin": "http://testserver:81"},
        {"origin": "http://testserver.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
    ],
)
def test_another_sites_page_sends_nothing(client: Client, page: GuidePage, headers: dict[str, str]) -> None:
    assert leave(client, page, headers=headers).status_code == 403
    assert post(client, page, **headers).status_code == 403
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"origin": "http://testserver", "sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}, {}]
)
def test_its_own_page_does(client: Client, page: GuidePage, headers: dict[str, str]) -> None:
    assert leave(client, page, headers=headers).status_code == 303


def test_an_app_of_a_named_origin_does(client: Client, page: GuidePage, settings: Any) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://app.example"]
    headers = {"origin": "https://app.example", "sec-fetch-site": "cross-site"}
    assert post(client, page, **headers).status_code == 202
    assert leave(client, page, headers=headers).status_code == 403, "the form is for the site's own pages"


# What is suspicious waits as spam, and the sender is told nothing of it.


def test_a_field_that_nobody_sees(client: Client, page: GuidePage) -> None:
    assert leave(client, page, website="http://spam.example").status_code == 303
    reply = Reply.objects.get()
    assert reply.state == "spam"
    assert reply.suspicion


def test_a_robot_that_fills_in_everything_is_remembered_when_it_is_asked_to_check(
    client: Client, page: GuidePage
) -> None:
    in_page = hidden(words(client.get(page.url)), "token")
    checked = words(leave(client, page, token=in_page, website="x"))
    trap = re.search(r'name="website" value="([^"]*)"', checked)
    assert trap
    with time_machine.travel(timezone.now() + timedelta(seconds=4)):
        leave(client, page, token=hidden(checked, "token"), website=trap[1])
    assert Reply.objects.get().state == "spam"


def test_one_token_is_good_for_one_reply(client: Client, page: GuidePage) -> None:
    given = token(page)
    assert leave(client, page, token=given).status_code == 303
    assert leave(client, page, token=given, email="other@example.org").status_code == 422
    assert Reply.objects.count() == 1


def test_the_same_words_by_others(client: Client, page: GuidePage) -> None:
    pitch = "The best pills are sold by a friend of mine, ask for his address."
    factories.reply(factories.guide(), pitch)
    assert leave(client, page, text=pitch.upper()).status_code == 303
    assert Reply.objects.get(email=WORDS["email"]).state == "spam"
    factories.reply(factories.guide(), "Thank you!")
    leave(client, page, text="Thank you!")
    assert Reply.objects.get(email=WORDS["email"], text="Thank you!").state == "waiting"


PITCH = "The best pills are sold by a friend of mine, ask for his address."


@pytest.mark.parametrize("email", ["ada@example.org", "ADA@example.org", "Ada@Example.ORG"])
def test_the_same_sender_in_other_capitals_is_the_same_sender(client: Client, page: GuidePage, email: str) -> None:
    factories.reply(factories.guide(), PITCH, email="ada@example.org")
    leave(client, page, text=PITCH, email=email)
    assert Reply.objects.get(guide=page.guide).state == "waiting"


@pytest.mark.parametrize("text", [PITCH.lower(), PITCH.replace(" ", "  "), PITCH.replace("best", "ｂｅｓｔ")])
def test_the_same_words_in_other_letters_by_another_are_suspicious(client: Client, page: GuidePage, text: str) -> None:
    factories.reply(factories.guide(), PITCH, email="ada@example.org")
    leave(client, page, text=text, email="bob@example.org")
    reply = Reply.objects.get(guide=page.guide)
    assert (reply.state, reply.suspicion) == ("spam", "The same words were sent with another email.")


def test_other_words_by_another_are_not(client: Client, page: GuidePage) -> None:
    factories.reply(factories.guide(), PITCH, email="ada@example.org")
    leave(client, page, text=PITCH.replace("pills", "herbs"), email="bob@example.org")
    assert Reply.objects.get(guide=page.guide).state == "waiting"


def test_of_two_who_send_the_same_words_the_second_is_suspicious(client: Client, page: GuidePage) -> None:
    for email in ("ada@example.org", "bob@example.org"):
        leave(client, page, text=PITCH, email=email)
    states = dict(Reply.objects.values_list("email", "state"))
    assert states == {"ada@example.org": "waiting", "bob@example.org": "spam"}


@pytest.mark.parametrize(("length", "state"), [(39, "waiting"), (40, "spam")])
def test_what_is_as_short_as_many_people_say_is_not(client: Client, page: GuidePage, length: int, state: str) -> None:
    text = ("Thank you very much for all of this, it helped me")[:length].replace(" ", "_")
    assert len(text) == length
    factories.reply(factories.guide(), text, email="ada@example.org")
    leave(client, page, text=text, email="bob@example.org")
    assert Reply.objects.get(guide=page.guide).state == state


@pytest.mark.parametrize("state", ["waiting", "spam"])
def test_what_waits_is_the_same_reply_when_it_is_sent_again(client: Client, page: GuidePage, state: str) -> None:
    leave(client, page)
    Reply.objects.update(state=state)
    leave(client, page)
    assert Reply.objects.count() == 1


def test_what_waits_is_the_same_reply_even_where_a_limit_is_reached(client: Client, page: GuidePage) -> None:
    for n in range(5):
        leave(client, page, text=f"Message number {n}.")
    assert leave(client, page, text="Message number 4.").status_code == 303
    assert post(client, page, {"text": "Message number 4."}).status_code == 202
    assert leave(client, page, text="Something else.").status_code == 429
    assert Reply.objects.count() == 5


@pytest.mark.parametrize(
    "other",
    [{"text": "Something else."}, {"email": "bob@example.org"}, {"REMOTE_ADDR": "10.0.0.9"}],
    ids=["words", "email", "network"],
)
def test_what_differs_in_words_sender_or_network_is_another_reply(
    client: Client, page: GuidePage, other: dict[str, str]
) -> None:
    leave(client, page)
    leave(client, page, **other)
    assert Reply.objects.count() == 2


def test_the_same_words_under_two_guides_are_two_replies(client: Client, page: GuidePage) -> None:
    for guide in (page, factories.guide()):
        assert leave(client, guide).status_code == 303
    assert Reply.objects.count() == 2


def test_what_is_approved_is_not_known_again_by_its_words(client: Client, page: GuidePage) -> None:
    leave(client, page)
    Reply.objects.update(state="approved")
    leave(client, page)
    assert sorted(Reply.objects.values_list("state", flat=True)) == ["approved", "waiting"]


# Nobody finds out whose reply it is.


@pytest.mark.parametrize("state", ["approved", "rejected"])
def test_a_guess_at_somebodys_email_is_answered_as_any_other(client: Client, page: GuidePage, state: str) -> None:
    theirs = factories.reply(page, "Does it help with sleep?", email="ada@example.org", state=state)

    def guessed(email: str, network: str) -> list[Any]:
        there = Client(REMOTE_ADDR=network)
        words = {"email": email, "text": theirs.text}
        by_api = post(there, page, words)
        return [leave(there, page, **words).status_code, by_api.status_code, str(theirs.pk) in by_api.content.decode()]

    assert guessed("ada@example.org", "10.0.0.1") == guessed("bob@example.org", "10.0.0.2") == [303, 202, False]
    for n in range(5):
        leave(client, page, text=f"Message number {n}.")
    assert guessed("ada@example.org", "127.0.0.1") == guessed("bob@example.org", "127.0.0.1") == [429, 429, False]
