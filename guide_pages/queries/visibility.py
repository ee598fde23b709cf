"""What the public may see, said once, as a condition that every read applies at read time.

A view restriction commits before any signal, so what is stored can lag behind it. This cannot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable


def is_public(page: str = "") -> Combinable | Q:
    """Return True for a page that is live, and neither it nor an ancestor has a view restriction.

    `page` is the lookup that leads to the page, with its final `__`.
    """
    return Q(**{f"{page}live": True}) & is_unrestricted(page)


def is_unrestricted(page: str = "") -> Combinable | Q:
    """Return True for a page that has no view restriction, like all its ancestors, whether it is live or not."""
    restrictions = PageViewRestriction.objects.alias(
        above=Substr(OuterRef(f"{page}path"), 1, Length("page__path"))
    ).filter(page__path=F("above"))
    return ~Exists(restrictions)


def restricted_places() -> set[str]:
    """Return the paths of all pages that have a view restriction: for `is_below`, where many pages are asked about."""
    return set(PageViewRestriction.objects.order_by().values_list("page__path", flat=True))


def is_below(places: set[str], path: str) -> bool:
    """Return True for a path at or below one of these places in the page tree: the same as `~is_unrestricted()`."""
    return any(path[:end] in places for end in range(Page.steplen, len(path) + 1, Page.steplen))
