"""A draft for a headless front end: whoever holds its token may read one page's draft, for a while."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_variables
from ninja import Router
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from guide_pages.document import GuideDocument
from guide_pages.reading.preview_tokens import InvalidToken, NoPreview, PreviewEnded, draft_of
from guide_pages.reading.serving import draft

from .joining import JSON
from .operations import Revision, read
from .problems import Refused, not_found

router = Router(tags=["Preview"])


class PreviewToken(HttpBearer):
    """Reads `Authorization: Bearer …` (RFC 6750, 2.1). Whether the token is good is asked with the page."""

    @sensitive_variables()
    def authenticate(self, request: HttpRequest, token: str) -> str:
        return token


@read(router, "preview", "getPreview", GuideDocument, errors=(401, 404, 410), auth=PreviewToken())
def get_preview(request: HttpRequest, rev: Revision = 1) -> HttpResponse:
    """The latest draft of a guide, as it would be published. Kept by no cache."""
    sender: Any = request
    try:
        page = draft_of(sender.auth, request)
    except InvalidToken as error:
        raise AuthenticationError from error
    except PreviewEnded as error:
        raise Refused(410, error.how, str(error)) from error
    except NoPreview as error:
        raise not_found(str(error)) from error
    response = HttpResponse(draft(page).json, content_type=JSON)
    response["Cache-Control"] = "private, no-store"
    return response
