"""A delivery → an HTTP response. One query and a copy of bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.timezone import now
from wagtail.admin.userbar import Userbar
from wagtail.models import Site

from .compiler import compile_guide
from .delivery import Said, deliver
from .models import Delivery, Guide
from .publishing import site_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from .models import GuidePageMixin

#: Seconds that any cache may keep a guide: a restricted one is gone from everywhere within this.
MAX_AGE = 60

_FIELDS = {"br": "html_br", "gzip": "html_gzip", "": "html"}


def accepted_encoding(request: HttpRequest) -> str:
    """The best of the stored forms that the client takes (RFC 9110, 12.5.3)."""
    accepted = {}
    for part in request.headers.get("Accept-Encoding", "").lower().split(","):
        coding, _, parameters = part.strip().partition(";")
        quality = parameters.replace(" ", "").partition("q=")[2] or "1"
        accepted[coding.strip()] = quality not in {"0", "0.0", "0.00", "0.000"}
    return next((coding for coding in ("br", "gzip") if accepted.get(coding)), "")


def respond_with(request: HttpRequest, rows: QuerySet[Delivery]) -> HttpResponse:
    """Answer with the one delivery in `rows`, or 304, or raise Http404. One query.

    The rows are those the public may see: permission comes before the validator.
    """
    encoding = accepted_encoding(request)
    row = rows.values_list("html_digest", _FIELDS[encoding]).first()
    if row is None:
        raise Http404
    digest, body = row
    etag = f'"{digest[:32]}{"-" if encoding else ""}{encoding}"'
    response = HttpResponse(content_type="text/html; charset=utf-8")
    if etag_matches(request, etag):
        response.status_code = 304
        del response["Content-Type"]
    else:
        response.content = bytes(body)
        response["Content-Length"] = str(len(response.content))
        if encoding:
            response["Content-Encoding"] = encoding
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def etag_matches(request: HttpRequest, etag: str) -> bool:
    """True where `If-None-Match` names this entity tag, compared weakly (RFC 9110, 13.1.2)."""
    sent = request.headers.get("If-None-Match", "")
    tags = [tag.strip().removeprefix("W/") for tag in sent.split(",")]
    return etag in tags or tags == ["*"]


def respond_privately(page: GuidePageMixin) -> HttpResponse:
    """A restricted guide for a reader who may see it: compiled now, kept by no cache."""
    return _compiled_now(page, is_draft=False)


def respond_with_draft(page: GuidePageMixin, request: HttpRequest, mode_name: str) -> HttpResponse:
    """A draft for its editor, as the page or as the clients' JSON."""
    userbar = Userbar(object=page).render_html({"request": request})
    return _compiled_now(page, is_draft=True, as_json=mode_name == "json", userbar=userbar)


def _compiled_now(page: GuidePageMixin, *, is_draft: bool, as_json: bool = False, userbar: str = "") -> HttpResponse:
    compiled = compile_guide(page, is_draft=is_draft)
    site = site_of(page) or Site.objects.select_related("root_page__locale").filter(is_default_site=True).first()
    if site is None:
        raise Http404
    guide = Guide.objects.filter(page_id=page.pk or 0).first()
    latest = guide.editions.order_by("-number").first() if guide else None
    number = latest.number if latest else 0
    said = Said(
        id=guide.pk if guide else Guide().pk,
        edition=number + 1 if is_draft else max(number, 1),
        compiled=compiled.guide,
        references=compiled.references,
        first_published_at=page.first_published_at or now(),
        updated_at=now() if is_draft or latest is None else latest.created_at,
    )
    sent = deliver(said, page, site, is_preview=is_draft, userbar=userbar)
    if as_json:
        response = HttpResponse(sent.document.model_dump_json(indent=2), content_type="application/json; charset=utf-8")
    else:
        response = HttpResponse(sent.html, content_type="text/html; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response
