"""What those who share a page's address are shown: https://ogp.me, and the cards of X."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.templatetags.static import static
from django.utils.text import Truncator

from guide_pages.pictures.share import HEIGHT, WIDTH

from .site_data import LOGO, LOGO_SIZE

if TYPE_CHECKING:
    from wagtail.models import Page, Site

    from guide_pages.document import GuideDocument
    from guide_pages.records import SharePicture

#: Words of a description that search engines and others show, about.
DESCRIPTION_WORDS = 40


class SharedPicture(NamedTuple):
    """The address of a picture, its size in pixels, and what it shows."""

    url: str
    width: int
    height: int
    alt: str

    @property
    def is_wide(self) -> bool:
        """Return whether it is shown across the card, and not beside its words."""
        return self.width > self.height


def picture_of_site(root_url: str, site_name: str) -> SharedPicture:
    """Return the picture that stands for a site: its icon, for pages that none was made of."""
    url = static(LOGO)
    return SharedPicture(f"{root_url}{url}" if url.startswith("/") else url, LOGO_SIZE, LOGO_SIZE, site_name)


class Share(NamedTuple):
    """A page, as it is shown where its address is shared. `kind` is Open Graph's type."""

    kind: str
    title: str
    description: str
    url: str
    picture: SharedPicture | None = None


def shortened(*texts: str) -> str:
    """Return the first text that there is, cut to what is shown of a description."""
    return Truncator(next((text.strip() for text in texts if text.strip()), "")).words(DESCRIPTION_WORDS)


def share_of_guide(guide: GuideDocument, page: Page, site: Site, made: SharePicture | None) -> Share:
    """Return how a guide is shown: with the picture that was made of its title, else with its own."""
    picture = None
    if made is not None:
        url = made.file.url
        url = f"{site.root_url}{url}" if url.startswith("/") else url
        picture = SharedPicture(url, WIDTH, HEIGHT, guide.title)
    elif guide.hero and guide.hero.renditions:
        hero = guide.hero.fallback
        picture = SharedPicture(hero.url, hero.width, hero.height, guide.hero.alt)
    description = getattr(page, "search_description", "") or guide.summary
    return Share("article", guide.title, description, guide.url, picture)
