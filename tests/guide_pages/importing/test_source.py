"""What a file may be, and what is said of one that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide_pages.importing.parsers import outline_of
from guide_pages.importing.refusal import ImportRefused
from guide_pages.importing.source import Source, read_source, source_from

WORDS = "Naïve owls – “wise” ones – don’t drink café au lait at night."


def text_of(content: bytes) -> str:
    return source_from(content, "owls.txt").text


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("cp1252", "windows-1252"),
        ("mac_roman", "mac-roman"),
    ],
)
def test_a_text_is_read_in_its_encoding(encoding: str, said: str):
    source = source_from(WORDS.encode(encoding), "owls.txt")
    assert source == Source("owls.txt", WORDS, said)


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Łódź płynie, gdy wieje wiatr. Można też wiosłować.\n\nŚwieża woda", "iso8859_2"),
        ("Лодка плывёт, когда дует ветер.", "cp1251"),
        ("يسير القارب عندما تهب الريح.", "cp1256"),
        ("風が吹くと進みます。", "shift_jis"),
    ],
)
def test_a_text_in_another_encoding_is_never_guessed_at(words: str, encoding: str):
    with pytest.raises(ImportRefused, match="cannot be read"):
        text_of(words.encode(encoding))


def test_a_byte_order_mark_is_no_letter_of_the_title():
    assert text_of(b"\xfe\xff" + "Owls".encode("utf-16-be")) == "Owls"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\f"])
def test_every_end_of_line_is_one(end: str):
    assert text_of(f"Owls{end}Hoot".encode()) == "Owls\nHoot"


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009"])
def test_a_no_break_space_is_a_space(space: str):
    assert text_of(f"Owls{space}hoot".encode()) == "Owls hoot"


def test_what_cannot_be_seen_is_no_letter():
    assert text_of("Ow\u00adls\u200b hoot".encode()) == "Owls hoot"


@pytest.mark.parametrize("content", [b"", b"  \n\t\r\n ", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(content: bytes):
    with pytest.raises(ImportRefused, match=r"owls.txt (is empty|has no text)"):
        text_of(content)


@pytest.mark.parametrize("content", [b"---\n***\n", "\u00a0\n".encode()])
def test_a_file_without_a_word_is_refused(content: bytes):
    with pytest.raises(ImportRefused, match="has no text"):
        text_of(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04rest", "broken"),
        (b"\xd0\xcf\x11\xe0rest", "Word 97"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"Owls\x00hoot", "binary"),
        ("Owls".encode("utf-16-le"), "UTF-16"),
        (b"Owls\nhoot \x07 twice", "line 2 holds the control character U\\+0007"),
        (b"\x80\x81\x8d owls", "neither as UTF-8 nor as Windows-1252"),
        ("Совы ухают ночью".encode("cp1251"), "neither as UTF-8 nor as Windows-1252"),
        (b"\xff\xfeO", "neither as UTF-8"),
    ],
)
def test_what_is_not_plain_text_is_refused(content: bytes, said: str):
    with pytest.raises(ImportRefused, match=said):
        text_of(content)


def test_five_megabytes_are_read_and_no_more(tmp_path: Path):
    file = tmp_path / "owls.txt"
    file.write_bytes(b"owl " * (5 * 1024 * 1024 // 4))
    assert len(read_source(file).text) == 5 * 1024 * 1024
    file.write_bytes(b"owl " * (5 * 1024 * 1024 // 4) + b"!")
    with pytest.raises(ImportRefused, match="larger than 5 MB"):
        read_source(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(ImportRefused, match="cannot be read: No such file"):
        read_source(tmp_path / "owls.txt")
    with pytest.raises(ImportRefused, match="cannot be read: Is a directory"):
        read_source(tmp_path)


def test_a_text_without_a_section_is_refused():
    with pytest.raises(ImportRefused, match="no section or question"):
        outline_of(Source("owls.txt", "Skip to content\n\nLeave a Reply\n", "utf-8"))
