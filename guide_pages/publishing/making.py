"""What a guide's rows are to become: page → edition → delivery. Reads only, so that it can be done without a lock."""

from __future__ import annotations

from typing import NamedTuple

from wagtail.models import Page, Site

from guide_pages.compiling.advice import for_publication
from guide_pages.compiling.compiler import Compiled, compile_guide
from guide_pages.queries.visibility import is_public
from guide_pages.records import Edition, Guide, Tombstone
from guide_pages.records.editions import Cause
from guide_pages.records.fields import GuidePageFields
from guide_pages.rendering.surroundings import Surroundings
from guide_pages.rendering.template_errors import template_error

from .deliveries import Prepared, prepare_delivery
from .editions import edition_of
from .refusals import PublishRefused


class Made(NamedTuple):
    """A guide as its page says it now. Without a page, a guide or a delivery where there is none to be.

    `why_hidden` is a tombstone's reason. A page that is hidden and live is compiled, too: it may have readers.
    `is_elsewhere`: the guide's own row does not say yet where it stands.
    """

    guide: Guide | None
    page: GuidePageFields | None
    is_elsewhere: bool = False
    why_hidden: str = ""
    compiled: Compiled | None = None
    edition: Edition | None = None
    is_new_edition: bool = False
    delivery: Prepared | None = None


def make(
    page_id: int,
    cause: Cause,
    *,
    refuse: bool = False,
    was_hidden: bool = False,
    around: Surroundings | None = None,
) -> Made:
    """Return what a guide's rows are to become. `around` is shared by guides that are made together: of them, Markdown
    and passages that the same code has stored of the same document are not made again.

    With `refuse`, raise PublishRefused for a live page that cannot be compiled, or where a template fails.
    `was_hidden` makes a delivery anew that does not differ: a client may have passed it meanwhile.
    """
    guide, page = _read(page_id)
    if page is None:
        return Made(guide, None)
    if guide is None:
        if not page.live:
            return Made(None, page)
        guide = Guide(page_id=page_id)
    is_alone, around = around is None, around or Surroundings()
    site = around.site_of(page)
    made = Made(guide, page, _is_elsewhere(guide, page, site), _why_hidden(page, site))
    if not page.live:
        return made
    compiled = for_publication(page, around.settings(site)) if refuse and site else compile_guide(page)
    if compiled.problems and refuse:
        raise PublishRefused(page.title, compiled.problems)
    made = made._replace(compiled=compiled)
    if made.why_hidden or site is None:
        return made
    edition, is_new = edition_of(guide, page, compiled, cause)
    if edition is None:
        return made
    try:
        delivery = prepare_delivery(guide, edition, compiled, page, site, around, anew=is_alone, was_hidden=was_hidden)
    except Exception as error:  # a template may raise anything: what is none of its faults goes on as it is
        if refuse and (found := template_error(error)):
            raise PublishRefused.by_template(page.title, found) from error
        raise
    return made._replace(edition=edition, is_new_edition=is_new, delivery=delivery)


def _read(page_id: int) -> tuple[Guide | None, GuidePageFields | None]:
    """Return the guide, and its page as it is in the database: each None if there is none."""
    guide = Guide.objects.filter(page=page_id).first()
    page = Page.objects.filter(pk=page_id).first()
    specific = page.specific if page else None
    return guide, specific if isinstance(specific, GuidePageFields) else None


def _is_elsewhere(guide: Guide, page: GuidePageFields, site: Site | None) -> bool:
    """Give a guide its page's site and language. Return True if its row has others: a new one has none."""
    before = (guide.site_id, guide.locale_id)
    guide.site, guide.locale = site, page.locale
    return before != (guide.site_id, guide.locale_id)


def _why_hidden(page: Page, site: Site | None) -> str:
    if not page.live:
        return Tombstone.Reason.UNPUBLISHED
    if site is None:
        return Tombstone.Reason.ELSEWHERE
    if not Page.objects.filter(is_public(), pk=page.pk).exists():
        return Tombstone.Reason.RESTRICTED
    return ""
