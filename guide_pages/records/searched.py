"""What readers searched for: words and numbers of a day, and nothing of who they were."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

#: Characters of a search that are kept.
SEARCHED_LENGTH = 100


class Searched(models.Model):
    """How often somebody searched a site, in one language, for these words on a day, and how often in vain.

    Not Wagtail's `search_promotions.Query`: that knows neither site, nor language, nor whether something was found,
    takes three to six queries for each search, and has a row for whatever anybody makes up.
    """

    wagtail_reference_index_ignore = True

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    locale = models.CharField(max_length=100)
    day = models.DateField()
    words = models.CharField(_("words"), max_length=SEARCHED_LENGTH)
    times = models.PositiveIntegerField(default=0)
    in_vain = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        indexes = [models.Index(fields=["day"], name="searched_by_day")]
        constraints = [models.UniqueConstraint(fields=["site", "day", "locale", "words"], name="searched_once_a_day")]

    def __str__(self) -> str:
        return self.words
