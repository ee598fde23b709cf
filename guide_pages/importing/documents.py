"""Files that a document leads to, into the document library: an export's folder has them, as it has its pictures."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.utils.file import hash_filelike

from .nearest import nearest
from .outline import Paragraph, SectionPart
from .refusal import ImportRefused
from .source import printable

#: How files begin of the kinds that a guide may offer: https://en.wikipedia.org/wiki/List_of_file_signatures
_BEGINS = {
    "pdf": b"%PDF-",
    "rtf": b"{\\rtf",
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp", "epub"), b"PK\x03\x04"),
    **dict.fromkeys(("csv", "txt"), b""),
}
_LARGEST = 20 * 1024 * 1024
_ONLY_LINK = re.compile(r"(?:<[bi]>)*<a href=\"([^\"]+)\">((?:(?!</a>).)+)</a>(?:</[bi]>)*[.:]?", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_LONGEST_TITLE = 160


class Documents:
    """Files by their names, small letters, as `documents_below` finds them."""

    def __init__(self, files: Mapping[str, Sequence[Path]] | None = None) -> None:
        self._files = files or {}
        self._known: dict[Path, Any] = {}
        self._created: list[Any] = []

    def offered(self, part: SectionPart) -> tuple[int, str] | None:
        """Return the id of the document that a paragraph is no more than a link to, and what it is called, or None.

        Raise `ImportRefused` for a file that cannot be offered.
        """
        html = part.html if isinstance(part, Paragraph) and self._files else ""
        match = _ONLY_LINK.fullmatch(html)
        path = unescape(match[1]) if match else ""
        name = PurePosixPath(unquote(urlsplit(path).path)).name.casefold()
        file = nearest(self._files.get(name, ()), path)
        if file is None or match is None:
            return None
        title = unescape(_TAG.sub("", match[2])).strip()
        title = " ".join(re.split(r"[\s_-]+", file.stem)) if "://" in title or not title else title
        if file not in self._known:
            self._known[file] = self._document(file, title[:_LONGEST_TITLE])
        return int(self._known[file].pk), title[:_LONGEST_TITLE]

    def keep(self) -> None:
        """Leave the files that were added alone from now on: they are committed."""
        self._created.clear()

    def discard(self) -> None:
        """Delete the files that were added: the database forgets them by itself."""
        for document in self._created:
            if document.file._committed:
                document.file.storage.delete(document.file.name)

    def _document(self, file: Path, title: str) -> Any:
        name = printable(file.name)
        most = getattr(settings, "WAGTAILDOCS_MAX_UPLOAD_SIZE", _LARGEST)
        try:
            if most is not None and file.stat().st_size > most:
                raise ImportRefused(
                    _("%(file)s is larger than %(size)s. Make it smaller.")
                    % {"file": name, "size": filesizeformat(most)}
                )
            with file.open("rb") as content:
                if not _is_what_it_says(file, content.read(4096)):
                    raise ImportRefused(_("%(file)s is not of the kind that its name says.") % {"file": name})
                content.seek(0)
                return self._from_library(hash_filelike(content)) or self._added(content, name, title)
        except OSError as error:
            raise ImportRefused(
                _("%(file)s cannot be read: %(why)s.") % {"file": name, "why": error.strerror or error}
            ) from error

    @staticmethod
    def _from_library(digest: str) -> Any:
        """Return a document with the same bytes that everybody may read."""
        same = get_document_model().objects.filter(file_hash=digest).select_related("collection")
        return next((each for each in same if not each.collection.get_view_restrictions().exists()), None)

    def _added(self, content: Any, name: str, title: str) -> Any:
        content.seek(0)
        document = get_document_model()(title=title[:255] or name, file=File(content, name=name))
        document._set_document_file_metadata()
        self._created.append(document)
        document.save()
        return document


def documents_below(folder: Path) -> dict[str, list[Path]]:
    """Return the files in a folder and below it that a guide may offer, by name. No link is followed."""
    allowed = getattr(settings, "WAGTAILDOCS_EXTENSIONS", None) or _BEGINS
    extensions = {f".{extension}" for extension in allowed if extension in _BEGINS}
    found: dict[str, list[Path]] = {}
    for root, folders, names in os.walk(folder):
        folders.sort()
        for path in (Path(root, name) for name in sorted(names)):
            if path.suffix.casefold() in extensions and path.is_file() and not path.is_symlink():
                found.setdefault(path.name.casefold(), []).append(path)
    return found


def _is_what_it_says(file: Path, start: bytes) -> bool:
    """Return whether a file begins as its kind does; text has no zero bytes."""
    begins = _BEGINS[file.suffix.casefold().removeprefix(".")]
    return start.startswith(begins) if begins else b"\x00" not in start
