"""An import as a whole: how far it is, drafts of all of its documents, all of them undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from guide_pages.importing.desk.undoing import undo
from guide_pages.importing.desk.working import progress, step, want
from guide_pages.importing.refusal import ImportRefused
from guide_pages.records import ImportedDocument

from .permission import OwnImportView

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

State = ImportedDocument.State
#: Seconds of work at a click, where no script goes on by itself.
AT_A_CLICK = 20


def is_swapped(request: HttpRequest) -> bool:
    """Return whether the page's script asks, which puts a part of the page in the place of what it shows."""
    return request.headers.get("X-Requested-With") == "fetch"


class ImportView(WagtailAdminTemplateMixin, OwnImportView, TemplateView):
    """The documents of an import. One that is alone is shown on the desk at once."""

    template_name = "guide_pages/admin/bringing/import.html"
    header_icon = "upload"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        alone = list(self.own.documents.defer("source", "reading")[:2])
        if len(alone) == 1 and alone[0].state in (State.READ, State.WANTED):
            return redirect("guidepost_bringing:desk", self.own.pk, alone[0].order)
        return self.render_to_response(self.get_context_data(**kwargs))

    def get_page_title(self) -> str:
        return gettext("Bring articles in")

    def get_page_subtitle(self) -> str:
        return self.own.name[:80]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        start = {"url": reverse("guidepost_bringing:start"), "label": self.get_page_title()}
        return [*self.breadcrumbs_items, start, {"url": "", "label": self.own.name[:80]}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **context_of(self)}


def context_of(view: OwnImportView) -> dict[str, Any]:
    """Return what is shown of an import."""
    documents = view.own.documents.defer("source", "reading", "choices", "origin").select_related("page")
    states = [document.state for document in documents]
    return {
        "own": view.own,
        "documents": documents,
        "progress": progress(view.own),
        "ready": states.count(State.READ) + states.count(State.UNDONE),
        "made": states.count(State.MADE),
        "refused": states.count(State.REFUSED),
        "states": State,
    }


class StepView(OwnImportView):
    """Reads, or makes, a few documents more, and says how far it is."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_swapped(request):
            step(self.own, request.user, seconds=AT_A_CLICK)
            return redirect("guidepost_bringing:import", self.own.pk)
        step(self.own, request.user)
        return render(request, "guide_pages/admin/bringing/documents.html", context_of(self))


class MakeAllView(OwnImportView):
    """Makes drafts of all documents that have been read."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        want(self.own)
        return redirect(f"{reverse('guidepost_bringing:import', args=[self.own.pk])}?go=1")


class UndoView(OwnImportView):
    """Takes away all that an import made."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            count = undo(self.own, request.user)
        except ImportRefused as error:
            messages.error(request, str(error))
        else:
            words = ngettext("Undone: %d guide.", "Undone: %d guides.", count) % count
            messages.success(request, f"{words} {gettext('Topics and people stay.')}")
        return HttpResponseRedirect(reverse("guidepost_bringing:import", args=[self.own.pk]))


class ForgetView(OwnImportView):
    """Forgets an import before its time; what it made stays."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.own.delete()
        messages.success(request, gettext("Forgotten. Guides that were made of it stay."))
        return redirect("guidepost_bringing:start")
