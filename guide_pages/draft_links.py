"""A link in the admin to a guide's draft as the API sends it, for whoever builds or checks an app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from .api.previews import preview_path
from .models import GuidePageMixin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse


@never_cache
def draft_link(request: HttpRequest, page_id: int) -> HttpResponse:
    """Go to a new signed address of the draft. Whoever has it may read this draft until it expires."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return redirect(preview_path(page))


def draft_link_button(page: Page, user: object, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The button, where the page is a guide and the site has the API."""
    if not issubclass(page.specific_class or Page, GuidePageMixin) or not _has_api():
        return
    yield Button(
        _("Draft for apps (JSON)"),
        url=reverse("guidepost_draft_link", args=[page.pk]),
        icon_name="code",
        priority=68,
        attrs={"target": "_blank", "rel": "noreferrer"},
    )


def _has_api() -> bool:
    try:
        reverse("guides_v1:api-root")
    except NoReverseMatch:
        return False
    return True
