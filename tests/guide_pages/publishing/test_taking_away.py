"""What a guide that is taken from its readers leaves: a tombstone where it was, and nothing where it never was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models.signals import pre_save
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Site

from guide_pages.models import Delivery, Due, Edition, Guide, Tombstone
from guide_pages.publishing.taking_away import take_away, take_guide_away, take_page_away
from guide_pages.records import Change, SharePicture
from tests import factories

pytestmark = pytest.mark.django_db


def aged(guide: Guide, days: float) -> None:
    """Let a guide's editions have been made so many days ago."""
    Edition.objects.filter(guide=guide)._raw_delete("default")
    Edition.objects.create(guide=guide, number=1, created_at=timezone.now() - timedelta(days=days), document=b"")


def second_site() -> Site:
    return Site.objects.create(hostname="second.example", root_page=factories.guide_index(slug="second"))


def stored(guide: Guide) -> list[int]:
    """How many rows there are of what readers get of a guide."""
    return [rows.count() for rows in (Delivery.objects.filter(guide=guide), guide.dependencies, guide.passages)]


def test_nothing_of_it_stays_but_a_tombstone_on_the_site_where_it_was_sent() -> None:
    page, other = factories.guide(), factories.guide()
    sent_from = second_site()
    Delivery.objects.filter(guide=page.guide).update(site=sent_from)
    Change.objects.all().delete()
    kept = stored(other.guide)
    guide = Guide.objects.get(pk=page.guide.pk)
    assert take_away(guide, Tombstone.Reason.UNPUBLISHED)
    assert stored(guide) == [0, 0, 0]
    assert stored(other.guide) == kept > [0, 0, 0]
    told = Tombstone.objects.get()
    assert (told.guide, told.site, told.reason) == (guide, sent_from, "unpublished")
    assert "" in Change.objects.values_list("path", flat=True)  # pages around it are made anew
    assert not take_away(guide, Tombstone.Reason.DELETED)
    assert Tombstone.objects.get().reason == "unpublished"


def test_its_picture_goes_with_the_commit_and_no_other_guides_does() -> None:
    page, other = factories.guide(), factories.guide()
    names = [default_storage.save(f"images/share/{each.pk}.png", ContentFile(b"png")) for each in (page, other)]
    for each, name in zip((page, other), names, strict=True):
        SharePicture.objects.filter(guide=each.guide).update(file=name)
    with TestCase.captureOnCommitCallbacks(execute=True):
        take_away(page.guide, Tombstone.Reason.DELETED)
        assert all(map(default_storage.exists, names))
    assert SharePicture.objects.get().guide == other.guide
    assert [default_storage.exists(name) for name in names] == [False, True]


def test_its_other_languages_follow() -> None:
    page = factories.guide(slug="sleep")
    translated = factories.publish(
        page.copy_for_translation(Locale.objects.create(language_code="es"), copy_parents=True)
    )
    Due.objects.all().delete()
    take_away(page.guide, Tombstone.Reason.UNPUBLISHED)
    assert [row.key for row in Due.objects.all()] == [translated.pk]


def test_one_whose_page_is_gone_is_taken_away_all_the_same() -> None:
    page = factories.guide()
    guide = page.guide
    Guide.objects.filter(pk=guide.pk).update(page=None)
    for page_id in (None, 10**6):
        guide.page_id = page_id
        assert take_away(guide, Tombstone.Reason.DELETED) is (page_id is None)
    assert stored(guide) == [0, 0, 0]


@pytest.mark.parametrize(("problem", "warnings"), [("No end.", ""), ("", "Long."), ("No end.", "Long.")])
def test_what_was_wrong_with_it_is_nobodys_business_any_more(problem: str, warnings: str) -> None:
    page = factories.guide()
    guide = page.guide
    guide.problem, guide.warnings = problem, warnings
    guide.save()
    Guide.objects.update(page=None)  # is not written back
    take_away(guide, Tombstone.Reason.UNPUBLISHED)
    now = Guide.objects.get()
    assert (now.problem, now.warnings, now.page_id) == ("", "", None)


def test_where_nothing_is_wrong_nothing_is_written_of_the_guide() -> None:
    page = factories.guide()
    guide = page.guide
    take_away(guide, Tombstone.Reason.UNPUBLISHED)
    with CaptureQueriesContext(connection) as queries:
        assert not take_away(guide, Tombstone.Reason.UNPUBLISHED)
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}


@pytest.mark.parametrize(("days", "is_told"), [(179.9, True), (180.1, False)])
def test_a_tombstone_that_is_lost_is_set_again_for_180_days_after_the_last_edition(days: float, is_told: bool) -> None:
    page = factories.guide()
    guide = page.guide
    take_away(guide, Tombstone.Reason.UNPUBLISHED)
    Tombstone.objects.all().delete()
    aged(guide, days)
    assert take_away(guide, Tombstone.Reason.DELETED) is is_told
    told = Tombstone.objects.values_list("guide", "site", "reason")
    assert list(told) == ([(guide.pk, guide.site_id, "deleted")] if is_told else [])


def test_none_is_set_where_readers_never_had_it_or_are_nowhere_or_have_been_told() -> None:
    index = factories.guide_index()
    never = Guide.objects.create(page=factories.guide(live=False), site=factories.site(), locale=index.locale)
    nowhere = factories.guide().guide
    take_away(nowhere, Tombstone.Reason.UNPUBLISHED)
    Tombstone.objects.all().delete()
    nowhere.site = None
    for guide in (never, nowhere):
        assert not take_away(guide, Tombstone.Reason.UNPUBLISHED)
    assert not Tombstone.objects.exists()


def test_a_page_takes_its_own_guide_with_it_and_no_other() -> None:
    page, other = factories.guide(), factories.guide()
    take_page_away(page.pk)
    told = Tombstone.objects.get()
    assert (told.guide, told.reason) == (page.guide, "deleted")
    assert [row.guide for row in Delivery.objects.all()] == [other.guide]
    take_page_away(factories.guide_index().pk)
    assert Delivery.objects.count() == 1


def test_a_guide_without_a_page_is_deleted_by_its_own_key() -> None:
    page, other = factories.guide(), factories.guide()
    guide = page.guide
    Guide.objects.filter(pk=guide.pk).update(page=None)
    take_guide_away(guide.pk)
    told = Tombstone.objects.get()
    assert (told.guide, told.reason) == (guide, "deleted")
    assert [row.guide for row in Delivery.objects.all()] == [other.guide]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("by_page", [True, False])
def test_it_is_taken_away_wholly_or_not_at_all(by_page: bool) -> None:
    page = factories.guide()
    guide = page.guide
    before = stored(guide)

    def refuse(sender: type[Tombstone], **kwargs: object) -> None:
        raise OSError("The disk is full.")

    pre_save.connect(refuse, sender=Tombstone)
    try:
        with pytest.raises(OSError, match="full"):
            take_page_away(page.pk) if by_page else take_guide_away(guide.pk)
    finally:
        pre_save.disconnect(refuse, sender=Tombstone)
    assert stored(guide) == before
