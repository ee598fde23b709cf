"""The list of guides: what an editor asks of many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
from django.apps import apps
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.coreutils import get_content_languages

from guide_pages.records import Contributor, Guide, Reply, Topic
from guide_pages.records.fields import GuidePageFields

from .reports import ReportMenuItem
from .spreadsheets import PlainCellsMixin

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

#: Columns for which a phone has no room: filters ask for the same.
_WIDE = "guides-listing__wide"
#: What a column needs of a guide's own rows, by the name that it has on the page.
_OF_GUIDE = {
    "edition_number": "delivery__edition__number",
    "edition_at": "delivery__edition__created_at",
    "problem": "problem",
    "warnings": "warnings",
}


class TopicsColumn(Column):
    """What a guide is filed under."""

    def get_value(self, instance: Any) -> str:
        return named(instance, "topics")


class PeopleColumn(Column):
    """Who wrote a guide, and who checked it."""

    cell_template_name = "guide_pages/admin/guides/people_cell.html"

    def get_value(self, instance: Any) -> dict[str, str]:
        return {name: named(instance, name) for name in ("authors", "reviewers")}


class EditionColumn(Column):
    """The number of the edition that readers have, and the way to all of them."""

    cell_template_name = "guide_pages/admin/guides/edition_cell.html"

    def get_value(self, instance: Any) -> dict[str, Any]:
        number = instance.edition_number
        return {"number": number, "url": number and reverse("guidepost_editions", args=[instance.pk])}


class ProblemColumn(Column):
    """Why readers have something else than the live page says, or what is left to mend."""

    cell_template_name = "guide_pages/admin/guides/problem_cell.html"

    def get_value(self, instance: Any) -> dict[str, str]:
        return {"problem": instance.problem or "", "warnings": instance.warnings or ""}


class RepliesColumn(Column):
    """How many replies readers have left, and how many of them wait."""

    cell_template_name = "guide_pages/admin/guides/replies_cell.html"

    def get_value(self, instance: Any) -> dict[str, int]:
        return {"shown": instance.replies_shown, "waiting": instance.replies_waiting}


def named(page: Any, relation: str) -> str:
    """Return the names of a guide's topics, authors or reviewers."""
    field = "topic" if relation == "topics" else "contributor"
    return ", ".join(getattr(item, field).name for item in getattr(page, f"guide_{relation}").all())


class GuideFilterSet(PageFilterSet):
    """By what a guide is about, whose it is, where it stands and what is wrong with it."""

    has_child_pages = None
    topic = django_filters.ModelMultipleChoiceFilter(
        field_name="guide_topics__topic", queryset=Topic.objects.all(), label=_("Topic"), widget=CheckboxSelectMultiple
    )
    person = django_filters.ModelMultipleChoiceFilter(
        queryset=Contributor.objects.all(), label=_("Written or checked by"), method="by_person",
        widget=CheckboxSelectMultiple,
    )  # fmt: skip
    state = django_filters.ChoiceFilter(
        label=_("Readers have"),
        method="by_state",
        choices=[
            ("public", _("The guide as it is written")),
            ("changed", _("The guide, and a draft is newer")),
            ("draft", _("Nothing yet, or not any more")),
        ],
    )
    mend = django_filters.ChoiceFilter(
        label=_("Problem"),
        method="by_problem",
        choices=[("problem", _("Out of step")), ("warnings", _("Something to mend")), ("none", _("None"))],
    )
    waiting = django_filters.ChoiceFilter(
        label=_("Replies"), method="by_waiting", choices=[("waiting", _("Some wait to be checked"))]
    )
    locale = django_filters.ChoiceFilter(
        label=_("Language"), field_name="locale__language_code", choices=lambda: [*get_content_languages().items()]
    )

    def by_person(self, pages: Any, name: str, people: Any) -> Any:
        """Return the guides that one of these wrote or checked."""
        if not people:
            return pages
        told = Q(guide_authors__contributor__in=people) | Q(guide_reviewers__contributor__in=people)
        return pages.filter(pk__in=pages.model.objects.filter(told).values("pk"))

    def by_state(self, pages: Any, name: str, value: str) -> Any:
        """Return the guides of which readers have this."""
        if value == "draft":
            return pages.filter(live=False)
        return pages.filter(live=True, has_unpublished_changes=value == "changed")

    def by_problem(self, pages: Any, name: str, value: str) -> Any:
        """Return the guides with such a problem, or without any."""
        found = Guide.objects.exclude(page=None)
        found = found.out_of_step() if value == "none" else found.exclude(**{value: ""})
        known = Q(pk__in=found.values("page_id"))
        return pages.exclude(known) if value == "none" else pages.filter(known)

    def by_waiting(self, pages: Any, name: str, value: str) -> Any:
        """Return the guides with replies that wait."""
        return pages.filter(pk__in=Reply.objects.waiting().values("guide__page_id"))


class GuidesView(PlainCellsMixin, IndexView):
    """Guides, each with what an editor asks. The same queries for any number of them."""

    template_name = "guide_pages/admin/guides/index.html"
    base_filterset_class = GuideFilterSet
    default_ordering = "-latest_revision_created_at"
    columns: ClassVar = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title", width="28%"),
        TopicsColumn("topics", label=_("Topics"), classname=_WIDE),
        PeopleColumn("people", label=_("People"), classname=_WIDE),
        EditionColumn("edition", label=_("Edition"), sort_key="edition_number", classname=_WIDE),
        DateColumn("edition_at", label=_("Changed for readers"), sort_key="edition_at", classname=_WIDE),
        ProblemColumn("problem", label=_("Problem")),
        RepliesColumn("replies", label=_("Replies"), sort_key="replies_shown", classname=_WIDE),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
    ]
    list_export: ClassVar = [
        *("title", "full_url", "locale", "topics", "authors", "reviewers", "live", "edition_number", "edition_at"),
        *("latest_revision_created_at", "problem", "warnings", "replies_shown", "replies_waiting"),
    ]
    export_headings: ClassVar = {
        "full_url": _("Address"),
        "locale": _("Language"),
        "topics": _("Topics"),
        "authors": _("Written by"),
        "reviewers": _("Checked by"),
        "live": _("Public"),
        "edition_number": _("Edition"),
        "edition_at": _("Changed for readers"),
        "latest_revision_created_at": _("Updated"),
        "problem": _("Problem"),
        "warnings": _("To mend"),
        "replies_shown": _("Replies"),
        "replies_waiting": _("Replies that wait"),
    }

    def annotate_queryset(self, pages: Any) -> Any:
        pages = super().annotate_queryset(pages)
        guide = Guide.objects.filter(page=OuterRef("pk"))
        pages = pages.annotate(**{name: Subquery(guide.values(path)[:1]) for name, path in _OF_GUIDE.items()})
        pages = pages.annotate(
            replies_shown=_count(Reply.objects.shown()), replies_waiting=_count(Reply.objects.waiting())
        )
        return pages.prefetch_related(
            "guide_topics__topic", "guide_authors__contributor", "guide_reviewers__contributor", "locale"
        )

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        ordering = self.ordering if isinstance(self.ordering, str) else ""
        if ordering.lstrip("-") in ("edition_number", "edition_at") and not self.is_searching:
            field = F(ordering.lstrip("-"))
            nulls = field.desc(nulls_last=True) if ordering.startswith("-") else field.asc(nulls_last=True)
            return queryset.order_by(nulls, "pk")
        ordered: QuerySet[Any] = super().order_queryset(queryset)
        return ordered

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        said = {name: named(item, name) for name in ("topics", "authors", "reviewers")}
        said |= {"full_url": item.full_url or "", "locale": item.locale.language_code}
        return {name: said[name] if name in said else getattr(item, name) for name in self.list_export}


def _count(replies: QuerySet[Reply]) -> Coalesce:
    counted = replies.filter(guide__page=OuterRef("pk")).order_by().values("guide__page").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count"), output_field=IntegerField()), Value(0))


class GuideListingViewSet(PageListingViewSet):
    """The menu's entry, and the list that it leads to."""

    index_view_class = GuidesView
    filterset_class = GuideFilterSet
    menu_item_class = ReportMenuItem
    icon = "doc-full"
    menu_order = 50
    add_to_admin_menu = True
    columns = GuidesView.columns
    list_export = GuidesView.list_export
    export_headings = GuidesView.export_headings
    export_filename = "guides"


def guide_listings() -> list[GuideListingViewSet]:
    """Return a listing for each type of guide page that this site can have, named as the type is."""
    models = [model for model in apps.get_models() if issubclass(model, GuidePageFields)]
    return [
        GuideListingViewSet(
            f"guidepost_{model._meta.model_name}",
            model=model,
            url_prefix="guides" if number == 0 else f"guides-{model._meta.model_name}",
            menu_label=capfirst(model._meta.verbose_name_plural),
            menu_name=f"all-{model._meta.model_name}",
        )
        for number, model in enumerate(models)
    ]


def listing_url(request: HttpRequest | None = None) -> str:
    """Return where the first list of guides is."""
    return reverse(guide_listings()[0].get_url_name("index"))
