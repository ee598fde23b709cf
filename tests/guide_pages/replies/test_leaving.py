"""A reader leaves a reply under a guide: no session, no cookie, no script needed, and no word lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import Locale

from guide_pages.models import GuidePage, GuideSettings, Reply
from guide_pages.moderation.moderating import moderate
from tests import factories
from tests.guide_pages.replies.leaving import WORDS, address, hidden, leave, token, words

pytestmark = pytest.mark.django_db


def test_a_reply_waits_and_the_reader_is_told_so(client: Client, page: GuidePage) -> None:
    response = leave(client, page)
    assert response.status_code == 303
    assert response["Location"] == address(page, "received/")
    assert "awaits a check" in words(client.get(response["Location"]))
    reply = Reply.objects.get()
    assert (reply.state, reply.name, reply.email, reply.text) == ("waiting", *WORDS.values())
    assert reply.guide == page.guide
    assert WORDS["text"] not in words(client.get(page.url))


def test_no_cookie_is_set_on_the_way(client: Client, page: GuidePage) -> None:
    for response in (
        client.get(page.url),
        client.get(address(page)),
        leave(client, page),
        leave(client, page, text=""),
    ):
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
    assert client.get(address(page, "token/"))["Cache-Control"].count("no-store") == 1


def test_the_page_has_the_form_and_the_same_bytes_for_everybody(client: Client, page: GuidePage) -> None:
    first, second = client.get(page.url), Client().get(page.url)
    assert first.content == second.content
    assert f'action="{address(page)}"' in words(first)
    assert "csrfmiddlewaretoken" not in words(first)


def test_without_a_script_the_reply_is_shown_once_more_and_then_sent(client: Client, page: GuidePage) -> None:
    in_page = hidden(words(client.get(page.url)), "token")
    response = leave(client, page, token=in_page)
    assert response.status_code == 200
    assert "Check your reply" in words(response)
    assert not Reply.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(seconds=4)):
        sent = leave(client, page, token=hidden(words(response), "token"))
    assert sent.status_code == 303
    assert Reply.objects.count() == 1


def test_a_script_gets_a_token_that_is_good_after_a_while(client: Client, page: GuidePage) -> None:
    given = words(client.get(address(page, "token/")))
    assert leave(client, page, token=given).status_code == 422
    with time_machine.travel(timezone.now() + timedelta(seconds=4)):
        assert leave(client, page, token=given).status_code == 303


@pytest.mark.parametrize("seconds", [0, 2, 24 * 60 * 60 + 60])
def test_too_quick_or_too_old_keeps_every_word_and_tells_how_to_go_on(
    client: Client, page: GuidePage, seconds: float
) -> None:
    response = leave(client, page, token=token(page, seconds))
    assert response.status_code == 422
    for value in WORDS.values():
        assert escape(value) in words(response)
    assert not Reply.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(seconds=4)):
        assert leave(client, page, token=hidden(words(response), "token")).status_code == 303


@pytest.mark.parametrize("kind", ["", "x", "a:b", "\x00", "of another guide", "of another page"])
def test_a_forged_token_makes_no_reply(client: Client, page: GuidePage, kind: str) -> None:
    other = factories.guide()
    forged = {
        "of another guide": token(other),
        "of another page": hidden(words(client.get(other.url)), "token"),
    }.get(kind, kind)
    response = leave(client, page, token=forged)
    assert response.status_code == 422
    assert WORDS["text"] in words(response)
    assert not Reply.objects.exists()


# What is wrong is said where it is, and nothing is lost.


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Write a name."),
        ("name", "x" * 61, "at most 60 characters"),
        ("email", "", "Write your email address."),
        ("email", "nobody", "Write an email address like name@example.org."),
        ("text", "", "Write your reply."),
        ("text", " \u200b\n ", "Write your reply."),
        ("text", "x" * 4001, "at most 4000 characters"),
        (
            "text",
            "See http://a.example http://b.example http://c.example now",
            "A reply may have 2 links; yours has 3.",
        ),
        ("text", "http://a.example", "Say in your own words"),
    ],
)
def test_an_error_names_the_field_and_keeps_the_rest(
    client: Client, page: GuidePage, field: str, value: str, said: str
) -> None:
    response = leave(client, page, **{field: value})
    html = words(response)
    assert response.status_code == 422
    assert html.count(said) == 2  # at the top, which is announced, and at the field
    assert "<title>Error: " in re.sub(r"\s+", " ", html)
    assert 'role="alert"' in html
    assert f'href="#reply_{field}"' in html
    assert re.search(rf'id="reply_{field}"[^>]*aria-describedby="reply_{field}_error[^>]*aria-invalid="true"', html)
    for name, kept in {**WORDS, field: value}.items():
        assert escape(kept).strip("\n ") in html, name
    assert not Reply.objects.exists()


def test_limits_are_said_before_they_are_hit(client: Client, page: GuidePage) -> None:
    html = words(client.get(page.url))
    assert "At most 4000 characters and 2 links." in html
    for limit in ('maxlength="4000"', 'maxlength="60"', 'maxlength="254"'):
        assert limit in html


def test_sent_twice_it_is_one_reply(client: Client, page: GuidePage) -> None:
    given = token(page)
    first, second = leave(client, page, token=given), leave(client, page, token=given)
    assert (first.status_code, second.status_code) == (303, 303)
    assert Reply.objects.count() == 1
    leave(client, page)  # word for word again, from another form
    assert Reply.objects.count() == 1


def test_what_differs_in_a_point_is_another_reply(client: Client, page: GuidePage) -> None:
    for text in ("I took 15 mg.", "I took 1.5 mg."):
        assert leave(client, page, text=text).status_code == 303
    assert Reply.objects.count() == 2


def test_the_same_words_to_two_people_are_two_replies(client: Client, page: GuidePage) -> None:
    for name in ("Bea", "Ben"):
        to = factories.reply(page, f"I am {name}.", state="approved")
        assert leave(client, page, to=str(to.pk), text="Thank you!").status_code == 303
    assert Reply.objects.filter(text="Thank you!").count() == 2


def test_what_was_rejected_can_be_sent_again_and_waits_again(client: Client, page: GuidePage) -> None:
    leave(client, page)
    moderate([Reply.objects.get().pk], "rejected", None)
    leave(client, page)
    assert sorted(Reply.objects.values_list("state", flat=True)) == ["rejected", "waiting"]


def test_a_form_that_was_sent_does_not_carry_other_words(client: Client, page: GuidePage) -> None:
    given = token(page)
    leave(client, page, token=given)
    response = leave(client, page, token=given, text="Something else altogether.")
    assert response.status_code == 422
    assert "Something else altogether." in words(response)
    assert leave(client, page, text="Something else altogether.").status_code == 303
    assert Reply.objects.count() == 2


# Answers to replies: one level deep.


def test_a_reader_answers_another(client: Client, page: GuidePage) -> None:
    first = factories.reply(page, state="approved", name="Bea")
    assert f'href="{address(page)}?to={first.pk}"' in words(client.get(page.url))
    form = words(client.get(f"{address(page)}?to={first.pk}"))
    assert "Answer Bea" in form
    assert hidden(form, "to") == str(first.pk)
    leave(client, page, to=str(first.pk))
    answer = Reply.objects.get(parent=first)
    leave(client, page, to=str(answer.pk), text="To an answer that nobody has approved.")
    assert not Reply.objects.filter(text__startswith="To an answer").exists()
    Reply.objects.filter(pk=answer.pk).update(state="approved")
    leave(client, page, to=str(answer.pk), text="To an answer: beside it.")
    assert Reply.objects.get(text__startswith="To an answer").parent == first


@pytest.mark.parametrize("state", ["waiting", "rejected", "spam", "deleted"])
def test_what_is_not_shown_cannot_be_answered(client: Client, page: GuidePage, state: str) -> None:
    hidden_one = factories.reply(page, state=state, text="Not for everybody.")
    assert "Not for everybody." not in words(client.get(f"{address(page)}?to={hidden_one.pk}"))
    response = leave(client, page, to=str(hidden_one.pk))
    assert response.status_code == 422
    assert WORDS["text"] in words(response)
    assert Reply.objects.count() == 1


def test_a_reply_of_another_guide_cannot_be_answered(client: Client, page: GuidePage) -> None:
    other = factories.reply(factories.guide(), state="approved", text="On another page.")
    response = leave(client, page, to=str(other.pk))
    assert response.status_code == 422
    assert "On another page." not in words(response)
    assert Reply.objects.count() == 1


# Closed.


def close(page: GuidePage) -> None:
    factories.publish(page, replies="closed")


def test_a_closed_guide_says_so_and_gives_the_words_back(client: Client, page: GuidePage) -> None:
    given = token(page)
    close(page)
    html = words(client.get(page.url))
    assert "This guide takes no replies." in html
    assert "form--reply" not in html
    response = leave(client, page, token=given)
    assert response.status_code == 403
    assert WORDS["text"] in words(response)
    assert not Reply.objects.exists()


def test_the_form_by_itself_says_so_too(client: Client, page: GuidePage) -> None:
    close(page)
    assert "This guide takes no replies." in words(client.get(address(page)))


@pytest.mark.parametrize("rest", ["", "token/", "received/"])
def test_where_no_public_guide_is_there_is_nothing(client: Client, page: GuidePage, rest: str) -> None:
    page.unpublish()
    assert client.get(address(page, rest)).status_code == 404
    assert leave(client, page).status_code == 404
    assert not Reply.objects.exists()


def test_the_form_is_in_the_guides_language_and_posts_to_it(client: Client, page: GuidePage) -> None:
    spanish = Locale.objects.create(language_code="es")
    home = factories.site().root_page.copy_for_translation(spanish)
    home.specific.save_revision().publish()
    translated = factories.guide(
        title="Dormir bien", parent=factories.guide_index(home, locale=spanish), locale=spanish
    )
    html = words(client.get(translated.url))
    assert f'action="/es{address(translated)}"' in html
    form = client.get(f"/es{address(translated)}")
    assert '<html lang="es"' in words(form)
    assert "Dormir bien" in words(form)


def test_an_empty_setting_is_open(client: Client, page: GuidePage) -> None:
    assert not GuideSettings.objects.exists()
    assert leave(client, page).status_code == 303
