"""A guide that cannot be compiled keeps the words of its last edition, and follows everything else."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from PIL import Image as PillowImage
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from guide_pages.models import Delivery, Edition, Guide, GuidePage, GuideSettings, Tombstone
from guide_pages.publishing.in_step import Outcome, bring_in_step
from guide_pages.publishing.working_off import work_off
from home.models import PlainPage
from tests import factories

pytestmark = pytest.mark.django_db


def committed(act: Callable[[], Any]) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        act()
    work_off()


class Things:
    """A guide that shows one thing of each kind, and cannot be compiled any more: its answer is gone."""

    def __init__(self) -> None:
        home = factories.site().root_page
        self.picture = factories.ImageFactory()
        file = SimpleUploadedFile("leaflet.txt", b"words")
        self.document = get_document_model().objects.create(
            title="Leaflet", file=file, collection=Collection.get_first_root_node()
        )
        self.linked = home.add_child(instance=PlainPage(title="Linked", slug="linked", body="<p>Words.</p>"))
        self.in_menu = home.add_child(
            instance=PlainPage(title="About", slug="about", body="<p>We.</p>", show_in_menus=True)
        )
        links = (
            f'<a linktype="page" id="{self.linked.pk}">page</a>, '
            f'<a linktype="document" id="{self.document.pk}">document</a>'
        )
        self.entry = factories.FaqEntryFactory(answer="<p>Last published.</p>")
        self.page = factories.guide(
            factories.section("Shows", factories.text(links), factories.image(self.picture)),
            factories.faq(factories.from_library(self.entry)),
            title="Sleep",
            slug="sleep",
        )
        factories.lose(self.entry)

    @property
    def html(self) -> str:
        return bytes(Delivery.objects.get().html).decode()


def changed(instance: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(instance, name, value)
    instance.save()


def new_file() -> SimpleUploadedFile:
    file = BytesIO()
    PillowImage.new("RGB", (800, 600), "navy").save(file, "PNG")
    return SimpleUploadedFile("navy.png", file.getvalue(), content_type="image/png")


def published(instance: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(instance, name, value)
    instance.save_revision().publish()


def restricted(of: Things) -> None:
    CollectionViewRestriction.objects.create(collection=of.document.collection, restriction_type="login")


CHANGES: dict[str, tuple[Callable[[Things], Any], str, bool]] = {
    "its index's address": (lambda of: changed(of.page.get_parent(), slug="advice"), "/advice/sleep/", True),
    "its index's title": (lambda of: changed(of.page.get_parent(), title="All advice"), "All advice", True),
    "a menu page's title": (lambda of: published(of.in_menu, title="Who we are"), "Who we are", True),
    "a menu page that is gone": (lambda of: of.in_menu.delete(), "About", False),
    "a linked page's address": (lambda of: published(of.linked, slug="elsewhere"), "/elsewhere/", True),
    "a linked page that is hidden": (lambda of: of.linked.unpublish(), "/linked/", False),
    "a document's file": (
        lambda of: changed(of.document, file=SimpleUploadedFile("other.txt", b"words")),
        "/other",
        True,
    ),
    "a document that not everybody may read": (restricted, "/leaflet", False),
    "the smaller files of its picture": (lambda of: None, "format-webp", True),
    "another file of its picture": (lambda of: changed(of.picture, file=new_file()), "/navy", True),
    "a picture that is gone": (lambda of: factories.lose(of.picture), "<picture", False),
    "the disclaimer": (
        lambda of: changed(GuideSettings.for_site(factories.site()), disclaimer="<p>Not advice.</p>"),
        "Not advice.",
        True,
    ),
    "the host's name": (lambda of: changed(factories.site(), hostname="guides.example"), "guides.example", True),
}


@pytest.mark.parametrize(("change", "shown", "is_shown"), CHANGES.values(), ids=CHANGES)
def test_it_follows_everything_but_the_broken_part(change: Callable[[Things], Any], shown: str, is_shown: bool) -> None:
    of = Things()
    assert (shown in of.html) is not is_shown
    committed(lambda: change(of))
    assert (shown in of.html) is is_shown
    assert "Last published." in of.html
    assert Edition.objects.count() == 1
    assert [guide.page_id for guide in Guide.objects.out_of_step()] == [of.page.pk]


def test_it_can_be_hidden_and_comes_back_as_it_was() -> None:
    of = Things()
    committed(lambda: PageViewRestriction.objects.create(page=of.page, restriction_type="login"))
    assert Tombstone.objects.get().reason == "restricted"
    committed(of.page.view_restrictions.get().delete)
    assert "Last published." in of.html
    committed(lambda: Page.objects.get(pk=of.page.pk).unpublish())
    assert Tombstone.objects.get().reason == "unpublished"


def test_it_follows_when_what_is_broken_is_mended() -> None:
    person = factories.ContributorFactory(name="Ada Example", url="https://example.org/")
    factories.guide(authors=[person])
    committed(lambda: changed(person, url="https://", name="Ada Sample"))
    assert "Ada Sample" in bytes(Delivery.objects.get().html).decode()
    assert Guide.objects.out_of_step().exists()
    committed(lambda: changed(person, url="https://example.org/ada"))
    assert "https://example.org/ada" in bytes(Delivery.objects.get().html).decode()
    assert "Ada Sample" in bytes(Delivery.objects.get().html).decode()
    assert not Guide.objects.out_of_step().exists()


def test_one_that_never_could_be_compiled_follows_when_what_is_broken_is_mended() -> None:
    person = factories.ContributorFactory(name="Ada Example", url="https://")
    page = factories.guide(authors=[person], live=False)
    GuidePage.objects.filter(pk=page.pk).update(live=True)
    assert bring_in_step(page.pk) is Outcome.FAILED
    assert not Delivery.objects.exists()
    committed(lambda: changed(person, url="https://example.org/ada"))
    assert "https://example.org/ada" in bytes(Delivery.objects.get().html).decode()
