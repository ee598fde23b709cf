"""Markup and archives that were made to do harm: refused with a reason, or made harmless, and nothing left behind."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.management import CommandError, call_command

from guide_pages.importing.outline import Outline, Reason
from guide_pages.importing.parsers import outline_of
from guide_pages.importing.prose import rich_text
from guide_pages.importing.refusal import ImportRefused
from guide_pages.importing.source import Source, source_from
from guide_pages.models import GuidePage
from tests.factories import guide_index

CORPUS = Path(__file__).parent / "corpus"


def parsed(html: str) -> Outline:
    return outline_of(Source("owls.html", html, "utf-8"))


def html_of(outline: Outline) -> str:
    return "".join(rich_text(section.parts) for section in outline.sections)


def test_what_could_harm_readers_is_left_out_and_listed():
    outline = parsed(
        '<h1>Owls</h1><h2>Nights</h2><p onclick="x()">Owls <a href="javascript:x()">hoot</a>'
        '<script>x()</script><iframe src="https://example.org"></iframe> softly.</p>'
    )
    assert html_of(outline) == "<p>Owls hoot softly.</p>"
    assert {drop.text for drop in outline.dropped if drop.reason is Reason.UNSAFE} == {
        *["onclick", "javascript:", "<script>", "<iframe>"]
    }


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Owls</h1>" + "<div>" * 5_000 + "hoot",
        "<h1>Owls</h1>" + "<b><i><a href=x>" * 3_000 + "<p>hoot" * 3_000,
        "<h1>Owls</h1>" + "<table><tr><td>" * 3_000,
        "<h1>Owls</h1><p>hoot</p>" + "<br>" * 210_000,
        "<h1>Owls</h1>" + "<ul><li>hoot" * 1_000,
    ],
    ids=["divs", "formatting", "tables", "breaks", "lists"],
)
def test_markup_that_nests_without_end_is_refused(html: str):
    start = process_time()
    with pytest.raises(ImportRefused, match="nested too deep, or too much"):
        parsed(html)
    assert process_time() - start < 5


def test_character_references_are_what_browsers_read():
    outline = parsed(
        "<h1>Owls</h1><h2>Nights</h2>"
        "<p>A &amp; B & C &eacute; &copy 5 &lt;b&gt; &nosuch; &#x41;&#66 &#x &#38;lt; &#038</p>"
        '<p>They hoot at <a href="https://example.org/?a=1&copy=2&amp;b=3&b=4">Owls</a></p>'
    )
    assert "<p>A &amp; B &amp; C é © 5 &lt;b&gt; &amp;nosuch; AB &amp;#x &amp;lt; &amp;</p>" in html_of(outline)
    assert 'href="https://example.org/?a=1&amp;copy=2&amp;b=3&amp;b=4"' in html_of(outline)


@pytest.mark.parametrize(
    "markup",
    [
        lambda times: "<p>hoot</p><!--" * (3_000 * times),
        lambda times: "<p>" + "<a href='" * (3_000 * times),
        lambda times: "<p>" + "&#x" * (20_000 * times),
        lambda times: "<p>" + "&amp;b" * (20_000 * times),
        lambda times: "<p>" + "&#38;b" * (20_000 * times),
        lambda times: "<p>" + "<" * (20_000 * times),
        lambda times: "<title>" * (3_000 * times) + "<p>hoot</p>",
        lambda times: "<script type='application/ld+json'>" * (1_000 * times) + "<p>hoot</p>",
        lambda times: "<p>hoot</p><" + "a" * (30_000 * times),
        lambda times: "**" * (10_000 * times),
        lambda times: "[" * (5_000 * times) + "](x)",
        lambda times: "# Owls\n\n" + "> " * (500 * times) + "hoot",
        lambda times: "---\n" + "a: b\n" * (500 * times),
    ],
    ids=[
        "comments",
        "attributes",
        "entities",
        "ampersands",
        "numbered",
        "angles",
        "titles",
        "data",
        "name",
        "stars",
        "brackets",
        "quotes",
        "front",
    ],
)
def test_no_markup_takes_longer_than_its_length(markup: Callable[[int], str]):
    def seconds(times: int) -> float:
        html = markup(times)
        start = process_time()
        with suppress(ImportRefused):
            outline_of(Source("owls.txt", f"<h1>Owls</h1>\n<p>They hoot.</p>\n{html}\n", "utf-8"))
        with suppress(ImportRefused):
            outline_of(Source("owls.txt", f"{html}\n\n# Owls\n\nThey hoot.\n", "utf-8"))
        return process_time() - start

    seconds(1)
    assert seconds(10) < 30 * max(seconds(1), 0.02)


def archive(**files: bytes) -> bytes:
    content = BytesIO()
    with ZipFile(CORPUS / "styles.docx") as word, ZipFile(content, "w", ZIP_DEFLATED) as made:
        for name in word.namelist():
            made.writestr(name, files.pop(name, word.read(name)))
        for name, data in files.items():
            made.writestr(name, data)
    return content.getvalue()


BILLION = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document>&b;</w:document>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document>&a;</w:document>'


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"word/document.xml": BILLION}, "declares entities"),
        ({"word/document.xml": OUTSIDE}, "declares entities"),
        ({"word/document.xml": BILLION.decode().encode("utf-16")}, "declares entities"),
        ({"word/document.xml": b"<w:document>"}, "broken Word document"),
        ({"word/media/bomb.bin": bytes(101 * 1024 * 1024)}, "far larger when unpacked"),
        ({"word/document.xml": b"<w>" + b" " * (21 * 1024 * 1024)}, "more text"),
        ({"../../owls.txt": b"hoot"}, "leads out of it"),
        ({"/etc/owls.txt": b"hoot"}, "leads out of it"),
        ({f"word/{number}.bin": b"" for number in range(2_001)}, "far larger"),
    ],
    ids=["entities", "external", "utf-16", "broken", "bomb", "xml", "upwards", "root", "files"],
)
def test_an_archive_that_could_do_harm_is_refused_and_leaves_nothing_behind(files, said: str, tmp_path: Path):
    guide_index()
    file = tmp_path / "owls.docx"
    file.write_bytes(archive(**files))
    with pytest.raises(CommandError, match=said):
        call_command("import_guide", str(file))
    assert not GuidePage.objects.exists()


def test_an_archive_of_another_kind_is_refused():
    content = BytesIO()
    with ZipFile(content, "w") as made:
        made.writestr("owls.txt", "hoot")
    with pytest.raises(ImportRefused, match="is an archive, not a Word document"):
        source_from(content.getvalue(), "owls.docx")
    with pytest.raises(ImportRefused, match="broken: it cannot be unpacked"):
        source_from(content.getvalue()[:40], "owls.docx")


def test_a_picture_of_a_word_document_that_is_elsewhere_is_not_fetched():
    """Word may link a picture: a path of this machine, an address. Its place is wanted, and nothing is opened."""
    with ZipFile(CORPUS / "styles.docx") as word:
        links = word.read("word/_rels/document.xml.rels").decode()
    linked = links.replace('Target="media/image1.png"', 'Target="file:///etc/hostname" TargetMode="External"')
    assert linked != links
    source = source_from(archive(**{"word/_rels/document.xml.rels": linked.encode()}), "owls.docx")
    assert source.pictures == {}
    assert outline_of(source).images
