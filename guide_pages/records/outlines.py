"""Outlines: what a new guide opens with, as editors keep them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import Locale

from guide_pages.blocks.outline import OutlinePartsBlock, begun_with


class Outline(models.Model):
    """The headings and questions of one kind of guide."""

    wagtail_reference_index_ignore = True

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language"))
    name = models.CharField(_("name"), max_length=80, help_text=_("The kind of guide: “A medicine”."))
    description = models.CharField(
        _("description"), max_length=255, blank=True, help_text=_("When to choose it, in one sentence.")
    )
    parts = StreamField(
        OutlinePartsBlock(),
        verbose_name=_("parts"),
        help_text=_("A guide opens with these. Those that nobody writes into are left out when it is published."),
    )
    sort_order = models.IntegerField(default=0, editable=False)

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("locale")]), FieldPanel("description"), FieldPanel("parts")]

    class Meta:
        verbose_name = _("outline")
        verbose_name_plural = _("outlines")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.name

    def body(self) -> list[dict[str, Any]]:
        """Return what a guide's body begins with, as it is stored, each time with ids of its own."""
        return begun_with(self.parts)

    @property
    def headings(self) -> list[str]:
        """What its parts are called, in order."""
        return [part.value if part.block_type == "section" else part.value["heading"] for part in self.parts]
