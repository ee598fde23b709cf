"""What no signal told of is found, said and mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.models import ModelLogEntry, Page, PageLogEntry, PageViewRestriction, Revision, Site

from guide_pages.models import Delivery, FeedCounter, Guide, GuidePage, Tombstone, Topic
from guide_pages.pictures.renditions import make
from guide_pages.publishing.reconciling import reconcile
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(title="Sleep", slug="sleep")


def found() -> list[str]:
    """What `--check` reports; then what is mended; and nothing is left."""
    checked = list(reconcile(check=True))
    state = list(Delivery.objects.values_list("guide", "sequence", "digest"))
    assert list(reconcile(check=True)) == checked
    assert list(Delivery.objects.values_list("guide", "sequence", "digest")) == state
    assert [d.what for d in reconcile()] == [d.what for d in checked]
    assert list(reconcile(check=True)) == []
    return [difference.outcome for difference in checked]


def test_nothing_differs_after_publishing(page: GuidePage) -> None:
    assert found() == []


def test_words_changed_by_a_queryset(page: GuidePage) -> None:
    Page.objects.filter(pk=page.pk).update(title="Changed by hand")
    assert found() == ["new edition"]
    assert Delivery.objects.get().edition.compiled.title == "Changed by hand"
    assert Delivery.objects.get().edition.cause == "reconciled"


def test_unpublished_by_a_queryset(page: GuidePage) -> None:
    Page.objects.filter(pk=page.pk).update(live=False)
    assert found() == ["tombstone"]


def test_published_by_a_queryset() -> None:
    page = factories.guide(live=False)
    Page.objects.filter(pk=page.pk).update(live=True)
    assert found() == ["new edition"]


def test_a_restriction_that_sent_no_signal(page: GuidePage) -> None:
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page.get_parent(), restriction_type="login")])
    assert found() == ["tombstone"]
    assert Tombstone.objects.get().reason == "restricted"


def test_an_ancestor_moved_by_a_queryset(page: GuidePage) -> None:
    Page.objects.filter(pk=page.pk).update(url_path="/home/advice/sleep/")
    assert found() == ["new delivery"]


def test_a_page_row_deleted_by_hand(page: GuidePage) -> None:
    Guide.objects.filter(page=page.pk).update(problem="")
    delete_by_hand(page)
    assert found() == ["tombstone"]
    assert Guide.objects.get().page is None


def delete_by_hand(page: GuidePage) -> None:
    for rows in (
        page.guide_topics.all(),
        Revision.objects.filter(object_id=str(page.pk)),
        PageLogEntry.objects.filter(page=page.pk),
        ModelLogEntry.objects.none(),
    ):
        rows._raw_delete("default")
    page.index_entries.all().delete()
    GuidePage.objects.filter(pk=page.pk)._raw_delete("default")
    Page.objects.filter(pk=page.pk)._raw_delete("default")


def test_a_topic_renamed_by_a_queryset() -> None:
    topic = factories.TopicFactory()
    factories.guide(topics=[topic])
    Topic.objects.update(name="Renamed by hand")
    assert found() == ["new delivery"]


def test_a_host_name_changed_by_a_queryset(page: GuidePage) -> None:
    Site.objects.update(hostname="elsewhere.example")
    assert found() == ["new delivery"]


def test_a_new_release_that_renders_otherwise(page: GuidePage) -> None:
    Delivery.objects.update(html_digest="of an older release")
    sequence = Delivery.objects.get().sequence
    assert found() == ["new delivery"]
    assert Delivery.objects.get().sequence == sequence


def test_a_file_that_is_lost() -> None:
    picture = factories.ImageFactory()
    make(picture)
    factories.guide(factories.section("Seen", factories.image(picture)))
    lost = picture.renditions.first()
    Path(settings.MEDIA_ROOT, lost.file.name).unlink()
    outcomes = found()
    assert outcomes[0] == "1 files made anew"
    rendition = picture.renditions.get(filter_spec=lost.filter_spec)
    assert rendition.file.storage.exists(rendition.file.name)


def test_an_image_whose_original_is_lost_does_not_stop_the_rest(page: GuidePage) -> None:
    picture = factories.ImageFactory()
    shown = factories.guide(factories.section("Seen", factories.image(picture)))
    Path(settings.MEDIA_ROOT, picture.file.name).unlink()
    Page.objects.filter(pk=page.pk).update(title="Changed by hand")
    mended = {difference.what: difference.outcome for difference in reconcile()}
    assert mended[f"image “{picture.title}”"].startswith("failed: ")
    assert "new edition" in mended.values()
    assert Delivery.objects.filter(guide__page=shown.pk).exists()


def test_a_tombstone_deleted_by_hand(page: GuidePage) -> None:
    page.unpublish()
    Tombstone.objects.all().delete()
    assert found() == ["tombstone"]


def test_a_delivery_deleted_by_hand(page: GuidePage) -> None:
    Delivery.objects.all()._raw_delete("default")
    assert found() == ["new delivery"]


def test_a_counter_row_that_is_lost_gives_no_sequence_twice(page: GuidePage) -> None:
    before = Delivery.objects.get().sequence
    FeedCounter.objects.all().delete()
    factories.publish(page, title="Again")
    assert Delivery.objects.get().sequence > before


def test_check_exits_1_while_something_differs(page: GuidePage, capsys: pytest.CaptureFixture[str]) -> None:
    Page.objects.filter(pk=page.pk).update(title="Changed by hand")
    with pytest.raises(SystemExit) as exit_:
        call_command("reconcile", "--check")
    assert exit_.value.code == 1
    assert "Changed by hand" in capsys.readouterr().out
    call_command("reconcile")
    call_command("reconcile", "--check")
    assert "Everything is in step." in capsys.readouterr().out


@pytest.mark.parametrize("options", [[], ["--check"]], ids=["mending", "checking"])
def test_a_guide_that_failed_is_an_error_and_the_others_are_mended(
    page: GuidePage, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    other = factories.guide(title="Bread")
    GuidePage.objects.filter(pk=page.pk).update(body="[]")
    Page.objects.filter(pk=other.pk).update(title="Changed by hand")
    with pytest.raises(CommandError, match="1 could not be brought in step"):
        call_command("reconcile", *options)
    said = capsys.readouterr().out
    assert "Sleep" in said
    assert "Changed by hand" in said
    assert Delivery.objects.get(guide__page=other.pk).edition.number == (1 if options else 2)
