"""The guides that both sides publish: the same words, pictures and structure, as neither side stores them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from random import Random
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from PIL import Image

from bench.words import SEED, heading, sentence, sentences

SECTIONS, PICTURES, QUESTIONS = 12, 7, 5
SHARED_PICTURES = 20
NEWEST = 20  # guides that stand first in lists, however many there are
TOPICS = ("Rest", "Movement", "Meals", "Visits")
PEOPLE = ("Example Writer", "Example Reviewer")


class Block(NamedTuple):
    """A part of a section. `value` is rich text, a heading's words, or for a picture its number."""

    kind: str  # text, subheading, picture or callout
    value: str | int
    words: str = ""  # a picture's caption, a callout's heading


class Section(NamedTuple):
    heading: str
    blocks: list[Block]


class Question(NamedTuple):
    question: str
    answer: str


class Article(NamedTuple):
    """A guide before it is anybody's page."""

    slug: str
    title: str
    summary: str
    topics: list[str]
    sections: list[Section]
    questions: list[Question]


def article(number: int, *, pictures: int = PICTURES) -> Article:
    """Return guide `number`, as long as the demonstration's on ketamine: 12 sections, 7 pictures, 5 questions."""
    random = Random(f"{SEED} {number}")
    sections = [
        Section(heading(random), _blocks(random, [n for n in range(pictures) if n % SECTIONS == place]))
        for place in range(SECTIONS)
    ]
    return _article(random, f"guide-{number:06}", sections, QUESTIONS)


def article_of_blocks(blocks: int, words: int) -> Article:
    """Return a guide of so many blocks, sections included, with about so many words in all."""
    random = Random(f"{SEED} {blocks} blocks")
    sections = max(1, blocks // 10)
    texts = blocks - sections
    each, more = divmod(words, texts)
    paragraphs = [
        Block("text", _paragraph(sentence(random, each + (n < more), each + (n < more)))) for n in range(texts)
    ]
    per_section = -(-texts // sections)
    parts = [
        Section(heading(random), paragraphs[start : start + per_section]) for start in range(0, texts, per_section)
    ]
    return _article(random, f"blocks-{blocks:03}", parts, 0)


def new_words(article: Article, turn: int) -> Article:
    """Return the article after an edit: one paragraph more in its first section."""
    random = Random(f"{SEED} {article.slug} turn {turn}")
    first, *others = article.sections
    added = Section(first.heading, [*first.blocks, Block("text", _paragraph(sentences(random, 3)))])
    return article._replace(sections=[added, *others])


def picture(number: int, width: int = 1600, height: int = 900) -> BytesIO:
    """Return a photograph's worth of pixels as JPEG."""
    random = Random(f"{SEED} picture {number}")
    small = Image.new("RGB", (16, 9))
    small.putdata([tuple(random.randrange(256) for _ in range(3)) for _ in range(16 * 9)])
    file = BytesIO()
    small.resize((width, height), Image.Resampling.BICUBIC).save(file, "JPEG", quality=80)
    file.seek(0)
    return file


def long_ago(number: int) -> datetime:
    """Return when a guide that is not among the newest was published."""
    return datetime(2026, 1, 1, tzinfo=UTC) - timedelta(minutes=number)


def fixed_id(*names: object) -> str:
    """Return the id that always belongs to these names."""
    return str(uuid5(NAMESPACE_URL, "/".join(str(name) for name in (SEED, *names))))


def _article(random: Random, slug: str, sections: list[Section], questions: int) -> Article:
    return Article(
        slug=slug,
        title=heading(random),
        summary=sentences(random, 2)[:400],
        topics=random.sample(TOPICS, 2),
        sections=sections,
        questions=[
            Question(f"{heading(random)}?", _paragraph(sentences(random, 4)) + _paragraph(sentences(random, 3)))
            for _ in range(questions)
        ],
    )


def _blocks(random: Random, pictures: list[int]) -> list[Block]:
    items = "".join(f"<li>{sentence(random)}</li>" for _ in range(4))
    marked = f"<p>{sentences(random, 3)} <b>{heading(random)}</b> {sentences(random, 2)}</p>"
    return [
        Block("text", _paragraph(sentences(random, 5)) + marked),
        *(Block("picture", number, sentence(random)) for number in pictures),
        Block("subheading", heading(random)),
        Block("text", f"<ul>{items}</ul>"),
        Block("callout", _paragraph(sentences(random, 2)), heading(random)),
    ]


def _paragraph(words: str) -> str:
    return f"<p>{words}</p>"
