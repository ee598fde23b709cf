"""Tokens of previews: who holds one may read one page's draft, on its site, while the editor who made it may.

A token is sent in the header `Authorization`, which no server's log, no browser's history and no `Referer` keeps, and
which error reports leave out; in an address it would be in all of them.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables
from wagtail.models import Page, Site

from guide_pages.records import PreviewGeneration
from guide_pages.records.fields import GuidePageFields

from .serving import site_of_draft

#: Seconds that a token is good for.
TOKEN_AGE = 60 * 60
_SIGNER = TimestampSigner(salt="guide_pages.api.preview")


class NoPreview(Exception):
    """The token opens nothing here. Says why."""


class InvalidToken(NoPreview):
    """What was sent is no token of ours."""


class PreviewEnded(NoPreview):
    """The token was good once. `how` it ended is `expired` or `ended`."""

    def __init__(self, how: str, detail: str) -> None:
        super().__init__(detail)
        self.how = how


def preview_token(page: Page, user: Any) -> str:
    """Return a token of this page's draft from now on, for `TOKEN_AGE`, as long as this user may edit the page."""
    site = site_of_draft(page)
    return _SIGNER.sign_object(
        {
            "page": page.pk,
            "site": site.pk if site else None,
            "user": str(user.pk),
            "generation": PreviewGeneration.of(page.pk),
        }
    )


def may_read_draft(user: Any, page: Page) -> bool:
    """Return True for an editor of the page, who may enter the admin."""
    return bool(user.has_perm("wagtailadmin.access_admin") and page.permissions_for_user(user).can_edit())


@sensitive_variables()
def draft_of(token: str, request: HttpRequest) -> GuidePageFields:
    """Return the latest draft of the page that a token is of.

    Raise InvalidToken for what is no token of ours, PreviewEnded for one that is not good any more, and NoPreview
    where its page is not there, or not on this site.
    """
    try:
        said = _SIGNER.unsign_object(token, max_age=TOKEN_AGE)
    except SignatureExpired as error:
        raise PreviewEnded("expired", "This preview has expired. Open it from the editor again.") from error
    except (BadSignature, ValueError) as error:
        raise InvalidToken from error
    page = Page.objects.filter(pk=said["page"]).first()
    draft = page.get_latest_revision_as_object() if page else None
    if page is None or not isinstance(draft, GuidePageFields):
        raise NoPreview("The page of this preview was deleted.")
    _refuse_elsewhere(page, said["site"], request)
    user = get_user_model()._default_manager.filter(pk=said["user"]).first()
    if said["generation"] != PreviewGeneration.of(page.pk) or user is None or not may_read_draft(user, page):
        raise PreviewEnded("ended", "This preview was ended, or its editor may not edit the guide any more.")
    return draft


def _refuse_elsewhere(page: Page, site_id: int | None, request: HttpRequest) -> None:
    """Raise NoPreview unless the page's site is still that for which the token was made, and is the one asked."""
    asked, now = Site.find_for_request(request), site_of_draft(page)
    if asked is None or now is None or not asked.pk == now.pk == site_id:
        raise NoPreview("This is no preview of this site.")
