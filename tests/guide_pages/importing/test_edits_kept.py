"""`import_guide --update`: what an editor changed in tables, steps, quotations, subheadings stays, and stands once."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from guide_pages.models import GuidePage
from tests.factories import block, guide_index

pytestmark = pytest.mark.django_db

PAGE = """<h1>A Garden Pond</h1>
<h2>Digging</h2>
<p>Dig where it is level.</p>
<table><caption>How deep</caption>
<tr><th>Pond</th><th>Depth</th></tr>
<tr><td>Small</td><td>40 cm</td></tr>
<tr><td>Large</td><td>90 cm</td></tr></table>
<blockquote>Water finds its level.</blockquote>
<h3>Edges</h3>
<p>Lay turf over them.</p>
"""


def step(name: str, text: str) -> str:
    """A step as Yoast's block writes it."""
    kind = "schema-how-to-step"
    return f'<li class="{kind}"><strong class="{kind}-name">{name}</strong><p class="{kind}-text">{text}</p></li>\n'


LAST = step("Line it", "Sand comes first.")
STEPS = [step("Mark it", "With a rope."), step("Dig it", "Begin in the middle."), LAST]
PAGE += f'<ol class="schema-how-to-steps">{"".join(STEPS)}</ol>'


@pytest.fixture(autouse=True)
def index() -> None:
    guide_index()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "pond.html"


def bring_in(file: Path, text: str = PAGE, *options: str) -> dict[str, Any]:
    file.write_text(text, encoding="utf-8")
    out = StringIO()
    call_command("import_guide", str(file), "--json", *options, stdout=out)
    return json.loads(out.getvalue())


def content() -> list[dict[str, Any]]:
    return GuidePage.objects.get().get_latest_revision_as_object().body.get_prep_value()[0]["value"]["content"]


def edit(words: str, others: str) -> None:
    """Change words of the draft as an editor would."""
    changed = json.dumps(content(), ensure_ascii=False).replace(words, others)
    keep(json.loads(changed))


def keep(blocks: list[dict[str, Any]]) -> None:
    page = GuidePage.objects.get().get_latest_revision_as_object()
    body = page.body.get_prep_value()
    body[0]["value"]["content"] = blocks
    page.body = json.dumps(body)
    page.save_revision()


def said() -> str:
    return json.dumps(content(), ensure_ascii=False)


def kinds() -> list[str]:
    return [child["type"] for child in content()]


def edited(report: dict[str, Any]) -> list[str]:
    return [line["text"] for line in report["uncertain"] if line["code"] == "edited"]


KINDS = ["text", "table", "quote", "subheading", "text", "steps"]
EDITS = {
    "cell": ("90 cm", "1 m"),
    "caption": ("How deep", "Depth by size"),
    "column": ("Depth", "Depth of water"),
    "quote": ("Water finds", "Water always finds"),
    "subheading": ("Edges", "Its rim"),
    "step": ("Begin in the middle.", "Begin at one end."),
    "step's name": ("Dig it", "Dig a hole"),
}


@pytest.mark.parametrize("name", EDITS)
def test_what_an_editor_changed_stays_once_where_the_document_is_the_same(file: Path, name: str) -> None:
    bring_in(file)
    assert kinds() == KINDS
    edit(*EDITS[name])
    before = content()
    assert bring_in(file, PAGE, "--update")["status"] == "unchanged"
    assert content() == before


@pytest.mark.parametrize("name", EDITS)
def test_it_stays_once_where_the_document_has_changed_elsewhere(file: Path, name: str) -> None:
    bring_in(file)
    edit(*EDITS[name])
    report = bring_in(file, PAGE.replace("where it is level", "where the sun is"), "--update")
    assert kinds() == KINDS
    assert EDITS[name][1] in said()
    assert "where the sun is" in said()
    assert edited(report) == []


CHANGES = {
    "cell": ("Small</td><td>40", "Small</td><td>45"),
    "caption": ("90 cm", "95 cm"),
    "column": ("Small</td>", "Tiny</td>"),
    "quote": ("its level.", "its own level."),
    "step": ("Begin in the middle.", "Begin in the very middle."),
}


@pytest.mark.parametrize("name", CHANGES)
def test_it_stays_once_where_the_document_has_other_words_for_the_same(file: Path, name: str) -> None:
    bring_in(file)
    edit(*EDITS[name])
    report = bring_in(file, PAGE.replace(*CHANGES[name]), "--update")
    assert kinds() == KINDS
    assert EDITS[name][1] in said()
    listed = " ".join(edited(report))
    assert CHANGES[name][1].split(">")[-1] in f"{said()} {listed}"


def test_a_new_step_is_brought_in_among_those_that_an_editor_changed(file: Path) -> None:
    bring_in(file)
    edit(*EDITS["step"])
    bring_in(file, PAGE.replace(LAST, step("Level it", "With a board.") + LAST), "--update")
    steps = content()[-1]["value"]["steps"]
    assert [each["value"]["title"] for each in steps] == ["Mark it", "Dig it", "Level it", "Line it"]
    assert "Begin at one end." in steps[1]["value"]["text"]


def test_words_of_an_editors_own_above_a_text_are_not_taken_for_it(file: Path) -> None:
    bring_in(file)
    own = block("text", "<p>Ask the neighbors first.</p>")
    keep([own, *content()])
    bring_in(file, PAGE.replace("where it is level", "where the sun is"), "--update")
    assert kinds() == ["text", *KINDS]
    assert content()[0] == own
    assert "where the sun is" in said()


def test_they_are_overwritten_when_asked_for(file: Path) -> None:
    bring_in(file)
    for words, others in EDITS.values():
        edit(words, others)
    bring_in(file, PAGE, "--overwrite")
    assert kinds() == KINDS
    assert not [others for _words, others in EDITS.values() if others in said()]
