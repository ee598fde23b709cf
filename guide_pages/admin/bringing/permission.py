"""Who may bring articles in, and whose imports are whose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import View

from guide_pages.importing.desk.making import may_add
from guide_pages.importing.parents import guide_indexes
from guide_pages.records import Import, ImportedDocument

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page


def parents_for(user: Any) -> list[Page]:
    """Return the indexes below which a user may add guides."""
    return [page for page in guide_indexes() if may_add(user, page)]


class OwnImportView(View):
    """A view of an import. Others than its owner are told that there is none; who may not add guides any more, so."""

    @cached_property
    def own(self) -> Import:
        imports = Import.objects.select_related("parent", "owner")
        own: Import = get_object_or_404(imports, pk=self.kwargs["pk"], owner=self.request.user)
        if not may_add(self.request.user, own.parent):
            raise PermissionDenied
        return own

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.own  # noqa: B018 - it raises for who may not, before anything is done
        return super().dispatch(request, *args, **kwargs)


class OwnDocumentView(OwnImportView):
    """A view of one document of an import, which has been read."""

    @cached_property
    def document(self) -> ImportedDocument:
        documents = ImportedDocument.objects.select_related("of__parent", "page")
        document: ImportedDocument = get_object_or_404(documents, of=self.own, order=self.kwargs["order"])
        if document.reading is None:
            raise Http404
        return document
