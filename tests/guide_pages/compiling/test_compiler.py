"""A guide page → what it says, what it was made from, and why it may not be published."""

from __future__ import annotations

import pytest
from django.utils import translation
from wagtail.models import Locale, Page

from guide_pages.compiling.compiler import compile_guide, label, references_of
from guide_pages.models import Anchor, Edition, GuidePage
from tests import factories

pytestmark = pytest.mark.django_db


def problems(page: GuidePage) -> list[str]:
    return [problem.message for problem in compile_guide(page).problems]


def draft_of(*blocks: dict[str, object], **fields: object) -> GuidePage:
    return factories.guide(*blocks, live=False, **fields)


def test_a_guide_has_a_section_or_a_question() -> None:
    assert problems(draft_of(factories.faq(factories.question("Why?")))) == []
    without = factories.block("faq", {"heading": "Questions", "introduction": "", "questions": []})
    assert "The guide has no section and no question." in problems(draft_of(without))


def test_a_guide_says_what_its_page_says() -> None:
    topic, author, reviewer = factories.TopicFactory(), factories.ContributorFactory(), factories.ContributorFactory()
    page = draft_of(
        factories.section("First", factories.text("Words.")),
        factories.faq(factories.question("Why?")),
        title=" Sleep ",
        summary=" What helps. ",
        topics=[topic],
        authors=[author],
        reviewers=[reviewer],
    )
    guide = compile_guide(page).guide
    assert (guide.title, guide.summary, guide.locale) == ("Sleep", "What helps.", "en")
    assert [found.slug for found in guide.topics] == [topic.slug]
    assert [person.id for person in guide.authors] == [author.pk]
    assert [person.id for person in guide.reviewers] == [reviewer.pk]
    assert [(part.type, part.heading) for part in guide.body] == [("section", "First"), ("faq", "Questions")]
    assert problems(page) == []


def test_compiling_writes_nothing_and_twice_is_the_same() -> None:
    page = draft_of()
    assert compile_guide(page).guide == compile_guide(page).guide
    assert not Anchor.objects.exists()
    assert not Edition.objects.exists()


def test_what_was_read_is_noted() -> None:
    picture, photo, hero = factories.ImageFactory(), factories.ImageFactory(), factories.ImageFactory()
    other = factories.site().root_page.add_child(instance=Page(title="Other", slug="other"))
    entry, topic = factories.FaqEntryFactory(), factories.TopicFactory()
    author = factories.ContributorFactory(photo=photo)
    page = draft_of(
        factories.section(
            "First",
            factories.block("text", f'<p><a linktype="page" id="{other.pk}">there</a></p>'),
            factories.image(picture),
        ),
        factories.faq(factories.from_library(entry)),
        topics=[topic],
        authors=[author],
        hero=hero,
    )
    assert compile_guide(page).references == {
        ("page", str(other.pk)),
        ("image", str(picture.pk)),
        ("image", str(photo.pk)),
        ("image", str(hero.pk)),
        ("faq_entry", str(entry.pk)),
        ("topic", str(topic.pk)),
        ("contributor", str(author.pk)),
    }


def test_what_a_stored_document_points_to_can_be_found_again() -> None:
    picture = factories.ImageFactory()
    other = factories.site().root_page.add_child(instance=Page(title="Other", slug="other"))
    link = factories.block("text", f'<p><a linktype="page" id="{other.pk}">there</a></p>')
    page = factories.guide(factories.section("First", link, factories.image(picture)))
    stored = Edition.objects.get(guide__page=page).compiled
    assert references_of(stored) == {("page", str(other.pk)), ("image", str(picture.pk))}


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([factories.section(" ")], ["A section has no heading."]),
        ([factories.section("A", factories.text(""))], ["The section “A” is empty."]),
        ([factories.section(), factories.faq(factories.question(""))], ["A question has no words."]),
        ([factories.section(), factories.faq(factories.question("Why?", ""))], ["The question “Why?” has no answer."]),
        (
            [factories.section(), factories.faq(factories.question("Why?"), factories.question(" why?"))],
            ["The question “why?” is asked twice."],
        ),
        (
            [factories.section("One", block_id="x"), factories.section("Two", block_id="x")],
            ["“One” and “Two” have the same identity. Delete one of them and add it anew."],
        ),
        (
            [
                factories.section("One", factories.text("In the first.", "x")),
                factories.faq(factories.question("In the last?", block_id="x")),
            ],
            ["“In the first.” and “In the last?” have the same identity. Delete one of them and add it anew."],
        ),
    ],
)
def test_a_problem_names_its_place(blocks: list[dict[str, object]], expected: list[str]) -> None:
    assert problems(draft_of(*blocks)) == expected


def test_a_question_is_asked_twice_whether_written_or_shared() -> None:
    entry = factories.FaqEntryFactory(question="Does it hurt?")
    page = draft_of(
        factories.section(), factories.faq(factories.question("Does it hurt?"), factories.from_library(entry, "l1"))
    )
    assert problems(page) == ["The question “Does it hurt?” is asked twice."]
    assert compile_guide(page).problems[0].block_id == "l1"


def test_a_guide_without_a_summary_is_refused() -> None:
    page = draft_of()
    page.summary = " "
    assert problems(page) == ["The guide has no summary."]


def test_a_page_that_was_never_saved_is_compiled_too() -> None:
    page = GuidePage(title="New", summary="S", locale=Locale.get_default(), body=factories.body())
    assert compile_guide(page).guide.title == "New"


def test_a_renamed_section_keeps_its_anchor_and_no_other_block_gets_it() -> None:
    page = factories.guide(factories.section("Doses", block_id="s1"))
    page.body = factories.body(factories.section("How much", block_id="s1"), factories.section("Doses", block_id="s2"))
    assert [part.anchor for part in compile_guide(page).guide.body] == ["doses", "doses-2"]


def test_an_anchor_of_a_deleted_block_is_never_given_again() -> None:
    page = factories.guide(factories.section("Doses", block_id="s1"), factories.section("Rest", block_id="s2"))
    page = factories.publish(page, body=factories.body(factories.section("Rest", block_id="s2")))
    page.body = factories.body(factories.section("Doses", block_id="s3"))
    assert compile_guide(page).guide.body[0].anchor == "doses-2"


def test_messages_are_in_the_language_of_the_guide_whoever_reads() -> None:
    page = draft_of()
    with translation.override("es"):
        assert problems(page) == []
        assert translation.get_language() == "es"


def test_a_draft_shows_what_is_wanted_and_a_published_guide_does_not() -> None:
    page = draft_of(factories.section("A", factories.text(), factories.image(None, wanted="A calm room")))
    types = [[node.type for node in compile_guide(page, is_draft=draft).guide.all_nodes()] for draft in (True, False)]
    assert types == [["section", "text", "image"], ["section", "text"]]
    assert [warning.message for warning in compile_guide(page).warnings] == ["Image wanted: A calm room"]


def test_nodes_and_questions_come_in_reading_order() -> None:
    guide = compile_guide(
        draft_of(
            factories.section("A", factories.text("a", "1"), block_id="0"),
            factories.faq(factories.question("Why?", block_id="3"), block_id="2"),
            factories.section("B", factories.text("b", "5"), block_id="4"),
        )
    ).guide
    assert [node.id for node in guide.all_nodes()] == ["0", "1", "2", "3", "4", "5"]
    assert [question.id for question in guide.questions()] == ["3"]


def test_a_label_is_short_enough_for_a_message() -> None:
    page = draft_of(factories.section("W" * 100))
    assert label(compile_guide(page).guide.body[0]) == "W" * 57 + "…"


def test_a_guide_of_many_blocks_is_compiled_in_as_many_queries_as_one_of_few(django_assert_num_queries) -> None:
    def page(count: int) -> GuidePage:
        entries = factories.FaqEntryFactory.create_batch(count)
        sections = [factories.section(f"S{n}", factories.text(), factories.image(None)) for n in range(count)]
        made = draft_of(*sections, factories.faq(*map(factories.from_library, entries)))
        return GuidePage.objects.select_related("locale").get(pk=made.pk)

    few, many = page(2), page(20)
    with django_assert_num_queries(6):
        compile_guide(few)
    with django_assert_num_queries(6):
        compile_guide(many)
