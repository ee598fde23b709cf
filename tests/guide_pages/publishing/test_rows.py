"""What is locked of pages, in which order, and what a page that was read a while ago takes from its row."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page

from guide_pages.models import Guide, GuidePage
from guide_pages.publishing import rows
from guide_pages.publishing.refusals import PublishedSince
from guide_pages.publishing.rows import align_with_row, is_bookkeeping, lock_guide, lock_pages, lock_row, lock_trees
from tests import factories

pytestmark = pytest.mark.django_db

#: How a page is edited: saving any of these alone changes nothing that a reader sees.
EDITING = [
    *("draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at", "locked"),
    *("locked_at", "locked_by", "numchild", "owner", "wagtail_admin_comments"),
]


def read(page: Page) -> GuidePage:
    return GuidePage.objects.get(pk=page.pk)


def alter(page: Page, **fields: Any) -> None:
    """Change the row while somebody has the page in memory."""
    assert Page.objects.filter(pk=page.pk).update(**fields) == 1


@pytest.mark.parametrize("field", EDITING)
def test_how_a_page_is_edited_concerns_no_reader(field: str) -> None:
    assert is_bookkeeping([field])
    assert not is_bookkeeping([field, "title"])


def test_whatever_else_is_saved_does() -> None:
    assert is_bookkeeping(EDITING)
    assert not is_bookkeeping(None)
    for field in ("title", "live", "slug", "body", "path", "url_path", "expired"):
        assert not is_bookkeeping([field])


def test_pages_are_locked_in_the_order_of_their_keys() -> None:
    pages = [factories.guide(live=False).pk for _ in range(3)]
    assert lock_pages([pages[2], pages[0], 10**6]) == [pages[0], pages[2]]
    assert lock_pages(Page.objects.filter(pk__in=pages).order_by("-pk").values("pk")) == pages
    assert lock_pages([]) == []


def test_a_tree_is_locked_with_all_below_and_the_page_above(monkeypatch: pytest.MonkeyPatch) -> None:
    index, other = factories.guide_index(), factories.guide_index(title="Other", slug="other")
    page, beside = factories.guide(live=False), factories.guide(live=False)
    elsewhere = factories.guide(parent=other, live=False)
    locked: list[int] = []
    monkeypatch.setattr(rows, "lock_pages", lambda found: locked.extend(found.values_list("pk", flat=True)))

    def keys(*pages: Page) -> list[int]:
        locked.clear()
        lock_trees([Page.objects.get(pk=page.pk) for page in pages])
        return sorted(locked)

    home = factories.site().root_page
    assert keys(page) == sorted([page.pk, index.pk])
    assert keys(index) == sorted([home.pk, index.pk, page.pk, beside.pk])
    assert keys(page, elsewhere) == sorted([index.pk, page.pk, other.pk, elsewhere.pk])
    assert keys() == []


def test_a_guide_is_locked_with_and_without_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page, _other = factories.guide(), factories.guide()
    locked: list[int] = []
    monkeypatch.setattr(rows, "lock_pages", lambda found: locked.extend(row["page"] for row in found))
    assert lock_guide(page.guide.pk) == page.guide
    assert locked == [page.pk]
    Guide.objects.filter(pk=page.guide.pk).update(page=None)
    assert lock_guide(page.guide.pk) == page.guide
    assert locked == [page.pk]


def test_a_row_is_read_as_it_is_stored() -> None:
    page, _other = factories.guide(title="Sleep"), factories.guide()
    page.title = "Not saved"
    assert lock_row(page, "title", "live") == {"title": "Sleep", "live": True}
    assert lock_row(GuidePage(pk=10**6), "title") is None


# What a page takes from its row


def test_it_is_said_whether_the_row_is_live() -> None:
    assert align_with_row(GuidePage(title="New"))
    assert align_with_row(factories.guide())
    assert not align_with_row(factories.guide(live=False))


def test_the_place_in_the_tree_is_the_rows() -> None:
    page, index = factories.guide(slug="sleep"), factories.guide_index(title="Other", slug="other")
    mine = read(page)
    assert mine.get_parent().slug == "guides"
    read(page).move(index, pos="last-child")
    alter(page, numchild=3)
    align_with_row(mine)
    now = read(page)
    assert (mine.path, mine.depth, mine.numchild, mine.url_path) == (now.path, now.depth, 3, now.url_path)
    assert mine.url_path.endswith("/other/sleep/")
    assert mine.get_parent().slug == "other"


def test_the_parent_is_asked_for_only_where_the_place_is_another() -> None:
    page = read(factories.guide())
    parent = page.get_parent()
    align_with_row(page)
    assert page.get_parent() is parent


def test_the_depth_is_the_rows_too() -> None:
    page = read(factories.guide())
    alter(page, depth=7)
    align_with_row(page)
    assert page.depth == 7


def test_an_address_is_made_from_the_parents_as_it_is() -> None:
    page = factories.guide(slug="sleep")
    mine = read(page)
    alter(page, url_path="/somewhere/sleep/")
    align_with_row(mine)
    assert mine.url_path == f"{factories.guide_index().url_path}sleep/"
    mine.url_path = "/by-wagtail/other/"
    mine.slug = "other"
    align_with_row(mine)
    assert mine.url_path == "/by-wagtail/other/"


def test_the_address_of_a_page_above_all_is_its_own() -> None:
    root = Page.get_first_root_node()
    root.url_path = "/stale/"
    align_with_row(root)
    assert root.url_path == Page.get_first_root_node().url_path


def test_an_address_that_is_the_rows_stays() -> None:
    page = read(factories.guide(slug="sleep"))
    alter(page.get_parent(), url_path="/home/elsewhere/")
    before = page.url_path
    align_with_row(page)
    assert page.url_path == before


# What it must not overwrite


@pytest.mark.parametrize(
    ("fields", "update_fields", "is_refused"),
    [
        ({}, None, True),
        ({}, ["live", "title"], True),
        ({}, ["title"], False),
        ({"live": False}, None, False),
        ({"last_published_at": None}, None, False),
    ],
    ids=["everything", "that it is no draft", "its title", "unpublished again", "published at the same time"],
)
def test_a_draft_is_not_saved_over_what_was_published_since(
    fields: dict[str, Any], update_fields: list[str] | None, is_refused: bool
) -> None:
    page = factories.guide(live=False, title="Sleep")
    mine = read(page)
    alter(page, **{"live": True, "last_published_at": timezone.now(), **fields})
    if not is_refused:
        align_with_row(mine, update_fields)
        return
    with pytest.raises(PublishedSince, match="“Sleep” has been published since"):
        align_with_row(mine, update_fields)


def test_who_has_it_live_may_save_it_whenever_it_was_published() -> None:
    mine = read(factories.guide())
    alter(mine, last_published_at=timezone.now() + timedelta(hours=1))
    assert align_with_row(mine)


def test_a_new_slug_stands_below_the_page_to_which_another_moved_it() -> None:
    page, index = factories.guide(slug="sleep"), factories.guide_index(title="Other", slug="other")
    mine = read(page)
    assert mine.get_parent().slug == "guides"
    read(page).move(index, pos="last-child")
    mine.slug = "rest"
    mine.save()
    assert read(page).url_path.endswith("/other/rest/")
