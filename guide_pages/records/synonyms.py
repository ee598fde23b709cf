"""Words that mean the same to who searches, as editors keep them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale


class Synonyms(models.Model):
    """Words and phrases of a language, each of which finds what is said with another."""

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language"))
    words = models.CharField(
        _("words"),
        max_length=500,
        help_text=_("What means the same, with commas between: “drive, car”. Other forms of a word are known already."),
    )

    panels = [FieldPanel("words"), FieldPanel("locale")]

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        """Raise a ValidationError where nothing is said to mean the same."""
        super().clean()
        if len({*self.phrases()}) < 2:
            raise ValidationError({"words": _("Write at least two words or phrases, with a comma between them.")})

    def phrases(self) -> list[str]:
        """Return the words and phrases, as they were written."""
        return [phrase.strip() for phrase in self.words.split(",") if phrase.strip()]
