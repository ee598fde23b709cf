"""Tables, quotations and rules of a document become the blocks that guides have for them."""

from __future__ import annotations

import json

import pytest

from guide_pages.importing.builder import build
from guide_pages.importing.markup import parse_html
from guide_pages.importing.pictures import Pictures

BEFORE = "<h1>Owls</h1><h2>Nights</h2><p>Owls fly at night, and they are heard before they are seen.</p>"


def made(html: str) -> list[dict]:
    body = build(parse_html(BEFORE + html, "owls"), Pictures()).body
    return [{"type": each["type"], "value": each["value"]} for each in body[0]["value"]["content"][1:]]


def test_a_table_with_headings_is_a_table():
    rows = "<tr><th>Owl</th><th>Call</th></tr><tr><th>Barn</th><td><a href='https://x.example/'>Screech</a></td></tr>"
    assert made(f"<table><caption>Calls</caption>{rows}</table>") == [
        {
            "type": "table",
            "value": {
                "caption": "Calls",
                "table": {
                    "columns": [{"type": "text", "heading": "Owl"}, {"type": "text", "heading": "Call"}],
                    "rows": [{"values": ["<p>Barn</p>", '<p><a href="https://x.example/">Screech</a></p>']}],
                    "caption": "",
                },
                "has_row_headers": True,
            },
        }
    ]


def test_a_table_without_a_caption_takes_the_heading_above():
    (table,) = made("<table><tr><th>Owl</th><th>Call</th></tr><tr><td>Barn</td><td>Screech</td></tr></table>")
    assert (table["value"]["caption"], table["value"]["has_row_headers"]) == ("Nights", False)


def test_a_table_whose_columns_have_no_headings_is_lines():
    assert made("<table><tr><td>Barn</td><td>Screech</td></tr><tr><td>Tawny</td><td>Hoot</td></tr></table>") == []
    body = build(parse_html(f"{BEFORE}<table><tr><td>a</td><td>b</td></tr></table>", "owls"), Pictures()).body
    assert "a · b" in json.dumps(body, ensure_ascii=False)


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote><p>It <em>hoots</em>.</p><cite>A child</cite></blockquote>",
        "<figure><blockquote><p>It <em>hoots</em>.</p></blockquote><figcaption>A child</figcaption></figure>",
        "<blockquote><p>It <em>hoots</em>.</p><footer>A child</footer></blockquote>",
    ],
)
def test_a_quotation_has_its_source(html: str):
    assert made(html) == [{"type": "quote", "value": {"text": "<p>It <i>hoots</i>.</p>", "source": "A child"}}]


def test_a_rule_divides_and_ends_no_section():
    assert [each["type"] for each in made("<hr><p>They sleep by day, and nobody sees them.</p><hr>")] == [
        "divider",
        "text",
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<iframe src="https://www.youtube.com/embed/abcdefghijk?x=1" title="How owls fly"></iframe>',
        '<iframe title="How owls fly" src="https://www.youtube-nocookie.com/embed/abcdefghijk"></iframe>',
    ],
)
def test_a_film_is_a_link(html: str):
    body = json.dumps(build(parse_html(f"{BEFORE}{html}", "owls"), Pictures()).body)
    assert "watch?v=abcdefghijk" in body
    assert "How owls fly" in body


STEPS = (
    '<ol class="schema-how-to-steps"><li class="schema-how-to-step">'
    '<strong class="schema-how-to-step-name">Saw</strong> <p class="schema-how-to-step-text">Six <b>parts</b>.</p></li>'
    '<li class="schema-how-to-step"><strong class="schema-how-to-step-name">Nail</strong></li></ol>'
)


def test_steps_that_markup_names_are_steps():
    body = build(parse_html(f"{BEFORE}{STEPS}", "owls"), Pictures()).body
    block = body[0]["value"]["content"][-1]
    assert block["type"] == "steps"
    assert [(step["value"]["title"], step["value"]["text"]) for step in block["value"]["steps"]] == [
        ("Saw", "<p>Six <b>parts</b>.</p>"),
        ("Nail", ""),
    ]


def test_steps_in_an_answer_are_a_numbered_list():
    body = build(parse_html(f"{BEFORE}<p>Hoot.</p><h2>FAQ</h2><h3>How?</h3>{STEPS}", "owls"), Pictures()).body
    answer = body[-1]["value"]["questions"][0]["value"]["answer"]
    assert answer == "<ol><li><b>Saw</b><br/>Six <b>parts</b>.</li><li><b>Nail</b></li></ol>"


def test_key_facts_and_a_film_with_its_transcript_are_such():
    html = (
        '<dl class="key-facts"><dt>Height</dt><dd>Five metres.</dd></dl>'
        '<div><iframe src="https://www.youtube.com/embed/abcdefghijk" title="A box"></iframe>'
        "<details><summary>Transcript</summary><p>Climb.</p></details></div>"
    )
    content = build(parse_html(f"{BEFORE}{html}", "owls"), Pictures()).body[0]["value"]["content"]
    assert [block["type"] for block in content[-2:]] == ["key_facts", "video"]
    assert content[-1]["value"]["transcript"] == "<p>Climb.</p>"


def test_a_film_without_a_transcript_is_a_link():
    html = '<div><iframe src="https://www.youtube.com/embed/abcdefghijk" title="A box"></iframe><p>More.</p></div>'
    content = build(parse_html(f"{BEFORE}{html}", "owls"), Pictures()).body[0]["value"]["content"]
    assert {block["type"] for block in content} == {"text"}
