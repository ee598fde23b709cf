"""`reconcile --check` looks and changes nothing, whatever is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db.models.signals import pre_save
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Page

from guide_pages.models import (
    Anchor,
    Delivery,
    Dependency,
    Edition,
    FeedCounter,
    FeedHorizon,
    Guide,
    GuidePage,
    Passage,
    Tombstone,
)
from guide_pages.pictures.renditions import make
from guide_pages.publishing.reconciling import reconcile
from tests import factories
from tests.guide_pages.api.hiding import delete_by_hand, restrict_silently

pytestmark = pytest.mark.django_db

TABLES = (Anchor, Delivery, Dependency, Edition, FeedCounter, FeedHorizon, Guide, Passage, Tombstone)


def everything() -> dict[str, Any]:
    """All that is stored of guides."""
    rows = {model.__name__: sorted(map(str, model.objects.values())) for model in TABLES}
    rows["pages"] = sorted(map(str, Page.objects.values()))
    rows["files"] = sorted(map(str, get_image_model().get_rendition_model().objects.values("pk", "file")))
    return rows


def lose_the_page(page: GuidePage) -> None:
    Guide.objects.filter(page=page.pk).update(page=None)


def delete_the_row(page: GuidePage) -> None:
    delete_by_hand(page)


def change_words(page: GuidePage) -> None:
    Page.objects.filter(pk=page.pk).update(title="Changed by hand")


def unpublish(page: GuidePage) -> None:
    Page.objects.filter(pk=page.pk).update(live=False)


def make_it_wrong(page: GuidePage) -> None:
    GuidePage.objects.filter(pk=page.pk).update(summary="")


def lose_the_delivery(page: GuidePage) -> None:
    Delivery.objects.all().delete()


FAULTS: list[tuple[Callable[[GuidePage], object], str]] = [
    (lose_the_page, "tombstone"),
    (delete_the_row, "tombstone"),
    (change_words, "new edition"),
    (unpublish, "tombstone"),
    (lambda page: restrict_silently(page, "login"), "tombstone"),
    (make_it_wrong, "failed: The guide has no summary."),
    (lose_the_delivery, "new delivery"),
]
IDS = ["page lost", "row deleted", "words", "not live", "restricted", "not to be compiled", "delivery lost"]


@pytest.mark.parametrize(("break_it", "said"), FAULTS, ids=IDS)
def test_looking_changes_nothing_and_says_what_would_be_done(
    break_it: Callable[[GuidePage], object], said: str
) -> None:
    page = factories.guide()
    factories.guide()
    break_it(page)
    before = everything()
    found = [difference.outcome for difference in reconcile(check=True)]
    assert found[:1] == [said]
    assert everything() == before


@pytest.mark.parametrize("break_it", [lose_the_page, delete_the_row])
def test_a_guide_whose_page_is_gone_is_buried_by_reconcile_and_by_nothing_less(
    break_it: Callable[[GuidePage], object],
) -> None:
    page = factories.guide()
    guide = Guide.objects.get()
    break_it(page)
    with pytest.raises(SystemExit):
        call_command("reconcile", "--check")
    assert Delivery.objects.filter(guide=guide).exists()
    assert not Tombstone.objects.exists()
    call_command("reconcile")
    assert not Delivery.objects.filter(guide=guide).exists()
    assert (Tombstone.objects.get().guide, Tombstone.objects.get().reason) == (guide, "deleted")
    assert Guide.objects.get(pk=guide.pk).page_id is None


def test_looking_forgets_no_old_tombstone() -> None:
    factories.guide().unpublish()
    with time_machine.travel(timezone.now() + timedelta(days=200)):
        assert list(reconcile(check=True)) == []
        assert Tombstone.objects.count() == 1
        assert list(reconcile()) == []
        assert not Tombstone.objects.exists()


def test_looking_makes_no_picture_anew() -> None:
    picture = factories.ImageFactory()
    make(picture)
    factories.guide(factories.section("Seen", factories.image(picture)))
    first = picture.renditions.first()
    first.file.storage.delete(first.file.name)
    before = everything()
    assert [difference.outcome for difference in reconcile(check=True)] == ["1 files made anew"]
    assert everything() == before
    assert not first.file.storage.exists(first.file.name)
    list(reconcile())
    assert list(reconcile(check=True)) == []


def test_one_that_fails_keeps_the_others_from_nothing() -> None:
    first, broken, last = (factories.guide(title=f"Guide {n}") for n in range(3))
    Page.objects.filter(pk__in=[first.pk, broken.pk, last.pk]).update(title="Changed by hand")

    def refuse(instance: Delivery, **kwargs: object) -> None:
        if instance.guide.page_id == broken.pk:
            raise RuntimeError("The disk is full.")

    pre_save.connect(refuse, sender=Delivery)
    try:
        outcomes = [difference.outcome for difference in reconcile()]
    finally:
        pre_save.disconnect(refuse, sender=Delivery)
    assert outcomes == ["new edition", "failed: RuntimeError: The disk is full.", "new edition"]
