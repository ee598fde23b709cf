"""A guide as a plain Wagtail page."""

from django.db import models
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.images.api.fields import ImageRenditionField
from wagtail.models import Page
from wagtail.search import index

from bench.peer.blocks import BodyBlock


class GuideIndexPage(Page):
    """What guides stand under."""


class GuidePage(Page):
    """A guide: the fields that the site's has, its topics and people as words."""

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
