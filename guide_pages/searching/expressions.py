"""A query in the words of an index: FTS5's and PostgreSQL's. No token has a quotation mark in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from .query import Query, Term
from .weighing import some


class Language(NamedTuple):
    """How an index writes a token, and joins what it has written."""

    quote: str
    all_of: str
    any_of: str
    but_not: str

    def token(self, token: str) -> str:
        return f"{self.quote}{token}{self.quote}"

    def every(self, written: Iterable[str]) -> str:
        return f"({self.all_of.join(written)})"

    def any(self, written: Iterable[str]) -> str:
        return f"({self.any_of.join(written)})"


FTS5 = Language('"', " AND ", " OR ", " NOT ")
TSQUERY = Language("'", " & ", " | ", " & !")


class Expressions(NamedTuple):
    """What is looked for, one after the other: the very heading; all terms in the heading; all; about half of them."""

    exact: str
    headed: str
    texted: str
    some: str

    @classmethod
    def of(cls, query: Query, kind: str | None, language: Language) -> Expressions:
        """Return them for passages of one kind or of all. Each leaves out what the one before it finds."""

        def everywhere(written: Callable[[list[Term], str], str]) -> str:
            return language.any(
                language.every([*kinds, language.token(f"/{locale}"), written(terms, locale)])
                for locale, terms in query.terms.items()
            )

        kinds = [language.token(f"/{kind}")] if kind else []
        exact = everywhere(lambda *_: language.token(query.exact))
        headed = everywhere(lambda terms, _: language.every(_term(term, language, "^") for term in terms))
        texted = everywhere(lambda terms, _: _with_one_said(terms, [tuple(terms)], language))
        about = everywhere(lambda terms, at: _with_one_said(terms, some(query, at) or [tuple(terms)], language))
        return cls(
            exact,
            f"{headed}{language.but_not}{exact}",
            f"{texted}{language.but_not}{headed}{language.but_not}{exact}",
            f"{about}{language.but_not}{texted}{language.but_not}{exact}",
        )


def _with_one_said(terms: list[Term], sets: Sequence[Sequence[Term]], language: Language) -> str:
    """Return what has all terms of a set, in its words or in the title, and any of the terms in its words."""
    chosen = language.any(language.every(_term(term, language, "", "~") for term in some) for some in sets)
    return language.every([chosen, language.any(_term(term, language, "") for term in terms)])


def _term(term: Term, language: Language, *marks: str) -> str:
    """Return what has a term with one of some marks before its tokens."""
    return language.any(
        language.every(language.any(language.token(mark + token) for mark in marks) for token in tokens)
        for tokens in term
    )
