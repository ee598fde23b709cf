"""Where sites begin, whether or not the cache can be asked."""

from __future__ import annotations

import logging

from django.conf import settings
from django.utils.functional import cached_property
from wagtail.models import Site
from wagtail.models.sites import SiteRootPath

logger = logging.getLogger(__name__)


class SiteRoots:
    """Stands where `Page.get_url_parts()` takes a request: what Wagtail finds out about sites is kept there.

    Wagtail keeps it in the cache for an hour, too. What is published must not depend on a cache that is away.
    """

    #: Another process may hold an older list in its cache. False where it has just been asked.
    is_read_afresh = True

    @cached_property
    def _wagtail_cached_site_root_paths(self) -> list[SiteRootPath]:
        try:
            if self.is_read_afresh:
                Site.clear_site_root_paths_cache()
            return list(Site.get_site_root_paths())
        except Exception as error:  # each kind of cache has its own
            logger.warning("The addresses of sites are read without the cache: %s: %s", type(error).__name__, error)
            return _stored()


class KnownSiteRoots(SiteRoots):
    """The same as this process knows it, after `SiteRoots` has been asked."""

    is_read_afresh = False


def _stored() -> list[SiteRootPath]:
    """Return `Site.get_site_root_paths()`, in its order, from the database alone."""
    is_multilingual = getattr(settings, "WAGTAIL_I18N_ENABLED", False)
    order = ("-root_page__url_path", "-is_default_site", "hostname")
    return [
        SiteRootPath(site.pk, root.url_path, site.root_url, root.locale.language_code)
        for site in Site.objects.select_related("root_page__locale").order_by(*order)
        for root in (
            site.root_page.get_translations(inclusive=True).select_related("locale")
            if is_multilingual
            else [site.root_page]
        )
    ]
