"""Where a reply leads that became a question, as it is stored for the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from guide_pages.models import GuidePage, Reply
from guide_pages.moderation.questions import make_question
from guide_pages.publishing.in_step import bring_in_step
from tests import factories

pytestmark = pytest.mark.django_db


def committed(act: Callable[[], Any]) -> Any:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return act()


def asked(slug: str, moderator: Any) -> Reply:
    """A reply to a guide that became one of this guide's questions."""
    page = factories.guide(title=slug.title(), slug=slug)
    reply = factories.reply(page, f"Is it {slug}?", state="approved")
    entry = make_question(reply, moderator)
    entry.answer = "<p>Yes.</p>"
    committed(lambda: entry.save_revision().publish())
    body = factories.body(factories.section(), factories.faq(factories.from_library(entry)))
    committed(lambda: factories.publish(GuidePage.objects.get(pk=page.pk), body=body))
    return reply


def place(reply: Reply) -> Any:
    reply.refresh_from_db()
    return reply.answered_in


def test_each_guide_keeps_the_places_of_its_own_replies() -> None:
    moderator = factories.moderator()
    sleep, rest = asked("sleep", moderator), asked("rest", moderator)
    places = [place(sleep), place(rest)]
    assert [found["guide"] for found in places] == [str(sleep.guide_id), str(rest.guide_id)]
    bring_in_step(sleep.guide.page_id, was_hidden=True)
    assert [place(sleep), place(rest)] == places


def test_a_reply_that_is_no_question_any_more_leads_nowhere() -> None:
    reply = asked("sleep", factories.moderator())
    assert place(reply)
    Reply.objects.update(faq_entry=None)
    bring_in_step(reply.guide.page_id)
    assert place(reply) is None


def test_what_leads_where_it_led_is_not_written() -> None:
    reply = asked("sleep", factories.moderator())
    factories.reply(reply.guide.page, "Thank you.", state="approved")
    with CaptureQueriesContext(connection) as queries:
        bring_in_step(reply.guide.page_id, was_hidden=True)
    assert not [query for query in queries if query["sql"].startswith('UPDATE "guide_pages_reply"')]
