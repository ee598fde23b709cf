"""What stands around every page: the site's name, its navigation, the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from wagtail import hooks
from wagtail.models import Page, Site

from faq_blocks.site_roots import KnownSiteRoots, SiteRoots
from guide_pages.queries.visibility import is_public

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.query import PageQuerySet

ASSETS = ("guide_pages/guide.css", "guide_pages/print.css", "guide_pages/guide.js", "guide_pages/mark.svg")


def asset_urls() -> list[str]:
    """Return the addresses of the page's own files, with the digests that production puts in their names."""
    return [static(name) for name in ASSETS]


def shell_context(site: Site, page: Page | None = None, roots: HttpRequest | SiteRoots | None = None) -> dict[str, Any]:
    """Return what `guide_pages/base.html` needs. Costs a few queries: for a guide when it is published, else a request.

    `roots` is where Wagtail keeps what it finds out about sites. The hook `construct_page_shell` lets a site's apps
    change the shell: a `notice` above the page's words, a `noindex`.
    """
    roots = roots or KnownSiteRoots()
    home = _home(site, page)
    locale = home.locale.language_code
    with override(locale):
        shell = {
            "site_name": site.site_name or home.title,
            "home_url": home.get_url(roots, current_site=site),
            "navigation": [
                {"title": item.title, "url": item.get_url(roots, current_site=site)} for item in _menu(home)
            ],
            "search_url": _search_url(),
            "locale": locale,
            "breadcrumbs": breadcrumbs(page, site, roots) if page else [],
        }
    for construct in hooks.get_hooks("construct_page_shell"):
        construct(shell, site, page)
    return shell


def shell_pages(site: Site, page: Page) -> list[int]:
    """Return the ids of the pages whose title or address a guide's page shows around it."""
    menu = _menu(_home(site, page)).values_list("pk", flat=True)
    above = page.get_ancestors().filter(depth__gt=1).values_list("pk", flat=True)
    return [*menu, *above]


def _menu(home: Page) -> PageQuerySet:
    return home.get_children().filter(is_public(), show_in_menus=True)


def request_shell(request: HttpRequest, page: Page | None = None) -> dict[str, Any]:
    """Return the shell for a page that is rendered for a request; empty where no site answers."""
    site = Site.find_for_request(request)
    return shell_context(site, page, request) if site else {}


def _home(site: Site, page: Page | None) -> Page:
    root = site.root_page
    if page is None or page.url_path.startswith(root.url_path):
        return root.localized if page is None else root
    translated = root.get_translations().filter(locale=page.locale_id).first()
    return translated or root


def _search_url() -> str:
    try:
        return reverse("search")
    except NoReverseMatch:
        return ""


def breadcrumbs(page: Page, site: Site, roots: HttpRequest | SiteRoots) -> list[dict[str, str]]:
    """Return the public pages above this one, the home page first."""
    above = page.get_ancestors().filter(is_public(), depth__gt=1).select_related("locale")
    urls = ((ancestor, ancestor.get_url(roots, current_site=site)) for ancestor in above)
    return [{"title": ancestor.title, "url": url} for ancestor, url in urls if url]
