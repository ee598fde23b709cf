"""Editions: what was said, and why it was said anew."""

from __future__ import annotations

import zlib
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guide_pages.document import CompiledGuide

from .identity import Guide


class Cause(models.TextChoices):
    """What made an edition."""

    PAGE = "page", _("The guide was published")
    LIBRARY = "faq_entry", _("An answer in the FAQ library changed")
    CONTRIBUTOR = "contributor", _("A contributor changed")
    TOPIC = "topic", _("A topic changed")
    TERM = "term", _("A glossary term changed")
    IMAGE = "image", _("An image changed")
    RECONCILED = "reconciled", _("Found and mended")


def compressed(guide: CompiledGuide) -> bytes:
    """Return a compiled guide as an edition keeps it: its JSON, in zlib's form.

    Editions are kept for as long as the site is there: Python's own library reads this form, other languages' do, too,
    and its checksum tells of a damaged row. Of the 60 kB of a long guide 15 remain; brotli would save another 8 %.
    """
    return zlib.compress(guide.to_keep().encode(), level=9)


class ImmutableError(TypeError):
    """An edition was about to be changed. Publish a new one, or withdraw it."""


class EditionQuerySet(models.QuerySet["Edition"]):
    def update(self, **changes: Any) -> NoReturn:
        raise ImmutableError("Editions are never changed.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ImmutableError("Editions are never changed.")

    def delete(self) -> NoReturn:
        raise ImmutableError("Editions are kept, but for those that `thin_editions` removes.")


class Edition(models.Model):
    """The words of a guide at one time. Numbered from 1 in its guide, never changed."""

    wagtail_reference_index_ignore = True

    guide = models.ForeignKey(Guide, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    cause = models.CharField(max_length=20, choices=Cause.choices)
    #: What the editor says has changed, for readers.
    note = models.TextField(blank=True)
    caused_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)
    document = models.BinaryField()  # as `compressed` makes it; last, since SQLite walks through all before a column

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["guide", "number"]
        constraints = [models.UniqueConstraint(fields=["guide", "number"], name="editions_are_numbered")]

    def __str__(self) -> str:
        return f"{self.guide_id} / {self.number}"

    @property
    def compiled(self) -> CompiledGuide:
        """The edition's words, typed."""
        return CompiledGuide.model_validate_json(zlib.decompress(self.document))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new edition. Raise ImmutableError for one that is stored already."""
        if not self._state.adding:
            raise ImmutableError("Editions are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ImmutableError("Editions are kept, but for those that `thin_editions` removes.")

    @staticmethod
    def cache_key(pk: int) -> str:
        """Return the key under which the bytes of a past edition are kept for a while."""
        return f"guide_pages.edition.{pk}"
