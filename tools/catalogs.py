"""The words of the interface in other languages: `locale/<language>/LC_MESSAGES/django.po` beside what says them.

Without an argument it fails unless each catalog has all that is said and nothing else, translated, with as many forms
as the language's plural has and the same placeholders, and unless the compiled catalogs are those of the texts.
`--write` brings the texts up to date and compiles them: what is new is then to be translated by hand.

Compiled catalogs are committed, as Django's own are: whoever clones the repository or installs the wheel needs no
gettext. Babel does both here, so nobody needs it for this either.
"""

from __future__ import annotations

import argparse
import io
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from gettext import GNUTranslations
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
LANGUAGES = ("ar", "es", "fr")
#: Where a catalog stands, and what it is of: a file belongs to the first that it begins with.
CATALOGS = {
    "faq_blocks": ("faq_blocks/", "templates/faq_blocks/"),
    "guide_pages": ("guide_pages/", "templates/guide_pages/"),
    "site": ("site/", "templates/"),
}
#: What marks a text, with the places of its arguments: those of Django and of its templates.
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
#: As Django's own catalogs have them: they are read together, and forms of another number would be kept apart.
PLURALS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4"
    " : 5;",
    "es": "nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;",
    "fr": "nplurals=2; plural=(n > 1);",
}
_PERCENT = re.compile(r"%(?:\((\w+)\))?[sd]")


def path_of(name: str, language: str, suffix: str) -> Path:
    """Return where a catalog stands: `.po`, or `.mo`."""
    return ROOT / name / "locale" / language / "LC_MESSAGES" / f"django{suffix}"


def said(name: str) -> Catalog:
    """Return all that the files of a catalog say, with where."""
    found = Catalog()
    for file in _files():
        if next((each for each, begins in CATALOGS.items() if file.startswith(begins)), "") == name:
            for words, context in _words_in(file):
                found.add(words, locations=[(file, 0)], context=context)
    return found


def _files() -> list[str]:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *CATALOGS, "templates"]
    files = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [file for file in sorted(files) if _says_something(file) and (ROOT / file).exists()]


def _says_something(file: str) -> bool:
    path = Path(file)
    is_template = "templates/" in file and path.suffix in {".html", ".txt", ".svg"}
    return is_template or (path.suffix == ".py" and "migrations" not in path.parts)


def _words_in(file: str) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    source = (ROOT / file).read_text(encoding="utf-8")
    if not file.endswith(".py"):
        source = "\n".join(line.strip() for line in templatize(source, origin=file).splitlines())
    for _line, words, _comments, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
        if words:
            yield words, context


def kept(name: str, language: str) -> Catalog:
    """Return a catalog as it is on the disk; an empty one where there is none."""
    path = path_of(name, language, ".po")
    if not path.exists():
        return _read(_head(language), language)
    return _read(path.read_text(encoding="utf-8"), language)


def _read(text: str, language: str) -> Catalog:
    return read_po(io.BytesIO(text.encode()), locale=language, charset="utf-8")


def written(catalog: Catalog, language: str) -> bytes:
    """Return a catalog as a text, in one order, with nothing of the day or the machine."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=110, sort_output=True, ignore_obsolete=True, include_lineno=False, omit_header=True)
    return _head(language).encode() + buffer.getvalue().strip() + b"\n"


def _head(language: str) -> str:
    return (
        "# The words of the interface. `make messages` brings this file up to date: docs/languages.md\n"
        f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {PLURALS[language]}\\n"\n\n'
    )


def compiled(catalog: Catalog) -> bytes:
    """Return a catalog as gettext reads it: the same bytes for the same words, as guides are made with them."""
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def write(name: str, language: str) -> None:
    """Bring a text up to date with what is said, and compile it."""
    catalog = kept(name, language)
    catalog.update(said(name), no_fuzzy_matching=True)
    po, mo = (path_of(name, language, suffix) for suffix in (".po", ".mo"))
    po.parent.mkdir(parents=True, exist_ok=True)
    po.write_bytes(written(catalog, language))
    mo.write_bytes(compiled(kept(name, language)))


def faults(name: str, language: str) -> Iterator[str]:
    """Yield what is wrong with a catalog, in sentences."""
    catalog, wanted = kept(name, language), said(name)
    there, asked = ({(each.id, each.context) for each in one if each.id} for one in (catalog, wanted))
    for words, _context in asked - there:
        yield f"lacks {_first(words)!r}: make messages"
    for words, _context in there - asked:
        yield f"has {_first(words)!r}, which nothing says any more: make messages"
    for message in catalog:
        if message.id:
            yield from _faults_of(message, catalog.num_plurals)
    mo = path_of(name, language, ".mo")
    if not mo.exists() or _meaning(mo.read_bytes()) != _meaning(compiled(catalog)):
        yield "is not what was compiled: make messages"


def _faults_of(message: Message, forms: int) -> Iterator[str]:
    words = _first(message.id)
    strings = _all(message.string or "")
    if message.fuzzy:
        yield f"is not sure of {words!r}"
    if not all(strings) or (not isinstance(message.id, str) and len(strings) != forms):
        yield f"does not translate {words!r}"
        return
    known = set().union(*(_places(each) for each in _all(message.id)))
    needed = known if len(strings) == 1 else known & {"%s", "%d"}  # “one reply” may leave out a number that has a name
    for string in strings:
        if not _places(string) <= known:
            yield f"has a placeholder of its own in {string!r}"
        if not needed <= _places(string):
            yield f"leaves out a placeholder of {words!r}"
        if _tags(string) != _tags(words):
            yield f"has other tags than {words!r}"


def _first(words: str | Sequence[str]) -> str:
    return _all(words)[0]


def _all(words: str | Sequence[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def _places(text: str) -> set[str]:
    """Return the placeholders of a text: `%s` and `%(name)s`, and those of `str.format`."""
    percent = {match[0] for match in _PERCENT.finditer(text)}
    try:
        return percent | {f"{{{field}}}" for _text, field, *_rest in Formatter().parse(text) if field}
    except ValueError:  # a brace that is one
        return percent


def _tags(text: str) -> list[str]:
    return sorted(re.findall(r"</?(\w+)", text))


def _meaning(mo: bytes) -> dict[object, str]:
    read: dict[object, str] = GNUTranslations(io.BytesIO(mo))._catalog  # type: ignore[attr-defined]
    return {key: words for key, words in read.items() if key}


def main() -> int:
    """Write or check. Return the status of the process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="bring the catalogs up to date and compile them")
    options = parser.parse_args()
    settings.configure(USE_I18N=True)
    found = []
    for name in CATALOGS:
        for language in LANGUAGES:
            if options.write:
                write(name, language)
            found += [f"{name}, {language}: {fault}" for fault in faults(name, language)]
    print("\n".join(found) or f"All is said in {', '.join(LANGUAGES)}, too.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
