"""`import_guide --update`: the text changes, and what is the same stays the same."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from guide_pages.models import Edition, GuidePage
from tests.factories import FaqEntryFactory, ImageFactory, block, from_library, guide_index
from tests.guide_pages.importing.texts import SLEEP

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index() -> None:
    guide_index()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sleep.txt"


def bring_in(file: Path, text: str = SLEEP, *options: str) -> dict[str, Any]:
    file.write_text(text, encoding="utf-8")
    out = StringIO()
    call_command("import_guide", str(file), "--json", *options, stdout=out)
    return json.loads(out.getvalue())


def draft() -> GuidePage:
    return GuidePage.objects.get().get_latest_revision_as_object()


def raw() -> list[dict[str, Any]]:
    return draft().body.get_prep_value()


def change(body: list[dict[str, Any]]) -> None:
    """Edit the draft as an editor would."""
    page = draft()
    page.body = json.dumps(body)
    page.save_revision()


def ids(body: list[dict[str, Any]]) -> dict[str, str]:
    """The ids of sections and questions, by their words."""
    found = {part["value"]["heading"]: part["id"] for part in body}
    for part in body:
        found |= {child["value"]["question"]: child["id"] for child in part["value"].get("questions", [])}
    return found


def anchors() -> dict[str, str]:
    """The anchors of the last edition's sections and questions, by their words."""
    parts = Edition.objects.latest("number").compiled.body
    questions = [question for part in parts if part.type == "faq" for question in part.questions]
    return {part.heading: part.anchor for part in parts} | {ask.question: ask.anchor for ask in questions}


def test_the_same_text_changes_nothing(file: Path):
    bring_in(file)
    before = raw()
    report = bring_in(file, SLEEP, "--update")
    assert report["status"] == "unchanged"
    assert raw() == before
    assert draft().revisions.count() == 1


def test_new_words_are_a_draft_and_readers_keep_the_old(file: Path):
    bring_in(file, SLEEP, "--publish")
    report = bring_in(file, SLEEP.replace("Twenty minutes", "Half an hour"), "--update")
    assert (report["status"], report["published"]) == ("updated", False)
    assert "Half an hour" in json.dumps(raw())
    assert Edition.objects.count() == 1


def test_new_words_are_published_when_asked_for(file: Path):
    bring_in(file, SLEEP, "--publish")
    report = bring_in(file, SLEEP.replace("Twenty minutes", "Half an hour"), "--update", "--publish")
    assert (report["status"], report["published"]) == ("updated", True)
    assert Edition.objects.count() == 2


def test_a_draft_that_says_the_same_is_published_when_asked_for(file: Path):
    bring_in(file)
    report = bring_in(file, SLEEP, "--update", "--publish")
    assert (report["status"], report["published"]) == ("unchanged", True)


def test_update_makes_the_guide_if_there_is_none(file: Path):
    assert bring_in(file, SLEEP, "--update")["status"] == "created"


def test_sections_and_questions_keep_their_identity(file: Path):
    bring_in(file)
    before = ids(raw())
    text = SLEEP.replace("What Helps", "WHAT HELPS?").replace("Keep the same hours", "Keep the very same hours")
    text = text.replace("Q: How long is a nap?", "Q: Where?\n\nA: On a couch.\n\nQ: How long is a nap?")
    bring_in(file, text, "--update")
    after = ids(raw())
    assert after["What helps?"] == before["What Helps"]
    assert {words: after[words] for words in before if words in after} == {
        words: before[words] for words in before if words != "What Helps"
    }
    assert after["Where?"] not in before.values()


def test_a_section_that_moved_keeps_its_anchor(file: Path):
    bring_in(file, SLEEP, "--publish")
    before = anchors()
    start, helps, end = (SLEEP.index(words) for words in ("Why Nights", "What Helps", "In conclusion"))
    moved = SLEEP[:start] + SLEEP[helps:end] + SLEEP[start:helps] + SLEEP[end:]
    report = bring_in(file, moved, "--update", "--publish")
    assert report["sections"] == ["What Helps", "Why Nights Change", "Conclusion"]
    assert anchors() == before


def test_a_heading_renamed_in_the_guide_is_known_by_its_anchor(file: Path):
    bring_in(file, SLEEP, "--publish")
    body = raw()
    section_id = body[1]["id"]
    body[1]["value"]["heading"] = "Small Steps"
    body[3]["value"]["questions"][0]["value"]["question"] = "May I nap?"
    change(body)
    bring_in(file, SLEEP, "--overwrite", "--publish")
    assert ids(raw())["What Helps"] == section_id
    assert anchors()["What Helps"] == "what-helps"
    assert anchors()["Is it safe to nap?"] == "is-it-safe-to-nap"


def test_the_heading_decides_before_the_anchor(file: Path):
    bring_in(file, SLEEP, "--publish")
    body = raw()
    before = body[1]["id"]
    body[1]["value"]["heading"] = "Small Steps"
    change(body)
    bring_in(file, SLEEP.replace("In conclusion", "Small Steps\n\nBegin today.\n\nIn conclusion"), "--update")
    after = ids(raw())
    assert after["Small Steps"] == before
    assert after["What Helps"] != before


def test_a_section_that_was_deleted_comes_back_as_itself(file: Path):
    bring_in(file, SLEEP, "--publish")
    body = raw()
    section_id = body[1]["id"]
    change([body[0], *body[2:]])
    draft().get_latest_revision().publish()
    bring_in(file, SLEEP, "--update", "--publish")
    assert ids(raw())["What Helps"] == section_id
    assert anchors()["What Helps"] == "what-helps"


def test_headings_that_come_twice_keep_their_order(file: Path):
    text = "Rest\n\nMornings\n\nUp.\n\nKey Points\n\nGo.\n\nNights\n\nDown.\n\nKey Points\n\nStay.\n"
    bring_in(file, text)
    before = [part["id"] for part in raw()]
    assert bring_in(file, text.replace("Stay", "Do stay"), "--update")["status"] == "updated"
    assert [part["id"] for part in raw()] == before


def test_blocks_in_a_section_keep_their_ids_where_they_are_the_same(file: Path):
    bring_in(file)
    before = [child["id"] for child in raw()[0]["value"]["content"]]
    bring_in(file, SLEEP.replace("What Helps", "A new end of it, at last.\n\nWhat Helps"), "--update")
    after = raw()[0]["value"]["content"]
    assert [child["id"] for child in after[:2]] == before
    assert [child["type"] for child in after] == ["text", "image", "text"]


def test_emphasis_and_links_of_an_editor_stay(file: Path):
    bring_in(file)
    body = raw()
    emphasized = '<p data-block-key="a1">The body clock moves <b>forward</b> with age.'
    text = body[0]["value"]["content"][0]
    text["value"] = text["value"].replace("<p>The body clock moves forward with age.", emphasized)
    answer = '<p data-block-key="b2"><a linktype="page" id="1">Twenty</a> minutes.</p>'
    body[3]["value"]["questions"][1]["value"]["answer"] = answer
    change(body)
    assert bring_in(file, SLEEP, "--update")["status"] == "unchanged"
    assert emphasized in json.dumps(raw()).replace('\\"', '"')


def test_a_picture_that_an_editor_chose_stays(file: Path):
    picture = ImageFactory()
    bring_in(file)
    body = raw()
    image = body[0]["value"]["content"][1]["value"]
    image["image"] = {"image": picture.pk, "alt_text": "A lamp on a sill", "decorative": False}
    image["caption"] = "At six."
    change(body)
    report = bring_in(file, SLEEP.replace("Twenty", "Thirty"), "--update")
    assert raw()[0]["value"]["content"][1]["value"] == image
    assert (report["images_wanted"], report["images_placed"]) == ([], ["lamp at dusk"])


def test_what_no_document_brings_stays_where_it_stood(file: Path):
    bring_in(file)
    body = raw()
    callout = block("callout", {"tone": "warning", "heading": "", "text": "<p>Mind the stairs.</p>"})
    body[0]["value"]["content"].insert(1, callout)
    change(body)
    bring_in(file, SLEEP.replace("begin early.", "begin too early."), "--update")
    content = raw()[0]["value"]["content"]
    assert [child["type"] for child in content] == ["text", "callout", "image"]
    assert content[1]["id"] == callout["id"]


def test_a_question_of_the_library_stays_if_its_answer_is_the_same(file: Path):
    entry = FaqEntryFactory(question="How long is a nap?", answer="<p>Twenty minutes.</p>")
    bring_in(file)
    body = raw()
    body[3]["value"]["questions"][1] = from_library(entry)
    change(body)
    assert bring_in(file, SLEEP, "--update")["status"] == "unchanged"


def test_a_question_of_the_library_with_another_answer_is_written_in_place(file: Path):
    entry = FaqEntryFactory(question="How long is a nap?", answer="<p>An hour.</p>")
    bring_in(file)
    body = raw()
    chosen = body[3]["value"]["questions"][1] = from_library(entry)
    change(body)
    report = bring_in(file, SLEEP, "--update")
    question = raw()[3]["value"]["questions"][1]
    assert (question["type"], question["id"]) == ("question", chosen["id"])
    assert {line["line"]: line["code"] for line in report["uncertain"]}[26] == "from-library"
    entry.refresh_from_db()
    assert entry.answer == "<p>An hour.</p>"


def test_the_report_names_what_the_document_no_longer_has(file: Path):
    bring_in(file)
    start = SLEEP.index("Q: How long")
    report = bring_in(file, SLEEP[:start], "--update")
    assert report["removed"] == ["How long is a nap?"]


def test_a_summary_that_is_there_stays(file: Path):
    bring_in(file)
    page = draft()
    page.summary = "An editor's own words."
    page.save_revision()
    report = bring_in(file, SLEEP.replace("Twenty", "Thirty"), "--update")
    assert draft().summary == "An editor's own words."
    assert "summary" not in {line["code"] for line in report["uncertain"]}


def test_a_locked_guide_is_not_touched(file: Path):
    bring_in(file)
    GuidePage.objects.update(locked=True)
    with pytest.raises(CommandError, match="is locked"):
        bring_in(file, SLEEP.replace("Twenty", "Thirty"), "--update")
    assert "Thirty" not in json.dumps(raw())


def test_an_update_that_cannot_be_published_changes_nothing(file: Path):
    bring_in(file, SLEEP, "--publish")
    before = raw()
    with pytest.raises(CommandError, match="cannot be published"):
        bring_in(file, SLEEP.replace("How long is a nap?", "Is it safe to nap?"), "--update", "--publish")
    assert raw() == before
    assert draft().revisions.count() == 1


def test_words_that_an_editor_changed_are_kept_and_told_of(file: Path):
    bring_in(file)
    body = raw()
    body[1]["value"]["heading"] = "Small Steps"
    body[3]["value"]["questions"][1]["value"]["answer"] = "<p>Ten minutes.</p>"
    own = block("text", "<p>An editor's own words.</p>")
    body[0]["value"]["content"].append(own)
    change(body)
    report = bring_in(file, SLEEP.replace("Twenty minutes", "Half an hour"), "--update")
    after = raw()
    assert (after[1]["value"]["heading"], after[1]["id"]) == ("Small Steps", body[1]["id"])
    assert after[3]["value"]["questions"][1]["value"]["answer"] == "<p>Ten minutes.</p>"
    assert after[0]["value"]["content"][-1] == own
    edited = [(line["line"], line["text"]) for line in report["uncertain"] if line["code"] == "edited"]
    assert edited == [(28, "Half an hour.")]
    assert report["removed"] == []


def test_words_that_an_editor_changed_are_overwritten_when_asked_for(file: Path):
    bring_in(file)
    body = raw()
    body[3]["value"]["questions"][1]["value"]["answer"] = "<p>Ten minutes.</p>"
    change(body)
    bring_in(file, SLEEP, "--overwrite")
    assert raw()[3]["value"]["questions"][1]["value"]["answer"] == "<p>Twenty minutes.</p>"


def test_a_section_of_an_editor_stays(file: Path):
    bring_in(file)
    own = block("section", {"heading": "Our House", "content": [block("text", "<p>Come in.</p>")]})
    change([*raw()[:1], own, *raw()[1:]])
    bring_in(file, SLEEP.replace("Twenty", "Thirty"), "--update")
    assert raw()[1] == own
