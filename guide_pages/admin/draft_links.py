"""A guide's draft as the API sends it, for whoever builds or checks an app."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.decorators import method_decorator
from django.utils.timezone import now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.models import Page

from guide_pages.reading.preview_tokens import TOKEN_AGE, may_read_draft, preview_token
from guide_pages.reading.previews import respond_with_draft
from guide_pages.reading.serving import site_of_draft
from guide_pages.records import PreviewGeneration
from guide_pages.records.fields import is_guide

from .guide_views import GuideTemplateView, GuideView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

#: The audit log's name for ending all tokens of a page.
ENDED = "guide_pages.previews.end"


@method_decorator(never_cache, name="dispatch")
class _DraftView(GuideView):
    """For whoever may edit the guide; kept by no cache."""

    def may(self, page: Page) -> bool:
        return may_read_draft(self.request.user, page)


class DraftForAppsView(_DraftView, GuideTemplateView):
    """A new token of the draft, and how to send it. Whoever has it may read this draft until it expires or is ended."""

    template_name = "guide_pages/admin/drafts/for_apps.html"
    page_title = _("Draft for apps")
    header_icon = "code"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = self.guide_page
        site = site_of_draft(page)
        return {
            **super().get_context_data(**kwargs),
            "address": f"{site.root_url if site else ''}{reverse('guides_v1:get_preview')}",
            "token": preview_token(page, self.request.user),
            "good_until": now() + timedelta(seconds=TOKEN_AGE),
            "json_url": reverse("guidepost_draft_json", args=[page.pk]),
            "end_url": reverse("guidepost_draft_end", args=[page.pk]),
        }


class DraftJsonView(_DraftView):
    """The draft as apps get it, for an editor who is signed in: no token needed."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        return respond_with_draft(self.guide_page.get_latest_revision_as_object(), request, "json")


class EndTokensView(_DraftView):
    """Ends all tokens of a page's draft, whoever made them."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        PreviewGeneration.end(page_id)
        log(instance=self.guide_page, action=ENDED, user=request.user)
        messages.success(request, gettext("No token of this draft that was made until now is good any more."))
        return redirect("guidepost_draft_link", page_id)


def draft_link_button(page: Page, user: object, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Yield the button where the page is a guide, this user may edit it, and the site has the API."""
    if not is_guide(page) or not _has_api() or not may_read_draft(user, page):
        return
    yield Button(
        _("Draft for apps (JSON)"),
        url=reverse("guidepost_draft_link", args=[page.pk]),
        icon_name="code",
        priority=68,
    )


def _has_api() -> bool:
    try:
        reverse("guides_v1:api-root")
    except NoReverseMatch:
        return False
    return True
