"""What the public may see, said once, as a condition that every read applies at read time.

A view restriction commits before any signal, so what is stored can lag behind it. This cannot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import (
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from wagtail.models import PageViewRestriction, Site

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable


def is_public(page: str = "") -> Combinable | Q:
    """True for a page that is live, and neither it nor an ancestor has a view restriction.

    `page` is the lookup that leads to the page, with its final `__`.
    """
    restrictions = PageViewRestriction.objects.alias(
        guide_path=ExpressionWrapper(OuterRef(f"{page}path"), output_field=CharField())
    ).filter(guide_path__startswith=F("page__path"))
    return Q(**{f"{page}live": True}) & ~Exists(restrictions)


def site_for_host(hostname: str, port: int) -> QuerySet[Site]:
    """The id of the site that answers for a host: `wagtail.models.sites.get_site_for_hostname` in SQL.

    The host and port, else the host's default, else the only site with the host, else the default.
    """
    twins = Site.objects.order_by().filter(hostname=hostname).exclude(pk=OuterRef("pk"))
    rank = Case(
        When(hostname=hostname, port=port, then=Value(0)),
        When(hostname=hostname, is_default_site=True, then=Value(1)),
        When(Q(hostname=hostname) & ~Exists(twins), then=Value(2)),
        When(is_default_site=True, then=Value(3)),
        default=Value(4),
        output_field=IntegerField(),
    )
    sites: QuerySet[Site] = Site.objects.alias(rank=rank).filter(rank__lt=4).order_by("rank").values("pk")[:1]
    return sites
