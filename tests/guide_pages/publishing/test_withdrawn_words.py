"""Words that were withdrawn come back by no way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.test import Client, TestCase
from wagtail.models import Page, PageLogEntry

from faq_blocks.models import FaqEntry
from guide_pages.models import Delivery, Edition, Guide, GuidePage, Tombstone
from guide_pages.publishing.in_step import Outcome, bring_in_step
from guide_pages.publishing.refusals import PublishRefused
from guide_pages.publishing.withdrawing import ReasonField, WithdrawalRefused, mark_withdrawn
from guide_pages.publishing.withdrawing import withdraw as withdraw_words
from guide_pages.records.editions import ImmutableError
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


# Whose words, and who takes them.


def corrected(page: GuidePage) -> GuidePage:
    """The guide says something else now."""
    return factories.publish(page, body=factories.body(factories.section("Mended")))


def test_a_reason_may_be_long_and_have_lines() -> None:
    field = ReasonField()
    assert str(field.label) == "Reason"
    assert field.clean(f"{'x' * 249}\n{'y' * 250}") == f"{'x' * 249}\n{'y' * 250}"
    with pytest.raises(ValidationError):
        field.clean("x" * 501)


def test_words_that_another_guide_says_are_no_words_of_this_one(page: GuidePage) -> None:
    copy = page.copy(update_attrs={"slug": "copy"})
    assert Edition.objects.get(guide__page=copy.pk).digest == Edition.objects.get(guide__page=page.pk).digest
    corrected(page)
    assert withdraw_words(Edition.objects.get(guide__page=page.pk, number=1), "It could kill.") == [1]
    assert Edition.objects.get(guide__page=copy.pk).withdrawn_at is None


def test_words_that_a_guide_would_say_if_it_were_published_are_read_by_nobody(page: GuidePage) -> None:
    page.unpublish()
    assert withdraw_words(Edition.objects.get(), "It could kill.") == [1]


def test_who_did_it_is_in_the_log(page: GuidePage) -> None:
    corrected(page)
    ada = get_user_model().objects.create_user("ada")
    withdraw_words(Edition.objects.get(number=1), "It could kill.", ada)
    logged = PageLogEntry.objects.get(action="guide_pages.edition.withdraw")
    assert (logged.user, logged.data) == (ada, {"editions": [1], "reason": "It could kill."})


def test_what_readers_are_given_is_marked_by_nobody(page: GuidePage) -> None:
    with pytest.raises(ImmutableError):
        mark_withdrawn(Edition.objects.get(), "It could kill.")
    assert Edition.objects.get().withdrawn_at is None


def lose_the_page(page: GuidePage) -> None:
    Guide.objects.update(page=None)


def unpublish_silently(page: GuidePage) -> None:
    Page.objects.filter(pk=page.pk).update(live=False)


@pytest.mark.parametrize("happen", [lose_the_page, unpublish_silently])
def test_a_guide_that_readers_still_get_though_its_page_says_nothing_is_taken_from_them(
    page: GuidePage, happen: Callable[[GuidePage], None]
) -> None:
    happen(page)
    edition = Edition.objects.get()
    with pytest.raises(WithdrawalRefused, match="says these words now"):
        withdraw_words(edition, "It could kill.")
    assert withdraw_words(edition, "It could kill.", unpublish=True) == [1]
    assert not Delivery.objects.exists()
    assert Tombstone.objects.get().guide == edition.guide


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_they_are_withdrawn_with_their_log_or_not_at_all(page: GuidePage) -> None:
    def refuse(sender: type[PageLogEntry], instance: PageLogEntry, **kwargs: object) -> None:
        if instance.action == "guide_pages.edition.withdraw":
            raise OSError("The disk is full.")

    pre_save.connect(refuse, sender=PageLogEntry)
    try:
        with pytest.raises(OSError, match="full"):
            withdraw_words(Edition.objects.get(), "It could kill.", unpublish=True)
    finally:
        pre_save.disconnect(refuse, sender=PageLogEntry)
    assert Edition.objects.get().withdrawn_at is None
    assert GuidePage.objects.get().live
    assert Delivery.objects.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_is_marked_by_itself_too(page: GuidePage) -> None:
    """Rows can be locked in a transaction only: PostgreSQL says so."""
    page.unpublish()
    mark_withdrawn(Edition.objects.get(), "It could kill.")
    assert Edition.objects.get().withdrawn_reason == "It could kill."
