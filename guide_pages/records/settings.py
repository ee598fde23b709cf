"""What a site says beside every guide."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField

from faq_blocks.compilation import Compilation
from faq_blocks.rich_text import FEATURES_WITHOUT_TERMS, lost_links
from guide_pages.blocks import ContactsBlock
from guide_pages.blocks.site_words import CountriesBlock, LanguagesBlock, countries
from guide_pages.blocks.urgent_help import contacts
from guide_pages.document import Contact, CountryContacts

from .advice import Advice
from .replies import MAX_DAYS, RepliesOpen

if TYPE_CHECKING:
    from wagtail.models import Site
    from wagtail.rich_text import RichText

_RICH = ("disclaimer", "urgent_help_text")
_SAID = (*_RICH, "urgent_help_heading", "urgent_help_contacts", "urgent_help_countries")


class SiteWords(NamedTuple):
    """What a site says beside a guide. Rich text is as it is stored."""

    disclaimer: str | RichText
    urgent_help_heading: str
    urgent_help_text: str | RichText
    contacts: list[Contact]
    countries: list[CountryContacts]


def _is_said(value: Any) -> bool:
    """Tell whether something was written: rich text is never false by itself."""
    return bool(getattr(value, "source", value))


class GuideSettingsForm(WagtailAdminModelForm):
    """Settings of which one is a choice of several."""

    conditions = forms.MultipleChoiceField(
        label=_("Conditions of publication"),
        choices=Advice.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What is advised about a guide, and must be so on this site before it is published."),
    )


@register_setting(icon="doc-full")
class GuideSettings(BaseSiteSetting):
    """The disclaimer and the urgent-help banner of a site, and whether its guides take replies."""

    disclaimer = RichTextField(
        _("disclaimer"),
        features=FEATURES_WITHOUT_TERMS,
        blank=True,
        help_text=_("What a guide is not: shown at the end of each."),
    )
    urgent_help_heading = models.CharField(
        _("heading"),
        max_length=160,
        blank=True,
        help_text=_("Shown at the top of every guide, never folded away. Leave empty for no banner."),
    )
    urgent_help_text = RichTextField(_("text"), features=FEATURES_WITHOUT_TERMS, blank=True)
    urgent_help_contacts = StreamField(ContactsBlock(), verbose_name=_("contacts"), blank=True)
    urgent_help_countries = StreamField(
        CountriesBlock(),
        verbose_name=_("contacts in other countries"),
        blank=True,
        help_text=_("Readers choose their country from this list. Nobody asks where they are."),
    )
    translations = StreamField(
        LanguagesBlock(),
        verbose_name=_("in other languages"),
        blank=True,
        help_text=_("The disclaimer and the urgent help, for guides in another language than the site's own."),
    )

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

    conditions = models.JSONField(
        _("conditions of publication"),
        default=list,
        blank=True,
        help_text=_("What is advised about a guide, and must be so on this site before it is published."),
    )
    readability_target = models.PositiveSmallIntegerField(
        _("readability"),
        default=45,
        help_text=_("LIX, as Wagtail's checks have it: up to 35 is good, from 45 complex. 0 for no target."),
    )

    base_form_class = GuideSettingsForm
    panels = [
        FieldPanel("disclaimer"),
        MultiFieldPanel(
            [
                FieldPanel("urgent_help_heading"),
                FieldPanel("urgent_help_text"),
                FieldPanel("urgent_help_contacts"),
                FieldPanel("urgent_help_countries"),
            ],
            heading=_("Urgent help"),
        ),
        FieldPanel("translations"),
        MultiFieldPanel([FieldPanel("replies"), FieldPanel("replies_days")], heading=_("Replies")),
        MultiFieldPanel([FieldPanel("conditions"), FieldPanel("readability_target")], heading=_("Readiness")),
        FieldPanel("checked_by_another", heading=_("Review")),
    ]

    @classmethod
    def of(cls, site: Site) -> GuideSettings:
        """Return a site's settings, or what they are as long as nobody has saved any. One query. Write nothing."""
        return cls.objects.filter(site=site).first() or cls(site=site)

    def said_in(self, language: str) -> SiteWords:
        """Return what the site says beside a guide in this language: what is not translated, in its own."""
        translated = self._translated(language)
        said = {name: translated.get(name, getattr(self, name)) for name in _SAID}
        return SiteWords(
            said["disclaimer"],
            said["urgent_help_heading"],
            said["urgent_help_text"],
            contacts(said["urgent_help_contacts"]),
            countries(said["urgent_help_countries"]),
        )

    def languages_in(self, language: str, site: Site) -> dict[str, str]:
        """Return the language of each that is said beside what is read in another: `heading`, `text`, `contacts`,
        `countries`, `disclaimer`. Costs a query where something is not translated."""
        translated = self._translated(language)
        kept = [name for name in _SAID if name not in translated and _is_said(getattr(self, name))]
        own = str(site.root_page.locale.language_code) if kept else language
        return {} if own == language else {name.removeprefix("urgent_help_"): own for name in kept}

    def _translated(self, language: str) -> dict[str, Any]:
        values = (each.value for each in self.translations if each.value["language"] == language)
        value: dict[str, Any] = next(values, {})
        return {name: value[name] for name in _SAID if name in value and _is_said(value[name])}

    def clean(self) -> None:
        """Refuse a link that leads nowhere: it would be shown as mere words."""
        super().clean()
        lost = {name: lost_links(getattr(self, name)) for name in _RICH}
        for each in self.translations:
            lost["translations"] = [
                *lost.get("translations", []),
                *(words for name in _RICH for words in lost_links(each.value[name])),
            ]
        if any(lost.values()):
            raise ValidationError({name: messages for name, messages in lost.items() if messages})

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save what every guide says, and that they have to follow, or neither.

        Raise ValidationError for an address that cannot be understood.
        """
        self.clean()
        self._check("urgent_help_contacts", lambda compilation: contacts(self.urgent_help_contacts, compilation))
        self._check("urgent_help_countries", lambda compilation: countries(self.urgent_help_countries, compilation))
        for each in self.translations:
            self._check("translations", partial(contacts, each.value["urgent_help_contacts"]))
            self._check("translations", partial(countries, each.value["urgent_help_countries"]))
        super().save(*args, **kwargs)

    @staticmethod
    def _check(field: str, check: Callable[[Compilation], object]) -> None:
        compilation = Compilation()
        check(compilation)
        if compilation.problems:
            raise ValidationError({field: [problem.said for problem in compilation.problems]})

    class Meta:
        verbose_name = _("guide settings")
        verbose_name_plural = _("guide settings")
