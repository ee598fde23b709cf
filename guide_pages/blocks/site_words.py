"""What a site says beside every guide: whom to call in other countries, and all of it in other languages."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, RichTextBlock, StreamBlock, StreamValue, StructBlock
from wagtail.coreutils import get_content_languages

from faq_blocks.compilation import Compilation
from faq_blocks.hrefs import href
from faq_blocks.rich_text import FEATURES
from guide_pages.document import CountryContacts

from .urgent_help import ContactsBlock, contacts


class CountryBlock(StructBlock):
    """Whom to call in one country."""

    country = CharBlock(label=_("Country"), max_length=80)
    contacts = ContactsBlock(label=_("Contacts"))
    url = CharBlock(
        label=_("Address of the source"),
        required=False,
        max_length=500,
        help_text=_("The web address where these numbers can be looked up."),
    )

    class Meta:
        icon = "globe"
        label = _("Country")
        label_format = "{country}"


class CountriesBlock(StreamBlock):
    """Whom to call elsewhere: readers choose their country, and nobody asks where they are."""

    country = CountryBlock()

    class Meta:
        required = False


def countries(stream: StreamValue | None, compilation: Compilation | None = None) -> list[CountryContacts]:
    """Return the countries that have a name and a contact which can be used. The others are noted as problems."""
    found = []
    for child in stream or []:
        name = str(child.value["country"] or "").strip()
        ways = contacts(child.value["contacts"], compilation)
        written = str(child.value["url"] or "").strip()
        address = href(written) if written else None
        url = address if address and address.startswith(("https:", "http:")) else None
        if name and ways:
            found.append(CountryContacts(country=name, contacts=ways, url=url))
        if compilation is not None and not (name and ways):
            compilation.problem(gettext("A country needs a name and a contact."), child.id)
        if compilation is not None and written and not url:
            compilation.problem(gettext("The address “%s” cannot be understood.") % written, child.id, "url")
    return found


def content_languages() -> list[tuple[str, Any]]:
    """Return the languages that guides may be written in."""
    return list(get_content_languages().items())


class LanguageBlock(StructBlock):
    """What a site says beside every guide, in one more language. What is left empty is said as in the site's own."""

    language = ChoiceBlock(label=_("Language"), choices=content_languages)
    disclaimer = RichTextBlock(label=_("Disclaimer"), features=FEATURES, required=False)
    urgent_help_heading = CharBlock(label=_("Heading of the urgent help"), required=False, max_length=160)
    urgent_help_text = RichTextBlock(label=_("Text of the urgent help"), features=FEATURES, required=False)
    urgent_help_contacts = ContactsBlock(label=_("Contacts"), required=False)
    urgent_help_countries = CountriesBlock(label=_("Contacts in other countries"), required=False)

    class Meta:
        icon = "globe"
        label = _("Language")
        label_format = "{language}"


class LanguagesBlock(StreamBlock):
    """The same in other languages."""

    language = LanguageBlock()

    class Meta:
        required = False
