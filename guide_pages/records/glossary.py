"""Words that readers may not know, each explained once for all guides."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from .named import NamedOnce


class GlossaryTerm(NamedOnce, index.Indexed, models.Model):
    """A word and what it means, in one language. A guide that marks it explains it in its own language, if its
    translation is there."""

    term = models.CharField(_("term"), max_length=100, help_text=_("As it stands in a sentence: “bioavailability”."))
    also = models.CharField(
        _("also written"),
        max_length=200,
        blank=True,
        help_text=_("Other spellings and abbreviations, with commas between: “ECG, EKG”."),
    )
    definition = models.TextField(
        _("definition"),
        max_length=400,
        help_text=_("One or two short sentences, without the word itself. Readers open them beside the word."),
    )

    named_once = ("term",)
    search_fields = [
        index.SearchField("term"),
        index.AutocompleteField("term"),
        index.AutocompleteField("also"),
        index.SearchField("definition"),
        index.FilterField("locale_id"),
    ]

    class Meta(NamedOnce.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["term"]
        constraints = [models.UniqueConstraint(fields=["locale", "term"], name="one_definition_of_a_term")]

    def __str__(self) -> str:
        return self.term

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it, and that guides have to follow, or neither."""
        super().save(*args, **kwargs)

    def spellings(self) -> list[str]:
        """Return how else the term is written."""
        return [each.strip() for each in self.also.split(",") if each.strip()]
