"""Says how much of the structure of the corpus's documents the import finds, by kind: precision and recall.

make import-figures                   the figures, and what was missed
make import-figures ARGS=--release    writes them down as those that none may fall below
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guide_pages.importing.outline import ItemList, Outline, Prose, SectionPart
    from guide_pages.importing.recognizing import Reading

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "guide_pages" / "importing" / "corpus"
RELEASED = CORPUS / "figures.toml"
KINDS = ("title", "section", "subheading", "question", "answer", "list", "table", "quote", "image", "link")

Structure = Counter[tuple[str, str]]


def documents() -> list[Path]:
    """Return the corpus's documents; beside each stands what is expected of it. Some need pandoc, and are left out
    without."""
    unread = (".expected", ".toml") if shutil.which("pandoc") else (".expected", ".toml", ".odt", ".rtf", ".epub")
    return sorted(path for path in CORPUS.iterdir() if path.suffix not in unread)


def expected_of(document: Path) -> Structure:
    """Return what a document's outline is to hold: a line each, its kind before a colon."""
    lines = Path(f"{document}.expected").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines)
    return Counter((kind, _key(kind, words)) for kind, words in pairs)


def reading_in(document: Path) -> Reading:
    """Return the lines of a document; of an export, those of its first post."""
    from guide_pages.importing.markup import read_html
    from guide_pages.importing.parsers import reading_of
    from guide_pages.importing.source import read_source
    from guide_pages.importing.wordpress import is_export, read_export
    from guide_pages.importing.wordpress.bringing import read_posts

    if not is_export(document):
        return reading_of(read_source(document))
    source, title, dropped, _about = next(read_posts(document, read_export(document)))
    return read_html(source.text, source.name, title=title, dropped=tuple(dropped))


def outline_in(document: Path) -> Outline:
    """Return what the import finds in a document."""
    from guide_pages.importing.recognizing import outline_from

    return outline_from(reading_in(document))


def found_in(outline: Outline) -> Structure:
    """Return what an outline holds."""
    return Counter((kind, _key(kind, words)) for kind, words in _parts(outline))


def figures(pairs: list[tuple[Structure, Structure]]) -> dict[str, dict[str, float]]:
    """Return precision and recall by kind, of pairs of what was expected and what was found."""
    measured: dict[str, dict[str, float]] = {}
    for kind in KINDS:
        wanted = sum(_of(kind, expected) for expected, found in pairs)
        seen = sum(_of(kind, found) for expected, found in pairs)
        right = sum(_of(kind, expected & found) for expected, found in pairs)
        precision = right / seen if seen else 1.0
        recall = right / wanted if wanted else 1.0
        measured[kind] = {"precision": round(precision, 3), "recall": round(recall, 3), "of": wanted}
    return measured


def released() -> dict[str, dict[str, float]]:
    """Return the figures that none may fall below."""
    return tomllib.loads(RELEASED.read_text(encoding="utf-8"))


def _of(kind: str, structure: Structure) -> int:
    return sum(count for (each, words), count in structure.items() if each == kind)


def _key(kind: str, words: str) -> str:
    from guide_pages.importing.words import key_of

    return words if kind == "link" else key_of(words)


def _parts(outline: Outline) -> Iterator[tuple[str, str]]:
    from guide_pages.importing.outline import Divider, Section, Subheading, WantedImage

    yield "title", outline.title
    for part in outline.parts:
        if isinstance(part, Section):
            yield "section", part.heading
            for child in part.parts:
                if isinstance(child, Subheading):
                    yield "subheading", child.text
                elif isinstance(child, WantedImage):
                    yield "image", child.alt_text
                elif not isinstance(child, Divider):
                    yield from _prose(child)
            continue
        for prose in part.introduction:
            yield from _prose(prose)
        for question in part.questions:
            yield "question", question.text
            yield "answer", " ".join(" ".join(_texts(prose)) for prose in question.answer)
            for prose in question.answer:
                yield from _prose(prose)


def _prose(prose: Prose) -> Iterator[tuple[str, str]]:
    from guide_pages.importing.outline import ItemList, KeyFacts, Quote, Steps, Table

    if isinstance(prose, ItemList | Steps | KeyFacts):
        yield "list", " ".join(_texts(prose))
    elif isinstance(prose, Table):
        yield "table", " ".join(_texts(prose))
    elif isinstance(prose, Quote):
        yield "quote", " ".join(_texts(prose))
    for href in _links(prose):
        yield "link", href


def _texts(prose: SectionPart) -> list[str]:
    from guide_pages.importing.outline import Outline, Section

    return list(Outline("", (Section("", (prose,), made=True),), title_made=True).texts())


def _links(prose: Prose | ItemList) -> list[str]:
    import re
    from html import unescape

    from guide_pages.importing.prose import rich_text

    return [unescape(href) for href in re.findall(r'<a href="([^"]*)"', rich_text([prose]))]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--release", action="store_true", help="write the figures down as those not to fall below")
    arguments = parser.parse_args()
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    pairs = []
    for document in documents():
        expected, found = expected_of(document), found_in(outline_in(document))
        pairs.append((expected, found))
        for sign, structure in (("missed", expected - found), ("not there", found - expected)):
            for kind, words in structure:
                print(f"{document.name}: {sign}: {kind}: {words}")
    measured = figures(pairs)
    print(f"{len(pairs)} documents\n\n| kind | of | precision | recall |\n| --- | --- | --- | --- |")
    for kind, figure in measured.items():
        print(f"| {kind} | {figure['of']:.0f} | {figure['precision']:.3f} | {figure['recall']:.3f} |")
    if arguments.release:
        lines = [f"{kind} = {{ precision = {f['precision']}, recall = {f['recall']} }}" for kind, f in measured.items()]
        RELEASED.write_text(
            "# None may fall: `make import-figures ARGS=--release` writes better ones.\n" + "\n".join(lines) + "\n"
        )


if __name__ == "__main__":
    main()
