"""Where an imported guide goes."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Page, get_page_models

from faq_blocks.site_roots import SiteRoots
from guide_pages.pages import GuideIndexPageMixin
from guide_pages.records.fields import GuidePageFields

from .refusal import ImportRefused
from .source import printable


def index_at(path: str | None = None) -> Page:
    """Return the guide index at a URL path (`/guides/`) or full address; without a path, the only one.

    Raise `ImportRefused`, which names the indexes there are.
    """
    indexes = guide_indexes()
    if not indexes:
        raise ImportRefused(_("The site has no guide index to put the guide under. Make one first."))
    found = [page for page in indexes if path is None or _leads_to(page, path)]
    if len(found) == 1:
        return found[0]
    paths = ", ".join(sorted(_address(page) for page in found or indexes))
    if path is None:
        raise ImportRefused(_("There is more than one guide index. Choose one with --parent: %s.") % paths)
    if not found:
        raise ImportRefused(
            _("There is no guide index at %(path)s. There is: %(paths)s.") % {"path": printable(path), "paths": paths}
        )
    raise ImportRefused(
        _("There is more than one guide index at %(path)s. Give the full address: %(paths)s.")
        % {"path": printable(path), "paths": paths}
    )


def guide_model(parent: Page) -> type[Page]:
    """Return the class of guides that can stand under an index."""
    models: list[type[Page]] = (parent.specific_class or type(parent)).allowed_subpage_models()
    return next(model for model in models if issubclass(model, GuidePageFields))


def url_path(page: Page) -> str:
    """Return a page's path on its site, whether it is public or not."""
    parts = page.get_url_parts(request=SiteRoots())
    return str(parts[2]) if parts and parts[2] else str(page.url_path)


def guide_indexes() -> list[Page]:
    """Return the pages under which guides stand."""
    models = [model for model in get_page_models() if issubclass(model, GuideIndexPageMixin)]
    return [page for model in models for page in model.objects.all()]


def _address(page: Page) -> str:
    return str(page.get_full_url(request=SiteRoots()) or page.url_path)


def _leads_to(page: Page, path: str) -> bool:
    if "://" in path:
        return _address(page).rstrip("/") == path.rstrip("/")
    return url_path(page).strip("/") == path.strip("/")
