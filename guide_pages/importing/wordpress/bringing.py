"""The posts of an export into guides, one after the other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from guide_pages.importing.documents import Documents, documents_below
from guide_pages.importing.importer import Origin, Wish, fetcher, import_outline, publish_guide
from guide_pages.importing.markup import read_html
from guide_pages.importing.outline import LONGEST_SUMMARY, DroppedLine
from guide_pages.importing.parsers import refuse_empty
from guide_pages.importing.pictures import Pictures, media_below
from guide_pages.importing.recognizing import outline_from
from guide_pages.importing.refusal import ImportRefused
from guide_pages.importing.report import Report, Status
from guide_pages.importing.source import Source
from guide_pages.publishing.rows import lock_pages
from guide_pages.records import BroughtIn

from .content import html_of
from .reading import MOST_IN_A_POST, Export, Post, posts_in

Files = dict[str, list[Path]]

_LINK = re.compile(r'<a href=\\?"([^"\\]+)\\?">')


def bring_in_posts(path: Path, export: Export, wish: Wish) -> Iterator[tuple[str, Report | ImportRefused]]:
    """Bring each post in by itself, and yield its title with what became of it.

    When all are there their links meet, and only then are they published: each once.
    """
    folder = wish.images or path.resolve().parent
    media, documents = media_below(folder), documents_below(folder)
    pages: list[int] = []
    for post in posts_in(path, export):
        try:
            report = _brought_in(post, export, media, documents, wish)
        except ImportRefused as error:
            yield post.title, error
            continue
        if report.status is not Status.EXISTS:
            pages.append(report.page_id)
            report.published = report.published or wish.publish
        yield post.title, report
    if wish.dry_run:
        return
    link_guides(pages, wish.parent)
    if wish.publish:
        for pk in pages:
            yield from _published(pk)


def _published(pk: int) -> Iterator[tuple[str, ImportRefused]]:
    """Publish a guide; yield the reason if it cannot be, though it could before its links were made."""
    try:
        with transaction.atomic():
            lock_pages([pk])
            page: Any = Page.objects.get(pk=pk).specific
            revision = page.get_latest_revision()
            if page.has_unpublished_changes or not page.live:
                publish_guide(revision.as_object(), revision)
    except ImportRefused as error:
        yield page.title, error


def read_posts(path: Path, export: Export) -> Iterator[tuple[Source, str, list[DroppedLine], dict[str, Any]]]:
    """Yield each post as HTML: with its title, what was taken out of it, and what the export says of it besides."""
    for post in posts_in(path, export):
        about: dict[str, Any] = {
            "key": post.key,
            "link": post.link,
            "author": post.author,
            "topics": list(post.topics),
            "summary": _summary(post.excerpt),
        }
        try:
            html, dropped = _html_of(post, export)
        except ImportRefused as error:
            html, dropped, about["error"] = "", [], str(error)
        yield Source(_name_of(post), html, "wordpress"), post.title, dropped, about


def _name_of(post: Post) -> str:
    return post.title or post.link or _("Untitled")


def _html_of(post: Post, export: Export) -> tuple[str, list[DroppedLine]]:
    if len(post.html) > MOST_IN_A_POST:
        raise ImportRefused(_("“%s” is longer than a guide can be. Split it.") % _name_of(post))
    return html_of(post.html, post.link, export.files)


def _brought_in(post: Post, export: Export, media: Files, documents: Files, wish: Wish) -> Report:
    name = _name_of(post)
    html, dropped = _html_of(post, export)
    reading = replace(read_html(html, name, title=post.title, dropped=tuple(dropped)), summary=_summary(post.excerpt))
    outline = outline_from(reading)
    refuse_empty(outline, name)
    origin = Origin(post.key, post.link, post.author, post.topics)
    wish = replace(wish, images=None, publish_later=wish.publish)
    with fetcher(wish) as from_network:
        pictures = Pictures(media=media, fetcher=from_network, documents=Documents(documents))
        return import_outline(Source(name, "", "wordpress"), outline, pictures, wish, origin)


def _summary(excerpt: str) -> str:
    words = " ".join(re.sub(r"<[^>]+>", "", excerpt).split())
    return words if len(words) <= LONGEST_SUMMARY else ""


def link_guides(pages: Sequence[int], parent: Page, user: Any = None) -> dict[int, int]:
    """Lead links between posts of an export from guide to guide, in drafts. Return new revisions' ids by page."""
    known = BroughtIn.objects.exclude(link="").filter(page__in=Page.objects.child_of(parent))
    by_link = {_bare(link): page for link, page in known.values_list("link", "page")}
    linked = ((pk, _link(pk, by_link, user)) for pk in pages)
    return {pk: revision for pk, revision in linked if revision}


@transaction.atomic
def _link(pk: int, by_link: dict[str, int], user: Any) -> int | None:
    lock_pages([pk])
    page: Any = Page.objects.get(pk=pk).specific
    draft = page.get_latest_revision_as_object()
    text = json.dumps(draft.body.get_prep_value(), ensure_ascii=False)
    linked = _LINK.sub(lambda match: _to_guide(match, by_link), text)
    if linked == text:
        return None
    draft.body = linked
    return int(draft.save_revision(clean=False, log_action=True, user=user).pk)


def _to_guide(match: re.Match[str], by_link: dict[str, int]) -> str:
    page = by_link.get(_bare(match[1]))
    return match[0] if page is None else f'<a linktype=\\"page\\" id=\\"{page}\\">'


def _bare(link: str) -> str:
    """Return an address without what differs between two links to one post."""
    return escape(re.sub(r"^https?://(www\.)?", "", link.replace("&amp;", "&")).partition("#")[0].rstrip("/"))
