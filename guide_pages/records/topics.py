"""Topics that guides are filed under."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from .named import NamedOnce


class Topic(NamedOnce, index.Indexed, models.Model):
    """A subject, in one language. Its slug is part of addresses; its name is part of every guide filed under it, or
    under its translation, in this language.

    It has a page in each list that has guides of it, with its introduction.
    """

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("slug"), max_length=100, allow_unicode=True)

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("What readers find under this topic, in one to three sentences. Shown at the top of its page."),
    )

    named_once = ("name", "slug")
    panels = [TitleFieldPanel("name", targets=["slug"]), FieldPanel("slug"), FieldPanel("introduction")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale_id")]

    class Meta(NamedOnce.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "name"], name="one_topic_of_a_name"),
            models.UniqueConstraint(fields=["locale", "slug"], name="one_topic_at_an_address"),
        ]

    @classmethod
    def at(cls, slug: str, language: str) -> Topic | None:
        """Return the topic at an address: that of this language, if several have it."""
        found = cls.objects.filter(slug=slug).select_related("locale").order_by("pk")
        return min(found, key=lambda topic: topic.locale.language_code != language, default=None)

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it, and that guides have to follow, or neither."""
        super().save(*args, **kwargs)


class EntryTopic(models.Model):
    """An answer of the FAQ library is filed under a topic, for those who look for it there."""

    entry = ParentalKey("faq_blocks.FaqEntry", on_delete=models.CASCADE, related_name="entry_topics")
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.CASCADE, related_name="+")

    class Meta:
        unique_together = [("entry", "topic")]

    def __str__(self) -> str:
        return str(self.topic)
