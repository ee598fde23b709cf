"""Replies by the API: what is shown, in one query, and a new one that waits."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from guide_pages.models import GuidePage, Reply
from guide_pages.moderation.forgetting import erase
from guide_pages.moderation.moderating import answer, moderate
from guide_pages.moderation.questions import make_question
from tests import factories

from .asking import API, Answer, Queries, ask, followed, id_of, names
from .asking import answer as answered

pytestmark = pytest.mark.django_db

WORDS = {"name": "Ada Example", "email": "ada@example.org", "text": "Does it help?", "parent": None}


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(title="Sleep well", slug="sleep")


def replies(page: GuidePage) -> str:
    return f"guides/{id_of(page)}/replies"


def send(client: Client, page: GuidePage, key: str = "", **fields: Any) -> Answer:
    headers = {"idempotency-key": key} if key else {}
    body = json.dumps({**WORDS, **fields})
    return answered(client.post(f"{API}{replies(page)}", body, content_type="application/json", headers=headers))


def test_a_reply_is_taken_and_waits(client: Client, page: GuidePage) -> None:
    response = send(client, page)
    reply = Reply.objects.get()
    assert response.status == 202
    assert response.json == {"id": str(reply.pk)}
    assert response.headers["Content-Type"] == "application/json"
    assert (reply.state, reply.text) == ("waiting", "Does it help?")
    assert ask(client, replies(page)).json == {"items": [], "next_cursor": None, "is_open": True}
    moderate([reply.pk], "approved", None)
    [item] = ask(client, replies(page)).json["items"]
    assert item == {
        "id": str(reply.pk),
        "parent": None,
        "name": "Ada Example",
        "is_publisher": False,
        "text": "Does it help?",
        "created_at": f"{reply.created_at:%Y-%m-%dT%H:%M:%SZ}",
        "answered_in": None,
    }


@pytest.mark.parametrize("count", [0, 1, 30])
def test_the_list_costs_one_query(
    client: Client, page: GuidePage, count: int, django_assert_num_queries: Queries
) -> None:
    for n in range(count):
        factories.reply(page, f"Reply {n}")
    moderate(Reply.objects.values_list("pk", flat=True), "approved", None)
    address = replies(page)
    ask(client, address)
    with django_assert_num_queries(1):
        shown = ask(client, address)
    assert len(shown.json["items"]) == min(count, 20)
    with django_assert_num_queries(1):
        assert ask(client, address, if_none_match=shown.headers["ETag"]).status == 304
    assert shown.headers["Cache-Control"] == "public, max-age=60"


def test_its_validator_changes_with_what_is_shown(client: Client, page: GuidePage) -> None:
    before = ask(client, replies(page)).headers["ETag"]
    reply = factories.reply(page)
    assert ask(client, replies(page)).headers["ETag"] == before
    moderate([reply.pk], "approved", None)
    assert ask(client, replies(page)).headers["ETag"] != before


def test_it_is_paged_from_the_oldest_on_and_answers_follow_what_they_answer(client: Client, page: GuidePage) -> None:
    made = [factories.reply(page, f"Reply {n}", state="approved") for n in range(5)]
    last = answer(made[0], "It can.", "The editors", factories.moderator())
    items = followed(client, f"{replies(page)}?limit=2")
    assert [item["id"] for item in items] == [str(reply.pk) for reply in [*made, last]]
    assert (items[-1]["parent"], items[-1]["is_publisher"]) == (str(made[0].pk), True)


@pytest.mark.parametrize("state", ["waiting", "rejected", "spam", "deleted"])
def test_only_what_is_approved_is_there(client: Client, page: GuidePage, state: str) -> None:
    parent = factories.reply(page, state="approved")
    factories.reply(page, "An answer.", parent=parent, state="approved")
    assert len(followed(client, replies(page))) == 2
    moderate([parent.pk], state, None)
    assert followed(client, replies(page)) == []


def test_a_question_that_a_reply_became_is_named(client: Client, page: GuidePage) -> None:
    reply = factories.reply(page, state="approved")
    entry = make_question(reply, factories.moderator())
    entry.answer = "<p>Yes.</p>"
    entry.save_revision().publish()
    factories.publish(page, body=factories.body(factories.section(), factories.faq(factories.from_library(entry))))
    [item] = ask(client, replies(page)).json["items"]
    anchor = ask(client, f"guides/{id_of(page)}").json["body"][1]["questions"][0]["anchor"]
    assert item["answered_in"] == {"guide": id_of(page), "anchor": anchor, "url": f"{page.full_url}#{anchor}"}
    factories.publish(GuidePage.objects.get(), body=factories.body(factories.section()))
    [item] = ask(client, replies(page)).json["items"]
    assert item["answered_in"] is None


def test_a_closed_guide_shows_its_replies_and_takes_no_more(client: Client, page: GuidePage) -> None:
    factories.reply(page, state="approved")
    factories.publish(GuidePage.objects.get(), replies="closed")
    listed = ask(client, replies(page)).json
    assert (len(listed["items"]), listed["is_open"]) == (1, False)
    refused = send(client, page)
    assert (refused.status, refused.json["type"]) == (409, "urn:guidepost:problem:closed")


# Sent twice.


def test_the_same_key_is_one_reply(client: Client, page: GuidePage) -> None:
    first, second = send(client, page, key="a-1"), send(client, page, key="a-1")
    assert first.json == second.json
    assert Reply.objects.count() == 1


def test_the_same_key_is_one_reply_wherever_it_is_sent_from_and_whatever_was_decided(
    client: Client, page: GuidePage
) -> None:
    first = send(client, page, key="a-1")
    moderate([Reply.objects.get().pk], "approved", None)
    assert send(Client(REMOTE_ADDR="10.0.0.9"), page, key="a-1").json == first.json
    assert Reply.objects.count() == 1


def test_a_key_does_not_carry_other_words(client: Client, page: GuidePage) -> None:
    send(client, page, key="a-1")
    refused = send(client, page, key="a-1", text="Something else.")
    assert (refused.status, names(refused)) == (422, {"Idempotency-Key"})
    assert Reply.objects.count() == 1


def test_keys_of_different_people_do_not_meet(client: Client, page: GuidePage) -> None:
    send(client, page, key="1")
    assert send(client, page, key="1", email="bea@example.org", text="Something else.").status == 202


def test_without_a_key_the_same_words_by_the_same_person_are_one_reply(client: Client, page: GuidePage) -> None:
    assert send(client, page).json == send(client, page).json


# Refused.


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, {"name"}),
        ({"name": "x" * 61}, {"name"}),
        ({"email": "nobody"}, {"email"}),
        ({"text": "\u200b"}, {"text"}),
        ({"text": "x" * 4001}, {"text"}),
        ({"text": "http://a.example http://b.example http://c.example and more"}, {"text"}),
        ({"parent": "x"}, {"parent"}),
        ({"parent": "00000000-0000-4000-8000-000000000000"}, {"parent"}),
        ({"name": "", "email": "", "text": ""}, {"name", "email", "text"}),
    ],
)
def test_what_is_wrong_is_named(client: Client, page: GuidePage, fields: dict[str, Any], wrong: set[str]) -> None:
    refused = send(client, page, **fields)
    assert refused.status == 422
    assert names(refused) == wrong
    assert not Reply.objects.exists()


@pytest.mark.parametrize("without", ["name", "email", "text"])
def test_what_is_left_out_is_named_as_what_is_wrong(client: Client, page: GuidePage, without: str) -> None:
    body = json.dumps({name: value for name, value in WORDS.items() if name != without})
    refused = answered(client.post(f"{API}{replies(page)}", body, content_type="application/json"))
    assert (refused.status, names(refused)) == (422, {without})


@pytest.mark.parametrize("body", ["[]", "1", "null", '"words"'])
def test_what_is_no_reply_is_named_as_the_body(client: Client, page: GuidePage, body: str) -> None:
    refused = answered(client.post(f"{API}{replies(page)}", body, content_type="application/json"))
    assert (refused.status, names(refused)) == (422, {"body"})


def test_a_reply_to_a_guide_names_no_parent(client: Client, page: GuidePage) -> None:
    body = json.dumps({name: value for name, value in WORDS.items() if name != "parent"})
    assert answered(client.post(f"{API}{replies(page)}", body, content_type="application/json")).status == 202
    assert Reply.objects.get().parent is None


def test_a_reply_of_another_guide_is_no_parent(client: Client, page: GuidePage) -> None:
    other = factories.reply(factories.guide(), state="approved")
    assert send(client, page, parent=str(other.pk)).status == 422


def test_of_many_replies_the_one_that_is_named_is_answered(client: Client, page: GuidePage) -> None:
    made = [factories.reply(page, f"Reply {n}", state="approved") for n in range(3)]
    for reply in made:
        assert send(client, page, text=f"To {reply.text}", parent=str(reply.pk)).status == 202
        assert Reply.objects.get(text=f"To {reply.text}").parent == reply


@pytest.mark.parametrize("state", ["waiting", "rejected", "spam", "deleted"])
def test_what_is_not_shown_is_no_parent(client: Client, page: GuidePage, state: str) -> None:
    hidden = factories.reply(page, state=state)
    refused = send(client, page, parent=str(hidden.pk))
    assert (refused.status, names(refused)) == (422, {"parent"})
    assert Reply.objects.count() == 1


def test_the_empty_place_of_one_that_was_erased_is_no_parent(client: Client, page: GuidePage) -> None:
    mine = factories.reply(page, email="bea@example.org", state="approved")
    factories.reply(page, "An answer.", parent=mine, state="approved")
    erase("bea@example.org")
    assert send(client, page, parent=str(mine.pk)).status == 422


def test_an_unknown_parameter_is_named(client: Client, page: GuidePage) -> None:
    response = client.post(f"{API}{replies(page)}?x=1", json.dumps(WORDS), content_type="application/json")
    assert names(answered(response)) == {"x"}


def test_where_no_public_guide_is_there_is_nothing(client: Client, page: GuidePage) -> None:
    factories.reply(page, state="approved")
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])
    without = ask(client, "guides/00000000-0000-4000-8000-000000000000/replies")
    assert ask(client, replies(page)) == ask(client, replies(page), if_none_match="*") == without
    assert without.status == 404
    assert send(client, page).status == 404


def test_a_cursor_of_another_guide_is_none(client: Client, page: GuidePage) -> None:
    other = factories.guide()
    for n in range(2):
        factories.reply(other, f"Reply {n}", state="approved")
    cursor = ask(client, f"{replies(other)}?limit=1").json["next_cursor"]
    assert ask(client, f"{replies(page)}?cursor={cursor}").status == 400
    assert ask(client, f"{replies(other)}?limit=1&cursor={cursor}").status == 200


def test_methods(client: Client, page: GuidePage) -> None:
    assert ask(client, replies(page), "OPTIONS").headers["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert ask(client, replies(page), "DELETE").status == 405
    assert ask(client, replies(page), "HEAD").body == b""
    assert ask(client, f"guides/{id_of(page)}", "POST").headers["Allow"] == "GET, HEAD, OPTIONS"
