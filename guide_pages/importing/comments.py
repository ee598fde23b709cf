"""What was not certain, as comments in Wagtail at the blocks concerned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Comment

from .identity import Raw
from .outline import Guess, UncertainLine
from .prose import plain
from .report import shortened
from .wording import GUESSES
from .words import key_of

#: The most comments on one guide: more of them hide what matters.
MOST = 60
_FIELDS = {
    Guess.SUMMARY: "summary",
    Guess.TITLE_FROM_NAME: "title",
    Guess.TITLE_FROM_FURNITURE: "title",
    Guess.EDITED: "title",
}
_MADE = (Guess.INTRODUCTION, Guess.CONCLUSION, Guess.FAQ_HEADING)
#: Where in a block with several fields a comment is shown.
_SHOWN_AT = {"image": "wanted", "table": "caption", "quote": "text", "video": "url", "steps": "steps"}


def comment(page: Any, body: Sequence[Raw], uncertain: Sequence[UncertainLine], user: Any) -> None:
    """Add a comment of the user to a page, for each line that was not certain; the page's next revision keeps them."""
    if user is None or not getattr(settings, "WAGTAILADMIN_COMMENTS_ENABLED", True):
        return
    places = list(_places(body))
    for line in uncertain[:MOST]:
        words = f"“{shortened(line.text)}” – {GUESSES[line.guess]}"
        _add(page, user, _path(places, line), words)
    if len(uncertain) > MOST:
        more = len(uncertain) - MOST
        _add(page, user, "title", _("%d more lines are to be looked at: compare the guide with its source.") % more)


def _add(page: Any, user: Any, path: str, words: str) -> None:
    page.wagtail_admin_comments.add(Comment(user=user, contentpath=path, text=words))


def _path(places: Sequence[tuple[str, str, str]], line: UncertainLine) -> str:
    if line.guess in _FIELDS:
        return _FIELDS[line.guess]
    key = key_of(line.text)
    at = next((place for place in places if place[2] == key), None)
    at = at or next((place for place in places if key and (key in place[2] or (place[2] and place[2] in key))), None)
    if at is None:
        return "title"
    return f"{at[0]}.heading" if line.guess in _MADE else at[1]


def _places(body: Sequence[Raw]) -> Iterator[tuple[str, str, str]]:
    """Yield each place of a body with words: the path of its section or group, its own, and its words' key."""
    for block in body:
        top, value = f"body.{block['id']}", block["value"]
        yield top, f"{top}.heading", key_of(value.get("heading") or "")
        yield from ((top, path, key) for path, key in _of_blocks(f"{top}.content", value.get("content")))
        if value.get("introduction"):
            yield top, f"{top}.introduction", _key(value["introduction"])
        for child in value.get("questions") or []:
            path = f"{top}.questions.{child['id']}"
            if child["type"] == "question":
                yield top, f"{path}.question", key_of(child["value"].get("question") or "")
                yield top, f"{path}.answer", _key(child["value"].get("answer") or "")
                yield from ((top, where, key) for where, key in _of_blocks(f"{path}.more", child["value"].get("more")))
            else:
                yield top, path, ""


def _of_blocks(stream: str, blocks: Sequence[Raw] | None) -> Iterator[tuple[str, str]]:
    for block in blocks or ():
        path = f"{stream}.{block['id']}"
        yield f"{path}.{_SHOWN_AT[block['type']]}" if block["type"] in _SHOWN_AT else path, _key(block["value"])


def _key(value: Any) -> str:
    return key_of(_words(value))


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(words for name, each in value.items() if name != "id" and (words := _words(each)))
    if isinstance(value, list):
        return " ".join(words for each in value if (words := _words(each)))
    return plain(value) if isinstance(value, str) else ""
