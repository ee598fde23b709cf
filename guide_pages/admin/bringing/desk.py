"""The reading desk: the source on the left, the guide on the right, and one button that makes the draft."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from guide_pages.importing.builder import build
from guide_pages.importing.desk.making import link, make, present
from guide_pages.importing.desk.reading import choose, like, outline_of, take_back
from guide_pages.importing.kinds import Kind
from guide_pages.importing.parents import guide_model
from guide_pages.importing.pictures import Pictures
from guide_pages.importing.refusal import ImportRefused
from guide_pages.importing.report import shortened
from guide_pages.reading.serving import draft
from guide_pages.records import ImportedDocument

from .lines import BY_KIND, CHOICES, rows_of
from .permission import OwnDocumentView
from .work import is_swapped

if TYPE_CHECKING:
    from django.http import HttpRequest

    from guide_pages.importing.outline import Outline

State = ImportedDocument.State
SOURCE = "guide_pages/admin/bringing/source.html"


class _Desk(OwnDocumentView):
    @cached_property
    def outline(self) -> Outline:
        return outline_of(self.document)

    def _locked(self) -> ImportedDocument:
        """Return the document, which nobody else changes until this is done: two clicks are two changes."""
        documents = ImportedDocument.objects.select_for_update(of=("self",)).select_related("of__parent")
        document = get_object_or_404(documents, pk=self.document.pk)
        if document.state not in (State.READ, State.UNDONE):
            raise ImportRefused(gettext("The draft has been made already. Undo that first."))
        return document

    def context(self, **known: Any) -> dict[str, Any]:
        rows = rows_of(self.outline.lines)
        return {
            "own": self.own,
            "document": self.document,
            "outline": self.outline,
            "uncertain": [row for row in rows if row.is_uncertain],
            "rows": rows,
            "choices": CHOICES,
            "is_open": self.document.state in (State.READ, State.UNDONE),
            **known,
        }


@method_decorator(never_cache, name="dispatch")
class DeskView(WagtailAdminTemplateMixin, _Desk, TemplateView):
    """The desk. Nothing has been made yet."""

    template_name = "guide_pages/admin/bringing/desk.html"
    header_icon = "upload"

    def get_page_title(self) -> str:
        return gettext("Reading desk")

    def get_page_subtitle(self) -> str:
        return str(self.document)[:80]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        start = {"url": reverse("guidepost_bringing:start"), "label": gettext("Bring articles in")}
        items = [*self.breadcrumbs_items, start]
        if self.own.documents.count() > 1:
            items.append({"url": reverse("guidepost_bringing:import", args=[self.own.pk]), "label": self.own.name[:40]})
        return [*items, {"url": "", "label": str(self.document)[:80]}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_open = self.document.state in (State.READ, State.UNDONE)
        there = present(self.document, self.outline) if is_open else None
        selected = self.request.GET.get("line", "")
        context = self.context(present=there, selected=selected)
        return {**super().get_context_data(**kwargs), **context}


@method_decorator([never_cache, xframe_options_sameorigin], name="dispatch")
class DeskPreviewView(_Desk):
    """The guide as it will be: compiled in memory, from the same templates as any draft."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        parent = self.own.parent.specific
        body = json.dumps(build(self.outline, Pictures()).body)
        page = guide_model(parent)(title=self.outline.title, slug="guide", locale=parent.locale, live=False, body=body)
        page.summary = self.outline.summary
        page.depth = parent.depth + 1
        last = parent.get_last_child()
        page.path = last._inc_path() if last else page._get_path(parent.path, page.depth, 1)
        page.set_url_path(parent)
        return HttpResponse(draft(page).html, headers={"Cache-Control": "private, no-store"})


class ChooseView(_Desk):
    """Takes what an editor says of a line, or of all of its sort."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key, kind, whole_sort = _said(request)
        said, alike = "", 0
        try:
            with transaction.atomic():
                self.document = self._locked()
                if "take_back" in request.POST:
                    take_back(self.document)
                    said = gettext("All lines are again what they were taken for.")
                elif kind and key:
                    said, alike = self._choose(key, kind, whole_sort=whole_sort)
        except ImportRefused as error:
            said = str(error)
        if not is_swapped(request):
            if said:
                messages.info(request, said)
            address = reverse("guidepost_bringing:desk", args=[self.own.pk, self.document.order])
            return redirect(f"{address}?line={key}#line-{key}" if key else address)
        context = self.context(selected=key, said=said, alike=alike, kind=kind)
        return render(request, SOURCE, context)

    def _choose(self, key: str, kind: Kind, *, whole_sort: bool) -> tuple[str, int]:
        changed = choose(self.document, key, kind, all_of_its_sort=whole_sort)
        self.__dict__.pop("outline", None)
        line = next((each for each in self.outline.lines if each.key == key), changed[0])
        alike = [] if whole_sort else like(line, self.outline.lines, self.document)
        others = sum(each.kind is not kind for each in alike if each.key != key)
        label = BY_KIND[kind].label
        if len(changed) > 1:
            counts = {"count": len(changed), "kind": label}
            return gettext("%(count)d lines: %(kind)s.") % counts, 0
        return gettext("“%(line)s”: %(kind)s.") % {"line": shortened(changed[0].text), "kind": label}, others


def _said(request: HttpRequest) -> tuple[str, Kind | None, bool]:
    """Return the key of a line, its kind, and whether all of its sort are meant: `set` says all of it in one button."""
    key, _colon, kind = request.POST.get("set", "").partition(":")
    kind, _colon, rest = kind.partition(":")
    whole_sort = rest == "all" or "all" in request.POST
    if not kind:
        key, kind = request.POST.get("line", ""), request.POST.get("kind", "")
    known = {each.value for each in Kind}
    return key[:40], Kind(kind) if kind in known else None, whole_sort


class MakeView(_Desk):
    """Makes the draft, and leads to it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        desk = reverse("guidepost_bringing:desk", args=[self.own.pk, self.document.order])
        try:
            with transaction.atomic():  # two clicks make one draft
                document = self._locked()
                document.if_present = "again" if request.POST.get("if_present") == "again" else ""
                report = make(document, request.user)
        except ImportRefused as error:
            messages.error(request, str(error))
            return redirect(desk)
        if report is None:
            messages.error(request, document.error)
            return redirect(desk)
        link(document, request.user)
        wanted, uncertain = len(report.images_wanted), len(report.uncertain)
        words = [gettext("“%s” is a draft now.") % report.title]
        if uncertain:
            words.append(
                ngettext("%d comment says what to look at.", "%d comments say what to look at.", uncertain) % uncertain
            )
        if wanted:
            words.append(ngettext("%d image is still wanted.", "%d images are still wanted.", wanted) % wanted)
        back = reverse("guidepost_bringing:import", args=[self.own.pk])
        messages.success(request, " ".join(words), buttons=[messages.button(back, gettext("Undo, or see the source"))])
        if self.own.documents.count() > 1:
            return redirect("guidepost_bringing:import", self.own.pk)
        return redirect("wagtailadmin_pages:edit", report.page_id)
