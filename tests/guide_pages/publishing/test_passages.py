"""What of a guide is searched, and that it follows the guide."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management.color import no_style
from django.db import connection
from django.test import TestCase

from guide_pages.models import Guide, GuidePage, Passage, Word
from guide_pages.publishing.in_step import Outcome, bring_in_step
from guide_pages.publishing.reconciling import reconcile
from guide_pages.records.passages import HEADING_WORDS, LONGEST_WORD
from tests import factories

pytestmark = pytest.mark.django_db


def headings(page: GuidePage) -> list[str]:
    return list(Passage.objects.filter(guide__page=page.pk).order_by("pk").values_list("heading", flat=True))


def rows(page: GuidePage) -> list[tuple[object, ...]]:
    return list(Passage.objects.filter(guide__page=page.pk).order_by("pk").values_list())


def indexed(word: str) -> int:
    """How many passages the database's own index has for a word."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT count(*) FROM guide_pages_passage_fts WHERE guide_pages_passage_fts MATCH %s", [word]
            )
        else:
            cursor.execute("SELECT count(*) FROM guide_pages_passage WHERE token_index @@ CAST(%s AS tsquery)", [word])
        return int(cursor.fetchone()[0])


def test_a_guide_a_section_and_a_question_are_a_passage_each() -> None:
    page = factories.guide(
        factories.section("Before  bed", factories.text("Read a book."), factories.text("Then sleep.")),
        factories.faq(factories.question("Does it hurt?", "<p>No. Café?</p>", block_id="asked")),
        title="Nights, at home",
        summary="What to read.",
    )
    guide, section, question = Passage.objects.filter(guide__page=page.pk).order_by("pk")
    assert (guide.kind, guide.heading_words, guide.text) == ("guide", "nights at home", "What to read.")
    assert (guide.node_id, guide.anchor) == (str(guide.guide_id), "")
    assert (section.kind, section.heading_words, section.text) == ("section", "before bed", "Read a book. Then sleep.")
    assert (question.kind, question.heading, question.node_id) == ("answer", "Does it hurt?", "asked")
    assert (question.text, question.tokens.split()[-5:]) == ("No. Café?", ["no", "cafe", "~night", "~at", "~home"])
    assert (question.anchor, question.locale) == ("does-it-hurt", "en")


def test_passages_that_say_the_same_are_not_written_anew() -> None:
    body = [factories.section("One", block_id="1"), factories.section("Two", block_id="2")]
    page = factories.guide(*body)
    _guide, first, _second = rows(page)
    changed = factories.section("Two", factories.text("Other words."), block_id="2")
    page = factories.publish(page, body=factories.body(body[0], changed))
    assert rows(page)[1] == first
    assert [row[-1] for row in rows(page)[1:]] == ["Some words.", "Other words."]


def test_a_draft_changes_no_passage() -> None:
    page = factories.guide(factories.section("One"))
    factories.draft(page, body=factories.body(factories.section("Two")))
    assert headings(page) == [page.title, "One"]


def test_a_guide_that_is_taken_away_has_no_passages() -> None:
    page = factories.guide()
    page.unpublish()
    assert headings(page) == []


def test_the_index_follows_what_is_written_changed_and_removed() -> None:
    page = factories.guide(factories.section("Zebras"))
    assert indexed("zebra") == 1
    Passage.objects.filter(guide__page=page.pk, kind="section").update(tokens="lion")
    assert (indexed("zebra"), indexed("lion")) == (0, 1)
    Passage.objects.all().delete()
    assert indexed("lion") == 0


def test_the_index_is_empty_after_a_flush() -> None:
    factories.guide(factories.section("Zebras"))
    assert indexed("zebra") == 1
    connection.check_constraints()  # else PostgreSQL has them to check at the end, and truncates nothing
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), [Passage._meta.db_table]))
    assert indexed("zebra") == 0


def test_passages_that_are_missing_are_written_by_reconcile_and_by_the_next_publish() -> None:
    page = factories.guide()
    guide = Guide.objects.get(page=page.pk)
    sequence = guide.delivery.sequence
    whole = headings(page)
    Passage.objects.all().delete()
    assert [difference.outcome for difference in reconcile()] == [str(Outcome.DELIVERY.value)]
    assert headings(page) == whole
    Passage.objects.filter(heading=whole[0]).update(text="Changed by hand.")
    assert bring_in_step(page.pk) is Outcome.DELIVERY
    assert bring_in_step(page.pk) is Outcome.UNCHANGED
    guide.delivery.refresh_from_db()
    assert guide.delivery.sequence == sequence


def words(locale: str = "en") -> set[str]:
    return set(Word.objects.filter(locale=locale).values_list("word", flat=True))


def written(*blocks: dict[str, Any], **fields: Any) -> GuidePage:
    """A guide that is published and committed, with the words that are kept after that."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return factories.guide(*blocks, **fields)


def test_words_are_kept_for_spelling_once_they_are_committed() -> None:
    section = factories.section("Sleep", factories.text("An ox or a cat naps 24h, two cats nap: 睡眠."))
    written(section, title="Nights", summary="Quiet.")
    assert words() == {"nights", "quiet", "sleep", "cat", "naps", "two", "cats", "nap"}
    assert Word.objects.get(word="sleep").initial == "s"
    written(section, title="Nights", summary="Quiet.")
    assert Word.objects.filter(word="sleep").count() == 1


def test_words_that_are_very_long_are_not_kept() -> None:
    written(factories.section("Sleep", factories.text(f"{'a' * LONGEST_WORD} {'b' * (LONGEST_WORD + 1)}")))
    assert {"a", "b"} & {word[0] for word in words() if len(word) >= LONGEST_WORD} == {"a"}


def test_of_a_very_long_heading_so_many_letters_are_compared() -> None:
    written(factories.section("word " * 30))
    [section] = Passage.objects.filter(kind="section")
    assert len(section.heading_words) == min(HEADING_WORDS, 149)
    assert ("word " * 30).startswith(section.heading_words)


LINK = '<a href="https://example.org/">{}</a>'


@pytest.mark.parametrize(
    ("content", "is_last"),
    [
        ([LINK.format("Sleep well") + " " + LINK.format("Rest well") + " " + LINK.format("Wake well")], True),
        ([LINK.format("Sleep well") + " " + LINK.format("Rest well") + " and some more words"], False),
        ([LINK.format("One"), LINK.format("Two"), LINK.format("Three")], True),
        ([LINK.format("a") + LINK.format("b") + LINK.format("c") + " and far more words than links"], False),
        ([LINK.format("12345") + LINK.format("67890") + LINK.format("<b>12</b>") + " " + "n" * 9], True),
        ([LINK.format("12345") + LINK.format("67890") + LINK.format("<b>12</b>") + " " + "n" * 10], False),
        (["No link."], False),
    ],
    ids=["sources", "two links", "a link a text", "many words", "half of it", "less than half", "none"],
)
def test_a_section_that_is_a_list_of_links_stands_below_all_others(content: list[str], is_last: bool) -> None:
    factories.guide(factories.section("Sources", *map(factories.text, content)))
    [section] = Passage.objects.filter(kind="section")
    assert section.tokens.startswith("/last ") is is_last


def test_a_question_is_no_section_and_a_section_with_questions_is_none() -> None:
    page = factories.guide(
        factories.section("Read on", block_id="read"), factories.faq(factories.question("A?"), factories.question("B?"))
    )
    kinds = Passage.objects.filter(guide__page=page.pk).order_by("pk").values_list("kind", "heading")
    assert list(kinds) == [("guide", page.title), ("section", "Read on"), ("answer", "A?"), ("answer", "B?")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "answer"),
        ("locale", "es"),
        ("node_id", "another"),
        ("anchor", "another"),
        ("heading", "Another"),
        ("heading_words", "another"),
        ("tokens", "another"),
        ("text", "Another."),
    ],
)
def test_a_passage_that_says_anything_else_is_written_anew(field: str, value: str) -> None:
    page = factories.guide(factories.section("One"))
    before = Passage.objects.filter(kind="section").values().get()
    Passage.objects.filter(pk=before["id"]).update(**{field: value})
    assert bring_in_step(page.pk) is Outcome.DELIVERY
    after = Passage.objects.exclude(kind="guide").values().get()
    assert after.pop("id") != before.pop("id")
    assert after == before


def test_words_are_kept_for_no_draft_and_before_no_commit() -> None:
    factories.guide(factories.section("Sleep"))
    assert words() == set()


def test_of_a_guide_that_is_published_again_only_what_is_new_is_looked_through() -> None:
    page = written(factories.section("One", block_id="1"))
    Word.objects.all().delete()
    with TestCase.captureOnCommitCallbacks(execute=True):
        factories.publish(
            page, body=factories.body(factories.section("One", block_id="1"), factories.section("Twice", block_id="2"))
        )
    assert "twice" in words()
