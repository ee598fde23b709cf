"""The picture of each guide that is shown where somebody shares its address."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F

from .identity import Guide


class SharePictureQuerySet(models.QuerySet["SharePicture"]):
    """Pictures, by whether they say what they are to say."""

    def due(self) -> Self:
        """Return those that are to be made."""
        return self.exclude(made=F("wanted"))


class SharePicture(models.Model):
    """A file that says a guide's title. `wanted` is the digest of the words it is to say, `made` of those it says.

    `former` is the file before: a page that some cache still holds may name it.
    """

    wagtail_reference_index_ignore = True

    guide = models.OneToOneField(Guide, on_delete=models.CASCADE, primary_key=True, related_name="share_picture")
    wanted = models.CharField(max_length=64)
    made = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to="images/share", blank=True)  # pictures: where a server may show them
    former = models.CharField(max_length=100, blank=True)

    objects = SharePictureQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.file)
