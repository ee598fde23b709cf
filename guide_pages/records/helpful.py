"""Whether answers helped: what readers said of them, and nothing of who they were."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .identity import Guide

#: Characters of a word that somebody adds.
ADDED_LENGTH = 500


class Helpful(models.Model):
    """A reader says whether a guide helped, or the part of it with this `anchor`, and may add a word.

    It ranks nothing: editors see it in a report. `network` is a keyed hash of where it was sent from, and is forgotten;
    `key` is what makes sending it twice one.
    """

    wagtail_reference_index_ignore = True

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="helpful")
    anchor = models.CharField(max_length=100, blank=True)
    has_helped = models.BooleanField()
    words = models.TextField(_("words"), max_length=ADDED_LENGTH, blank=True)
    said_at = models.DateTimeField(default=timezone.now)
    network = models.CharField(max_length=64, blank=True)
    key = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("answer to “Was this helpful?”")
        verbose_name_plural = _("answers to “Was this helpful?”")
        default_permissions = ()
        indexes = [
            models.Index(fields=["guide", "anchor", "said_at"], name="helpful_of_part"),
            models.Index(fields=["network", "said_at"], name="helpful_of_network"),
            models.Index(fields=["said_at"], name="helpful_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.guide_id}#{self.anchor}"
