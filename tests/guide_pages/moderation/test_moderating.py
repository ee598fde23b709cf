"""What moderators decide is on the page in the same moment, is in the audit log, and can be taken back."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision

from faq_blocks.models import FaqEntry
from guide_pages.models import Delivery, GuidePage, Reply
from guide_pages.moderation.moderating import answer, moderate, undo
from guide_pages.moderation.questions import first_question, make_question
from guide_pages.publishing.reconciling import reconcile
from tests import factories
from tests.guide_pages.agreement import in_agreement
from tests.guide_pages.processes import writes_failing
from tests.guide_pages.replies.leaving import Queries, words

pytestmark = pytest.mark.django_db

TEXT = "Does it help\nwith sleep?\n\nI cannot sleep since <b>May</b>."


@pytest.fixture
def user() -> object:
    return factories.moderator()


def read(page: GuidePage) -> str:
    return words(Client().get(page.url))


def test_an_approved_reply_is_part_of_the_page_and_its_validator(
    client: Client, page: GuidePage, user: object, django_assert_num_queries: Queries
) -> None:
    etag = client.get(page.url)["ETag"]
    reply = factories.reply(page, TEXT, name="Ada <i>")
    assert client.get(page.url, headers={"if-none-match": etag}).status_code == 304
    moderate([reply.pk], "approved", user)
    with django_assert_num_queries(1):
        response = client.get(page.url, headers={"if-none-match": etag})
    assert response.status_code == 200
    html = words(response)
    assert "<p>Does it help<br>with sleep?</p>\n\n<p>I cannot sleep since &lt;b&gt;May&lt;/b&gt;.</p>" in html
    assert "Ada &lt;i&gt;" in html
    assert reply.email not in html


@pytest.mark.parametrize("state", ["waiting", "rejected", "spam", "deleted"])
def test_what_is_not_approved_any_more_is_gone_at_once(page: GuidePage, user: object, state: str) -> None:
    reply = factories.reply(page, state="approved", text="Here and gone.")
    assert "Here and gone." in read(page)
    moderate([reply.pk], state, user)
    assert "Here and gone." not in read(page)


def test_a_decision_makes_no_edition_and_nothing_for_the_feed(page: GuidePage, user: object) -> None:
    before = Delivery.objects.get()
    moderate([factories.reply(page).pk], "approved", user)
    after = Delivery.objects.get()
    assert (after.sequence, after.digest, after.edition_id) == (before.sequence, before.digest, before.edition_id)
    assert page.guide.editions.count() == 1
    in_agreement()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_could_not_be_brought_on_the_page_was_not_decided() -> None:
    page, user = factories.guide(), factories.moderator()
    reply = factories.reply(page, "Here or not.")
    before = read(page)
    with writes_failing("guide_pages_delivery"), pytest.raises(DatabaseError, match="forced"):
        moderate([reply.pk], "approved", user)
    reply.refresh_from_db()
    assert reply.state == "waiting"
    assert read(page) == before
    assert not ModelLogEntry.objects.for_instance(reply).exists()


def test_it_is_in_the_audit_log_without_a_word_of_the_reader(page: GuidePage, user: object) -> None:
    reply = factories.reply(page, TEXT)
    moderate([reply.pk], "approved", user)
    entry = ModelLogEntry.objects.for_instance(reply).get()
    assert (entry.action, entry.user, entry.data) == (
        "guide_pages.reply.approved",
        user,
        {"from": "waiting", "to": "approved"},
    )
    for personal in (reply.name, reply.email, "sleep"):
        assert personal not in str(entry.label) + str(entry.data)


def test_many_are_decided_at_once_and_taken_back_at_once(page: GuidePage, user: object) -> None:
    other = factories.guide()
    one, two = factories.reply(page), factories.reply(other, "Another.", state="rejected")
    act = moderate([one.pk, two.pk], "approved", user)
    assert act
    assert act.changed == undo(act.uuid, user) == 2
    assert set(Reply.objects.values_list("pk", "state")) == {(one.pk, "waiting"), (two.pk, "rejected")}
    assert "Another." not in read(other)


def test_what_somebody_has_decided_since_is_not_taken_back(page: GuidePage, user: object) -> None:
    reply = factories.reply(page)
    act = moderate([reply.pk], "rejected", user)
    moderate([reply.pk], "spam", factories.moderator("second"))
    assert act
    assert undo(act.uuid, user) == 0
    assert Reply.objects.get().state == "spam"


def test_nobody_takes_back_what_another_did(page: GuidePage, user: object) -> None:
    act = moderate([factories.reply(page).pk], "rejected", user)
    assert act
    assert undo(act.uuid, factories.moderator("second")) == 0
    assert undo(uuid4(), user) == 0


def test_to_decide_the_same_again_is_nothing(page: GuidePage, user: object) -> None:
    reply = factories.reply(page, state="approved")
    assert moderate([reply.pk], "approved", user) is None


# Answers.


def test_the_publishers_answer_stands_under_the_reply_and_is_marked(page: GuidePage, user: object) -> None:
    reply = factories.reply(page, TEXT)
    answer(reply, " Yes,\u200b it can. ", "The editors", user)
    reply.refresh_from_db()
    assert reply.state == "approved"
    html = read(page)
    assert html.index("with sleep?") < html.index("Yes, it can.")
    assert html.count("reply--publisher") == 1
    assert {entry.action for entry in ModelLogEntry.objects.for_instance(reply)} == {
        "guide_pages.reply.approved",
        "guide_pages.reply.answer",
    }


def test_an_answer_to_an_answer_stands_beside_it(page: GuidePage, user: object) -> None:
    first = factories.reply(page, state="approved")
    second = factories.reply(page, "Me, too.", state="approved", parent=first)
    assert answer(second, "Good.", "The editors", user).parent == first


def test_two_clicks_are_one_answer(page: GuidePage, user: object) -> None:
    reply = factories.reply(page, TEXT)
    assert answer(reply, "Yes.", "The editors", user) == answer(reply, "Yes.", "The editors", user)
    assert Reply.objects.filter(is_publisher=True).count() == 1


def test_what_is_gone_or_under_something_hidden_is_not_answered(page: GuidePage, user: object) -> None:
    first = factories.reply(page, state="approved")
    second = factories.reply(page, "Me, too.", parent=first)
    moderate([first.pk], "rejected", user)
    with pytest.raises(Reply.DoesNotExist):
        answer(second, "Good.", "The editors", user)
    first.delete()
    for act in (lambda: answer(second, "Good.", "The editors", user), lambda: make_question(second, user)):
        with pytest.raises(Reply.DoesNotExist):
            act()
    assert not Reply.objects.exists()
    assert not FaqEntry.objects.exists()


def test_a_page_is_the_same_wherever_its_moderator_is(page: GuidePage, user: object) -> None:
    made = timezone.now().replace(hour=23)
    reply = factories.reply(page, created_at=made)
    with timezone.override("Asia/Tokyo"):
        moderate([reply.pk], "approved", user)
    assert f'datetime="{made.isoformat()}"' in read(page)
    in_agreement()


def test_an_answer_is_hidden_with_what_it_answers(page: GuidePage, user: object) -> None:
    reply = factories.reply(page, TEXT)
    answer(reply, "Yes, it can.", "The editors", user)
    moderate([reply.pk], "rejected", user)
    assert "Yes, it can." not in read(page)


# Make it a question.


def test_a_reply_becomes_a_draft_with_the_answer_it_got(page: GuidePage, user: object) -> None:
    reply = factories.reply(page, TEXT)
    answer(reply, "Yes, it can.\n\nAsk <first>.", "The editors", user)
    entry = make_question(reply, user)
    assert entry.question == "with sleep?"
    assert entry.answer == "<p>Yes, it can.</p>\n\n<p>Ask &lt;first&gt;.</p>"
    assert not entry.live
    assert entry.has_unpublished_changes
    assert Revision.objects.for_instance(entry).count() == 1
    assert make_question(reply, user) == entry
    assert FaqEntry.objects.count() == 1
    assert "Answered in" not in read(page)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Thank you. Does it hurt? I ask for my son.", "Does it hurt?"),
        ("Thank you.\nIt helped.", "Thank you."),
        ("x" * 300 + "?", "x" * 254 + "…"),
        ("？", "？"),
    ],
)
def test_the_question_is_the_sentence_that_asks(text: str, question: str) -> None:
    assert first_question(text) == question


def publish_entry(entry: FaqEntry) -> None:
    entry.answer = "<p>Yes.</p>"
    entry.save_revision().publish()


def in_own_guide(page: GuidePage, entry: FaqEntry) -> GuidePage:
    return factories.publish(
        page, body=factories.body(factories.section(), factories.faq(factories.from_library(entry)))
    )


def in_another(page: GuidePage, entry: FaqEntry) -> GuidePage:
    return factories.guide(factories.section(), factories.faq(factories.from_library(entry)), slug="answers")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("publish", [in_own_guide, in_another])
def test_when_it_is_published_in_a_guide_the_reply_leads_to_it(publish: object, user: object) -> None:
    page = factories.guide(title="Sleep well", slug="sleep")
    reply = factories.reply(page, "May I drive home?", state="approved")
    entry = make_question(reply, user)
    publish_entry(entry)
    assert "Answered in" not in read(page)
    where = publish(page, entry)
    link = f'href="{where.full_url}#may-i-drive-home"'
    assert link in read(page)
    reply.refresh_from_db()
    assert reply.answered_in["guide"] == str(where.guide.pk)
    where.refresh_from_db()
    factories.publish(where, body=factories.body(factories.section()))
    assert "Answered in" not in read(page)
    reply.refresh_from_db()
    assert reply.answered_in is None
    assert list(reconcile(check=True)) == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_it_leads_to_no_guide_that_is_hidden(user: object) -> None:
    page = factories.guide(title="Sleep well", slug="sleep")
    reply = factories.reply(page, "May I drive home?", state="approved")
    entry = make_question(reply, user)
    publish_entry(entry)
    other = in_another(page, entry)
    assert "/answers/" in read(page)
    other.unpublish()
    assert "/answers/" not in read(page)
