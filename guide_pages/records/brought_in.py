"""What an import made of a guide: what differs from it today, an editor has changed since."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class BroughtIn(models.Model):
    """The title and body that an import wrote last, and the `key` that the source knows the document by, if any."""

    wagtail_reference_index_ignore = True

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=500, blank=True, db_index=True)
    link = models.CharField(max_length=2000, blank=True)
    title = models.CharField(max_length=255)
    body = models.JSONField(default=list)

    class Meta:
        verbose_name = _("imported guide")
        verbose_name_plural = _("imported guides")

    def __str__(self) -> str:
        return self.title
