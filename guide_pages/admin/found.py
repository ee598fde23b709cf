"""Searching pages for words of guides: the lists say in which section or question they stand, and lead there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.functional import cached_property, classproperty
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, PageLogEntry

from guide_pages.publishing.history import FOLLOWED
from guide_pages.records.fields import is_guide
from guide_pages.searching.folding import folded

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from wagtail.blocks import StreamValue

#: So many places in a guide are named.
PLACES = 3


class Place(NamedTuple):
    """A section or question in whose words something was found, and its address in the editor."""

    heading: str
    url: str


def found_in(pages: Iterable[Page], words: str) -> dict[int, list[Place]]:
    """Return where in these guides the words stand, by page: the places with most of them. One query a page type."""
    asked = folded(words).split()
    by_type: dict[type[Page], list[int]] = defaultdict(list)
    for page in pages:
        if asked and is_guide(page):
            by_type[page.specific_class].append(page.pk)
    found = {}
    for model, keys in by_type.items():
        for pk, body in model._base_manager.filter(pk__in=keys).values_list("pk", "body"):
            edit = reverse("wagtailadmin_pages:edit", args=[pk])
            found[pk] = [Place(heading, f"{edit}#block-{block_id}-section") for heading, block_id in _best(body, asked)]
    return found


def _best(body: StreamValue, asked: list[str]) -> list[tuple[str, str]]:
    scored = []
    for number, (heading, block_id, text) in enumerate(_texts(body)):
        there = folded(text).split()
        score = sum(any(word.startswith(each) for word in there) for each in asked)
        if score:
            scored.append((-score, number, heading, block_id))
    return [(heading, block_id) for _score, _number, heading, block_id in sorted(scored)[:PLACES]]


def _texts(body: StreamValue) -> Iterator[tuple[str, str, str]]:
    """Yield the texts of a guide: the heading of the section, or the question, the block's id, and its words."""
    for part in body:
        heading = str(part.value.get("heading") or part.block.label)
        yield heading, part.id, heading
        for name, value in part.value.items():
            if name == "questions":
                for child in value:
                    words = child.block.get_searchable_content(child.value)
                    yield (str(words[0]) if words else heading), child.id, " ".join(map(str, words))
            elif name != "heading":
                block = part.block.child_blocks[name]
                yield heading, part.id, " ".join(map(str, block.get_searchable_content(value)))


class FoundColumn(BaseColumn):
    """Where in a guide the words that were searched for stand."""

    cell_template_name = "guide_pages/admin/found_cell.html"

    def get_cell_context_data(self, instance: Page, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "places": getattr(instance, "found_in", [])}


class UpdatedColumn(DateColumn):
    """When a page was written last, or what it shares with others was."""

    cell_template_name = "guide_pages/admin/updated_cell.html"

    def get_cell_context_data(self, instance: Page, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        followed = getattr(instance, "followed_at", None)
        is_later = followed and (context["value"] is None or followed > instance.latest_revision_created_at)
        return {**context, "followed": followed if is_later else None}


def listed(columns: Iterable[BaseColumn], *, is_searching: bool) -> list[BaseColumn]:
    """Return the columns of a list of pages, with what guides have to say in them."""
    made: list[BaseColumn] = []
    for column in columns:
        if column.name == "latest_revision_created_at":
            made.append(UpdatedColumn(column.name, label=column.label, sort_key=column.sort_key, width=column.width))
        else:
            made.append(column)
        if column.name == "title" and is_searching:
            made.append(FoundColumn("found", label=_("Found in")))
    return made


class _Listing:
    """Mixin of a list of pages: stands before Wagtail's."""

    def annotate_queryset(self, pages: QuerySet[Page]) -> QuerySet[Page]:
        log = PageLogEntry.objects.filter(page=OuterRef("pk"), action=FOLLOWED).order_by("-timestamp")
        annotated: QuerySet[Page] = super().annotate_queryset(pages)  # type: ignore[misc]  # the list's
        with_log: QuerySet[Page] = annotated.annotate(followed_at=Subquery(log.values("timestamp")[:1]))
        return with_log

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # the list's
        if query := getattr(self, "search_query", ""):
            places = found_in(context["object_list"], query)
            for page in context["object_list"]:
                page.found_in = places.get(page.pk, [])
        return context


class GuideSearchView(_Listing, SearchView):
    """Wagtail's search over all pages."""

    @classproperty
    def columns(cls) -> list[Column]:
        return listed(SearchView.columns, is_searching=True)


class GuideExplorerView(_Listing, ExplorableIndexView):
    """Wagtail's list of the pages below one."""

    @cached_property
    def explorable_columns(self) -> list[Column]:
        return listed(super().explorable_columns, is_searching=bool(self.is_searching))


class EveryPageViewSet(PageViewSet):
    """The views of pages that have none of their own."""

    model = Page
    index_view_class = GuideExplorerView
    search_view_class = GuideSearchView
