"""What a site says beside every guide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField

from faq_blocks.compilation import Compilation
from faq_blocks.rich_text import FEATURES, lost_links
from guide_pages.blocks import ContactsBlock
from guide_pages.blocks.urgent_help import contacts
from guide_pages.document import Contact

from .replies import MAX_DAYS, RepliesOpen

if TYPE_CHECKING:
    from wagtail.models import Site


@register_setting(icon="doc-full")
class GuideSettings(BaseSiteSetting):
    """The disclaimer and the urgent-help banner of a site, and whether its guides take replies."""

    disclaimer = RichTextField(
        _("disclaimer"),
        features=FEATURES,
        blank=True,
        help_text=_("What a guide is not: shown at the end of each."),
    )
    urgent_help_heading = models.CharField(
        _("heading"),
        max_length=160,
        blank=True,
        help_text=_("Shown at the top of every guide, never folded away. Leave empty for no banner."),
    )
    urgent_help_text = RichTextField(_("text"), features=FEATURES, blank=True)
    urgent_help_contacts = StreamField(ContactsBlock(), verbose_name=_("contacts"), blank=True)

    replies = models.CharField(
        _("replies"),
        max_length=10,
        choices=RepliesOpen.choices,
        default=RepliesOpen.OPEN,
        help_text=_("Whether readers may leave a reply under a guide. Each waits for a moderator before it is shown."),
    )
    replies_days = models.PositiveSmallIntegerField(
        _("days"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_DAYS)],
        help_text=_("How long replies stay open after a guide was first published, where they close after some days."),
    )

    checked_by_another = models.BooleanField(
        _("somebody else checks"),
        default=True,
        help_text=_(
            "Where guides and answers are reviewed by somebody else, nobody publishes or approves what they wrote "
            "themselves: they submit it."
        ),
    )

    panels = [
        FieldPanel("disclaimer"),
        MultiFieldPanel(
            [
                FieldPanel("urgent_help_heading"),
                FieldPanel("urgent_help_text"),
                FieldPanel("urgent_help_contacts"),
            ],
            heading=_("Urgent help"),
        ),
        MultiFieldPanel([FieldPanel("replies"), FieldPanel("replies_days")], heading=_("Replies")),
        FieldPanel("checked_by_another", heading=_("Review")),
    ]

    @classmethod
    def of(cls, site: Site) -> GuideSettings:
        """Return a site's settings, or what they are as long as nobody has saved any. One query. Write nothing."""
        return cls.objects.filter(site=site).first() or cls(site=site)

    @property
    def contacts(self) -> list[Contact]:
        """The urgent-help contacts that can be used."""
        return contacts(self.urgent_help_contacts)

    def clean(self) -> None:
        """Refuse a link that leads nowhere: it would be shown as mere words."""
        super().clean()
        lost = {name: lost_links(getattr(self, name)) for name in ("disclaimer", "urgent_help_text")}
        if any(lost.values()):
            raise ValidationError({name: messages for name, messages in lost.items() if messages})

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save what every guide says, and that they have to follow, or neither.

        Raise ValidationError for an address that cannot be understood.
        """
        self.clean()
        compilation = Compilation()
        contacts(self.urgent_help_contacts, compilation)
        if compilation.problems:
            raise ValidationError({"urgent_help_contacts": [problem.said for problem in compilation.problems]})
        super().save(*args, **kwargs)

    class Meta:
        verbose_name = _("guide settings")
        verbose_name_plural = _("guide settings")
