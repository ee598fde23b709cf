"""What guides share, in the admin: topics, people, outlines, synonyms."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from guide_pages.records import Contributor, Outline, Synonyms, Topic


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

    items = (TopicViewSet, ContributorViewSet, OutlineViewSet, SynonymsViewSet)
    menu_icon = "tag"
    menu_label = _("Topics, people")
    menu_name = "guides"
    menu_order = 80
