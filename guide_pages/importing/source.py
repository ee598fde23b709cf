"""Reading a file: what it may be, and how its bytes become text."""

from __future__ import annotations

import codecs
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from . import docx, pandoc
from .archives import opened
from .refusal import ImportRefused

MAX_BYTES = 5 * 1024 * 1024
MAX_DOCX_BYTES = 30 * 1024 * 1024
MAX_LINES = 20_000
_ARCHIVE = b"PK\x03\x04"
_RTF = b"{\\rtf"

# How files of other kinds begin: https://en.wikipedia.org/wiki/List_of_file_signatures
_SIGNATURES = {
    b"%PDF-": "PDF",
    b"\xd0\xcf\x11\xe0": "Word 97",
    b"\x89PNG": "PNG",
    b"GIF8": "GIF",
    b"\xff\xd8\xff": "JPEG",
    b"\x1f\x8b": "gzip",
    b"\x7fELF": "ELF",
}
# UTF-32 before UTF-16: the mark of the one begins with that of the other.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_WESTERN = {"cp1252": "windows-1252", "mac_roman": "mac-roman"}
_ODD = re.compile(
    "(?<=[a-zß-ÿ])[À-ÞŠŽŒŸ](?![A-ZÀ-Þ])|(?<=[^\\W\\d_])[^\\w\\s\x00-\x7f’‘´·–—](?=[^\\W\\d_])|(?<!\\w)[ÐÑÒÓÔÕ](?!\\w)|[\ufffd\x80-\x9f]"
    "|(?<=[a-zß-ÿ])[³¹²](?=[a-zß-ÿ])|(?<=[a-zß-ÿ])[¼¾¿±](?!\\w)|(?<!\\w)[¯¦£¥¬³](?=[a-zß-ÿ])"
)
# What `os.fsencode` cannot encode either.
_UNENCODABLE = re.compile("[\ud800-\udc7f\udd00-\udfff]")


@dataclass(frozen=True, slots=True)
class Source:
    """A document as text: lines end in `\\n`, every space is a plain one. `name` is the file's.

    A Word document is HTML here, its `encoding` is `docx` (or `odt`, `rtf`, `epub`), and its pictures are by the names
    that the HTML has.
    """

    name: str
    text: str
    encoding: str
    pictures: dict[str, bytes] = field(default_factory=dict)


def read_source(path: Path) -> Source:
    """Return the text of a file. Raise `ImportRefused`, which says what to mend."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_DOCX_BYTES + 1)
    except OSError as error:
        raise ImportRefused(
            _("%(file)s cannot be read: %(why)s.") % {"file": printable(path), "why": error.strerror or error}
        ) from error
    return source_from(content, path.name)


def source_from(content: bytes, name: str) -> Source:
    """Return the text of a file's bytes. Raise `ImportRefused`."""
    name = printable(name)
    most = MAX_DOCX_BYTES if content.startswith(_ARCHIVE) else MAX_BYTES
    if len(content) > most:
        size = most // (1024 * 1024)
        raise ImportRefused(
            _("%(file)s is larger than %(size)d MB. Remove pictures from it, or split it.")
            % {"file": name, "size": size}
        )
    if not content.strip():
        raise ImportRefused(_("%(file)s is empty.") % {"file": name})
    if content.startswith(_ARCHIVE):
        return _from_archive(content, name)
    if content.startswith(_RTF):
        return Source(name, _normalized(pandoc.html_of(content, "rtf", name)[0]), "rtf")
    text, encoding = _decoded(content, name)
    text = _normalized(text)
    _refuse_binary(text, name)
    if not re.search(r"[^\W_]", text):
        raise ImportRefused(_("%(file)s has no text in it.") % {"file": name})
    if sum(bool(line) and not line.isspace() for line in text.split("\n")) > MAX_LINES:
        raise ImportRefused(
            _("%(file)s has more than %(most)d lines with text. Split it.") % {"file": name, "most": MAX_LINES}
        )
    return Source(name, text, encoding)


def _from_archive(content: bytes, name: str) -> Source:
    archive = opened(content, name)
    kind = "docx" if docx.DOCUMENT in archive.namelist() else pandoc.kind_of(archive)
    if not kind:
        raise ImportRefused(
            _("%(file)s is an archive, not a Word document (.docx). Save it as Word, HTML or plain text first.")
            % {"file": name}
        )
    html, pictures = docx.html_of(content, name) if kind == "docx" else pandoc.html_of(content, kind, name)
    return Source(name, _normalized(html), kind, pictures)


def printable(name: str | Path) -> str:
    """Return a file's name as it can be shown and stored, even if it is not UTF-8."""
    text = os.fsencode(_UNENCODABLE.sub("\ufffd", str(name))).decode("utf-8", "replace")
    return _CONTROL.sub(" ", _normalized(text).replace("\n", " "))


def _decoded(content: bytes, name: str) -> tuple[str, str]:
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            raise ImportRefused(
                _("%(file)s is not plain text but a file of the kind %(kind)s. Save it as plain text first.")
                % {"file": name, "kind": kind}
            )
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, name), encoding.removesuffix("-sig")
    if b"\x00" in content:
        raise ImportRefused(
            _("%(file)s is binary, not plain text. If it is text in UTF-16, save it as UTF-8 first.") % {"file": name}
        )
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _western(content, name)


def _western(content: bytes, name: str) -> tuple[str, str]:
    """Return text in one of the two old Western encodings; refuse it where neither makes sense."""
    readings = [(content.decode(codec, "replace"), encoding) for codec, encoding in _WESTERN.items()]
    text, encoding = min(readings, key=lambda reading: _oddities(reading[0]))
    letters = [character for character in text if character.isalpha()]
    accented = sum(character > "\x7f" for character in letters)
    if accented * 3 > len(letters) or _oddities(text) * 4 > sum(character > "\x7f" for character in text):
        raise _unreadable(name)
    return text, encoding


def _oddities(text: str) -> int:
    """Return how often a text has what no Western text has: capitals and symbols inside words."""
    return len(_ODD.findall(text))


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unreadable(name) from error


def _unreadable(name: str) -> ImportRefused:
    return ImportRefused(
        _(
            "The letters of %(file)s cannot be read: neither as UTF-8 nor as Windows-1252 or Mac Roman."
            " Save it as UTF-8."
        )
        % {"file": name}
    )


def visible(text: str) -> str:
    """Return a text without what cannot be seen; every space is a plain one."""
    return _INVISIBLE.sub("", _SPACES.sub(" ", text))


def _normalized(text: str) -> str:
    return visible(_LINE_ENDS.sub("\n", text)).rstrip("\x1a")  # what DOS ends a file with


def _refuse_binary(text: str, name: str) -> None:
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise ImportRefused(
            _("%(file)s is not plain text: line %(line)d holds the control character U+%(code)04X.")
            % {"file": name, "line": line, "code": ord(control.group())}
        )
