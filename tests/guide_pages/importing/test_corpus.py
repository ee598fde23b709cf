"""The corpus: documents of all kinds, written for the purpose, each with what is to be found in it beside it."""

from __future__ import annotations

import json
import re
from collections import Counter
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.test import Client

from guide_pages.importing.words import words_of
from tests.factories import guide_index
from tools.import_figures import KINDS, documents, expected_of, figures, found_in, outline_in, released

# What is a mark and no word: of questions, answers, steps, images, pages; numbers of lists; addresses; markup.
MARKS = words_of(
    "q a question answer réponse step image foto figure title p r d f q0 q1 q2 r1 r2 В О س ج 问 問 答 手 順 写 真"
    " ① ② ③ ١ ٢ ٣ abb"
) + [str(n) for n in range(12)]
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
HIDDEN = re.compile(r"<(script|style|title)\b.*?</\1>|<!--.*?-->", re.DOTALL)
INLINE = re.compile(r"</?(?:strong|em|b|i|sup|sub|a)\b[^>]*>")
RTF = re.compile(r"Courier;?|\{\\(?:fonttbl|colortbl|\*|info).*?\}\}?|HYPERLINK \S+|\\[a-z]+-?\d* ?|[{}]")
WRITTEN_IN_EXPORT = re.compile(rb"<title>.*?</title>|<content:encoded>.*?</content:encoded>", re.DOTALL)
UNSAFE = re.compile(r"\{[^}]*\}|\]\([^)]*\)|<[^>]*>|Q\d\.|---")


def test_there_are_enough_documents_of_each_kind():
    kinds = Counter(document.suffix for document in documents())
    assert sum(kinds.values()) >= 60
    assert min(kinds[suffix] for suffix in (".txt", ".md", ".html", ".docx")) >= 6


def test_no_figure_has_fallen():
    measured = figures([(expected_of(each), found_in(outline_in(each))) for each in documents()])
    fallen = [
        (kind, name, measured[kind][name], least)
        for kind in KINDS
        for name, least in released()[kind].items()
        if measured[kind][name] < least
    ]
    assert fallen == []


def written_in(document: Path) -> str:
    """A document's text, read by other means than the import's."""
    content = document.read_bytes()
    if document.suffix == ".docx":
        archive = ZipFile(BytesIO(content))
        xml = (archive.read("word/document.xml") + archive.read("word/footnotes.xml")).decode()
        alts = " ".join(re.findall(r'descr="([^"]*)"', xml))
        return unescape(re.sub(r"<[^>]+>", "", xml.replace("</w:p>", "\n").replace("<w:br/>", "\n"))) + alts
    if document.suffix in (".odt", ".epub"):
        archive = ZipFile(BytesIO(content))
        parts = [name for name in archive.namelist() if name == "content.xml" or re.search(r"/ch\d+\.xhtml$", name)]
        pages = (HIDDEN.sub(" ", archive.read(part).decode()) for part in parts)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)) for page in pages)
    if document.suffix == ".rtf":
        return RTF.sub(" ", content.decode())
    if document.suffix == ".xml":
        said = b" ".join(WRITTEN_IN_EXPORT.findall(content)[1:])
        content = re.sub(rb"<!\[CDATA\[|\]\]>|</?title>", b" ", said)
    text = content.decode(
        {"mac-roman": "mac_roman", "windows-1252": "cp1252", "utf-16": "utf-16"}.get(document.stem, "utf-8")
    )
    text = HIDDEN.sub(" ", text)
    text = " ".join([INLINE.sub("", text), *re.findall(r'alt="([^"]*)"', text)])
    return unescape(UNSAFE.sub(" ", text)).replace("-\n", "")


@pytest.mark.django_db
@pytest.mark.parametrize("document", documents(), ids=lambda document: document.name)
def test_readers_get_every_word(document: Path):
    guide_index()
    out = StringIO()
    call_command("import_guide", str(document), "--publish", "--json", stdout=out)
    said = json.loads(out.getvalue())
    report = said[0] if isinstance(said, list) else said
    page = Client().get(report["path"]).content.decode()
    shown = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    inline = INLINE.sub("", shown)
    apart = " ".join(
        [*report["images_wanted"], *report["images_placed"], *(drop["text"] for drop in report["dropped"])]
    )
    there = counted(unescape(re.sub(r"<[^>]+>", " ", inline))) + counted(apart)
    assert counted(written_in(document)) - there == Counter()


def counted(text: str) -> Counter[str]:
    """The words of a text, the letters of scripts that part none; a hyphen may have stood at the end of a line."""
    apart = UNSPACED.sub(r" \g<0> ", text.replace("-", ""))
    return Counter(word for word in words_of(apart) if word not in MARKS)
