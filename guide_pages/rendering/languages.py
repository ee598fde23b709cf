"""The languages that a site is read in, and those that a page has: for the reader's choice, and for search engines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from wagtail.models import Page

from guide_pages.queries.visibility import is_public

if TYPE_CHECKING:
    from wagtail.models import Site


class Language(NamedTuple):
    """A language by its code and its own name, and an address in it."""

    code: str
    name: str
    url: str


class Alternate(NamedTuple):
    """What a search engine is told: the same in this language, or, as `x-default`, for who reads none of them."""

    hreflang: str
    url: str


def public_translations(page: Page) -> list[Page]:
    """Return a page in each of its public languages, itself among them, by their codes. One query."""
    found = page.get_translations(inclusive=True).filter(is_public()).select_related("locale")
    return sorted(found, key=lambda each: (str(each.locale.language_code), each.pk))


def homes_of(site: Site, address: Callable[[Page], str | None]) -> tuple[list[Language], list[int]]:
    """Return the languages that a site has a public home page in, with its address, and the ids of these pages."""
    pages = public_translations(site.root_page)
    urls = ((page.locale.language_code, address(page)) for page in pages)
    return [language(code, url) for code, url in urls if url], [page.pk for page in pages]


def language(code: str, url: str) -> Language:
    """Return a language with an address in it."""
    try:
        name = get_language_info(code)["name_local"]
    except KeyError:
        name = code
    return Language(code, capfirst(str(name)), url)


def to_choose(homes: list[Language], versions: Mapping[str, str], current: str) -> list[Language]:
    """Return the other languages of a site, each with the address of a page's version in it, or else of its home."""
    return [each._replace(url=versions.get(each.code, each.url)) for each in homes if each.code != current]


def alternates_of(versions: Mapping[str, str]) -> list[Alternate]:
    """Return the versions of a page, itself among them, and which is for everybody else; none where a
    site is read in one language.

    Each version has to name all, or search engines believe none: https://developers.google.com/search/docs/specialty/international/localized-versions
    """
    if not versions or (len(versions) < 2 and not getattr(settings, "WAGTAIL_I18N_ENABLED", False)):
        return []
    default = versions.get(settings.LANGUAGE_CODE) or next(iter(versions.values()))
    return [*(Alternate(code, url) for code, url in versions.items()), Alternate("x-default", default)]
