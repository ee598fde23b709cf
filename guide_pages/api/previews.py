"""A draft for a headless front end: whoever holds the token may read one page's draft, for a while."""

from __future__ import annotations

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router
from wagtail.models import Page

from guide_pages.document import GuideDocument
from guide_pages.models import GuidePageMixin
from guide_pages.serving import draft

from .joining import JSON
from .operations import Revision, read
from .problems import Refused, not_found

router = Router(tags=["Preview"])

#: Seconds that a token is good for.
TOKEN_AGE = 60 * 60
_SIGNER = TimestampSigner(salt="guide_pages.api.preview")


def preview_path(page: GuidePageMixin) -> str:
    """Where the draft of this page can be read from now on, for `TOKEN_AGE`."""
    return reverse("guides_v1:get_preview", args=[_SIGNER.sign(str(page.pk))])


@read(router, "preview/{token}", "getPreview", GuideDocument, errors=(404, 410))
def get_preview(request: HttpRequest, token: str, rev: Revision = 1) -> HttpResponse:
    """The latest draft of a guide, as it would be published. Kept by no cache."""
    try:
        page_id = int(_SIGNER.unsign(token, max_age=TOKEN_AGE))
    except SignatureExpired as error:
        raise Refused(410, "expired", "This preview has expired. Open it from the editor again.") from error
    except (BadSignature, ValueError) as error:
        raise not_found("This is no preview.") from error
    page = Page.objects.filter(pk=page_id).first()
    page = page.get_latest_revision_as_object() if page else None
    if not isinstance(page, GuidePageMixin):
        raise not_found("The page of this preview was deleted.")
    response = HttpResponse(draft(page).json, content_type=JSON)
    response["Cache-Control"] = "private, no-store"
    return response
