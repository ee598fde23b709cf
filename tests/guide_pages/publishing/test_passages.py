"""What of a guide is searched, and that it follows the guide."""

from __future__ import annotations

import pytest
from django.core.management.color import no_style
from django.db import connection

from guide_pages.models import Guide, GuidePage, Passage
from guide_pages.publishing.in_step import Outcome, bring_in_step
from guide_pages.publishing.reconciling import reconcile
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
