"""Addresses as people write them → addresses that a browser and a telephone understand."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

#: Where a link may lead out of the site.
SCHEMES = {"http", "https", "mailto", "tel", "sms"}

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(.*)", re.IGNORECASE | re.DOTALL)
_DIGITS = re.compile(r"\+?[0-9*#]{2,20}")
#: A number with what may follow it: an extension (`;ext=2`), or the words of a message (`?body=…`).
_CALL = re.compile(r"([^;?&]*)((?:[;?&].*)?)", re.DOTALL)
_SEPARATORS = re.compile(r"[\s().·/–-]")
_NATIONAL_ZERO = re.compile(r"^(\+[0-9 ]+)\(0\)")
_EMAIL = re.compile(r"[^\s@:/<>\"]+@[^\s@:/<>\"]+\.[^\s@:/<>\".]+")
_MAIL = re.compile(r"[^@?]+@[^@]+.*|\?.+", re.DOTALL)
_HOST = re.compile(
    r"((?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:[^\W\d_]{2,}|xn--[a-z0-9-]+))(?::[0-9]{1,5})?(?:[/?#].*)?", re.DOTALL
)
_FILE = re.compile(r".*\.(?:html?|php|aspx?|pdf|docx?|txt|jpe?g|png|webp|svg)", re.IGNORECASE)


def href(written: str) -> str | None:
    """Return the address that somebody meant: `911` → `tel:911`, `www.example.org` → `https://www.example.org`,
    `a@b.org` → `mailto:a@b.org`. None where it cannot be understood, or leads where no link may lead.

    A path of this site (`/there`) and a place in this document (`#there`) stay as they are.
    """
    text = "".join(sign for sign in written if unicodedata.category(sign) != "Cf").strip()
    if any(unicodedata.category(sign) == "Cc" for sign in text):
        return None
    if text.startswith(("#", "/")):
        return text if len(text) > 1 and not text.startswith(("//", "/\\")) else None
    known = _SCHEME.fullmatch(text)
    if known and known[1].lower() in SCHEMES:
        return _of_scheme(known[1].lower(), known[2].strip())
    if _EMAIL.fullmatch(text):
        return f"mailto:{text}"
    if number := telephone_number(text):
        return f"tel:{number}"
    host = _HOST.fullmatch(text)
    return _of_scheme("https", f"//{text}") if host and not _FILE.fullmatch(host[1]) else None


def telephone_number(text: str) -> str:
    """Return a number as it is dialed, in plain digits; nothing if it is none."""
    plain = _SEPARATORS.sub("", _NATIONAL_ZERO.sub(r"\1", _plain_digits(text)))
    return plain if _DIGITS.fullmatch(plain) else ""


def _plain_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def _of_scheme(scheme: str, rest: str) -> str | None:
    if scheme in {"tel", "sms"} and (call := _CALL.fullmatch(rest)):
        number = re.sub(r"\s", "", _plain_digits(call[1]))
        return f"{scheme}:{number}{_without_blanks(call[2])}" if telephone_number(number) else None
    if scheme == "mailto":
        return f"{scheme}:{_without_blanks(rest)}" if _MAIL.fullmatch(rest) else None
    try:
        parts = urlsplit(f"{scheme}:{rest}")
        leads_somewhere = bool(parts.hostname) and not re.search(r"\s", parts.netloc)
    except ValueError:  # half an IPv6 address
        return None
    return f"{scheme}:{_without_blanks(rest)}" if leads_somewhere else None


def _without_blanks(text: str) -> str:
    return re.sub(r"\s", "%20", text)
