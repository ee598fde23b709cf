"""Words that were withdrawn come back by no way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client, TestCase

from faq_blocks.models import FaqEntry
from guide_pages.models import Delivery, Edition, Guide, GuidePage
from guide_pages.publishing.in_step import Outcome, bring_in_step
from guide_pages.publishing.refusals import PublishRefused
from guide_pages.publishing.withdrawing import mark_withdrawn
from tests import factories
from tests.guide_pages.api.asking import ask, id_of

pytestmark = pytest.mark.django_db

HARM = "Take ten at once."


@pytest.fixture
def entry() -> FaqEntry:
    return factories.FaqEntryFactory(question="How many?", answer=f"<p>{HARM}</p>")


@pytest.fixture
def page(entry: FaqEntry) -> GuidePage:
    return factories.guide(factories.section(), factories.faq(factories.from_library(entry)))


def withdraw(page: GuidePage) -> None:
    """Take the guide away, and then its words."""
    page.unpublish()
    mark_withdrawn(Edition.objects.get(guide__page=page.pk), "It could kill.")


def unpublish(entry: FaqEntry) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        entry.unpublish()


def delete(entry: FaqEntry) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        factories.lose(entry)


@pytest.mark.parametrize("take_away", [unpublish, delete])
def test_withdrawn_words_do_not_come_back_through_an_answer_that_is_published_no_more(
    page: GuidePage, entry: FaqEntry, take_away: Callable[[FaqEntry], None]
) -> None:
    withdraw(page)
    take_away(entry)
    with pytest.raises(PublishRefused):
        factories.publish(GuidePage.objects.get())
    assert not Delivery.objects.exists()
    assert Edition.objects.count() == 1


def test_an_answer_that_was_only_unpublished_stays(page: GuidePage, entry: FaqEntry) -> None:
    unpublish(entry)
    factories.publish(page, title="Published anew")
    assert HARM in str(Edition.objects.latest("number").compiled)


def test_the_same_words_after_a_withdrawal_are_a_new_edition(page: GuidePage) -> None:
    withdraw(page)
    factories.publish(GuidePage.objects.get())
    assert [edition.number for edition in Edition.objects.order_by("number")] == [1, 2]
    assert Delivery.objects.get().edition.number == 2
    assert ask(Client(), f"guides/{id_of(page)}/editions/1").status == 410


def test_a_guide_that_cannot_be_compiled_is_not_given_withdrawn_words_instead(page: GuidePage) -> None:
    withdraw(page)
    GuidePage.objects.update(live=True, summary="")
    assert bring_in_step(page.pk) is Outcome.FAILED
    assert not Delivery.objects.exists()
    assert Guide.objects.get().problem == "The guide has no summary."
