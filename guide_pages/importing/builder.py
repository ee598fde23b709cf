"""An outline into the body of a guide, as StreamField stores it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from uuid import uuid4

from faq_blocks.models import FaqEntry

from .content import merged
from .identity import Known, Raw, known_blocks, recognized
from .outline import (
    Divider,
    Faq,
    Film,
    Guess,
    ItemList,
    KeyFacts,
    Outline,
    Paragraph,
    Prose,
    Question,
    Quote,
    Section,
    SectionPart,
    Steps,
    Subheading,
    Table,
    UncertainLine,
    WantedImage,
)
from .pictures import Pictures
from .prose import kept_or_new, rich_text, says_the_same, special_block, table_block


@dataclass(slots=True)
class Built:
    """A body, what to look at in it, and the headings and questions that the guide had and the outline has not.

    `documents` are the ids of those that the outline offers, and `downloads` what it calls them.
    """

    body: list[Raw] = field(default_factory=list)
    documents: set[int] = field(default_factory=set)
    downloads: list[str] = field(default_factory=list)
    uncertain: list[UncertainLine] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Download:
    """A document of the library, and what the source calls it."""

    document: int
    title: str


def build(
    outline: Outline,
    pictures: Pictures,
    before: Sequence[Raw] = (),
    anchors: Mapping[str, str] | None = None,
    said: Sequence[Raw] | None = None,
) -> Built:
    """Return an outline as a body. What it has in common with the body `before` keeps its identity; what has been
    changed there since is known by what was `said` before."""
    known = known_blocks(before)
    wanted = list(_identities(outline))
    found = recognized(wanted, known, anchors or {})
    kept = {block.id for block in found if block}
    built = Built(removed=[block.text for block in known if block.id not in kept])
    _Builder(pictures, iter(found), built, None if said is None else _contents(said)).add(outline)
    return built


def _identities(outline: Outline) -> Iterator[tuple[str, str]]:
    for part in outline.parts:
        yield ("section" if isinstance(part, Section) else "faq", part.heading)
        if isinstance(part, Faq):
            yield from (("question", question.text) for question in part.questions)


def _contents(body: Sequence[Raw]) -> dict[str, Raw]:
    """Return the blocks that stand in a body's sections and answers, by id."""
    found = {block["id"]: block for part in body for block in part["value"].get("content") or []}
    asked = [question for part in body for question in part["value"].get("questions") or []]
    written = [question["value"] for question in asked if question["type"] == "question"]
    return found | {block["id"]: block for value in written for block in value.get("more") or []}


class _Builder:
    """Writes blocks in the order in which `found` says what each of them was before."""

    def __init__(
        self, pictures: Pictures, found: Iterator[Known | None], built: Built, said: Mapping[str, Raw] | None
    ) -> None:
        self.said = said
        self.pictures = pictures
        self.found = found
        self.built = built

    def add(self, outline: Outline) -> None:
        for part in outline.parts:
            self.built.body.append(self._section(part) if isinstance(part, Section) else self._faq(part))

    def _section(self, section: Section) -> Raw:
        known = next(self.found)
        value = known.raw.get("value", {}) if known else {}
        content = merged(list(self._content(section)), value.get("content") or [], self.said)
        return _block("section", {**value, "heading": section.heading, "content": content}, known)

    def _content(self, section: Section) -> Iterator[Raw]:
        heading = section.heading
        for is_text, group in groupby(self._with_downloads(section.parts), key=_is_text):
            if is_text:
                yield _block("text", rich_text(part for part in group if isinstance(part, Prose)))
                continue
            for part in group:
                if isinstance(part, _Download):
                    self.built.documents.add(part.document)
                    self.built.downloads.append(part.title)
                    yield _block("download", {"document": part.document, "title": part.title, "text": ""})
                elif isinstance(part, Subheading):
                    heading = part.text
                    yield _block("subheading", part.text)
                elif isinstance(part, WantedImage):
                    yield from self._image(part)
                elif isinstance(part, Quote):
                    yield _block("quote", {"text": rich_text(part.prose), "source": part.source})
                elif isinstance(part, Table | Steps | KeyFacts | Film):
                    yield _special(part, heading)
                elif isinstance(part, Divider):
                    yield _block("divider", None)

    def _with_downloads(self, parts: Sequence[SectionPart]) -> Iterator[SectionPart | _Download]:
        """Yield parts; a paragraph that is only a link to a file that came along is one to download."""
        for part in parts:
            offered = self.pictures.documents.offered(part)
            yield _Download(*offered) if offered else part

    def _image(self, image: WantedImage) -> Iterator[Raw]:
        """Yield a place for a picture, and its caption as text while there is no picture: readers see it anyway."""
        chosen = self.pictures.next_for(image.alt_text, image.file, image.address)
        yield _block(
            "image",
            {
                "image": {"image": chosen, "alt_text": image.alt_text, "decorative": False},
                "wanted": image.alt_text,
                "caption": image.caption if chosen else "",
                "credit": image.credit,
            },
        )
        if image.caption and not chosen:
            yield _block("text", rich_text([Paragraph(image.caption)]))

    def _faq(self, faq: Faq) -> Raw:
        known = next(self.found)
        value = known.raw.get("value", {}) if known else {}
        introduction = kept_or_new(value.get("introduction"), rich_text(faq.introduction))
        questions = [self._question(question) for question in faq.questions]
        return _block(
            "faq", {**value, "heading": faq.heading, "introduction": introduction, "questions": questions}, known
        )

    def _question(self, question: Question) -> Raw:
        known = next(self.found)
        words, rest = _parted(question.answer)
        answer, more = rich_text(words), list(_blocks(rest, question.text))
        if known and known.raw.get("type") == "library_question":
            shared = FaqEntry.objects.filter(pk=known.raw["value"]).values_list("answer", flat=True).first()
            if shared is not None and says_the_same(shared, answer) and not more:
                return known.raw
            self.built.uncertain.append(UncertainLine(question.line, question.text, Guess.FROM_LIBRARY))
            return _block("question", {"question": question.text, "answer": answer, "more": more}, known)
        value = known.raw.get("value", {}) if known else {}
        answer = kept_or_new(value.get("answer"), answer)
        more = merged(more, value.get("more") or [], self.said)
        return _block("question", {**value, "question": question.text, "answer": answer, "more": more}, known)


def _parted(answer: Sequence[Prose]) -> tuple[Sequence[Prose], Sequence[Prose]]:
    """Return the words that an answer begins with, and what comes after them: nothing where it begins with a block."""
    place = next((index for index, part in enumerate(answer) if _is_block(part)), 0)
    return (answer[:place], answer[place:]) if place else (answer, ())


def _blocks(parts: Sequence[Prose], heading: str) -> Iterator[Raw]:
    """Yield what comes after an answer's first words, as blocks."""
    for is_block, group in groupby(parts, key=_is_block):
        if is_block:
            yield from (_special(part, heading) for part in group if isinstance(part, Table | Steps))
        else:
            yield _block("text", rich_text(group))


def _is_block(part: Prose) -> bool:
    return isinstance(part, Steps) or (isinstance(part, Table) and part.headed)


def _special(part: Table | Steps | KeyFacts | Film, heading: str) -> Raw:
    return _block("table", table_block(part, heading)) if isinstance(part, Table) else _block(*special_block(part))


def _is_text(part: SectionPart | _Download) -> bool:
    return isinstance(part, Paragraph | ItemList) or (isinstance(part, Table) and not part.headed)


def _block(kind: str, value: Any, known: Known | None = None) -> Raw:
    return {"type": kind, "value": value, "id": known.id if known else str(uuid4())}
