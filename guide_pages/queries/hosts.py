"""Which site a request is for, found inside the query that answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Case, CharField, Exists, IntegerField, OuterRef, Q, QuerySet, When
from django.http.request import split_domain_port
from wagtail.models import Site

from .prepared import Slot

if TYPE_CHECKING:
    from django.http import HttpRequest


def host(request: HttpRequest) -> dict[str, Any]:
    """Return the values that `requested_site` asks for. An unknown host is the default site's, as in Wagtail."""
    hostname = split_domain_port(request._get_raw_host())[0]  # type: ignore[attr-defined]  # Django's own
    return {"hostname": hostname, "port": int(request.get_port())}


def requested_site() -> QuerySet[Site]:
    """Return the id of the site of `host(request)`: `wagtail.models.sites.get_site_for_hostname` in SQL.

    The host and port, else the host's default, else the only site with the host, else the default.
    """
    hostname, port = Slot("hostname", CharField()), Slot("port", IntegerField())
    twins = Site.objects.order_by().filter(hostname=OuterRef("hostname")).exclude(pk=OuterRef("pk"))
    answers = Q(port=port) | Q(is_default_site=True) | ~Exists(twins)
    nearest = Case(When(hostname=hostname, port=port, then=0), When(hostname=hostname, then=1), default=2)
    possible: QuerySet[Site] = Site.objects.filter(Q(is_default_site=True) | Q(answers, hostname=hostname))
    return possible.order_by(nearest)
