"""How words are compared, and that no database thinks otherwise."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from guide_pages.models import Guide, Passage
from guide_pages.queries.hosts import host
from guide_pages.searching import query as queries
from guide_pages.searching.folding import folded, looked_up, parts, positions
from guide_pages.searching.query import Query
from guide_pages.searching.search import search
from guide_pages.searching.tokens import Filed, tokens
from tests import factories

FILED = Filed("section", 1, "en")

#: Characters that are looked at at a time, and words that are asked for at once.
MANY, AT_ONCE = 4096, 1000


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_each_letter_has_its_place_in_the_text(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    words, at = folded(text), positions(text)
    assert len(at) == len(words) + 1
    assert "".join(folded(text[place]) for place in dict.fromkeys(at[:-1])) == words
    assert list(at) == sorted(at)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sueño", "sueno"),
        ("Suen\u0303o", "sueno"),
        ("ÁÉ İ", "ae i"),
        ("Ύπνος ΎΠΝΟΣ", "υπνοσ υπνοσ"),
        ("ёлка Йод", "ёлка йод"),
        ("한국 が", "한국 が"),
        ("か\u3099", "が"),
        ("שָׁלוֹם", "שלום"),
        ("السَّلَامُ ســلام", "السلام سلام"),
        ("हिन्दी", "हिन्दी"),
        ("co\u00adop\u200d", "coop"),
        ("ភាសា\u200bខ្មែរ", "ភាសា ខ្មែរ"),
        ('a"b*(c)\x00', "a b  c  "),
        ("😀 2", "  2"),
        ("don’t", "don t"),
        ("Straße STRASSE", "strasse strasse"),
        ("ﬁnd oﬃces, Œuvre", "find offices  oeuvre"),
        ("Ｔｅａ ２４ｶﾀ 𝐛𝐨𝐥𝐝", "tea 24カタ bold"),
        ("ISPARTA ısırık İZMİR", "isparta isirik izmir"),
        ("Łódź, Ørsted, Đồng", "lodz  orsted  dong"),
        ("أحمد آمن ﻻ علی", "احمد امن لا علي"),
        ("Tea™ ½ ㌔", "tea  ½  "),
    ],
)
def test_words_are_small_letters_without_what_readers_leave_out(text: str, words: str) -> None:
    assert folded(text) == words


def test_what_is_written_without_spaces_is_found_by_its_pairs() -> None:
    assert tokens(FILED, "", "", "Tシャツ, tea").split()[4:] == ["t", "シャ", "ャツ", "tea", "シ", "ャ", "ツ"]
    assert parts("tシャツ") == ["t", "シャツ"]
    assert looked_up("シャツ") == ["シャ", "ャツ"]
    assert (looked_up("シ"), looked_up("tea")) == (["シ"], ["tea"])


def test_a_word_is_found_by_its_stem_in_its_language_and_joined_by_hyphens() -> None:
    assert tokens(FILED, "Nights", "Sleeping", "X-rays driven").split()[4:] == (
        ["^sleep", "sleep", "x", "ray", "driven", "xray", "~night"]
    )
    assert tokens(Filed("section", 1, "es"), "", "Niños", "").split()[4:] == ["^nin", "nin"]
    assert tokens(Filed("section", 1, "xx"), "", "Ninos", "").split()[4:] == ["^ninos", "ninos"]


def blocks() -> Iterator[list[str]]:
    """Every character that there can be, between two letters."""
    for start in range(1, 0x110000, MANY):
        codes = range(start, min(start + MANY, 0x110000))
        yield [f"k{chr(code)}q" for code in codes if not 0xD800 <= code <= 0xDFFF]


@pytest.mark.django_db
def test_every_character_between_two_letters_is_found_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    guide = Guide.objects.get(page=factories.guide().pk)
    here = host(RequestFactory().get("/"))
    monkeypatch.setattr(queries, "MAX_CHARACTERS", 10 * MANY)
    monkeypatch.setattr(queries, "MAX_WORDS", 10 * MANY)
    filed = Filed("section", guide.delivery.site_id, "en")
    asked = 0
    for block in blocks():
        text = " ".join(block)
        words = Query.of(text, "en").words
        if not {*words} - {"k", "q"}:
            continue
        node_id = f"{ord(block[0][1]):x}"
        Passage.objects.create(
            guide=guide, kind="section", locale="en", node_id=node_id, tokens=tokens(filed, "", "", text)
        )
        for start in range(0, len(words), AT_ONCE):
            terms = [(tuple(looked_up(word)),) for word in words[start : start + AT_ONCE]]
            query = Query("=none", words[start : start + AT_ONCE], {"en": terms})
            hits = search(query, here, kind="section", offset=0, limit=100)
            assert node_id in {hit.node_id for hit in hits}, query.words
            asked += len(query.words)
    assert asked > 130_000
