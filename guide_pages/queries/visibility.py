"""What the public may see, said once, as a condition that every read applies at read time.

A view restriction commits before any signal, so what is stored can lag behind it. This cannot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import PageViewRestriction

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
