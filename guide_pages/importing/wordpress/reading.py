"""An export's XML, read piece by piece: no more than one post is held at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from guide_pages.importing.refusal import ImportRefused
from guide_pages.importing.source import printable, visible

MOST_BYTES = 500 * 1024 * 1024
MOST_IN_A_POST = 5 * 1024 * 1024
_KINDS = ("post", "page")
_STATES = ("publish", "draft", "pending", "private", "future")
_NONE = ("uncategorized", "uncategorised")


@dataclass(frozen=True, slots=True)
class Post:
    """A post or page: `key` is what WordPress knows it by for ever, `html` its content as it is stored."""

    key: str
    title: str
    link: str
    html: str
    excerpt: str = ""
    author: str = ""
    topics: tuple[str, ...] = ()


@dataclass(slots=True)
class Export:
    """What is known of an export before its posts are read: names by login, files by the number of their attachment."""

    posts: int = 0
    authors: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str, str]] = field(default_factory=dict)


def is_export(path: Path) -> bool:
    """Return whether a file is an export of WordPress."""
    try:
        with path.open("rb") as file:
            start = file.read(8192)
    except OSError:
        return False
    return b"<rss" in start and b"wordpress.org/export/" in start


def read_export(path: Path) -> Export:
    """Read an export through, so that a broken one is refused before anything is made. Raise `ImportRefused`."""
    if path.stat().st_size > MOST_BYTES:
        raise ImportRefused(
            _("%(file)s is larger than %(size)d MB. Export fewer posts at once.")
            % {"file": printable(path.name), "size": MOST_BYTES // (1024 * 1024)}
        )
    export = Export()
    for name, element in _elements(path):
        if name == "author":
            login = _text(element, "author_login")
            export.authors[login] = _text(element, "author_display_name") or login
        elif _text(element, "post_type") == "attachment":
            alts = [_text(meta, "meta_value") for meta in _all(element, "postmeta") if _is_alt(meta)]
            export.files[_text(element, "post_id")] = (_text(element, "attachment_url"), "".join(alts[:1]))
        elif _is_post(element):
            export.posts += 1
    return export


def posts_in(path: Path, export: Export) -> Iterator[Post]:
    """Yield the posts and pages of an export, in its order, without what was thrown away."""
    for name, element in _elements(path):
        if name == "item" and _is_post(element):
            yield _post(element, export)


def _post(element: Element, export: Export) -> Post:
    contents = [child for child in element if child.tag.endswith("}encoded")]
    html = "".join(child.text or "" for child in contents if "excerpt" not in child.tag)
    excerpt = "".join(child.text or "" for child in contents if "excerpt" in child.tag)
    login = _text(element, "creator")
    topics = [
        " ".join((child.text or "").split())
        for child in _all(element, "category")
        if child.get("domain") == "category" and child.get("nicename", "").casefold() not in _NONE
    ]
    return Post(
        key=visible(_text(element, "guid") or _text(element, "link"))[:500],
        title=" ".join(visible(_text(element, "title")).split()),
        link=_text(element, "link"),
        html=visible(html),
        excerpt=" ".join(visible(excerpt).split()),
        author=export.authors.get(login, login),
        topics=tuple(dict.fromkeys(topic for topic in topics if topic)),
    )


def _elements(path: Path) -> Iterator[tuple[str, Element]]:
    """Yield each author and item with its name, and forget it then."""
    name = printable(path.name)
    open_elements: list[Element] = []
    try:
        with path.open("rb") as file:
            for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
                if event == "start":
                    open_elements.append(element)
                    continue
                open_elements.pop()
                kind = _name(element)
                if kind in ("author", "item") and len(open_elements) == 2:
                    yield kind, element
                    open_elements[-1].clear()
    except DefusedXmlException as error:
        raise ImportRefused(_("%(file)s declares entities, which no export of WordPress does.") % {"file": name}) from (
            error
        )
    except (ParseError, ValueError, LookupError) as error:
        raise ImportRefused(_("%(file)s is broken: %(why)s. Export it anew.") % {"file": name, "why": error}) from error
    except OSError as error:
        raise ImportRefused(
            _("%(file)s cannot be read: %(why)s.") % {"file": name, "why": error.strerror or error}
        ) from error


def _is_post(element: Element) -> bool:
    return _text(element, "post_type") in _KINDS and _text(element, "status") in _STATES


def _is_alt(meta: Element) -> bool:
    return _text(meta, "meta_key") == "_wp_attachment_image_alt"


def _all(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if _name(child) == name)


def _text(element: Element, name: str) -> str:
    return next((child.text or "" for child in _all(element, name)), "").strip()


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
