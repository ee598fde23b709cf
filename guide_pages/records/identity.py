"""Identity lives outside the page: a page's fields are copied, overwritten and lost with it."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, Site


class GuideQuerySet(models.QuerySet["Guide"]):
    """Guides, by what concerns them."""

    def depending_on(self, kind: str, *keys: object) -> GuideQuerySet:
        """Return the guides whose current compilation read one of these."""
        return self.filter(dependencies__kind=kind, dependencies__key__in=[str(key) for key in keys]).distinct()

    def page_keys(self) -> QuerySet[Guide, Any]:
        """Return the ids of these guides' pages, each as `key`, of those that have one."""
        return self.exclude(page=None).values(key=F("page_id"))

    def out_of_step(self) -> GuideQuerySet:
        """Return the guides whose readers get something else than the live page says, or with something to mend."""
        return self.exclude(problem="", warnings="")


class Guide(models.Model):
    """A guide, whatever becomes of its page. Its id is never given to another."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # No constraint in the database: a row deleted by hand must not be refused, `reconcile` sees it.
    page = models.OneToOneField(Page, null=True, on_delete=models.SET_NULL, related_name="guide", db_constraint=False)
    site = models.ForeignKey(Site, null=True, on_delete=models.SET_NULL, related_name="+")
    locale = models.ForeignKey(Locale, null=True, on_delete=models.SET_NULL, related_name="+")
    problem = models.TextField(
        _("problem"), blank=True, help_text=_("Why the live page could not be compiled when it last changed.")
    )
    warnings = models.TextField(_("warnings"), blank=True)

    objects = GuideQuerySet.as_manager()

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def __str__(self) -> str:
        return str(self.id)


class Anchor(models.Model):
    """The address of a block inside its guide: given at first publish, never changed, never given again."""

    wagtail_reference_index_ignore = True

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="anchors")
    block_id = models.CharField(max_length=64)
    anchor = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guide", "block_id"], name="one_anchor_a_block"),
            models.UniqueConstraint(fields=["guide", "anchor"], name="one_block_an_anchor"),
        ]

    def __str__(self) -> str:
        return self.anchor
