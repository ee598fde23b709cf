"""What `reconcile` looks at, what it says of it, and what it leaves to others."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from guide_pages.models import Delivery, Due, Guide, GuidePage
from guide_pages.pictures import renditions
from guide_pages.publishing.reconciling import ALL, Difference, Shard, reconcile
from guide_pages.records import Change, StoredPage
from guide_pages.records.editions import Cause
from tests import factories
from tests.guide_pages.publishing.test_reconciling import delete_by_hand

pytestmark = pytest.mark.django_db


def change(*pages: Page) -> None:
    """No signal tells of it."""
    for page in pages:
        Page.objects.filter(pk=page.pk).update(title=f"By hand {page.pk}")


def looked_at(*, since: datetime | None = None, shard: Shard = ALL, check: bool = True) -> set[str]:
    return {found.what for found in reconcile(check=check, since=since, shard=shard)}


def test_each_difference_has_its_name_and_says_whether_it_is_a_failure() -> None:
    good, bad, gone = (factories.guide(slug=slug) for slug in ("good", "bad", "gone"))
    change(good)
    GuidePage.objects.filter(pk=bad.pk).update(summary="")
    delete_by_hand(gone)
    expected = [
        Difference(f"“By hand {good.pk}” (/home/guides/good/)", "new edition"),
        Difference(f"“{bad.title}” (/home/guides/bad/)", "failed: The guide has no summary.", is_failure=True),
        Difference(f"page {gone.pk}", "tombstone"),
    ]
    assert list(reconcile(check=True)) == list(reconcile()) == expected
    assert set(Guide.objects.values_list("page", flat=True)) == {good.pk, bad.pk, None}
    assert list(reconcile()) == expected[1:2]


def test_what_waits_for_its_place_in_the_feed_gets_it() -> None:
    factories.guide()
    Delivery.objects.update(sequence=None)
    waits = [Difference("1 waited for their place in the feed", "new delivery")]
    assert list(reconcile(check=True)) == waits
    assert Delivery.objects.get().sequence is None
    assert list(reconcile()) == waits
    assert Delivery.objects.get().sequence is not None
    assert list(reconcile()) == []


@pytest.mark.parametrize("field", ["last_published_at", "latest_revision_created_at"])
def test_since_then_is_by_either_time_and_from_that_moment_on(field: str) -> None:
    old, new, draft = factories.guide(), factories.guide(), factories.guide(live=False)
    now, long_ago = timezone.now(), timezone.now() - timedelta(days=9)
    Page.objects.update(last_published_at=long_ago, latest_revision_created_at=long_ago)
    Page.objects.filter(pk=new.pk).update(**{field: now})
    change(old, new, draft)
    assert looked_at(since=now) == {f"“By hand {new.pk}” ({new.url_path})"}
    assert looked_at(since=now + timedelta(seconds=1)) == set()


def test_a_part_has_its_own_pages_those_that_are_gone_too() -> None:
    pages = [factories.guide() for _ in range(4)]
    change(*pages)
    delete_by_hand(pages[3])
    parts = [looked_at(shard=Shard(number, 2)) for number in (1, 2)]
    assert parts[0] & parts[1] == set()
    assert len(parts[0] | parts[1]) == 4
    assert f"page {pages[3].pk}" in parts[pages[3].pk % 2]


def test_anew_makes_those_of_its_part_again_and_looking_makes_none() -> None:
    pages = {factories.guide().pk for _ in range(3)}
    list(reconcile())
    Delivery.objects.update(inputs="x")
    list(reconcile(check=True, anew=True))
    assert set(Delivery.objects.values_list("inputs", flat=True)) == {"x"}
    seen = reconcile(anew=True, shard=Shard(1, 2), pictures=False)
    assert list(seen) == []
    again = set(Delivery.objects.exclude(inputs="x").values_list("guide__page", flat=True))
    assert again == {pk for pk in pages if pk % 2 == 0}


def ask(kind: str, key: int, *, was_hidden: bool = False) -> None:
    Due.objects.create(kind=kind, key=key, cause=Cause.TOPIC, what="topic:1", was_hidden=was_hidden)


def test_what_it_has_done_is_asked_for_no_more_and_nothing_else_is_forgotten() -> None:
    done, hidden, broken = (factories.guide() for _ in range(3))
    GuidePage.objects.filter(pk=broken.pk).update(body="[]")
    Due.objects.all().delete()
    ask(Due.GUIDE, done.pk)
    ask(Due.GUIDE, done.pk)
    ask(Due.GUIDE, hidden.pk, was_hidden=True)  # is sent again even if nothing differs
    ask(Due.IMAGE, done.pk)
    ask(Due.GUIDE, 10**6)
    list(reconcile(check=True))
    assert Due.objects.count() == 5
    list(reconcile())
    left = Due.objects.values_list("kind", "key", "was_hidden").order_by("pk")
    assert list(left) == [(Due.GUIDE, hidden.pk, True), (Due.IMAGE, done.pk, False), (Due.GUIDE, 10**6, False)]


def test_what_nobody_works_off_is_said_by_looking_alone() -> None:
    page = factories.guide()
    Due.objects.all().delete()
    ask(Due.GUIDE, page.pk)
    ask(Due.IMAGE, 7)
    ask(Due.IMAGE, 8)
    Due.objects.filter(key=8).update(error="No file.")
    assert list(reconcile(check=True)) == []  # it is young
    Due.objects.update(since=timezone.now() - timedelta(seconds=100))
    [found] = reconcile(check=True)
    assert found.what == "1 guides and 2 images are due, of which 1 have failed"
    assert found.outcome.startswith("since ")
    assert not found.is_failure
    assert list(reconcile()) == []


def test_pages_around_guides_are_made_anew_by_mending_alone() -> None:
    Change.objects.create(path="")
    list(reconcile(check=True))
    assert Change.objects.exists()
    list(reconcile())
    assert not Change.objects.exists()
    assert not StoredPage.objects.exists()


def test_files_that_are_lost_or_were_never_made_are_those_of_pictures_that_guides_show() -> None:
    shown, unseen = factories.ImageFactory(title="Lamp"), factories.ImageFactory(title="Unseen")
    for picture in (shown, unseen):
        renditions.make(picture)
    factories.guide(factories.section("Lamp", factories.image(shown)))
    lost, never, *kept = shown.renditions.order_by("pk")
    lost.file.storage.delete(lost.file.name)
    never._meta.model.objects.filter(pk=never.pk)._raw_delete("default")
    for rendition in unseen.renditions.all():
        rendition.file.storage.delete(rendition.file.name)
    Due.objects.all().delete()
    assert not [found for found in reconcile(check=True, pictures=False) if "image" in found.what]
    expected = Difference("image “Lamp”", "2 files made anew")
    assert next(iter(reconcile(check=True))) == expected
    assert next(iter(reconcile())) == expected
    assert {rendition.pk for rendition in kept} <= set(shown.renditions.values_list("pk", flat=True))
    assert all(rendition.file.storage.exists(rendition.file.name) for rendition in shown.renditions.all())
    assert renditions.missing(type(shown).objects.get(pk=shown.pk)) == []


def test_a_picture_whose_original_is_lost_is_a_failure() -> None:
    picture = factories.ImageFactory(title="Lamp")
    factories.guide(factories.section("Lamp", factories.image(picture)))
    picture.file.storage.delete(picture.file.name)
    found = next(iter(reconcile()))
    assert (found.what, found.outcome.partition(":")[0], found.is_failure) == ("image “Lamp”", "failed", True)
