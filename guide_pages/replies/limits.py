"""How much is taken from one network, and under one guide."""

from __future__ import annotations

import ipaddress
import re
from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.timezone import now
from ninja.throttling import SimpleRateThrottle

from guide_pages.outages.cache import Cache
from guide_pages.records import Reply

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

#: Bytes of a post: a text of the greatest length, each letter of it percent-encoded in four bytes.
MAX_BYTES = 64 * 1024


class Limit(NamedTuple):
    """So many replies within this time."""

    replies: int
    within: timedelta


PER_NETWORK = Limit(5, timedelta(minutes=10))
PER_GUIDE = Limit(60, timedelta(hours=1))


class TooMany(Exception):
    """A limit is reached. `seconds` is when it will not be."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = max(1, ceil(seconds))


def is_too_long(request: HttpRequest) -> bool:
    """Return True if a body is longer than a reply can be, or does not say how long it is: then it is not read."""
    try:
        return not 0 <= int(request.META.get("CONTENT_LENGTH") or 0) <= MAX_BYTES
    except ValueError:
        return True


class Posts(SimpleRateThrottle):
    """A limit to the posts of a network, good or bad: beyond it, nothing is even read.

    Counted in the cache, so by each process for itself where that is its own, or away. What is stored is counted
    exactly.
    """

    cache = Cache()  # type: ignore[assignment]  # it has all that a throttle calls

    def __init__(self) -> None:
        super().__init__("30/m")

    def get_cache_key(self, request: HttpRequest) -> str:
        return f"guide_pages.replies.posts.{network_of(request)}"

    def count(self, request: HttpRequest) -> None:
        """Count this post. Raise TooMany where it is one too many."""
        if not self.allow_request(request):
            raise TooMany(cast(float, self.wait()))  # None only beyond the limit, which nothing is counted beyond


def network_of(request: HttpRequest) -> str:
    """Return a keyed hash of the network that a request came from, which says nothing without the site's secret key.

    What one subscriber has is taken for one network: an address of IPv4, and of IPv6 the first 56 bits, which is what
    most are given (RIPE-690, 4.2). Who has more networks is stopped by the limit of the guide.
    `X-Forwarded-For` is believed as far as there are proxies of ours, `NINJA_NUM_PROXIES`: beyond, anybody writes it.
    """
    return salted_hmac("guide_pages.replies.network", address_of(request), algorithm="sha256").hexdigest()


def address_of(request: HttpRequest) -> str:
    """Return the network as an address, for IPv6 its first; what stands there as it is if it is no address."""
    written = _address(request)
    try:
        address: Any = ipaddress.ip_address(written)
    except ValueError:
        return written
    address = getattr(address, "ipv4_mapped", None) or address
    if address.version == 6:
        address = ipaddress.ip_network((address, 56), strict=False).network_address
    return str(address)


def _address(request: HttpRequest) -> str:
    proxies: int = getattr(settings, "NINJA_NUM_PROXIES", 0)  # or None, as Ninja has it
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")] if proxies else []
    address = hops[-min(proxies, len(hops))] if any(hops) else request.META.get("REMOTE_ADDR", "")
    with_port = re.fullmatch(r"\[([^\]]+)\](?::\d+)?|([\d.]+):\d+", address)  # as some proxies write it
    return (with_port[1] or with_port[2]) if with_port else address


def refuse_too_many(guide_id: UUID, network: str) -> None:
    """Raise TooMany where a limit is reached. Two queries.

    Exact for a guide whose row is locked. A network that posts to several guides in the same instant may get some more.
    """
    for limit, sent in ((PER_NETWORK, {"network": network}), (PER_GUIDE, {"guide": guide_id})):
        since = now() - limit.within
        replies = Reply.objects.filter(**sent, created_at__gt=since, is_publisher=False).order_by("-created_at")
        refuse_beyond(replies.values_list("created_at", flat=True), limit)


def refuse_beyond(times: QuerySet[Any, datetime], limit: Limit) -> None:
    """Raise TooMany where there are as many as a limit allows. `times` are those within it, the newest first."""
    for oldest in times[limit.replies - 1 : limit.replies]:
        raise TooMany((oldest + limit.within - now()).total_seconds())
