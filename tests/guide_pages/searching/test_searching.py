"""What is looked at of a query."""

from __future__ import annotations

import pytest
from django.test import Client

from guide_pages.searching.query import Query
from guide_pages.searching.search import RANKED
from guide_pages.searching.tokens import exactly
from tests import factories
from tests.guide_pages.api.asking import ask


@pytest.mark.parametrize(("length", "used"), [(199, 199), (200, 200), (201, 200), (500, 200)])
def test_only_200_characters_are_used(length: int, used: int) -> None:
    query = Query.of("x" * length)
    assert (query.exact, query.words) == (exactly("x" * used), ["x" * used])


def test_spaces_are_not_counted() -> None:
    assert Query.of("a" + " " * 300 + "b").words == ["a", "b"]


@pytest.mark.parametrize(("count", "used"), [(15, 15), (16, 16), (17, 16), (40, 16)])
def test_only_sixteen_different_words_are_used(count: int, used: int) -> None:
    words = [f"w{n}" for n in range(count)]
    query = Query.of(" ".join(words))
    assert query.words == words[:used]
    assert query.exact == exactly(" ".join(words))


def test_a_word_is_looked_for_once() -> None:
    query = Query.of("Zebra zebra ZEBRA lion lions")
    assert query.words == ["zebra", "lion", "lions"]
    assert [term[0] for term in query.terms["en"]] == [("zebra",), ("lion",)]
    assert query.exact == exactly("zebra zebra ZEBRA, lion lions")


def test_words_that_say_little_are_asked_only_alone() -> None:
    assert Query.of("Can I drive?", "en").terms == {"en": [(("drive",),)]}
    assert Query.of("¿Puedo conducir?", "es").terms == {"es": [(("conduc",),)]}
    assert len(Query.of("What is it?", "en").terms["en"]) == 3


@pytest.mark.parametrize("typed", ["", " ", "!?", "…"])
def test_what_has_no_letter_has_no_words(typed: str) -> None:
    assert Query.of(typed).words == []


def test_so_many_are_ranked() -> None:
    assert RANKED == 200


@pytest.mark.django_db
def test_what_comes_after_200_characters_does_not_matter(client: Client) -> None:
    word = "a" * 200
    factories.guide(factories.section(word))
    assert len(ask(client, f"search?q={word}bcd").json["items"]) == 1
    assert ask(client, f"search?q={word[:-1]}bcd").json["items"] == []
