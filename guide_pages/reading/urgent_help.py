"""Where help is found at once, on pages that are made for a request: a search, a reply, a page that is not there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from wagtail.models import Site

from guide_pages.document import Notice
from guide_pages.pictures.addresses import shown
from guide_pages.records import GuideSettings


class UrgentHelp(NamedTuple):
    """The site's banner, if it has one; the ids of the pages that it links to; the language of each of its parts that
    is in another one than what it stands beside."""

    notice: Notice | None
    pages: list[int]
    languages: Mapping[str, str]

    @property
    def context(self) -> dict[str, object]:
        """Return what `urgent_banner.html` and `at_once.html` need."""
        return {"urgent_help": self.notice, "urgent_languages": self.languages}


def urgent_help(site: Site | None, language: str) -> UrgentHelp:
    """Return what readers of a site in a language are told. One query; more where it links to pages, and where
    it is not translated."""
    settings = GuideSettings.of(site) if site else None
    said = settings.said_in(language) if settings else None
    if site is None or settings is None or said is None or not said.urgent_help_heading:
        return UrgentHelp(None, [], {})
    text = shown(said.urgent_help_text)
    notice = Notice(heading=said.urgent_help_heading, text=text.text, contacts=said.contacts, countries=said.countries)
    return UrgentHelp(notice, list(text.pages), settings.languages_in(language, site))
