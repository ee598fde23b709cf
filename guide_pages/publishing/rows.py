"""A page's row: what of it concerns readers, and what a page that was read a while ago must not overwrite."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from .refusals import PublishedSince

#: Fields that say how a page is edited, not what it says. Saving them alone concerns no reader.
_BOOKKEEPING = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "owner",
    "wagtail_admin_comments",
}

#: Where a page is in the tree.
_PLACE = {"path", "depth", "numchild", "url_path"}


def is_bookkeeping(update_fields: Iterable[str] | None) -> bool:
    """Return True if a save of these fields alone concerns no reader: a draft, a lock, a comment."""
    return update_fields is not None and set(update_fields) <= _BOOKKEEPING


def changes_more_than_place(page: Any) -> bool:
    """Return True if the save of a plain page would write something else than its row says, its place set aside.

    A move writes nothing else.
    """
    names = {field.attname for field in Page._meta.concrete_fields} - _BOOKKEEPING - _PLACE
    row = Page.objects.filter(pk=page.pk).values(*names).first()
    return row is None or any(row[name] != getattr(page, name) for name in names)


def lock_row(page: Any, *names: str) -> dict[str, Any] | None:
    """Lock a page's row and return what these fields are in it; None if it has none."""
    row: dict[str, Any] | None = Page.objects.select_for_update().filter(pk=page.pk).values(*names).first()
    return row


def align_with_row(page: Any, update_fields: Iterable[str] | None = None) -> bool:
    """Lock a page's row and take the page's place in the tree from it. Return True if it was live, or is new.

    Wagtail saves the place as it was when the page was read: a move since then would be undone in part. It saves, too,
    that a draft is not live. Raise PublishedSince if the page has been published since it was read.
    """
    row = lock_row(page, "path", "depth", "numchild", "slug", "url_path", "live", "last_published_at")
    if row is None:
        return True
    _refuse_stale_draft(page, row, update_fields)
    _take_place(page, row)
    return bool(row["live"])


def _refuse_stale_draft(page: Any, row: dict[str, Any], update_fields: Iterable[str] | None) -> None:
    says_live = update_fields is None or "live" in update_fields
    if says_live and row["live"] and not page.live and row["last_published_at"] != page.last_published_at:
        raise PublishedSince(page.title)


def _take_place(page: Any, row: dict[str, Any]) -> None:
    """Take a page's place from its row; its address from there, too, or from the parent that it is being moved to.

    Where the slug is another, Wagtail makes the address anew, from the parent that stands at `path`.
    """
    if row["path"] != page.path:
        page._cached_parent_obj = None
    for name in ("path", "depth", "numchild"):
        setattr(page, name, row[name])
    if row["slug"] == page.slug and row["url_path"] != page.url_path:
        parent = Page.objects.filter(path=page.path[: -Page.steplen]).values_list("url_path", flat=True).first()
        page.url_path = f"{parent}{page.slug}/" if parent else row["url_path"]
