"""The people who write and check guides."""

from __future__ import annotations

from typing import Any

from django.core.validators import URLValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.models import TranslatableMixin
from wagtail.search import index


class Contributor(TranslatableMixin, index.Indexed, models.Model):
    """An author or reviewer, as readers of one language are told of them."""

    name = models.CharField(_("name"), max_length=120)
    credentials = models.CharField(
        _("credentials"), max_length=120, blank=True, help_text=_("Degrees and licenses, such as “MD, MPH”.")
    )
    role = models.CharField(_("role"), max_length=160, blank=True, help_text=_("What they do, and where."))
    biography = models.TextField(
        _("biography"), blank=True, help_text=_("Two or three sentences: why a reader may trust them.")
    )
    photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("photograph"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    url = models.URLField(
        _("address"),
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("A page about them."),
    )

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("role"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.credentials}" if self.credentials else self.name

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it, and that guides have to follow, or neither."""
        super().save(*args, **kwargs)
