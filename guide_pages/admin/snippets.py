"""What guides share, in the admin: topics, people, terms, outlines, synonyms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import UsageCountColumn
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from guide_pages.records import Contributor, GlossaryTerm, Outline, Synonyms, Topic

from .glossary import TermChooserViewSet

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "slug"]


class ContributorViewSet(SnippetViewSet):
    model = Contributor
    icon = "user"
    list_display = ["name", "credentials", "role"]
    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("credentials"), FieldPanel("role")], heading=_("Who they are")),
        FieldPanel("biography"),
        FieldPanel("photo"),
        FieldPanel("url"),
    ]


class GlossaryTermViewSet(SnippetViewSet):
    model = GlossaryTerm
    icon = "info-circle"
    menu_label = _("Glossary")
    list_display = ["term", "definition", UsageCountColumn("usage_count", label=_("Usage"), sort_key="usage_count")]
    chooser_viewset_class = TermChooserViewSet
    panels = [FieldPanel("term"), FieldPanel("also"), FieldPanel("definition")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[GlossaryTerm]:
        """Return the terms, each with the number of guides and answers that mark it."""
        return GlossaryTerm.objects.annotate(usage_count=ReferenceIndex.usage_count_subquery(GlossaryTerm))


class SynonymsViewSet(SnippetViewSet):
    model = Synonyms
    icon = "search"
    list_display = ["words", "locale"]


class OutlineViewSet(SnippetViewSet):
    model = Outline
    icon = "list-ul"
    list_display = ["name", "description", "locale"]
    sort_order_field = "sort_order"


class GuidesGroup(SnippetViewSetGroup):
    """What guides share, in one place of the menu."""

    items = (TopicViewSet, ContributorViewSet, GlossaryTermViewSet, OutlineViewSet, SynonymsViewSet)
    menu_icon = "tag"
    menu_label = _("Topics, people")
    menu_name = "guides"
    menu_order = 80
