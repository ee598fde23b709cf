"""What differs between two compiled guides, as readers would see it: part by part, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import diff_text

from faq_blocks.nodes import FaqNode, Node, QuestionNode
from guide_pages.document import CompiledGuide
from guide_pages.document.nodes.section import SectionNode


class Passage(NamedTuple):
    """A bit of a guide that is compared: where it stands, its words, and all that there is of it."""

    place: str | Promise
    text: str
    whole: object


class Difference(NamedTuple):
    """A bit that is new, gone or other: where, and its words with what was added and taken away marked."""

    place: str | Promise
    html: SafeString


def differences(before: CompiledGuide, after: CompiledGuide) -> list[Difference]:
    """Return what differs, in reading order. Each part is known by its identity: one that was moved is no other."""
    old, new = dict(_passages(before)), dict(_passages(after))
    found = list(_compared(old, new))
    common = [key for key in old if key in new]
    if common != [key for key in new if key in old]:
        found.append(Difference(_("Order"), format_html("{}", gettext("Parts stand in another order."))))
    return [*found, *_compared(dict(_explained(before)), dict(_explained(after)))]


def question_differences(before: QuestionNode, after: QuestionNode) -> list[Difference]:
    """Return what differs between two forms of one answer."""
    return list(_compared(dict(_asked(before, "")), dict(_asked(after, ""))))


def marked(before: str, after: str) -> SafeString:
    """Return both texts as one, with `del` around what is gone and `ins` around what is new."""
    runs = groupby(diff_text(before, after).changes, key=lambda change: change[0])
    parts = [(kind, "".join(words for _kind, words in run)) for kind, run in runs]
    tags = {"equal": "{}", "deletion": "<del>{}</del>", "addition": "<ins>{}</ins>"}
    return format_html_join("", "{}", ((format_html(tags[kind], words),) for kind, words in parts))


def _compared(old: dict[str, Passage], new: dict[str, Passage]) -> Iterator[Difference]:
    for key in dict.fromkeys([*new, *old]):
        before, after = old.get(key), new.get(key)
        place = (after or before or Passage("", "", None)).place
        if before is None or after is None or before.text != after.text:
            yield Difference(place, marked(before.text if before else "", after.text if after else ""))
        elif before.whole != after.whole:
            yield Difference(
                place, format_html("{}", gettext("The words are the same; a link, a picture or emphasis is not."))
            )


def _passages(guide: CompiledGuide) -> Iterator[tuple[str, Passage]]:
    yield "title", Passage(_("Title"), guide.title, guide.title)
    yield "summary", Passage(_("Summary"), guide.summary, guide.summary)
    yield "hero", Passage(_("Main image"), guide.hero.alt if guide.hero else "", guide.hero)
    yield "topics", _named(_("Topics"), guide.topics)
    yield "authors", _named(_("Written by"), guide.authors)
    yield "reviewers", _named(_("Checked by"), guide.reviewers)
    for part in guide.body:
        yield from _of_part(part)


def _named(place: Promise, named: Iterable[object]) -> Passage:
    """Which they are is compared; what they are called is a fact of today."""
    found = [(getattr(each, "id", None), str(getattr(each, "name", ""))) for each in named]
    return Passage(place, ", ".join(name for _id, name in found), [key for key, _name in found])


def _of_part(part: Node) -> Iterator[tuple[str, Passage]]:
    heading = getattr(part, "heading", "")
    yield part.id, Passage(heading, heading, heading)
    if isinstance(part, FaqNode):
        if part.introduction:
            yield f"{part.id}-introduction", Passage(heading, part.introduction.plain, part.introduction)
        for question in part.questions:
            yield from _asked(question, heading)
    elif isinstance(part, SectionNode):
        for node in part.nodes:
            yield node.id, Passage(heading, node.plain_text(), node)
    else:
        yield f"{part.id}-all", Passage(heading, part.plain_text(), part)


def _explained(guide: CompiledGuide) -> Iterator[tuple[str, Passage]]:
    """What words mean stands at the end, in the order of the alphabet: another order says nothing."""
    for term in guide.glossary:
        words = ", ".join([term.term, *term.also])
        yield str(term.id), Passage(_("Words explained"), f"{words}: {term.definition}", term)


def _asked(question: QuestionNode, heading: str) -> Iterator[tuple[str, Passage]]:
    place = f"{heading} · {question.question}" if heading else question.question
    yield question.id, Passage(place, question.question, question.question)
    answer = "\n\n".join(node.plain_text() for node in question.answer)
    yield f"{question.id}-answer", Passage(place, answer, [node.model_dump() for node in question.answer])
