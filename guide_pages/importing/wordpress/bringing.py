"""The posts of an export into guides, one after the other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from guide_pages.importing.importer import Origin, Wish, import_outline
from guide_pages.importing.markup import parse_html
from guide_pages.importing.outline import LONGEST_SUMMARY, Outline
from guide_pages.importing.pictures import Pictures, media_below
from guide_pages.importing.refusal import ImportRefused
from guide_pages.importing.report import Report, Status
from guide_pages.importing.source import Source
from guide_pages.publishing.rows import lock_pages
from guide_pages.records import BroughtIn

from .content import html_of
from .reading import MOST_IN_A_POST, Export, Post, posts_in

_LINK = re.compile(r'<a href=\\?"([^"\\]+)\\?">')


def bring_in_posts(path: Path, export: Export, wish: Wish) -> Iterator[tuple[str, Report | ImportRefused]]:
    """Bring each post in by itself, and yield its title with what became of it; then let their links meet."""
    media = media_below(wish.images or path.resolve().parent)
    pages: list[int] = []
    for post in posts_in(path, export):
        try:
            report = _brought_in(post, export, media, wish)
        except ImportRefused as error:
            yield post.title, error
            continue
        if report.status is not Status.EXISTS:
            pages.append(report.page_id)
        yield post.title, report
    if not wish.dry_run:
        _link(pages, wish)


def _brought_in(post: Post, export: Export, media: dict[str, Path], wish: Wish) -> Report:
    name = post.title or post.link or _("Untitled")
    if len(post.html) > MOST_IN_A_POST:
        raise ImportRefused(_("“%s” is longer than a guide can be. Split it.") % name)
    html, dropped = html_of(post.html, post.link, export.files)
    outline = parse_html(html, name, title=post.title, dropped=tuple(dropped))
    if not outline.parts:
        raise ImportRefused(_("“%s” has no text for a guide: no section or question was found in it.") % name)
    origin = Origin(post.key, post.link, post.author, post.topics)
    source = Source(name, "", "wordpress")
    pictures = Pictures(media=media)
    return import_outline(source, _with_summary(outline, post.excerpt), pictures, replace(wish, images=None), origin)


def _with_summary(outline: Outline, excerpt: str) -> Outline:
    words = re.sub(r"<[^>]+>", "", excerpt)
    return replace(outline, summary=words) if words and len(words) <= LONGEST_SUMMARY else outline


def _link(pages: list[int], wish: Wish) -> None:
    """Lead links between posts of an export from guide to guide."""
    known = BroughtIn.objects.exclude(link="").filter(page__in=Page.objects.child_of(wish.parent))
    by_link = {_bare(link): page for link, page in known.values_list("link", "page")}
    for pk in pages:
        _link_page(pk, by_link, publish=wish.publish)


@transaction.atomic
def _link_page(pk: int, by_link: dict[str, int], *, publish: bool) -> None:
    lock_pages([pk])
    page: Any = Page.objects.get(pk=pk).specific
    draft = page.get_latest_revision_as_object()
    body = draft.body.get_prep_value()
    text = json.dumps(body, ensure_ascii=False)
    linked = _LINK.sub(lambda match: _to_guide(match, by_link), text)
    if linked == text:
        return
    draft.body = linked
    revision = draft.save_revision(clean=False, log_action=True)
    if publish and page.live:
        revision.publish()


def _to_guide(match: re.Match[str], by_link: dict[str, int]) -> str:
    page = by_link.get(_bare(match[1]))
    return match[0] if page is None else f'<a linktype=\\"page\\" id=\\"{page}\\">'


def _bare(link: str) -> str:
    """Return an address without what differs between two links to one post."""
    return escape(re.sub(r"^https?://(www\.)?", "", link.replace("&amp;", "&")).partition("#")[0].rstrip("/"))
