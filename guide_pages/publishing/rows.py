"""A page's row: what of it concerns readers, and what a page that was read a while ago must not overwrite."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from wagtail.models import Page

from guide_pages.records import Guide

from .refusals import PublishedSince

#: Fields that say how a page is edited, not what it says. Saving them alone concerns no reader.
BOOKKEEPING = {
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


def is_bookkeeping(update_fields: Iterable[str] | None) -> bool:
    """Return True if a save of these fields alone concerns no reader: a draft, a lock, a comment."""
    return update_fields is not None and set(update_fields) <= BOOKKEEPING


def lock_pages(page_ids: Iterable[int] | QuerySet[Page]) -> list[int]:
    """Lock the rows of these pages until the transaction ends, in the order of their keys; return those keys.

    Who locks a guide locks its page first, then what is stored of it; who locks several pages locks all of them here.
    So nobody holds what another waits for who holds what he waits for.
    """
    rows = Page.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=page_ids)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def lock_trees(pages: Iterable[Page]) -> None:
    """Lock these pages with all that stand below them, and the pages above, whose number of children changes."""
    concerned = Q()
    for page in pages:
        concerned |= Q(path__startswith=page.path) | Q(path=page.path[: -Page.steplen])
    if concerned:
        lock_pages(Page.objects.filter(concerned).order_by().values("pk"))


def lock_guide(guide_id: UUID) -> Guide:
    """Lock a guide: its page's row, then its own, which is all there is of one whose page was deleted. Return it."""
    lock_pages(Guide.objects.filter(pk=guide_id, page__isnull=False).values("page"))
    return Guide.objects.select_for_update(no_key=True).get(pk=guide_id)


def lock_row(page: Any, *names: str) -> dict[str, Any] | None:
    """Lock a page's row and return what these fields are in it; None if it has none."""
    row: dict[str, Any] | None = (
        Page.objects.select_for_update(no_key=True, of=("self",)).filter(pk=page.pk).values(*names).first()
    )
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
        page.__dict__.pop("_cached_parent_obj", None)  # None would say that it has no parent
    for name in ("path", "depth", "numchild"):
        setattr(page, name, row[name])
    if row["slug"] == page.slug and row["url_path"] != page.url_path:
        parent = Page.objects.filter(path=page.path[: -Page.steplen]).values_list("url_path", flat=True).first()
        page.url_path = f"{parent}{page.slug}/" if parent else row["url_path"]
