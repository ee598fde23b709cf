"""What a guide page is made of: its fields, without behavior. What a page does stands in `pages`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.models import Page

from faq_blocks.streams import CodedStreamField
from guide_pages.blocks import GuideBodyBlock
from guide_pages.blocks.body import outline

from .replies import RepliesOpen

if TYPE_CHECKING:
    # Abstract models of pages stand before a page class; which one is the site's to choose.
    class AnyPage(Page):
        pass
else:
    AnyPage = models.Model

#: So many characters are two sentences: a longer summary is saved, and not published.
SUMMARY_LENGTH = 400


class GuideBodyField(CodedStreamField):
    """A guide's body."""

    block_class = GuideBodyBlock


class GuidePageFields(AnyPage):
    """The fields of a page that is a guide. Its relations are the page type's: `guide_topics`, `guide_authors` and
    `guide_reviewers`."""

    summary = models.TextField(
        _("summary"),
        help_text=_("Two sentences: what the guide answers, and for whom. Shown in lists and search results."),
    )
    hero = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("main image"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    hero_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the image shows, for those who cannot see it."),
    )
    hero_is_decorative = models.BooleanField(
        _("image is decorative"),
        default=False,
        help_text=_("It says nothing that the words do not: it has no alternative text."),
    )
    body: Any = GuideBodyField(verbose_name=_("body"), default=outline, blank=True)

    change_note = models.CharField(
        _("what changed"),
        max_length=300,
        blank=True,
        help_text=_(
            "For readers who knew the guide: “Adds the new dose for children.” Apps get it with the guide's editions; "
            "the page does not show it."
        ),
    )

    replies = models.CharField(
        _("replies"),
        max_length=10,
        choices=[("", _("As the site's settings say")), *RepliesOpen.choices],
        blank=True,
        help_text=_("Whether readers may leave a reply under this guide."),
    )
    replies_days = models.PositiveSmallIntegerField(
        _("days"),
        null=True,
        blank=True,
        help_text=_("After its first publication. Leave empty for as many as the site's settings say."),
    )

    #: What tells a guide's type from other pages'.
    is_guide_type: ClassVar[bool] = True

    class Meta:
        abstract = True


def is_guide(page: Page) -> bool:
    """Return True for a page that is a guide, of whatever type, also where it was read as a plain Page."""
    return issubclass(page.specific_class or Page, GuidePageFields)
