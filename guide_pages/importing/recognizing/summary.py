"""A summary to begin with: a guide needs one, and few documents have one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guide_pages.importing.outline import LONGEST_SUMMARY, Faq, ItemList, Paragraph, Section

from .features import ends_sentence, sentences_of
from .line import Line


def suggested_summary(parts: Iterable[Section | Faq], lines: list[Line]) -> tuple[str, int]:
    """Return the first sentences of the first paragraph, and the number of its line; nothing if there is none."""
    texts = list(_texts(parts))
    text = next((text for text in texts if ends_sentence(text)), next(iter(texts), ""))
    summary = ""
    for sentence in sentences_of(text.replace("\n", " ")):
        longer = f"{summary} {sentence}".strip()
        if summary and len(longer) > LONGEST_SUMMARY:
            break
        summary = longer
    if len(summary) > LONGEST_SUMMARY:
        summary = summary[: LONGEST_SUMMARY - 1].rsplit(" ", 1)[0] + "…"
    return summary, next((line.number for line in lines if line.text == text), 1)


def _texts(parts: Iterable[Section | Faq]) -> Iterator[str]:
    """Yield paragraphs in the order in which they say what the guide is about: sections, questions, then lists."""
    parts = list(parts)
    sections = [child for part in parts if isinstance(part, Section) for child in part.parts]
    faqs = [part for part in parts if isinstance(part, Faq)]
    answers = [prose for faq in faqs for question in faq.questions for prose in question.answer]
    prose = [*sections, *(prose for faq in faqs for prose in faq.introduction), *answers]
    yield from (part.text for part in prose if isinstance(part, Paragraph))
    yield from (item.text for part in prose if isinstance(part, ItemList) for item in part.items)
