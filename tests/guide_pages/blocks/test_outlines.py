"""What a new guide opens with: parts that nobody touched are no part of the guide."""

from __future__ import annotations

import json
from typing import Any

import pytest
from wagtail.models import Locale

from faq_blocks.outlines import is_untouched, outline_id
from guide_pages.blocks.outline import begun_faq, begun_section
from guide_pages.compiling.compiler import compile_guide
from guide_pages.models import GuidePage, Outline
from guide_pages.publishing.refusals import PublishRefused
from tests import factories

pytestmark = pytest.mark.django_db


def outline(*headings: str, questions: tuple[str, ...] = ()) -> Outline:
    parts = [{"type": "section", "value": heading} for heading in headings]
    asked = [{"type": "question", "value": words} for words in questions]
    parts.append({"type": "faq", "value": {"heading": "People ask", "questions": asked}})
    return Outline.objects.create(locale=Locale.get_default(), name="A medicine", parts=json.dumps(parts))


def headings(page: GuidePage) -> list[str]:
    return [part.heading for part in compile_guide(page).guide.body]


def messages(page: GuidePage) -> list[str]:
    return [problem.message for problem in compile_guide(page).problems]


def written(block: dict[str, Any], words: str = "<p>Words.</p>") -> dict[str, Any]:
    block["value"]["content"][0]["value"] = words
    return block


def test_an_id_says_whether_the_words_are_those_of_the_outline():
    made = outline_id("Side effects")
    assert is_untouched(made, "Side effects")
    assert is_untouched(made, " Side  effects ")
    assert not is_untouched(made, "Risks")
    assert not is_untouched("s1", "Side effects")
    assert outline_id("Side effects") != made


def test_a_site_begins_with_an_outline_that_can_be_changed():
    assert [(kept.name, kept.headings) for kept in Outline.objects.all()] == [
        ("Guide", ["Introduction", "Conclusion", "Frequently asked questions"])
    ]


def test_parts_of_an_outline_that_nobody_touched_are_left_out():
    kept = outline("What it is", "Side effects", questions=("Is it safe?", ""))
    body = kept.body()
    written(body[0])
    body[2]["value"]["questions"][0]["value"]["answer"] = "<p>Mostly.</p>"
    page = factories.guide(*body)
    assert page.live
    compiled = compile_guide(page)
    assert [part.heading for part in compiled.guide.body] == ["What it is", "People ask"]
    assert [question.question for question in compiled.guide.questions()] == ["Is it safe?"]
    assert "side-effects" not in page.guide.anchors.values_list("anchor", flat=True)


def test_a_group_of_questions_that_nobody_answered_is_left_out():
    assert headings(factories.guide(factories.section("Doses"), begun_faq("People ask", ["Is it safe?"]))) == ["Doses"]


def test_a_part_that_was_given_another_heading_is_asked_for_its_words():
    part = begun_section("What it is")
    part["value"]["heading"] = "What ketamine is"
    page = factories.guide(factories.section("Doses"), part, live=False)
    assert messages(page) == ["The section “What ketamine is” is empty."]


def test_a_question_that_somebody_asked_in_an_empty_place_is_asked_for_its_answer():
    group = begun_faq("People ask", [""])
    group["value"]["questions"][0]["value"]["question"] = "Is it safe?"
    page = factories.guide(factories.section("Doses"), group, live=False)
    assert messages(page) == ["The question “Is it safe?” has no answer."]


def test_a_part_that_holds_more_than_empty_texts_was_touched():
    part = begun_section("What it is")
    part["value"]["content"].append(factories.image(None))
    page = factories.guide(factories.section("Doses"), part, live=False)
    assert messages(page) == ["The section “What it is” is empty."]


def test_a_part_that_readers_had_is_not_left_out_when_it_is_emptied():
    part = written(begun_section("What it is"))
    page = factories.guide(factories.section("Doses"), part)
    written(part, "")
    with pytest.raises(PublishRefused, match="The section “What it is” is empty"):
        factories.publish(page, body=factories.body(factories.section("Doses"), part))


def test_an_outline_alone_is_no_guide():
    with pytest.raises(PublishRefused, match="no section and no question"):
        factories.guide(*outline("What it is").body())
