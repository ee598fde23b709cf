"""Deliveries: how current editions are sent. Tombstones: what is sent no more."""

from __future__ import annotations

import time
from typing import Self

from django.db import models
from django.db.models import Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from guide_pages.queries.hosts import requested_site
from guide_pages.queries.visibility import is_public

from .editions import Edition
from .identity import Guide
from .topics import Topic


class FeedCounter(models.Model):
    """The last sequence that a site's feed has given. A row a site: sites do not wait for one another."""

    wagtail_reference_index_ignore = True

    site = models.OneToOneField(Site, on_delete=models.CASCADE, primary_key=True, related_name="+")
    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.site_id}: {self.value}"

    @classmethod
    def lock(cls, site_id: int) -> FeedCounter:
        """Return a site's counter, locked until the transaction ends, which is to be short and hold nothing else.

        A new one begins with the milliseconds since 1970: if a row was lost, no sequence is given twice, not even that
        of what just waits for another.
        """
        began = {"value": time.time_ns() // 1_000_000}
        counter, _created = cls.objects.select_for_update().get_or_create(site_id=site_id, defaults=began)
        return counter

    def next(self) -> int:
        """Give out the next sequence. It is stored by `save`."""
        self.value += 1
        return self.value


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries, by who may read them and where."""

    def public(self) -> Self:
        """Return the deliveries that everybody may read at this moment. Every read begins here."""
        return self.filter(is_public("guide__page__"))

    def here(self) -> Self:
        """Return the deliveries on the site of a request: for a prepared query, which is given its `host`."""
        return self.filter(site=Subquery(requested_site().values("pk")[:1]))

    def filed_under(self, topic_slug: str | Combinable) -> Self:
        """Return the deliveries of a topic's guides, as their readers were told."""
        topic = Topic.objects.filter(slug=topic_slug).values(key=Cast("pk", models.CharField()))
        return self.filter(guide__dependencies__kind="topic", guide__dependencies__key__in=topic)

    def under(self, tree_path: str) -> Self:
        """Return the deliveries of guides at and below a place in the page tree."""
        return self.filter(guide__page__path__startswith=tree_path)

    def closing(self) -> Self:
        """Return the deliveries that still say that their guide takes replies, when it does not any more."""
        return self.filter(takes_replies=True, replies_close_at__lte=timezone.now(), guide__page__isnull=False)

    def newest_first(self) -> Self:
        return self.order_by("-first_published_at", "-guide_id")


class Delivery(models.Model):
    """The bytes that readers of a guide get, plain and compressed, and their place in the feed.

    `digest` is that of `json`; when it moves, the sequence is taken away, and a new one given after the commit: until
    then the feed does not tell of the guide. `inputs` is the digest of what the bytes were made from; none where it was
    not asked for before they were made. `path` is the address on `site`. `takes_replies` is what `html` says,
    until `replies_close_at`.
    """

    wagtail_reference_index_ignore = True

    guide = models.OneToOneField(Guide, on_delete=models.PROTECT, primary_key=True, related_name="delivery")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=1024)
    sequence = models.BigIntegerField(null=True)
    first_published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    inputs = models.CharField(max_length=64, blank=True, default="")
    takes_replies = models.BooleanField(default=False)
    replies_close_at = models.DateTimeField(null=True)

    # What is read most comes first: SQLite walks through all that stands before a column.
    digest = models.CharField(max_length=64)
    html_digest = models.CharField(max_length=64)
    card = models.BinaryField()
    json_br = models.BinaryField()
    json_gzip = models.BinaryField()
    html_br = models.BinaryField()
    html_gzip = models.BinaryField()
    json = models.BinaryField()
    html = models.BinaryField()
    # The guide's words as Markdown. Without a digest they have not been written yet: `reconcile` does.
    markdown_digest = models.CharField(max_length=64, db_default="")
    markdown_br = models.BinaryField(db_default=b"")
    markdown_gzip = models.BinaryField(db_default=b"")
    markdown = models.BinaryField(db_default=b"")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "sequence"], name="delivery_in_feed")]
        indexes = [
            models.Index(fields=["site", "path"], name="delivery_by_address"),
            models.Index(fields=["site", "-first_published_at", "-guide"], name="delivery_newest_first"),
            models.Index(fields=["site", "-updated_at", "-guide"], name="delivery_updated_first"),
            models.Index(fields=["takes_replies", "replies_close_at"], name="delivery_closing"),
        ]

    def __str__(self) -> str:
        return self.path


class Tombstone(models.Model):
    """A site's readers are told that a guide is gone from it, in the feed's order; without a sequence, soon."""

    class Reason(models.TextChoices):
        UNPUBLISHED = "unpublished", _("unpublished")
        DELETED = "deleted", _("deleted")
        RESTRICTED = "restricted", _("restricted")
        ELSEWHERE = "elsewhere", _("moved to another site")

    wagtail_reference_index_ignore = True

    guide = models.ForeignKey(Guide, on_delete=models.PROTECT, related_name="tombstones")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    sequence = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guide", "site"], name="one_tombstone_a_site"),
            models.UniqueConstraint(fields=["site", "sequence"], name="tombstone_in_feed"),
        ]

    def __str__(self) -> str:
        return f"{self.guide_id}: {self.reason}"


class FeedHorizon(models.Model):
    """How far back a site's tombstones go: those up to `sequence` are kept no more."""

    wagtail_reference_index_ignore = True

    site = models.OneToOneField(Site, on_delete=models.CASCADE, primary_key=True, related_name="+")
    sequence = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.site_id}: {self.sequence}"
