"""What the public may see, said once, as a condition that every read applies at read time.

A view restriction commits before any signal, so what is stored can lag behind it. This cannot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import StrIndex
from wagtail.models import Page, PageViewRestriction

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable


def is_public(page: str = "") -> Combinable | Q:
    """Return True for a page that is live, and neither it nor an ancestor has a view restriction.

    `page` is the lookup that leads to the page, with its final `__`.
    """
    return Q(**{f"{page}live": True}) & is_unrestricted(page)


def is_unrestricted(page: str = "") -> Combinable | Q:
    """Return True for a page that has no view restriction, like all its ancestors, whether it is live or not.

    The restricted page's path is a subquery, not a join: a join SQLite may begin with all pages of the site.
    """
    place = Subquery(Page.objects.order_by().filter(pk=OuterRef("page_id")).values("path"))
    restrictions = PageViewRestriction.objects.order_by().alias(at=StrIndex(OuterRef(f"{page}path"), place))
    return ~Exists(restrictions.filter(at=1))


def restricted_places() -> set[str]:
    """Return the paths of all pages that have a view restriction: for `is_below`, where many pages are asked about."""
    return set(PageViewRestriction.objects.order_by().values_list("page__path", flat=True))


def is_below(places: set[str], path: str) -> bool:
    """Return True for a path at or below one of these places in the page tree: the same as `~is_unrestricted()`."""
    return any(path[:end] in places for end in range(Page.steplen, len(path) + 1, Page.steplen))
