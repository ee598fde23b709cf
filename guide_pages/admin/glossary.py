"""Terms in the editor of rich text: a word is marked, and stored with the term that explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Case, IntegerField, Q, Value, When
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.admin.ui.tables import Column
from wagtail.rich_text import LinkHandler
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet, SnippetCreateView

from faq_blocks.creating import CreatesInLanguage, LanguageForm
from faq_blocks.rich_text import TERM
from faq_blocks.storable import StorableForm
from guide_pages.records import GlossaryTerm

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from wagtail.rich_text.feature_registry import FeatureRegistry

#: What a marked word is called in the editor.
ENTITY = "TERM"


class TermLinkHandler(LinkHandler):
    """A marked word for Wagtail: its index knows by it where a term is used. Outside of guides it is only words."""

    identifier = "term"

    @staticmethod
    def get_model() -> type[GlossaryTerm]:
        return GlossaryTerm

    @staticmethod
    def expand_db_attributes(attrs: dict[str, str]) -> str:
        return "<a>"

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Any:
        if attrs.get("id", "").isdigit():
            yield cls.get_model(), attrs["id"], "", ""


class TermElementHandler(LinkElementHandler):
    """A marked word for the editor, with what its term is called."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        key = attrs.get("id", "")
        record = GlossaryTerm.objects.filter(pk=key).first() if key.isdigit() else None
        return {"id": record.pk, "string": str(record)} if record else {"id": key}


def stored_term(props: dict[str, Any]) -> Any:
    """Return a marked word as it is stored."""
    return DOM.create_element("a", {"linktype": "term", "id": props.get("id")}, props["children"])


def offer_terms(features: FeatureRegistry) -> None:
    """Let editors mark words that a term explains."""
    features.register_link_type(TermLinkHandler)
    features.register_editor_plugin(
        "draftail",
        TERM,
        EntityFeature(
            {
                "type": ENTITY,
                "icon": "info-circle",
                "description": _("Glossary term"),
                "attributes": ["id", "string"],
                "chooserUrls": {"termChooser": reverse_lazy(f"{CHOOSER}:choose")},
            },
            js=["wagtailadmin/js/chooser-modal.js", "guide_pages/term-chooser.js"],
        ),
    )
    features.register_converter_rule(
        "contentstate",
        TERM,
        {
            "from_database_format": {'a[linktype="term"]': TermElementHandler(ENTITY)},
            "to_database_format": {"entity_decorators": {ENTITY: stored_term}},
        },
    )


#: The names of the addresses of the chooser.
CHOOSER = "wagtailsnippetchoosers_guide_pages_glossaryterm"


class _Proposes:
    """What the chooser lists: the term that the marked word is, or is another spelling of, before all others."""

    preserve_url_parameters: ClassVar = ["multiple", "word"]

    @property
    def columns(self) -> list[Column]:
        columns: list[Column] = super().columns  # type: ignore[misc]  # the view's, which comes next
        return [columns[0], Column("definition", label=_("Definition"), width="60%"), *columns[1:]]

    def get_object_list(self) -> QuerySet[GlossaryTerm]:
        word = " ".join(self.request.GET.get("word", "").split())  # type: ignore[attr-defined]  # the view's
        if not word:
            return GlossaryTerm.objects.all()
        is_it = When(Q(term__iexact=word), then=Value(0)), When(Q(also__icontains=word), then=Value(1))
        return GlossaryTerm.objects.order_by(Case(*is_it, default=Value(2), output_field=IntegerField()), "term", "pk")


class NewTermForm(StorableForm, LanguageForm, WagtailAdminModelForm):
    """A term and what it means, written where a word is marked."""


class _Creates(CreatesInLanguage):
    """A view with a form to explain the marked word in."""

    def get_initial(self) -> dict[str, Any]:
        longest = GlossaryTerm._meta.get_field("term").max_length
        return {"term": " ".join(self.request.GET.get("word", "").split())[:longest]}


class TermChooseView(_Creates, _Proposes, ChooseView):
    pass


class TermChooseResultsView(_Proposes, ChooseResultsView):
    pass


class TermCreateView(_Creates, SnippetCreateView):
    pass


class TermChooserViewSet(SnippetChooserViewSet):
    choose_view_class = TermChooseView
    choose_results_view_class = TermChooseResultsView
    create_view_class = TermCreateView
    creation_form_class = forms.modelform_factory(GlossaryTerm, NewTermForm, fields=["term", "also", "definition"])
    creation_tab_label = _("Create")
    create_action_label = _("Create")
