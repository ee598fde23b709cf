"""What a compilation makes of a guide's editions: a new one where its words changed, else the one before."""

from __future__ import annotations

from typing import Any

from wagtail.log_actions import get_active_log_context

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
    edition = Edition(
        guide=guide,
        number=latest.number + 1 if latest else 1,
        document=compressed(compiled.guide),
        digest=digest,
        cause=cause,
        note=_change_note(page, guide) if cause is Cause.PAGE else "",
        caused_by=_who(page),
    )
    return edition, True


def note_problems(guide: Guide, compiled: Compiled) -> None:
    """Note what is wrong with a guide. For the publishing transaction."""
    problem = "\n".join(problem.said for problem in compiled.problems)
    warnings = "\n".join(problem.said for problem in compiled.warnings)
    if (guide.problem, guide.warnings) != (problem, warnings):
        guide.problem, guide.warnings = problem, warnings
        guide.save(update_fields=["problem", "warnings"])


def _change_note(page: GuidePageFields, guide: Guide) -> str:
    """Return what the editor says has changed: not what was said of an earlier change already."""
    said = guide.editions.exclude(note="").order_by("-number").values_list("note", flat=True).first()
    note: str = page.change_note.strip()
    return "" if note == said else note


def _who(page: GuidePageFields) -> Any:
    user = get_active_log_context().user
    if user is None and page.live_revision_id:
        user = page.live_revision.user
    return user
