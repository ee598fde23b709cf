"""What an answer of a document has beside words: tables and steps become the blocks that answers have for them."""

from __future__ import annotations

from typing import Any

from guide_pages.importing.builder import build
from guide_pages.importing.markup import parse_html
from guide_pages.importing.pictures import Pictures

OWLS = "<h1>Owls</h1><h2>Nights</h2><p>Owls fly at night, and they are heard before they are seen.</p><h2>FAQ</h2>"
TABLE = (
    "<table><caption>Calls</caption><tr><th>Owl</th><th>Call</th></tr><tr><td>Barn</td><td>Screech</td></tr></table>"
)
ASKED = "<h3>How do they call?</h3><p>Each in its way.</p>"


def body(html: str, **before: Any) -> list[dict[str, Any]]:
    return build(parse_html(OWLS + html, "owls"), Pictures(), **before).body


def asked(html: str, **before: Any) -> dict[str, Any]:
    value: dict[str, Any] = body(html, **before)[-1]["value"]["questions"][0]["value"]
    return value


def test_a_table_after_the_words_of_an_answer_is_a_table() -> None:
    value = asked(f"{ASKED}{TABLE}<p>Listen at dusk.</p>")
    assert value["answer"] == "<p>Each in its way.</p>"
    table, after = value["more"]
    assert (table["type"], table["value"]["caption"]) == ("table", "Calls")
    assert (after["type"], after["value"]) == ("text", "<p>Listen at dusk.</p>")


def test_a_table_without_a_caption_takes_the_question() -> None:
    value = asked(f"{ASKED}{TABLE.replace('<caption>Calls</caption>', '')}")
    assert value["more"][0]["value"]["caption"] == "How do they call?"


def test_an_answer_that_is_a_table_alone_stays_words() -> None:
    value = asked(f"<h3>How do they call?</h3>{TABLE}<h3>When?</h3><p>At night.</p>")
    assert "Barn · Screech" in value["answer"]
    assert value["more"] == []


def test_what_an_editor_added_to_an_answer_stays_when_it_is_imported_again() -> None:
    before = body(f"{ASKED}{TABLE}")
    question = before[-1]["value"]["questions"][0]["value"]
    tip = {"tone": "tip", "heading": "", "text": "<p>Hush.</p>"}
    question["more"].append({"type": "callout", "id": "ours", "value": tip})
    assert asked(f"{ASKED}{TABLE}", before=before)["more"] == question["more"]
