"""Pages around guides as they are sent, and what tells that they would be others by now."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import CharField, Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat, Length, Substr
from wagtail.models import Page, PageViewRestriction, Site

from guide_pages.queries.hosts import requested_site
from guide_pages.queries.visibility import is_public


class Change(models.Model):
    """Something was changed that such pages show: what stands at or above a place in the page tree, or anything.

    Each change inserts its own, in its transaction: so no two wait for one another. `path` is the place of a guide
    whose card has changed; nothing is for everything else.
    """

    wagtail_reference_index_ignore = True

    path = models.CharField(max_length=255, blank=True)

    def __str__(self) -> str:
        return self.path or "everything"


def state(page: str = "") -> Combinable:
    """Return which changes there have been that concern a page, and which restrictions there are.

    `page` is the lookup that leads to the page, with its final `__`. The state is another after each: by its number and
    its newest key no set is taken for a later one, whatever of it is forgotten, and in whatever order is committed what
    was changed at once.
    """
    place = OuterRef(f"{page}path")
    below = Change.objects.alias(above=Substr("path", 1, Length(place))).filter(Q(path="") | Q(above=place))
    return Concat(_known(below), Value(" "), _known(PageViewRestriction.objects.all()))


def _known(rows: QuerySet[Any, Any]) -> Combinable:
    number, newest = Cast(Count("pk"), CharField()), Cast(Coalesce(Max("pk"), Value(0)), CharField())
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(known=Concat(number, Value("."), newest))
    return Coalesce(Subquery(counted.values("known")), Value("0.0"))


class StoredPageQuerySet(models.QuerySet["StoredPage"]):
    """Stored pages, by who may read them and where."""

    def right(self) -> Self:
        """Return those that everybody may read at this moment, and that would be made the same again.

        What hides a page and tells nobody is asked for here: each page that is named has to be live.
        """
        live = Page.objects.filter(pk=OuterRef("key"), live=True)
        lost = NamedPage.objects.filter(~Exists(live), stored=OuterRef("pk"))
        return self.filter(is_public("page__"), ~Exists(lost), state=state("page__"))

    def here(self) -> Self:
        """Return those of the site of a request: for a prepared query, which is given its `host`."""
        return self.filter(site=Subquery(requested_site().values("pk")[:1]))


class StoredPage(models.Model):
    """The bytes of a page that is no guide, plain and compressed, as whoever read it first had them made.

    `path` is its address on `site`, `number` which page of a list it is: 0 where there is only one. `state` was read
    before it was made. No constraint in the database: a row that is deleted by hand must not be refused.
    """

    wagtail_reference_index_ignore = True

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    path = models.CharField(max_length=1024)
    number = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=100)
    renderer = models.CharField(max_length=64)

    digest = models.CharField(max_length=64)
    html_br = models.BinaryField()
    html_gzip = models.BinaryField()
    html = models.BinaryField()

    objects = StoredPageQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "path", "number"], name="stored_once")]

    def __str__(self) -> str:
        return self.path


class NamedPage(models.Model):
    """A stored page names this page: a guide that it lists, or one of the menu. `key` is the page's id."""

    wagtail_reference_index_ignore = True

    stored = models.ForeignKey(StoredPage, on_delete=models.CASCADE, related_name="named")
    key = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.key)
