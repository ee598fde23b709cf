"""Addresses that guides have had, by Wagtail's redirects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import CharField, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from guide_pages.queries.hosts import host, requested_site
from guide_pages.queries.prepared import Prepared, Slot
from guide_pages.records import Delivery

if TYPE_CHECKING:
    from wagtail.contrib.redirects.models import Redirect


def redirect_to_guide(request: HttpRequest, path: str) -> HttpResponse | None:
    """Return a 308 to the public guide of this site that a path permanently redirects to, or None."""
    if not apps.is_installed("wagtail.contrib.redirects"):
        return None
    row = _MOVED.first(**host(request), old_path=_redirects().normalise_path(path))
    if row is None:
        return None
    return HttpResponse(
        status=308,
        headers={"Location": reverse("guides_v1:get_guide", args=[row[0]]), "Cache-Control": "public, max-age=60"},
    )


def _redirects() -> type[Redirect]:
    return apps.get_model("wagtailredirects", "Redirect")  # not imported: its app may not be installed


def _moved() -> QuerySet[Any, Any]:
    sites = Q(site=None) | Q(site=Subquery(requested_site().values("pk")[:1]))
    pages = _redirects().objects.filter(sites, old_path=Slot("old_path", CharField()), is_permanent=True)
    rows = Delivery.objects.public().here().filter(guide__page__in=pages.values("redirect_page"))
    return rows.order_by("pk").values_list("guide_id")[:1]


_MOVED = Prepared(_moved)
