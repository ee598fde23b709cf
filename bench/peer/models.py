"""A guide as a plain Wagtail page: topics and people are relations, as on the site; for readers they are its words."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.images.api.fields import ImageRenditionField
from wagtail.models import Orderable, Page
from wagtail.search import index

from bench.peer.blocks import BodyBlock


class Topic(models.Model):
    """What guides are filed under."""

    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Who wrote or checked a guide."""

    name = models.CharField(max_length=255)

    def __str__(self) -> str:
        return self.name


class GuideIndexPage(Page):
    """What guides stand under. Lists the newest, as the site does."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        newest = GuidePage.objects.child_of(self).live().public().order_by("-first_published_at")
        return super().get_context(request, *args, **kwargs) | {"guides": newest[:20]}


class GuidePage(Page):
    """A guide: the fields that the site's has."""

    summary = models.TextField(max_length=400)
    topics = models.CharField(max_length=255, blank=True)
    authors = models.CharField(max_length=255, blank=True)
    hero = models.ForeignKey("wagtailimages.Image", null=True, on_delete=models.SET_NULL, related_name="+")
    hero_alt = models.CharField(max_length=255, blank=True)
    body = StreamField(BodyBlock())

    search_fields = [*Page.search_fields, index.SearchField("summary", boost=1.5), index.SearchField("body")]
    api_fields = [
        APIField("summary"),
        APIField("topics"),
        APIField("authors"),
        APIField("hero_alt"),
        APIField("hero_picture", serializer=ImageRenditionField("width-960", source="hero")),
        APIField("body"),
    ]


class GuideTopic(Orderable):
    page = ParentalKey(GuidePage, on_delete=models.CASCADE, related_name="guide_topics")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE)


class GuideAuthor(Orderable):
    page = ParentalKey(GuidePage, on_delete=models.CASCADE, related_name="guide_authors")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")


class GuideReviewer(Orderable):
    page = ParentalKey(GuidePage, on_delete=models.CASCADE, related_name="guide_reviewers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
