"""Where help is found at once, on pages that are made for a request: a search, a reply, a page that is not there."""

from __future__ import annotations

from typing import NamedTuple

from wagtail.models import Site

from guide_pages.document import Notice
from guide_pages.pictures.addresses import shown
from guide_pages.records import GuideSettings


class UrgentHelp(NamedTuple):
    """The site's banner, if it has one, and the ids of the pages that it links to."""

    notice: Notice | None
    pages: list[int]


def urgent_help(site: Site | None, language: str) -> UrgentHelp:
    """Return what readers of a site in a language are told. One query; more where it links to pages."""
    said = GuideSettings.of(site).said_in(language) if site else None
    if said is None or not said.urgent_help_heading:
        return UrgentHelp(None, [])
    text = shown(said.urgent_help_text)
    notice = Notice(heading=said.urgent_help_heading, text=text.text, contacts=said.contacts, countries=said.countries)
    return UrgentHelp(notice, list(text.pages))
