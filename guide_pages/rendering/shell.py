"""What stands around every page: the site's name, its navigation, the way back, the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from wagtail import hooks
from wagtail.models import Page, Site

from faq_blocks.site_roots import KnownSiteRoots, SiteRoots
from guide_pages.queries.visibility import is_public

from .alternates import feeds
from .languages import alternates_of, homes_of, public_translations, to_choose
from .site_data import LOGO, breadcrumb_nodes, page_node, script, site_nodes

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString
    from wagtail.query import PageQuerySet

ASSETS = (
    "guide_pages/guide.css",
    "guide_pages/print.css",
    "guide_pages/guide.js",
    "guide_pages/keep.js",
    "guide_pages/mark.svg",
    "guide_pages/icon-180.png",
    LOGO,
)


def asset_urls() -> list[str]:
    """Return the addresses of the page's own files, with the digests that production puts in their names."""
    return [static(name) for name in ASSETS]


class Shell(NamedTuple):
    """What `guide_pages/base.html` needs, and the ids of the pages in the menu and above, public or not yet, and of the
    home pages in all languages; of those that it names."""

    context: dict[str, Any]
    pages: list[int]
    named: list[int]


def shell_of(site: Site, page: Page | None = None, roots: HttpRequest | SiteRoots | None = None) -> Shell:
    """Return the shell of a page. Costs a few queries: for a guide when it is published, else a request.

    `roots` is where Wagtail keeps what it finds out about sites.
    """
    return with_hooks(shell_around(site, page, roots), site, page)


def with_hooks(shell: Shell, site: Site, page: Page | None) -> Shell:
    """Let a site's apps change the context of a page's own shell, by the hook `construct_page_shell`: a `notice` above
    the page's words, a `noindex`."""
    for construct in hooks.get_hooks("construct_page_shell"):
        construct(shell.context, site, page)
    return shell


def shell_around(site: Site, page: Page | None = None, roots: HttpRequest | SiteRoots | None = None) -> Shell:
    """Return the shell of all pages that stand below the same page, in one language."""
    roots = roots or KnownSiteRoots()
    home = _home(site, page)
    locale = home.locale.language_code
    languages, homes = homes_of(site, lambda each: each.get_url(roots, current_site=site))
    (menu, footer), above = _menu_and_footer(home), list(_above(page)) if page else []
    with override(locale):
        context = {
            "site_name": site.site_name or home.title,
            "home_url": home.get_url(roots, current_site=site),
            "navigation": [{"title": item.title, "url": item.get_url(roots, current_site=site)} for item in menu],
            "footer": [{"title": item.title, "url": item.get_url(roots, current_site=site)} for item in footer],
            "search_url": _url("search"),
            "suggestions_url": _url("search_suggestions"),
            "manifest_url": _url("manifest"),
            "alternates": feeds(site.root_url),
            "locale": locale,
            "homes": languages,
            "languages": to_choose(languages, {}, locale),
            "breadcrumbs": _breadcrumbs(above, site, roots),
        }
    named = [*(item.pk for item in (*menu, *footer)), *homes]
    return Shell(
        context, [*named, *(item.pk for item in above)], [*named, *(item.pk for item in above if item.is_shown)]
    )


def _structured_data(page: Page, site: Site, roots: HttpRequest, shell: dict[str, Any]) -> SafeString:
    """Return what machines are told of a page: which it is, of whose site. A guide says more."""
    url = page.get_full_url(roots) or site.root_url
    way = breadcrumb_nodes(url, page.title, shell["breadcrumbs"], site)
    published = page.last_published_at.isoformat() if page.last_published_at else None
    facts = page_node(url, page.title, site, way, inLanguage=shell["locale"], dateModified=published)
    return script([facts, *way, *site_nodes(site)])


def _menu_and_footer(home: Page) -> tuple[list[Page], list[Page]]:
    """Return the pages below home that are in menus, and those below these, which only the footer names."""
    pages = home.get_descendants().filter(is_public(), show_in_menus=True, depth__lte=home.depth + 2)
    menu = [page for page in pages if page.depth == home.depth + 1]
    paths = {page.path for page in menu}
    return menu, [page for page in pages if page.path[: -Page.steplen] in paths]


def _above(page: Page) -> PageQuerySet:
    is_shown = ExpressionWrapper(is_public(), output_field=BooleanField())
    return page.get_ancestors().filter(depth__gt=1).annotate(is_shown=is_shown).select_related("locale")


def request_shell(request: HttpRequest, page: Page | None = None) -> dict[str, Any]:
    """Return the context of the shell for a page that is rendered for a request, and the ids of the pages that it names
    as `named_pages`; empty where no site answers."""
    site = Site.find_for_request(request)
    if site is None:
        return {"named_pages": []}
    shell = shell_of(site, page, request)
    told = {"structured_data": _structured_data(page, site, request, shell.context)} if page else {}
    versions = public_translations(page) if page else []
    urls = {each.locale.language_code: each.get_full_url(request) or "" for each in versions}
    return {
        **told,
        **shell.context,
        "languages": to_choose(shell.context["homes"], urls, shell.context["locale"]),
        "hreflangs": alternates_of(urls),
        "named_pages": [*shell.named, *(each.pk for each in versions)],
    }


def _home(site: Site, page: Page | None) -> Page:
    root = site.root_page
    if page is None or page.url_path.startswith(root.url_path):
        return root.localized if page is None else root
    translated = root.get_translations().filter(locale=page.locale_id).first()
    return translated or root


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _breadcrumbs(above: list[Page], site: Site, roots: HttpRequest | SiteRoots) -> list[dict[str, str]]:
    """Return the public pages of those above a page, the home page first."""
    urls = ((page, page.get_url(roots, current_site=site)) for page in above if page.is_shown)
    return [{"title": page.title, "url": url} for page, url in urls if url]
