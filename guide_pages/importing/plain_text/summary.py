"""A summary to begin with: a guide needs one, and plain text has none."""

from __future__ import annotations

from guide_pages.importing.outline import LONGEST_SUMMARY, Paragraph, Section

from .features import sentences_of
from .lines import Line


def suggested_summary(sections: list[Section], lines: list[Line]) -> tuple[str, int]:
    """Return the first sentences of the first paragraph, and the number of its line; nothing if there is none."""
    paragraphs = (part.text for section in sections for part in section.parts if isinstance(part, Paragraph))
    text = next(paragraphs, "")
    summary = ""
    for sentence in sentences_of(text):
        longer = f"{summary} {sentence}".strip()
        if summary and len(longer) > LONGEST_SUMMARY:
            break
        summary = longer
    if len(summary) > LONGEST_SUMMARY:
        summary = summary[: LONGEST_SUMMARY - 1].rsplit(" ", 1)[0] + "…"
    return summary, next((line.number for line in lines if line.text == text), 1)
