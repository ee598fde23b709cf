"""What guides that are made together have in common, read once: their sites, these sites' settings, what stands around.

It is right for as long as a few guides take to be made: whoever writes them looks whether it has changed meanwhile.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from wagtail.models import Page, Site

from faq_blocks.site_roots import SiteRoots
from guide_pages.records.settings import GuideSettings

from .shell import Shell, shell_around, with_hooks

if TYPE_CHECKING:
    from guide_pages.records.fields import GuidePageFields


class Surroundings:
    """For one guide, or for some that are made together."""

    def __init__(self) -> None:
        self._roots = SiteRoots()
        self._sites: dict[int, Site | None] = {}
        self._settings: dict[int, GuideSettings] = {}
        self._shells: dict[tuple[int, str, int], Shell] = {}

    def site_of(self, page: GuidePageFields) -> Site | None:
        """Return the site that a page is read on, if any."""
        parts = page.get_url_parts(request=self._roots)
        if not parts:
            return None
        if parts[0] not in self._sites:
            self._sites[parts[0]] = Site.objects.select_related("root_page__locale").filter(pk=parts[0]).first()
        return self._sites[parts[0]]

    def settings(self, site: Site) -> GuideSettings:
        """Return a site's settings."""
        if site.pk not in self._settings:
            self._settings[site.pk] = GuideSettings.of(site)
        return self._settings[site.pk]

    def shell(self, site: Site, page: Page) -> Shell:
        """Return the shell of a page: that of its siblings, but for what a hook makes of it."""
        key = (site.pk, page.path[: -Page.steplen], page.locale_id)
        if key not in self._shells:
            self._shells[key] = shell_around(site, page)
        shell = self._shells[key]
        return with_hooks(shell._replace(context=deepcopy(shell.context)), site, page)
