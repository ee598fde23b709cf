"""When a guide gets a new edition, and what that says of itself. Nothing here is rendered."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.log_actions import LogContext

from faq_blocks.compilation import Finding
from guide_pages.compiling.compiler import Compiled, compile_guide
from guide_pages.models import Edition, Guide, GuidePage
from guide_pages.publishing.editions import edition_of, note_problems
from guide_pages.records.editions import Cause
from tests import factories

pytestmark = pytest.mark.django_db


def wrong(compiled: Compiled, *problems: str, warnings: Iterable[str] = ()) -> Compiled:
    return compiled._replace(problems=[*map(Finding, problems)], warnings=[*map(Finding, warnings)])


def say(page: GuidePage, title: str, note: str = "", cause: Cause = Cause.PAGE) -> tuple[int, bool, str]:
    """The number of the edition with this title, whether it is new, and its note; a new one is stored."""
    page.title, page.change_note = title, note
    edition, is_new = edition_of(page.guide, page, compile_guide(page), cause)
    assert edition is not None
    assert edition._state.adding is is_new
    if is_new:
        edition.save()
        assert (edition.compiled.title, edition.cause) == (title, cause)
    return edition.number, is_new, edition.note


def withdraw(number: int) -> None:
    edition = Edition.objects.get(number=number)
    edition.withdrawn_at = edition.created_at
    super(Edition, edition).save()


def test_other_words_are_a_new_edition_the_same_are_none_and_numbers_rise() -> None:
    page = factories.guide(title="Sleep")
    assert say(page, "Sleep") == (1, False, "")
    assert say(page, "Sleep well") == (2, True, "")
    assert say(page, "Sleep") == (3, True, "")
    assert say(page, "Sleep") == (3, False, "")
    assert [edition.guide for edition in Edition.objects.all()] == [page.guide] * 3


def test_words_that_were_withdrawn_last_are_a_new_edition_if_they_are_said_again() -> None:
    page = factories.guide(title="Sleep")
    say(page, "Sleep well")
    withdraw(2)
    assert say(page, "Sleep well") == (3, True, "")


def test_a_guide_that_cannot_be_compiled_keeps_its_last_edition_unless_that_was_withdrawn() -> None:
    page = factories.guide(title="Sleep")
    compiled = wrong(compile_guide(page), "It has no end.")
    assert edition_of(page.guide, page, compiled, Cause.PAGE) == (Edition.objects.get(), False)
    withdraw(1)
    assert edition_of(page.guide, page, compiled, Cause.PAGE) == (None, False)


def test_one_that_never_was_published_begins_with_the_first() -> None:
    page = factories.guide(live=False)
    guide = Guide.objects.create(page=page, site=factories.site(), locale=page.locale)
    edition, is_new = edition_of(guide, page, compile_guide(page), Cause.PAGE)
    assert edition is not None
    assert (edition.number, edition.guide, is_new) == (1, guide, True)
    assert edition_of(guide, page, wrong(compile_guide(page), "No."), Cause.PAGE) == (None, False)


def test_a_note_is_said_once_and_of_what_its_editor_published_alone() -> None:
    page = factories.guide(title="Sleep")
    assert say(page, "Two", " New dose. ") == (2, True, "New dose.")
    assert say(page, "Three", "New dose.") == (3, True, "")  # the field kept what was typed
    assert say(page, "Four", "New dose. ") == (4, True, "")
    assert say(page, "Five", "New source.", Cause.LIBRARY) == (5, True, "")
    assert say(page, "Six", "New source.") == (6, True, "New source.")
    assert say(page, "Seven", "New dose.") == (7, True, "New dose.")
    assert say(page, "Eight", "  ") == (8, True, "")


def test_who_acts_made_it_else_who_wrote_what_is_live() -> None:
    ada, bob = (get_user_model().objects.create_user(name) for name in ("ada", "bob"))
    page = factories.guide()
    page.title = "By Ada"
    page.save_revision(user=ada).publish()
    page = GuidePage.objects.get()
    page.title = "Anew"
    compiled = compile_guide(page)
    made = [edition_of(page.guide, page, compiled, Cause.PAGE)[0]]
    with LogContext(user=bob):
        made.append(edition_of(page.guide, page, compiled, Cause.PAGE)[0])
    page.live_revision = None
    made.append(edition_of(page.guide, page, compiled, Cause.PAGE)[0])
    assert [edition and edition.caused_by for edition in made] == [ada, bob, None]


def test_what_is_wrong_is_noted_line_by_line_and_written_where_it_is_news() -> None:
    page = factories.guide()
    other = factories.guide().guide
    guide, compiled = page.guide, compile_guide(page)

    def noted(compiled: Compiled) -> tuple[str, str, int]:
        with CaptureQueriesContext(connection) as queries:
            note_problems(guide, compiled)
        stored = Guide.objects.get(pk=guide.pk)
        return stored.problem, stored.warnings, len(queries)

    assert noted(compiled) == ("", "", 0)
    both = wrong(compiled, "No end.", "No source.", warnings=["Long.", "Old."])
    assert noted(both) == ("No end.\nNo source.", "Long.\nOld.", 1)
    assert noted(both) == ("No end.\nNo source.", "Long.\nOld.", 0)
    assert noted(wrong(compiled, "No end.", warnings=["Long.", "Old."])) == ("No end.", "Long.\nOld.", 1)
    assert noted(wrong(compiled, "No end.")) == ("No end.", "", 1)
    assert noted(compiled) == ("", "", 1)
    other.refresh_from_db()
    assert (other.problem, other.warnings) == ("", "")


def test_noting_it_writes_nothing_else_of_the_guide() -> None:
    page = factories.guide()
    guide = Guide.objects.get()
    Guide.objects.update(page=None)
    note_problems(guide, wrong(compile_guide(page), "No end."))
    assert (Guide.objects.get().page, Guide.objects.get().problem) == (None, "No end.")
