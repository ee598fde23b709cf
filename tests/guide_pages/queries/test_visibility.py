"""What the public may see, as one condition on a page: whatever stands above it, whoever asks."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from wagtail.models import Page, PageViewRestriction

from guide_pages.models import Delivery, Guide, GuidePage
from guide_pages.queries.visibility import is_below, is_public, is_unrestricted, restricted_places
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages() -> dict[str, Page]:
    """A guide, what stands above it, beside it and below it."""
    home = factories.site().root_page
    section = home.add_child(instance=Page(title="Section", slug="section"))
    index = factories.guide_index(section)
    page = factories.guide(parent=index)
    beside = factories.guide(parent=factories.guide_index(home, slug="beside", title="Beside"))
    below = page.add_child(instance=Page(title="Below", slug="below"))
    sibling = factories.guide(parent=index)
    named = {"root": home.get_parent(), "home": home, "section": section, "index": index, "itself": page}
    return {**named, "below": below, "sibling": sibling, "beside": beside}


def is_seen(page: Page) -> bool:
    """By each lookup that leads to a page."""
    seen = {
        Page.objects.filter(is_public(), pk=page.pk).exists(),
        Guide.objects.filter(is_public("page__"), page=page.pk).exists(),
        Delivery.objects.filter(is_public("guide__page__"), guide__page=page.pk).exists(),
    }
    assert len(seen) == 1
    return seen.pop()


def restrict(page: Page, kind: str = "login") -> None:
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type=kind)])


def test_a_live_guide_without_a_restriction_is_seen(pages: dict[str, Page]) -> None:
    assert is_seen(pages["itself"])


def test_a_restriction_of_any_kind_on_it_or_above_it_hides_it(pages: dict[str, Page]) -> None:
    for where in ("itself", "index", "section", "home", "root"):
        for kind in ("login", "password", "groups"):
            restrict(pages[where], kind)
            assert not is_seen(pages["itself"]), (where, kind)
            PageViewRestriction.objects.all()._raw_delete("default")


def test_a_restriction_anywhere_else_does_not(pages: dict[str, Page]) -> None:
    for where in ("sibling", "beside", "below"):
        restrict(pages[where])
    assert is_seen(pages["itself"])


def test_it_counts_on_every_guide_below(pages: dict[str, Page]) -> None:
    restrict(pages["index"])
    assert [is_seen(pages[name]) for name in ("itself", "sibling", "beside")] == [False, False, True]


@pytest.mark.parametrize("restricted", [False, True])
def test_a_guide_that_is_not_live_is_not_seen(pages: dict[str, Page], restricted: bool) -> None:
    GuidePage.objects.filter(pk=pages["itself"].pk).update(live=False)
    if restricted:
        restrict(pages["index"])
    assert not is_seen(pages["itself"])


def test_an_ancestor_that_is_not_live_hides_nothing(pages: dict[str, Page]) -> None:
    """As in Wagtail: what is below it has an address of its own."""
    Page.objects.filter(pk=pages["index"].pk).update(live=False)
    assert is_seen(pages["itself"])


def test_it_is_the_same_where_many_pages_are_asked_about(pages: dict[str, Page]) -> None:
    for where in pages:
        restrict(pages[where])
        places = restricted_places()
        for page in pages.values():
            is_free = Page.objects.filter(is_unrestricted(), pk=page.pk).exists()
            assert is_below(places, page.path) is not is_free, (where, page.slug)
        PageViewRestriction.objects.all()._raw_delete("default")
    assert not any(is_below(set(), page.path) for page in pages.values())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's planner is told by its own statistics")
@pytest.mark.parametrize("restrictions", [0, 1])
def test_no_statistics_make_it_read_all_pages(pages: dict[str, Page], restrictions: int) -> None:
    for _restriction in range(restrictions):
        restrict(pages["beside"])
    crowd_the_tree(pages["root"], 2_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("ANALYZE sqlite_schema")  # what is known is read again
    seen: list[QuerySet[Any]] = [
        Page.objects.filter(is_public(), pk=pages["itself"].pk),
        Guide.objects.filter(is_public("page__"), page=pages["itself"].pk),
        Delivery.objects.filter(is_public("guide__page__"), guide__page=pages["itself"].pk),
    ]
    for queryset in seen:
        table = Page._meta.db_table
        names = {table, *re.findall(rf'"{table}" ([A-Z]\d+)', str(queryset.query))}
        plan = queryset.explain()
        assert not names & set(re.findall(r"SCAN (\w+)", plan)), plan
        assert queryset.exists()


def crowd_the_tree(root: Page, count: int) -> None:
    """Write so many pages beside one another, by themselves."""
    rows = [
        Page(
            title="More",
            slug=f"more-{number}",
            depth=root.depth + 1,
            path=Page._get_path(root.path, root.depth + 1, 1_000 + number),
            url_path=f"/more-{number}/",
            content_type=root.content_type,
            locale=root.locale,
        )
        for number in range(count)
    ]
    Page.objects.bulk_create(rows)
