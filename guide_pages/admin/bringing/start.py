"""Where an import begins: files are chosen or a text is pasted, and imports of the last days are taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from guide_pages.importing.desk.receiving import receive
from guide_pages.importing.desk.working import begin
from guide_pages.importing.refusal import ImportRefused
from guide_pages.records import Import, ImportedDocument
from guide_pages.records.imports import KEPT

from .permission import parents_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ACCEPTED = ".txt,.md,.markdown,.html,.htm,.docx,.odt,.rtf,.epub,.xml,image/*"
State = ImportedDocument.State


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Files, one or more."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(SeveralFilesField, self).clean(each, initial) for each in data or [] if each]


class BringInForm(forms.Form):
    """What is to be brought in, and where it goes."""

    documents = SeveralFilesField(
        label=_("Files"), required=False, allow_empty_file=True, widget=SeveralFilesInput(attrs={"accept": ACCEPTED})
    )
    pasted = forms.CharField(
        label=_("Or a text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    #: The same with its formatting, where the script could read it from the clipboard.
    formatted = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    parent = forms.ModelChoiceField(Page.objects.none(), label=_("Where the guides go"), empty_label=None)

    def __init__(self, *args: Any, parents: list[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parent"]
        field.queryset = Page.objects.filter(pk__in=[page.pk for page in parents])
        field.initial = field.initial or parents[0].pk
        if len(parents) == 1:
            field.required, field.widget = False, forms.HiddenInput()


class BringInView(WagtailAdminTemplateMixin, FormView[BringInForm]):
    """Takes files and texts in. Nothing is made of them yet."""

    template_name = "guide_pages/admin/bringing/start.html"
    form_class = BringInForm
    page_title = _("Bring articles in")
    header_icon = "upload"

    @cached_property
    def parents(self) -> list[Page]:
        return parents_for(self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.parents:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "parents": self.parents}

    def get_initial(self) -> dict[str, Any]:
        wanted = self.request.GET.get("parent", "")
        return {"parent": wanted} if wanted in {str(page.pk) for page in self.parents} else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = Import.objects.filter(owner=self.request.user.pk, created_at__gt=now() - KEPT)
        made = Count("documents", filter=Q(documents__state=State.MADE))
        counted = own.annotate(many=Count("documents"), made=made).select_related("parent")
        return {**super().get_context_data(**kwargs), "imports": counted.order_by("-created_at")[:50]}

    def form_valid(self, form: BringInForm) -> HttpResponse:
        given = form.cleaned_data
        parent = given["parent"] or self.parents[0]
        try:
            own = receive(given["documents"], given["formatted"] or given["pasted"], parent, self.request.user)
        except ImportRefused as error:
            form.add_error(None, str(error))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        begin(own)
        return redirect("guidepost_bringing:import", own.pk)

    def form_invalid(self, form: BringInForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
