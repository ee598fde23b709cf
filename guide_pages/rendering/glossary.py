"""Marked words on the page: each opens what it means in place, without a script.

A button opens it (`popover`, HTML Living Standard 6.12) where the browser knows how; everywhere else, and on paper, the
word leads to the same words at the end of the guide. Which of the two is shown, the style sheet says.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from django.template.loader import get_template
from django.utils.safestring import mark_safe

from guide_pages.document.terms import with_marked

if TYPE_CHECKING:
    from guide_pages.document import Term


def opening_in_place(html: str, glossary: list[Term], language: str) -> str:
    """Return the HTML of a guide's body in which each marked word opens what it means; one that nothing explains is
    only words. `language` is the guide's."""
    template, places, terms = get_template("guide_pages/term.html"), count(1), {term.id: term for term in glossary}

    def put(key: int, words: str) -> str:
        if key not in terms:
            return words
        context = {
            "term": terms[key],
            "language": language,
            "words": mark_safe(words),  # noqa: S308 - of the closed set, from the guide's own HTML
            "place": f"meaning_{next(places)}",
        }
        return template.render(context).strip()

    return with_marked(html, put) if terms else html
