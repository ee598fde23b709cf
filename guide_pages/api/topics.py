"""The topics that guides are filed under."""

from __future__ import annotations

from django.db.models import CharField, Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from ninja import Router

from guide_pages.queries.hosts import host
from guide_pages.queries.prepared import Prepared
from guide_pages.reading.representation import respond_compressed
from guide_pages.records import Delivery, Dependency, Topic

from .joining import JSON
from .operations import Revision, read
from .schemas import TopicCount, TopicList

router = Router(tags=["Guides"])


@read(router, "topics", "listTopics", TopicList, errors=())
def list_topics(request: HttpRequest, rev: Revision = 1) -> HttpResponse:
    """The topics that have public guides, by name, with how many."""
    items = [
        TopicCount(id=pk, slug=slug, name=name, count=count) for pk, slug, name, count in _TOPICS.rows(**host(request))
    ]
    body = TopicList(items=items, next_cursor=None).model_dump_json().encode()
    return respond_compressed(request, body, JSON)


def _counted() -> QuerySet[Topic, tuple[int, str, str, int]]:
    guides = Delivery.objects.public().here().values("guide")
    filed = Dependency.objects.filter(kind="topic", key=Cast(OuterRef("pk"), CharField()), guide__in=guides)
    count = filed.order_by().values("key").annotate(count=Count("pk")).values("count")
    topics = Topic.objects.annotate(count=Subquery(count)).filter(count__gt=0)
    return topics.order_by("name").values_list("pk", "slug", "name", "count")


_TOPICS = Prepared(_counted)
