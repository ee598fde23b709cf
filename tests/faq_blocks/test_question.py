"""A question: written in place, or chosen from the library."""

from __future__ import annotations

import pytest

from faq_blocks.blocks import LibraryQuestionBlock, QuestionBlock
from faq_blocks.compilation import Compilation
from tests import factories
from tests.faq_blocks.showing import messages, node_of, shown

STORED = {"question": " Does it hurt? ", "answer": "<p>No.</p><p>Most people feel <i>calm</i>.</p>"}


def test_a_question_folds_its_answer_away() -> None:
    node = node_of(QuestionBlock(), STORED)
    details = shown(node).details
    assert details["id"] == node.anchor == "does-it-hurt"
    assert details.summary.h3.text == "Does it hurt?"
    assert [p.text for p in details.select(".prose p")] == ["No.", "Most people feel calm."]
    assert not details.has_attr("open")


def test_a_question_has_a_link_to_itself_that_says_which() -> None:
    link = shown(node_of(QuestionBlock(), STORED)).select_one("a[href='#does-it-hurt']")
    assert link["aria-label"] == "Link to this question: Does it hurt?"


def test_a_client_that_does_not_know_questions_gets_the_words() -> None:
    assert node_of(QuestionBlock(), STORED).plain_text() == "Does it hurt?\n\nNo.\n\nMost people feel calm."


def test_a_question_written_in_place_is_of_no_library_entry() -> None:
    assert node_of(QuestionBlock(), STORED).library_entry is None


def test_a_question_keeps_the_anchor_it_was_given() -> None:
    compilation = Compilation(anchors={"a-block": "older-words"})
    assert node_of(QuestionBlock(), STORED, compilation).anchor == "older-words"
    assert compilation.new_anchors == {}


def test_words_in_a_question_are_words_not_html() -> None:
    node = node_of(QuestionBlock(), {"question": "Is <script> safe & sound?", "answer": "<p>No.</p>"})
    html = shown(node)
    assert html.script is None
    assert html.h3.text == "Is <script> safe & sound?"


@pytest.mark.parametrize(
    ("stored", "message"),
    [
        ({"question": " ", "answer": "<p>No.</p>"}, "A question has no words."),
        ({"question": "Why?", "answer": "<p></p>"}, "The question “Why?” has no answer."),
    ],
)
def test_an_incomplete_question_says_what_is_missing(stored: dict[str, str], message: str) -> None:
    compilation = Compilation()
    assert node_of(QuestionBlock(), stored, compilation) is not None
    assert messages(compilation) == [message]
    assert compilation.problems[0].block_id == "a-block"


def test_nothing_written_yet_is_shown_without_an_error() -> None:
    node = node_of(QuestionBlock(), {})
    assert (node.question, node.answer) == ("", [])
    assert shown(node).details is not None


@pytest.mark.django_db
class TestFromTheLibrary:
    def test_it_is_shown_as_any_question(self) -> None:
        entry = factories.FaqEntryFactory(question="May I drive?", answer="<p>Not today.</p>")
        compilation = Compilation()
        node = node_of(LibraryQuestionBlock(), entry.pk, compilation)
        assert (node.question, node.library_entry) == ("May I drive?", entry.uuid)
        assert shown(node).select_one(".question__answer .prose").text == "Not today."
        assert ("faq_entry", str(entry.pk)) in compilation.references
        assert messages(compilation) == []

    def test_a_draft_of_a_live_entry_is_not_shown(self) -> None:
        entry = factories.FaqEntryFactory(question="May I drive?", answer="<p>Not today.</p>")
        entry.answer = "<p>Secret draft.</p>"
        entry.save_revision()
        node = node_of(LibraryQuestionBlock(), entry.pk)
        assert "Secret" not in shown(node).text
        assert "Not today." in shown(node).text

    def test_one_never_published_is_refused_and_shows_nothing(self) -> None:
        entry = factories.FaqEntryFactory(question="A draft question?", live=False)
        compilation = Compilation()
        assert node_of(LibraryQuestionBlock(), entry.pk, compilation) is None
        assert messages(compilation) == ["The FAQ entry “A draft question?” has not been published."]

    def test_one_unpublished_leaves_its_last_published_answer(self) -> None:
        entry = factories.FaqEntryFactory(question="May I drive?", answer="<p>Not today.</p>")
        published = node_of(LibraryQuestionBlock(), entry.pk)
        entry.unpublish()
        entry.question, entry.answer = "Secret question?", "<p>Secret draft.</p>"
        entry.save_revision()
        compilation = Compilation(published={"a-block": published})
        node = node_of(LibraryQuestionBlock(), entry.pk, compilation)
        assert node == published
        assert messages(compilation) == []
        assert [warning.message for warning in compilation.warnings] == [
            "The FAQ entry “May I drive?” was unpublished; its last published answer is still shown."
        ]

    def test_an_unpublished_entry_is_not_answered_by_another_one(self) -> None:
        other = node_of(LibraryQuestionBlock(), factories.FaqEntryFactory().pk)
        entry = factories.FaqEntryFactory(live=False)
        compilation = Compilation(published={"a-block": other})
        assert node_of(LibraryQuestionBlock(), entry.pk, compilation) is None
        assert len(messages(compilation)) == 1

    def test_a_place_for_which_none_was_chosen_is_refused(self) -> None:
        compilation = Compilation()
        assert node_of(LibraryQuestionBlock(), None, compilation) is None
        assert messages(compilation) == ["No question has been chosen from the FAQ library."]

    def test_a_deleted_entry_is_like_none_chosen(self) -> None:
        entry = factories.FaqEntryFactory()
        key = entry.pk
        entry.delete()
        compilation = Compilation()
        assert node_of(LibraryQuestionBlock(), key, compilation) is None
        assert messages(compilation) == ["No question has been chosen from the FAQ library."]
