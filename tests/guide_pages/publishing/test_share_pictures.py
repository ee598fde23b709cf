"""A picture for each guide, shown where its address is shared: made when nobody waits, and following its title."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage
from django.test import Client, TestCase
from PIL import Image
from wagtail.models import PageViewRestriction, Site

from guide_pages.models import Delivery, GuidePage, SharePicture
from guide_pages.pictures.share import share_picture
from guide_pages.publishing import share_pictures
from guide_pages.publishing.share_pictures import make_share_pictures
from guide_pages.publishing.working_off import work_off, work_off_with_pictures
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return None


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(title="Sleep well", slug="sleep")


def shown(client: Client, name: str) -> str:
    found = BeautifulSoup(client.get("/guides/sleep/").content, "html.parser").find("meta", property=name)
    return str(found["content"]) if found else ""


def test_it_is_made_with_what_is_due_and_then_shown(client: Client, page: GuidePage) -> None:
    assert shown(client, "og:image") == ""
    sequence = Delivery.objects.get().sequence
    work_off_with_pictures()
    url = shown(client, "og:image")
    name = SharePicture.objects.get().file.name
    assert url == f"{factories.site().root_url}{default_storage.url(name)}"
    with default_storage.open(name) as file:
        picture = Image.open(file)
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert (shown(client, "og:image:width"), shown(client, "og:image:alt")) == ("1200", "Sleep well")
    assert Delivery.objects.get().sequence == sequence  # no client is sent anything for it
    assert work_off_with_pictures() == 0


def test_it_follows_the_title_and_the_site_s_name(client: Client, page: GuidePage) -> None:
    work_off_with_pictures()
    before = shown(client, "og:image")
    factories.publish(page, title="Sleep better")
    assert shown(client, "og:image") == ""  # rather none than one that says something else
    work_off_with_pictures()
    after = shown(client, "og:image")
    assert after not in ("", before)
    site = Site.objects.get()
    site.site_name = "Clinic"
    site.save()
    work_off_with_pictures()
    assert shown(client, "og:image") not in ("", before, after)


def test_words_that_it_does_not_say_make_no_other(page: GuidePage) -> None:
    work_off_with_pictures()
    factories.publish(page, summary="Other words.")
    assert not SharePicture.objects.due().exists()


def test_the_file_before_stays_until_the_next(page: GuidePage) -> None:
    names = []
    for title in ("One", "Two", "Three"):
        factories.publish(page, title=title)
        with TestCase.captureOnCommitCallbacks(execute=True):
            make_share_pictures()
        names.append(SharePicture.objects.get().file.name)
    assert [default_storage.exists(name) for name in names] == [False, True, True]


def test_without_one_a_guide_shows_its_own_picture(client: Client) -> None:
    picture = factories.ImageFactory()
    factories.guide(title="Sleep well", slug="sleep", hero=picture, hero_alt="A bed")
    assert "/original_images/" in shown(client, "og:image")
    assert shown(client, "og:image:alt") == "A bed"


@pytest.mark.parametrize("hide", ["unpublish", "restrict", "delete"])
def test_a_hidden_guide_has_none(page: GuidePage, hide: str) -> None:
    make_share_pictures()
    name = SharePicture.objects.get().file.name
    with TestCase.captureOnCommitCallbacks(execute=True):
        if hide == "unpublish":
            page.unpublish()
        elif hide == "restrict":
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        else:
            page.delete()
    work_off()
    assert not SharePicture.objects.exists()
    assert not default_storage.exists(name)


def test_one_that_fails_keeps_no_other_waiting_and_is_tried_again(
    page: GuidePage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    factories.guide(title="Another")

    def draw(title: str, site_name: str) -> bytes:
        if title == "Sleep well":
            raise OSError("No space left on device")
        return share_picture(title, site_name)

    with monkeypatch.context() as patched:
        patched.setattr(share_pictures, "share_picture", draw)
        assert make_share_pictures() == 1
    assert "No space left" in caplog.text
    assert make_share_pictures() == 1


def test_a_title_that_changes_meanwhile_is_due_again(page: GuidePage, monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(title: str, site_name: str) -> bytes:
        factories.publish(GuidePage.objects.get(), title="Sleep better")
        return share_picture(title, site_name)

    with monkeypatch.context() as patched, TestCase.captureOnCommitCallbacks(execute=True):
        patched.setattr(share_pictures, "share_picture", draw)
        assert make_share_pictures() == 0
    assert default_storage.listdir("images/share")[1] == []
    assert make_share_pictures() == 1


@pytest.mark.parametrize(
    ("title", "has_words"),
    [
        ("Sueño, más o menos: ¿qué es?", True),
        ("W" * 400, True),
        ("word " * 100, True),
        ("睡眠指南", False),
        ("نوم", False),
        ("Sleep 睡眠", False),
        ("\U0010ffff", False),
    ],
)
def test_words_that_the_fonts_lack_are_left_out_rather_than_boxes(title: str, has_words: bool) -> None:
    picture = Image.open(BytesIO(share_picture(title, "Guidepost"))).convert("L")
    title_s_place = picture.crop((84, 480, 400, 600))
    assert (title_s_place.getextrema()[0] < 80) is has_words
