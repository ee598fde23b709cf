"""A menu that changes reaches guides without making them again: their pages are as stored, with another frame."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page, Site

from guide_pages.models import Delivery, Dependency, Guide, GuideIndexPage, GuidePage
from guide_pages.publishing import framing
from guide_pages.publishing.many import Wanted, bring_all_in_step
from guide_pages.publishing.reconciling import reconcile
from guide_pages.publishing.working_off import work_off
from guide_pages.records.editions import Cause
from guide_pages.rendering.frame import frame_of, reframed
from home.models import PlainPage
from tests import factories
from tests.guide_pages.publishing.test_inputs import settle
from tests.guide_pages.publishing.test_shown_facts import brought_in_step

pytestmark = pytest.mark.django_db

MANY = 5


@pytest.fixture(autouse=True)
def nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin as a process that has made nothing yet."""
    monkeypatch.setattr(framing, "_known", {})


@pytest.fixture
def guides() -> list[int]:
    """Return the pages of guides that stand below one index, as made from what is there."""
    pages = [
        factories.guide(factories.section(f"Heading {n}"), factories.faq(), title=f"Guide <!--frame--> {n}").pk
        for n in range(MANY)
    ]
    menu_page("About")
    settle()
    return pages


def menu_page(title: str, **fields: Any) -> PlainPage:
    home = factories.site().root_page.specific
    return home.add_child(
        instance=PlainPage(title=title, slug=title.lower(), body="<p>We.</p>", show_in_menus=True, **fields)
    )


def in_step(page_ids: list[int]) -> None:
    bring_all_in_step([Wanted(page_id, Cause.RECONCILED) for page_id in page_ids])


def pages_now(page_ids: list[int]) -> list[bytes]:
    stored = Delivery.objects.filter(guide__page__in=page_ids).order_by("guide__page")
    return [bytes(html) for html in stored.values_list("html", flat=True)]


def renamed(page: Page, title: str) -> None:
    Page.objects.filter(pk=page.pk).update(title=title)


def assert_as_made() -> None:
    """Assert that making every guide anew gives the bytes that are stored."""
    assert list(reconcile(check=True)) == []
    assert list(reconcile(anew=True)) == []


def test_a_renamed_menu_page_is_in_each_and_one_is_made(guides: list[int]) -> None:
    renamed(PlainPage.objects.get(slug="about"), "Who we are")
    with brought_in_step() as count:
        in_step(guides)
    assert count == [1]
    assert all(html.count(b"Who we are") == 2 and b"About" not in html for html in pages_now(guides))
    assert_as_made()


def test_later_ones_are_as_the_first_was_made_and_none_is(guides: list[int]) -> None:
    renamed(PlainPage.objects.get(slug="about"), "Who we are")
    in_step(guides[:2])
    with brought_in_step() as count:
        in_step(guides[2:])
    assert count == [0]
    assert all(b"Who we are" in html for html in pages_now(guides))
    assert_as_made()


def test_what_was_made_of_a_name_that_is_another_now_is_not_remembered(guides: list[int]) -> None:
    about = PlainPage.objects.get(slug="about")
    renamed(about, "Who we are")

    def change(context: dict[str, Any], site: Site, page: Page) -> None:
        renamed(about, "Somebody")

    with hooks.register_temporarily("construct_page_shell", change):
        in_step(guides[:2])
    assert framing._known == {}
    renamed(about, "Who we are")
    in_step(guides)
    assert all(b"Who we are" in html for html in pages_now(guides))
    assert_as_made()


def test_so_is_one_above_in_the_way_back_and_in_what_machines_are_told(guides: list[int]) -> None:
    renamed(GuideIndexPage.objects.get(), "All of them")
    with brought_in_step() as count:
        in_step(guides)
    assert count == [1]
    assert all(html.count(b"All of them") == 2 for html in pages_now(guides))
    assert_as_made()


def test_the_name_of_home_stands_in_each_title_and_makes_each(guides: list[int]) -> None:
    Site.objects.update(site_name="")
    settle()
    renamed(factories.site().root_page, "Elsewhere")
    with brought_in_step() as count:
        in_step(guides)
    assert count == [MANY]
    assert all("· Elsewhere</title>".encode() in html for html in pages_now(guides))
    assert_as_made()


def test_what_else_has_changed_is_in_it_too(guides: list[int]) -> None:
    renamed(PlainPage.objects.get(slug="about"), "Who we are")
    GuidePage.objects.filter(pk=guides[1]).update(summary="Other.")
    with brought_in_step() as count:
        in_step(guides)
    assert count == [2]
    assert b"Other." in pages_now(guides)[1]
    assert_as_made()


def test_a_guide_with_something_of_its_own_in_its_frame_is_made(guides: list[int]) -> None:
    delivery = Delivery.objects.get(guide__page=guides[2])
    delivery.html = bytes(delivery.html).replace(b"About", b"About this")
    delivery.save(update_fields=["html"])
    renamed(PlainPage.objects.get(slug="about"), "Who we are")
    with brought_in_step() as count:
        in_step(guides)
    assert count == [2]
    assert_as_made()


def test_a_page_that_joins_the_menu_is_followed_from_then_on(
    guides: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    joins = menu_page("Contact", live=True)
    in_step(guides)
    assert Dependency.objects.filter(kind="frame", key=str(joins.pk)).count() == MANY
    with django_capture_on_commit_callbacks(execute=True):
        joins.title = "Write to us"
        joins.save_revision().publish()
    work_off()
    assert all(b"Write to us" in html for html in pages_now(guides))
    Page.objects.filter(pk=joins.pk).update(show_in_menus=False)
    in_step(guides)
    assert not Dependency.objects.filter(kind="frame", key=str(joins.pk)).exists()
    assert_as_made()


def test_clients_are_told_of_nothing(guides: list[int]) -> None:
    before = list(Delivery.objects.order_by("pk").values_list("sequence", "digest", "markdown_digest"))
    renamed(PlainPage.objects.get(slug="about"), "Who we are")
    in_step(guides)
    assert list(Delivery.objects.order_by("pk").values_list("sequence", "digest", "markdown_digest")) == before


def test_one_whose_replies_have_closed_meanwhile_is_made(guides: list[int]) -> None:
    Delivery.objects.filter(guide__page=guides[3]).update(takes_replies=True, replies_close_at=timezone.now())
    renamed(PlainPage.objects.get(slug="about"), "Who we are")
    with brought_in_step() as count:
        in_step(guides)
    assert count == [2]


def test_one_that_has_a_problem_is_told_again(guides: list[int]) -> None:
    Guide.objects.filter(page=guides[4]).update(problem="It has one.")
    renamed(PlainPage.objects.get(slug="about"), "Who we are")
    with brought_in_step() as count:
        in_step(guides)
    assert count == [2]
    assert not Guide.objects.exclude(problem="").exists()


def test_each_costs_two_queries(guides: list[int]) -> None:
    counts = []
    for title, some in (("One", guides[:2]), ("Two", guides)):
        renamed(PlainPage.objects.get(slug="about"), title)
        with CaptureQueriesContext(connection) as queries:
            in_step(some)
        counts.append(len(queries))
        in_step(guides)
    assert counts[1] - counts[0] <= 2 * (MANY - 2)


def test_a_page_without_marks_has_no_frame() -> None:
    assert frame_of(b"<p>Words.</p>") == []
    assert reframed(b"<p>Words.</p>", []) == b"<p>Words.</p>"
    with pytest.raises(ValueError, match="is shorter"):
        reframed(b"<!--frame-->a<!--/frame-->", [])
