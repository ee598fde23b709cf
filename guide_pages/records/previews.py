"""Which tokens of a page's preview are good."""

from __future__ import annotations

from django.db import models, transaction
from wagtail.models import Page


class PreviewGeneration(models.Model):
    """The number that a good token of a page's preview carries. The next number ends all tokens with this one.

    It stands beside the page, so that it is not copied with it. Without a row, the number is 0.
    """

    wagtail_reference_index_ignore = True

    # No constraint in the database, as for `Guide`.
    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+", db_constraint=False)
    number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.page_id}: {self.number}"

    @classmethod
    def of(cls, page_id: int) -> int:
        """Return the number that a new token carries."""
        return cls.objects.filter(page=page_id).values_list("number", flat=True).first() or 0

    @classmethod
    @transaction.atomic
    def end(cls, page_id: int) -> None:
        """End all tokens of the page that were made until now."""
        generation, _created = cls.objects.select_for_update().get_or_create(page_id=page_id)
        generation.number += 1
        generation.save(update_fields=["number"])
