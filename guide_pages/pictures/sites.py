"""Which site a page is read on."""

from __future__ import annotations

from wagtail.models import Page, Site

from faq_blocks.site_roots import SiteRoots


def site_of(page: Page) -> Site | None:
    """Return the site that a page is read on, if any."""
    parts = page.get_url_parts(request=SiteRoots())
    return Site.objects.select_related("root_page__locale").filter(pk=parts[0]).first() if parts else None
