"""A guide's views in the admin, for reviewers too: who may open its editor may see its preview, history and changes.

Wagtail asks, before it looks at the page, for a permission that reviewers have for no page. Each view asks the page
itself whether it may be edited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView
from wagtail.admin.views.pages.revisions import RevisionsCompareView
from wagtail.admin.viewsets.pages import PageViewSet

from guide_pages.records.fields import GuidePageFields

from .composing import GuideCreateView, GuideEditView
from .readiness import ReadinessMixin

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class GuidePreviewView(ReadinessMixin, PreviewOnEditView):
    permission_required = None


class NewGuidePreviewView(ReadinessMixin, PreviewOnCreateView):
    permission_required = None


class GuideHistoryView(PageHistoryView):
    any_permission_required = None


class GuideCompareView(RevisionsCompareView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super(RevisionsCompareView, self).dispatch(request, *args, **kwargs)
        return response


class GuideViewSet(PageViewSet):
    add_view_class = GuideCreateView
    edit_view_class = GuideEditView
    preview_on_add_view_class = NewGuidePreviewView
    preview_on_edit_view_class = GuidePreviewView
    history_view_class = GuideHistoryView
    revisions_compare_view_class = GuideCompareView
    parent_models: ClassVar[list[type]] = []  # the list of an index's pages stays Wagtail's, or the site's


def guide_viewsets() -> list[GuideViewSet]:
    """Return a listing for each page type that is a guide, the site's own too."""
    return [GuideViewSet(model=model) for model in apps.get_models() if issubclass(model, GuidePageFields)]
