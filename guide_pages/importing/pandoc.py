"""OpenDocument, RTF and EPUB into HTML, by pandoc where it is installed. It runs in its sandbox, and not for long."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from html import unescape
from io import BytesIO
from pathlib import PurePosixPath
from tempfile import TemporaryFile
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.text import slugify
from django.utils.translation import gettext as _

from .refusal import ImportRefused

MOST_SECONDS = 60
MOST_MEMORY = "512m"
MOST_HTML = 20 * 1024 * 1024
_KINDS = {b"application/vnd.oasis.opendocument.text": "odt", b"application/epub+zip": "epub"}
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
_SOURCE = re.compile(r'(<img\b[^>]*?\bsrc=")([^"]{1,1000})"', re.IGNORECASE)
#: What pandoc's reader of OpenDocument leaves out with all words in it: the rows with a table's headings.
_HEADER_ROWS = re.compile(rb"</?table:table-header-rows[^>]*>")


def kind_of(archive: ZipFile) -> str:
    """Return `odt` or `epub` for such an archive, or nothing."""
    if "mimetype" not in archive.namelist() or archive.getinfo("mimetype").file_size > 200:
        return ""
    return _KINDS.get(archive.read("mimetype").strip(), "")


def html_of(content: bytes, kind: str, name: str) -> tuple[str, dict[str, bytes]]:
    """Return a document as HTML, and its pictures by the names that they have in it. Raise `ImportRefused`."""
    program = shutil.which("pandoc")
    if program is None:
        raise ImportRefused(
            _("To bring in %(file)s, pandoc has to be installed. Or save it as Word (.docx) first.") % {"file": name}
        )
    pictures, names = ({}, {}) if kind == "rtf" else _pictures_in(content)
    content = _with_header_rows(content) if kind == "odt" else content
    html = _converted(program, content, kind, name)
    html = _SOURCE.sub(lambda match: f'{match[1]}{_name_of(match[2], names)}"', html)
    return f"<html><body>{html}</body></html>", pictures


def _converted(program: str, content: bytes, kind: str, name: str) -> str:
    command = [program, "+RTS", f"-M{MOST_MEMORY}", "-RTS", "--sandbox", "-f", kind, "-t", "html5", "--wrap=none"]
    with TemporaryFile() as out:
        try:
            # No shell, and nothing of the document is an argument.
            subprocess.run(  # noqa: S603
                command, input=content, stdout=out, stderr=subprocess.DEVNULL, timeout=MOST_SECONDS, check=True
            )
        except (subprocess.SubprocessError, OSError) as error:
            raise ImportRefused(
                _("%(file)s is broken, or takes too long to read. Save it anew, or as Word (.docx).") % {"file": name}
            ) from error
        if out.tell() > MOST_HTML:
            raise ImportRefused(_("%(file)s has more text than can be brought in. Split it.") % {"file": name})
        out.seek(0)
        return out.read().decode("utf-8", "replace")


def _pictures_in(content: bytes) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return an archive's pictures by names of their own, and these names by their paths in it."""
    pictures: dict[str, bytes] = {}
    names: dict[str, str] = {}
    seen: Counter[str] = Counter()
    with ZipFile(BytesIO(content)) as archive:
        for path in archive.namelist():
            file = PurePosixPath(path)
            if file.suffix.casefold() not in _PICTURES:
                continue
            key = slugify(file.stem, allow_unicode=True)
            seen[key] += 1
            names[path] = file.name if seen[key] == 1 else f"{file.stem}-{seen[key]}-{len(names)}{file.suffix}"
            pictures[names[path]] = archive.read(path)
    return pictures, names


def _name_of(source: str, names: Mapping[str, str]) -> str:
    """Return the name of the picture that HTML has by a path, which may begin anywhere in the archive."""
    path = unquote(unescape(source))
    whole = next((names[each] for each in names if each == path or each.endswith(f"/{path}")), None)
    return whole or source


def _with_header_rows(content: bytes) -> bytes:
    """Return an OpenDocument file whose tables have their headings among the other rows, so that none is lost."""
    copy = BytesIO()
    with ZipFile(BytesIO(content)) as archive, ZipFile(copy, "w", ZIP_DEFLATED) as written:
        for file in archive.namelist():
            data = archive.read(file)
            written.writestr(file, _HEADER_ROWS.sub(b"", data) if file == "content.xml" else data)
    return copy.getvalue()
