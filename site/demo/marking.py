"""Which pages are the demonstration's: readers are told at the top, and search engines not to list them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from demo.content import footer, ketamine, next_steps, shared

if TYPE_CHECKING:
    from wagtail.models import Page

NOTICE = _(
    "This is an example. Nobody medically reviewed it, and the people named in it are invented. "
    "Please do not decide about your health with it."
)

_GUIDES = frozenset(shared.page_key(content.SLUG) for content in (ketamine, next_steps))
_PAGES = _GUIDES | {shared.page_key(page.slug) for page in (shared.ABOUT, *footer.PAGES)}


def is_demonstration(page: Page) -> bool:
    """True for the demonstration's own pages, in whatever place and language, and for the pages above its guides.

    Those above are a site's own again once the guides are gone. Costs a query for a page that has others under it.
    """
    if str(page.translation_key) in _PAGES:
        return True
    return page.numchild > 0 and page.get_descendants().live().filter(translation_key__in=_GUIDES).exists()
