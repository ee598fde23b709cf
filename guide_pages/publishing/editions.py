"""What a compilation makes of a guide's editions: a new one where its words changed, else the one before."""

from __future__ import annotations

from typing import Any

from wagtail.log_actions import get_active_log_context

from faq_blocks.models import FaqEntry
from faq_blocks.nodes import QuestionNode
from guide_pages.compiling.compiler import Compiled, digest_of
from guide_pages.records import Edition, Guide
from guide_pages.records.editions import Cause, compressed
from guide_pages.records.fields import GuidePageFields


def edition_of(guide: Guide, page: GuidePageFields, compiled: Compiled, cause: Cause) -> tuple[Edition | None, bool]:
    """Return the edition that readers are to get now, and whether it is new, and to be saved: its words are others.

    A guide that could not be compiled keeps its last edition: None if it has none that may be shown.
    """
    latest = guide.editions.order_by("-number").first()
    shown = latest if latest is not None and latest.withdrawn_at is None else None
    if compiled.problems:
        return shown, False
    digest = digest_of(compiled.guide)
    if shown is not None and shown.digest == digest:
        return shown, False
    answers = _changed_answers(shown, compiled) if cause is Cause.LIBRARY else []
    edition = Edition(
        guide=guide,
        number=latest.number + 1 if latest else 1,
        document=compressed(compiled.guide),
        digest=digest,
        cause=cause,
        note=_change_note(page.change_note, guide) if cause is Cause.PAGE else _note_of(answers, guide),
        caused_by=_who(page, cause, answers),
    )
    return edition, True


def note_problems(guide: Guide, compiled: Compiled) -> None:
    """Note what is wrong with a guide. For the publishing transaction."""
    problem = "\n".join(problem.said for problem in compiled.problems)
    warnings = "\n".join(problem.said for problem in compiled.warnings)
    if (guide.problem, guide.warnings) != (problem, warnings):
        guide.problem, guide.warnings = problem, warnings
        guide.save(update_fields=["problem", "warnings"])


def _changed_answers(shown: Edition | None, compiled: Compiled) -> list[FaqEntry]:
    """Return the shared answers whose words are others than in the edition before."""
    before = {} if shown is None else {node.library_entry: _words(node) for node in shown.compiled.questions()}
    after = {node.library_entry: _words(node) for node in compiled.guide.questions() if node.library_entry}
    changed = [entry for entry, words in after.items() if before.get(entry, words) != words]
    return list(FaqEntry.objects.filter(uuid__in=changed).select_related("live_revision__user").order_by("question"))


def _words(node: QuestionNode) -> tuple[str, list[dict[str, Any]]]:
    return node.question, [part.model_dump(exclude={"id"}) for part in node.answer]


def _note_of(answers: list[FaqEntry], guide: Guide) -> str:
    """Return what their editors say has changed in shared answers."""
    notes = dict.fromkeys(answer.change_note.strip() for answer in answers)
    return _change_note(" ".join(note for note in notes if note), guide)


def _change_note(note: str, guide: Guide) -> str:
    """Return what the editor says has changed: not what was said of an earlier change already."""
    said = guide.editions.exclude(note="").order_by("-number").values_list("note", flat=True).first()
    return "" if note.strip() == said else note.strip()


def _who(page: GuidePageFields, cause: Cause, answers: list[FaqEntry]) -> Any:
    """Return who made the change: whoever is at work here, else whoever published what has changed."""
    user = get_active_log_context().user
    if user is not None:
        return user
    if cause is Cause.LIBRARY:
        return next((entry.live_revision.user for entry in answers if entry.live_revision), None)
    return page.live_revision.user if cause is Cause.PAGE and page.live_revision_id else None
