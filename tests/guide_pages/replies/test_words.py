"""What a person typed is stored and shown as text, whatever it is made of."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_pages.replies.words import clean_line, clean_text, fingerprint, links, to_html, words_beside_links

ALLOWED = {"p", "br", "a"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("one\n\n\n\n two ", "one\n\ntwo"),
        ("tab\there", "tab here"),
        ("nul\x00bell\x07", "nulbell"),
        ("zero\u200bwidth\u200d\ufeff\u2060\u00ad", "zerowidth"),
        ("left\u202eright\u2066x\u2069\u200f", "leftrightx"),
        ("e\u0301", "é"),
        ("z" + "\u0351" * 50, "z" + "\u0351" * 3),
        ("line\u2028next\u2029paragraph", "line\nnext\n\nparagraph"),
        ("no\u00a0break\u3000wide", "no break wide"),
        ("\ud800lone", "lone"),
        ("سلام", "سلام"),
        ("😀 fine", "😀 fine"),
        ("newer than Python \U0001fae8", "newer than Python \U0001fae8"),
        ("\u3164 \u2800\u115f\ufe0f\u034f", ""),
        ("ก" + "\u0e48" * 59, "ก" + "\u0e48" * 3),
        ("a" + "\u20dd" * 50, "a" + "\u20dd" * 3),  # marks that enclose
        ("a" + "\u20dd\u0301" * 9 + "b" + "\u20dd", "a" + "\u20dd\u0301\u20dd" + "b" + "\u20dd"),
        ("a\u0301\u0316\u0327x\u0351", "á\u0327\u0316x\u0351"),
        ("private \ue000\U0010fffd", "private"),
    ],
)
def test_what_cannot_be_seen_is_taken_away(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


def test_a_name_is_one_line() -> None:
    assert clean_line(" Ada\n\u202e  Example ") == "Ada Example"


def test_marks_without_end_are_gone_before_they_are_put_in_order() -> None:
    """Python puts them in order one by one: 32,000 take more than a second."""
    assert len(clean_text("a" + "\u0345" * 9000 + "\u0334" * 9000)) <= 4


@given(st.text())
def test_cleaning_is_done_once(typed: str) -> None:
    assert clean_text(clean_text(typed)) == clean_text(typed)
    assert "\n\n\n" not in clean_text(typed)
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", clean_text(typed)
    )


class Elements(HTMLParser):
    """Collects what a browser would make elements of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text() | st.text(alphabet="<>\"'&/:.= ahtps@w\n").map(lambda words: f"http://{words}"))
def test_whatever_was_typed_becomes_paragraphs_breaks_and_links(typed: str) -> None:
    text = clean_text(typed)
    elements = Elements(to_html(text))
    assert {tag for tag, _ in elements.found} <= ALLOWED
    for tag, attributes in elements.found:
        assert set(attributes) == ({"href", "rel"} if tag == "a" else set())
        if tag == "a":
            assert re.match(r"https?://", attributes["href"] or "")
            assert attributes["rel"] == "ugc nofollow noopener"
    assert "".join(elements.text.split()) == "".join(text.split())


def test_paragraphs_and_lines_are_kept() -> None:
    assert to_html("one\ntwo\n\nthree") == "<p>one<br>two</p>\n\n<p>three</p>"


def test_a_link_vouches_for_nothing() -> None:
    html = to_html('See https://example.org/a?b=1&c="x".')
    assert html.startswith('<p>See <a href="https://example.org/a?b=1&amp;c=" rel="ugc nofollow noopener">')
    assert links("https://example.org and www.example.com") == 2


@pytest.mark.parametrize("address", ["www.example.org", "example.org/a?b=1&c=2", "www.example.org:8080/x"])
def test_an_address_without_a_scheme_is_asked_by_https_and_shown_as_typed(address: str) -> None:
    shown = address.replace("&", "&amp;")
    assert to_html(f"See ({address}).") == (
        f'<p>See (<a href="https://{shown}" rel="ugc nofollow noopener">{shown}</a>).</p>'
    )
    endless = f"www.example.org/{'a' * 3000}"
    assert to_html(endless) == f"<p>{endless}</p>"


@pytest.mark.parametrize(
    "words", ["javascript:alert(1)", "data:text/html,x", "ada@example.org", "mailto:a@b.org", "a.b"]
)
def test_what_is_no_web_address_is_no_link(words: str) -> None:
    assert links(words) == 0


def test_the_same_words_are_known_again() -> None:
    assert fingerprint("Buy  NOW!") == fingerprint("buy\nnow")
    assert fingerprint("!!!") != fingerprint("???")
    assert fingerprint("Buy now") != fingerprint("Buy later")


@pytest.mark.parametrize(
    "text",
    [
        "ＢＵＹ　ＰＩＬＬＳ！",
        "𝐁𝐮𝐲 𝐩𝐢𝐥𝐥𝐬",
        "Ⓑⓤⓨ ⓟⓘⓛⓛⓢ",
        "buy-pills",
        "B.U.Y P.I.L.L.S",
        "ʙuy pills".replace("ʙ", "ｂ"),
        "BUY PILLS",
    ],
)
def test_the_same_words_in_other_letters_are_known_again(text: str) -> None:
    assert fingerprint(text) == fingerprint("Buy pills")


def test_letters_of_another_case_and_digits_count() -> None:
    assert fingerprint("Straße") == fingerprint("STRASSE")
    assert fingerprint("15 mg") != fingerprint("150 mg")


@pytest.mark.parametrize(
    ("text", "count"),
    [("a b c", 3), ("see https://example.org/ now", 2), ("https://example.org/", 0), ("www.example.org it is", 2)],
)
def test_words_beside_links_are_counted(text: str, count: int) -> None:
    assert words_beside_links(text) == count
