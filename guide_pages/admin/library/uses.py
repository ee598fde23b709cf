"""Deleting what guides use: refused, with the guides that do, and with what can be done instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.apps import apps
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.documents import get_document_model
from wagtail.documents.views.documents import DeleteView as DocumentDeleteView
from wagtail.images import get_image_model
from wagtail.images.views.images import DeleteView as ImageDeleteView
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.widgets import AdminSnippetChooser

from faq_blocks.models import FaqEntry
from guide_pages.publishing.rewriting import by_another, in_place, rewrite_guides
from guide_pages.publishing.uses import guides_using, kind_of, shared_using

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from guide_pages.publishing.rewriting import Rewritten

    _InUseFormView = FormView["ReplaceForm"]
else:
    _InUseFormView = FormView  # takes no type when it runs


class Sharer(NamedTuple):
    """An answer, topic or person that uses a thing: what it is called, what it is, and where it is edited."""

    name: str
    kind: str
    url: str


class Use(NamedTuple):
    """A thing, the guides that use it which this user may see, how many others do, what else that is shared uses it,
    and where more is said of it."""

    thing: Any
    pages: list[Page]
    hidden: int
    shared: list[Sharer]
    url: str


def uses_of(things: Sequence[Any], user: Any) -> list[Use]:
    """Return those of these things that guides use, or something else that is shared, with where that is edited."""
    found, shared = guides_using(things), shared_using(things)
    finder = AdminURLFinder(user)
    visible = set(
        policy_registry.get_by_type(Page)
        .explorable_instances(user)
        .filter(pk__in={page.pk for pages in found.values() for page in pages})
        .values_list("pk", flat=True)
    )
    uses = []
    for thing in things:
        pages = found.get(thing.pk, [])
        others = [
            Sharer(str(other), str(other._meta.verbose_name), finder.get_edit_url(other) or "")
            for other in shared.get(thing.pk, [])
        ]
        if pages or others:
            seen = [page for page in pages if page.pk in visible]
            uses.append(Use(thing, seen, len(pages) - len(seen), others, in_use_url(thing)))
    return uses


def in_use_url(thing: Model) -> str:
    """Return the address of the view that says what can be done about a thing that guides use."""
    return reverse("guidepost_in_use", args=[thing._meta.app_label, thing._meta.model_name, quote(thing.pk)])


def refuse_snippets(request: HttpRequest, instances: Sequence[Any]) -> HttpResponse | None:
    """Return what is said instead of deleting answers, topics or people that guides use."""
    return refusal(request, list(instances))


def refuse_files(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> HttpResponse | None:
    """Return what is said instead of deleting images or documents of a list that guides use."""
    is_file = issubclass(action.model, (get_image_model(), get_document_model()))
    return refusal(request, list(objects)) if action_type == "delete" and is_file else None


def refusal(request: HttpRequest, things: list[Any]) -> HttpResponse | None:
    """Return what is said where guides use one of these; None where all may go."""
    if not things or not kind_of(things[0]):
        return None
    uses = uses_of(things, request.user)
    if not uses:
        return None
    if len(things) == 1:
        return redirect(uses[0].url)
    context = {"uses": uses, "page_title": _("Not deleted"), "header_icon": "bin"}
    return TemplateResponse(request, "guide_pages/admin/library/in_use_many.html", context)


class GuideImageDeleteView(ImageDeleteView):
    def run_before_hook(self) -> HttpResponse | None:
        return refusal(self.request, [self.object])


class GuideDocumentDeleteView(DocumentDeleteView):
    def run_before_hook(self) -> HttpResponse | None:
        return refusal(self.request, [self.object])


class ReplaceForm(forms.Form):
    """By which other answer."""

    other = forms.ModelChoiceField(
        FaqEntry.objects.filter(live=True), label=_("Another answer"), widget=AdminSnippetChooser(FaqEntry)
    )

    def __init__(self, *args: Any, entry: FaqEntry | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry = entry

    def clean_other(self) -> FaqEntry:
        other: FaqEntry = self.cleaned_data["other"]
        if other == self.entry:
            raise forms.ValidationError(gettext("Choose another one than the one that is to go."))
        return other


class InUseView(WagtailAdminTemplateMixin, _InUseFormView):
    """The guides that use a thing, and what can be done: for whoever may delete it."""

    template_name = "guide_pages/admin/library/in_use.html"
    form_class = ReplaceForm
    header_icon = "bin"
    page_title = _("Used by guides")

    @cached_property
    def thing(self) -> Any:
        try:
            model = apps.get_model(self.kwargs["app_label"], self.kwargs["model_name"])
        except LookupError as error:
            raise Http404 from error
        if model._meta.abstract or not kind_of(model()):
            raise Http404
        thing = get_object_or_404(model, pk=unquote(self.kwargs["pk"]))
        if not policy_registry.get_by_type(model).user_has_permission_for_instance(self.request.user, "delete", thing):
            raise PermissionDenied
        return thing

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.thing  # noqa: B018 - it raises for who may not, before anything is done
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.thing)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = AdminURLFinder(self.request.user).get_edit_url(self.thing)
        return [
            *self.breadcrumbs_items,
            {"url": edit or "", "label": self.get_page_subtitle()},
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "entry": self.thing}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        uses = uses_of([self.thing], self.request.user)
        user, thing = self.request.user, self.thing
        is_entry = isinstance(thing, FaqEntry)
        policy = policy_registry.get_by_type(type(thing))
        return {
            **super().get_context_data(**kwargs),
            "thing": thing,
            "use": uses[0] if uses else None,
            "is_entry": is_entry,
            "edit_url": AdminURLFinder(user).get_edit_url(thing),
            "delete_url": _delete_url(thing),
            "unpublish_url": _unpublish_url(thing)
            if is_entry and thing.live and policy.user_has_permission(user, "publish")
            else "",
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not isinstance(self.thing, FaqEntry):
            raise Http404
        if "write" in request.POST:
            return self.done(rewrite_guides(self.editable(), in_place(self.thing), request.user, may_publish_same))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: ReplaceForm) -> HttpResponse:
        rewrite = by_another(self.thing, form.cleaned_data["other"])
        user = self.request.user
        return self.done(
            rewrite_guides(self.editable(), rewrite, user, lambda page: page.permissions_for_user(user).can_publish())
        )

    def editable(self) -> list[Page]:
        pages = guides_using([self.thing]).get(self.thing.pk, [])
        return [page for page in pages if page.permissions_for_user(self.request.user).can_edit()]

    def done(self, rewritten: Rewritten) -> HttpResponse:
        say_what_was_rewritten(self.request, rewritten)
        return redirect(in_use_url(self.thing))


def may_publish_same(page: Page) -> bool:
    """Return True: whoever may edit a guide may let it keep the words that it has."""
    return True


def say_what_was_rewritten(request: HttpRequest, rewritten: Rewritten) -> None:
    """Tell an editor what became of guides."""
    if count := len(rewritten.published):
        messages.success(
            request, ngettext("%s guide has a new edition.", "%s guides have a new edition.", count) % count
        )
    if count := len(rewritten.drafts):
        said = ngettext(
            "%s guide was changed as a draft: it has to be published.",
            "%s guides were changed as drafts: they have to be published.",
            count,
        )
        messages.warning(request, said % count)
    for page, why in rewritten.left:
        messages.error(request, gettext("“%(guide)s” was left as it is. %(why)s") % {"guide": page.title, "why": why})


def _delete_url(thing: Any) -> str:
    if isinstance(thing, get_image_model()):
        return reverse("wagtailimages:delete", args=[thing.pk])
    if isinstance(thing, get_document_model()):
        return reverse("wagtaildocs:delete", args=[thing.pk])
    return reverse(thing.snippet_viewset.get_url_name("delete"), args=[quote(thing.pk)])


def _unpublish_url(entry: FaqEntry) -> str:
    try:
        return reverse(entry.snippet_viewset.get_url_name("unpublish"), args=[quote(entry.pk)])
    except NoReverseMatch:
        return ""
