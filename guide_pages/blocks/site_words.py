"""What a site says beside every guide: whom to call in other countries, and all of it in other languages."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, RichTextBlock, StreamBlock, StreamValue, StructBlock
from wagtail.coreutils import get_content_languages

from faq_blocks.compilation import Compilation
from faq_blocks.hrefs import href
from faq_blocks.rich_text import FEATURES_WITHOUT_TERMS
from guide_pages.document import CountryContacts

from .urgent_help import ContactsBlock, contacts


class CountryBlock(StructBlock):
    """Whom to call in one country."""

    country = CharBlock(label=_("Country"), max_length=80)
    contacts = ContactsBlock(label=_("Contacts"))
    url = CharBlock(
        label=_("Address of the source"),
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
    """Return the countries that have a name, a contact and a source. The others are noted as problems."""
    found = []
    for child in stream or []:
        name = str(child.value["country"] or "").strip()
        ways = contacts(child.value["contacts"], compilation)
        address = href(str(child.value["url"] or "").strip())
        if name and ways and address and address.startswith(("https:", "http:")):
            found.append(CountryContacts(country=name, contacts=ways, url=address))
        elif compilation is not None:
            compilation.problem(
                gettext("A country needs a name, a contact, and the web address where they can be looked up."), child.id
            )
    return found


def content_languages() -> list[tuple[str, Any]]:
    """Return the languages that guides may be written in."""
    return list(get_content_languages().items())


class LanguageBlock(StructBlock):
    """What a site says beside every guide, in one more language. What is left empty is said as in the site's own."""

    language = ChoiceBlock(label=_("Language"), choices=content_languages)
    disclaimer = RichTextBlock(label=_("Disclaimer"), features=FEATURES_WITHOUT_TERMS, required=False)
    urgent_help_heading = CharBlock(label=_("Heading of the urgent help"), required=False, max_length=160)
    urgent_help_text = RichTextBlock(
        label=_("Text of the urgent help"), features=FEATURES_WITHOUT_TERMS, required=False
    )
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
