"""Archives that are safe to open: small when unpacked, without paths that lead out, without entities."""

from __future__ import annotations

import lzma
import re
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from .refusal import ImportRefused

#: What unpacking raises where bytes were damaged.
_DAMAGED = (zlib.error, lzma.LZMAError)
MOST_FILES = 2_000
MOST_UNPACKED = 100 * 1024 * 1024
MOST_XML = 20 * 1024 * 1024
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
# Pages of a book say that they are HTML, and may; what declares entities is refused in a book, too.
_DECLARES_IN_PAGE = re.compile(rb"<!\s*(DOCTYPE[^>]*\[|ENTITY)", re.IGNORECASE)
_PAGES = (".xhtml", ".html", ".htm", ".ncx")
_XML = (".xml", ".rels", ".opf")


def opened(content: bytes, name: str) -> ZipFile:
    """Return an archive. Raise `ImportRefused` for one that is broken, or made to do harm."""
    try:
        archive = ZipFile(BytesIO(content))
        _check(archive, name)
    # All that zipfile raises: NotImplementedError for a way of compressing that it does not know, RuntimeError for one
    # that is encrypted.
    except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, *_DAMAGED) as error:
        raise ImportRefused(_("%(file)s is broken: it cannot be unpacked.") % {"file": name}) from error
    return archive


def _check(archive: ZipFile, name: str) -> None:
    files = archive.infolist()
    if len(files) > MOST_FILES or sum(file.file_size for file in files) > MOST_UNPACKED:
        raise ImportRefused(_("%(file)s is far larger when unpacked. Remove pictures from it.") % {"file": name})
    if any(_leads_out(file.filename) for file in files):
        raise ImportRefused(_("%(file)s holds a file whose path leads out of it.") % {"file": name})
    for file in files:
        if file.filename.casefold().endswith(_XML + _PAGES):
            _check_xml(archive, file, name)


def _leads_out(path: str) -> bool:
    return path.startswith("/") or "\\" in path or ":" in path or ".." in path.split("/")


def _check_xml(archive: ZipFile, file: ZipInfo, name: str) -> None:
    if file.file_size > MOST_XML:
        raise ImportRefused(_("%(file)s has more text than can be brought in. Split it.") % {"file": name})
    content = archive.read(file)
    declares = _DECLARES_IN_PAGE if file.filename.casefold().endswith(_PAGES) else _DECLARES
    if declares.search(content) or b"\x00" in content[:200]:
        raise ImportRefused(_("%(file)s declares entities, which no document of this kind does.") % {"file": name})
