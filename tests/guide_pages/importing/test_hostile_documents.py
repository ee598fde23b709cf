"""Documents that were made to break an import: they cost no more than others, and nothing odd is stored."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from guide_pages.importing.parsers import outline_of
from guide_pages.importing.pictures import Pictures
from guide_pages.importing.plain_text import parse_plain_text
from guide_pages.importing.refusal import ImportRefused
from guide_pages.importing.source import Source, printable, source_from

BODY = "This is a sentence that ends with a stop, and it is long enough to read.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "a" + "@" * 60_000 + " x",
        "." * 60_000 + "x",
        ". " * 30_000 + "x",
        "1. x\n2. y\n" * 5_000,
        "Some Heading\n\n" + "[image: x]\n\n" * 9 + "Q: tell me\n\nA: yes.\n\n" * 2,
    ],
    ids=["at-signs", "dots", "dots-and-spaces", "lists", "images-before-questions"],
)
def test_no_line_takes_long(text: str):
    start = process_time()
    assert parse_plain_text(f"Title Here\n\n{BODY}{text}\n{BODY}", "owls").parts
    assert process_time() - start < 5


def test_too_many_lines_are_refused():
    assert source_from(b"owl\n\n" * 20_000, "owls.txt")
    with pytest.raises(ImportRefused, match="more than 20000 lines"):
        source_from(b"owl\n" * 20_001, "owls.txt")


def test_an_image_guess_too_long_for_its_field_is_text():
    assert not parse_plain_text(f"Owls\n\nNights\n\n{BODY}{('a' + 'b' * 38 + ' ') * 8}\n\n{BODY}", "owls").images


def test_bidirectional_controls_are_no_letters():
    assert source_from("Ow\u202els\u2066 hoot\u2069".encode(), "owls.txt").text == "Owls hoot"


def test_a_name_that_is_not_utf_8_can_be_shown():
    assert printable("ow\udce9l\ud800.txt") == "ow\ufffdl\ufffd.txt"
    assert outline_of(Source("_.txt", BODY, "utf-8")).title == "Untitled"


def test_a_surrogate_is_refused():
    with pytest.raises(ImportRefused):
        source_from(b"\xff\xfeo\x00\x00\xd8o\x00", "owls.txt")


def test_a_name_in_no_latin_letters_is_a_name(tmp_path: Path):
    (tmp_path / "写真.png").write_bytes(b"x")
    (tmp_path / "!.png").write_bytes(b"x")
    assert Pictures(tmp_path).next_for("الليل") is None


def test_a_picture_too_large_is_not_read(tmp_path: Path, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 3
    (tmp_path / "owl.png").write_bytes(b"broken")
    with pytest.raises(ImportRefused, match="is larger than"):
        Pictures(tmp_path).next_for("owl")
