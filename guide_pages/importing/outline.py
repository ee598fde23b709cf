"""What a document says, whatever it was written in. Pure Python: every parser makes one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .kinds import DroppedLine as DroppedLine
from .kinds import Guess as Guess
from .kinds import Kind as Kind
from .kinds import ReadLine as ReadLine
from .kinds import Reason as Reason
from .kinds import UncertainLine as UncertainLine
from .words import key_of

#: The most characters of a title, a heading, a question, an image's text.
LONGEST = 255
#: The most characters of a summary.
LONGEST_SUMMARY = 300


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words; `\n` parts lines that stay apart. `html` is the same with links and emphasis, where there are any."""

    text: str
    html: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, with the lists below it."""

    text: str
    html: str = ""
    lists: tuple[ItemList, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemList:
    """A bulleted list, or a numbered one that begins at 1."""

    items: tuple[Item, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, in the words of each; `header` when the first row says what is below.

    `html` is the same rows with links and emphasis, or nothing. `row_headers` when the first cell of each row names it.
    """

    rows: tuple[tuple[str, ...], ...]
    header: bool = False
    html: tuple[tuple[str, ...], ...] = field(default=(), compare=False)
    caption: str = ""
    row_headers: bool = False

    @property
    def headed(self) -> bool:
        """Whether its columns have the headings that a guide's table needs. Others are kept as lines."""
        return self.header and len(self.rows) > 1 and all(self.rows[0][1 if self.row_headers else 0 :])


@dataclass(frozen=True, slots=True)
class Quote:
    """Someone's words, and who said them, where the document says so."""

    prose: tuple[Paragraph | ItemList, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Words with a name: a step and how it is done, a fact and what it is about."""

    name: str
    text: str = ""
    html: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Steps:
    """What is done in which order, where the document's markup says so."""

    items: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """What a reader in a hurry must know, where the document's markup says so."""

    items: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Film:
    """A film with its transcript. One without is a link: a guide's video has one."""

    title: str
    url: str
    transcript: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Divider:
    """A rule between two thoughts."""


@dataclass(frozen=True, slots=True)
class Subheading:
    text: str


@dataclass(frozen=True, slots=True)
class WantedImage:
    """A place for a picture: the document had its alternative text, perhaps the name of its `file`, and its `address`.

    Readers see the caption whether there is a picture or not.
    """

    alt_text: str
    credit: str = ""
    caption: str = ""
    file: str = field(default="", compare=False)
    address: str = field(default="", compare=False)


Special = Steps | KeyFacts | Film
Prose = Paragraph | ItemList | Table | Quote | Special
SectionPart = Prose | Subheading | WantedImage | Divider


@dataclass(frozen=True, slots=True)
class Section:
    """`made` when the document had no such heading."""

    heading: str
    parts: tuple[SectionPart, ...] = ()
    made: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its answer, and the number of its line."""

    text: str
    answer: tuple[Prose, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Faq:
    """A group of questions. `made` when the document had no such heading."""

    heading: str
    introduction: tuple[Prose, ...] = ()
    questions: tuple[Question, ...] = ()
    made: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's title and parts, in its order, and an account of what was not certain.

    `summary` is a suggestion, in words that stand in the parts, too: in line `summary_from`. A `title_made` up is no
    name to know the guide by. `lines` are all of the document's, in its order; `summary_chosen` when one of them is it.
    """

    title: str
    parts: tuple[Section | Faq, ...]
    summary: str = ""
    summary_from: int = 1
    dropped: tuple[DroppedLine, ...] = ()
    uncertain: tuple[UncertainLine, ...] = ()
    title_made: bool = False
    lines: tuple[ReadLine, ...] = ()
    summary_chosen: bool = False

    def line_of(self, words: str) -> int:
        """Return the number of the line that says these words, or begins them; 1 if none does."""
        key = key_of(words)
        said = [(line, key_of(line.text)) for line in self.lines if line.kind is not Kind.LEFT_OUT]
        found = [(line, own) for line, own in said if own and (own in key or key in own)]
        begins = [line for line, own in found if key.startswith(own)]
        return next((line.number for line in [*begins, *(line for line, _own in found)]), 1)

    @property
    def sections(self) -> list[Section]:
        return [part for part in self.parts if isinstance(part, Section)]

    @property
    def faqs(self) -> list[Faq]:
        return [part for part in self.parts if isinstance(part, Faq)]

    @property
    def questions(self) -> list[Question]:
        return [question for faq in self.faqs for question in faq.questions]

    @property
    def images(self) -> list[WantedImage]:
        return [part for section in self.sections for part in section.parts if isinstance(part, WantedImage)]

    def texts(self) -> Iterator[str]:
        """Yield every text taken from the document, in the guide's order, without what was made."""
        if not self.title_made:
            yield self.title
        for part in self.parts:
            if not part.made:
                yield part.heading
            if isinstance(part, Section):
                for child in part.parts:
                    yield from texts_of(child)
            else:
                for prose in part.introduction:
                    yield from texts_of(prose)
                for question in part.questions:
                    yield question.text
                    for prose in question.answer:
                        yield from texts_of(prose)


def texts_of(part: SectionPart) -> Iterator[str]:
    """Yield the texts of one part."""
    if isinstance(part, ItemList):
        for item in part.items:
            yield item.text
            for each in item.lists:
                yield from texts_of(each)
    elif isinstance(part, Table):
        if part.caption:
            yield part.caption
        for row in part.rows:
            yield from row
    elif isinstance(part, Quote):
        for prose in part.prose:
            yield from texts_of(prose)
        if part.source:
            yield part.source
    elif isinstance(part, Steps | KeyFacts):
        yield from (text for item in part.items for text in (item.name, item.text) if text)
    elif isinstance(part, Film):
        yield from (part.title, *(paragraph.text for paragraph in part.transcript))
    elif isinstance(part, WantedImage):
        alt_text = "" if part.alt_text in part.caption else part.alt_text
        yield from (text for text in (alt_text, part.caption, part.credit) if text)
    elif not isinstance(part, Divider):
        yield part.text
