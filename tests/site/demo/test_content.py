"""What the demonstration guides say, and what they must never say."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from PIL import Image

from demo.content import glossary, ketamine, next_steps, replies, shared
from demo.content.pictures import PICTURES
from demo.content.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).parents[3]
ARTICLE = ROOT.parent / "shared" / "article" / "unlocking-hope.txt"
IMAGES = ROOT / "site" / "demo" / "images"
GUIDES = pytest.mark.parametrize("guide", [ketamine, next_steps], ids=lambda guide: guide.SLUG)
ENOUGH_WORDS = 8
MOST_BYTES = 120_000


class AnyKey:
    """A lookup for tests without a database."""

    def image(self, name: str) -> int:
        return list(PICTURES).index(name) + 1

    def answer(self, name: str) -> int:
        return list(shared.ANSWERS).index(name) + 1

    def page(self, name: str) -> int:
        return 1

    def term(self, name: str) -> int:
        return list(glossary.MEANINGS).index(name) + 1


def blocks_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every block of a raw body, however deep."""
    if isinstance(value, dict):
        if "id" in value and "type" in value:
            yield value
        for held in value.values():
            yield from blocks_in(held)
    elif isinstance(value, list):
        for held in value:
            yield from blocks_in(held)


def strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for held in value.values():
            yield from strings_in(held)
    elif isinstance(value, list):
        for held in value:
            yield from strings_in(held)
    elif isinstance(value, str):
        yield value


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def words_of(guide: ModuleType) -> str:
    """All that a guide says to its readers, its library answers among it."""
    said = [guide.TITLE, guide.SUMMARY, *strings_in(guide.guide_body(AnyKey()))]
    said += [words for answer in shared.ANSWERS.values() for words in answer]
    return plain(" ".join(said))


def all_sentences() -> list[str]:
    """Every sentence of the guides, the library and the replies under them."""
    left = " ".join(f"{reply.text} {reply.answer}" for reply in replies.REPLIES)
    said = " ".join([words_of(ketamine), words_of(next_steps), left])
    return re.split(r"(?<=[.!?])\s+", re.sub(r"\s+([:.,)])", r"\1", said))


def sentences(text: str) -> set[str]:
    """Sentences of enough words to be someone's own, without what may be shared by chance."""
    found = re.split(r"(?<=[.!?:])\s+", text)
    bare = (" ".join(re.findall(r"[a-z']+", sentence.lower())) for sentence in found)
    return {sentence for sentence in bare if len(sentence.split()) >= ENOUGH_WORDS}


@GUIDES
def test_every_block_has_an_id_of_its_own_that_never_changes(guide: ModuleType) -> None:
    first = [block["id"] for block in blocks_in(guide.guide_body(AnyKey()))]
    again = [block["id"] for block in blocks_in(guide.guide_body(AnyKey()))]

    assert first == again
    assert len(first) == len(set(first))
    assert all(UUID(block_id) for block_id in first)


def test_two_guides_share_no_block_id_but_one_library_answer() -> None:
    one, two = ({b["id"]: b for b in blocks_in(g.guide_body(AnyKey()))} for g in (ketamine, next_steps))

    assert not one.keys() & two.keys()
    shared_answers = [{b["value"] for b in guide.values() if b["type"] == "library_question"} for guide in (one, two)]
    assert shared_answers[0] & shared_answers[1]


def test_the_first_guide_has_the_articles_parts() -> None:
    parts = ketamine.guide_body(AnyKey())
    kinds = [part["type"] for part in parts]
    questions = next(part["value"]["questions"] for part in parts if part["type"] == "faq")

    assert kinds == ["section"] * 10 + ["faq", "section"]  # introduction, eight, conclusion; FAQ; sources
    assert len(questions) == 5
    used = {block["type"] for block in blocks_in(parts)}
    assert {"text", "subheading", "image", "callout", "urgent_help", "contact", "library_question"} <= used
    assert {b["value"]["tone"] for b in blocks_in(parts) if b["type"] == "callout"} == {"note", "tip", "warning"}
    assert sum(block["type"] == "image" for block in blocks_in(parts)) >= 5


@pytest.mark.parametrize(
    "fact",
    [
        r"approved it as one in 1970",
        r"has not approved it for depression or any other psychiatric disorder",
        r"approved in March 2019 for adults with treatment-resistant depression",
        r"In January 2025 the FDA also allowed it to be used by itself",
        r"at least two hours after every dose",
        r"\bREMS\b",
        r"On October 10, 2023, the FDA warned patients and doctors about compounded ketamine",
        r"taken by mouth",
        r"After ketamine: not for at least 24 hours",
        r"After esketamine: not until the next day, after a restful sleep",
        r"Bladder",
        r"Liver",
        r"Dependence",
        r"NMDA receptor",
        r"Lifeline",
    ],
)
def test_the_first_guide_says_what_regulators_and_research_say(fact: str) -> None:
    said = re.sub(r"\s+([.,)])", r"\1", words_of(ketamine))

    assert re.search(fact, said)


def test_when_to_drive_again_is_said_of_one_medicine_at_a_time() -> None:
    """Ketamine's label says 24 hours or more, esketamine's the next day after a restful sleep."""
    about_sleep = [one for one in all_sentences() if re.search(r"next day|restful sleep", one)]
    about_hours = [one for one in all_sentences() if "24 hours" in one]

    assert len(about_sleep) >= 4
    assert all(re.search(r"esketamine\b", one, re.IGNORECASE) for one in about_sleep)
    assert len(about_hours) >= 4
    assert not [one for one in about_hours if re.search(r"esketamine|next day", one, re.IGNORECASE)]
    for one in all_sentences():
        if re.search(r"\bdrive\b", one) and re.search(r"\b(do not|should not|nobody)\b", one, re.IGNORECASE):
            assert re.search(r"24 hours|esketamine", one), one


def test_what_is_said_about_driving_names_the_labels_it_comes_from() -> None:
    labels = {SOURCES["ketalar-label"].url, SOURCES["spravato-label"].url}
    warning = next(
        block["value"]["text"]
        for block in blocks_in(ketamine.guide_body(AnyKey()))
        if block["type"] == "callout" and "drive" in block["value"]["heading"]
    )

    for words in (warning, shared.ANSWERS["side-effects"].answer):
        assert labels <= set(re.findall(r'href="([^"]+)"', words))
    for guide in (ketamine, next_steps):
        listed = guide.guide_body(AnyKey())[-1]["value"]["content"][0]["value"]
        assert all(label in listed for label in labels)


@GUIDES
@pytest.mark.parametrize(
    "promise", [r"\bcures?\b", "game.?changer", "breakthrough", "guaranteed", "safe and effective"]
)
def test_no_guide_promises_a_cure(guide: ModuleType, promise: str) -> None:
    found = [s for s in re.split(r"(?<=[.!?])\s", words_of(guide)) if re.search(promise, s, re.IGNORECASE)]

    assert all("They promise a cure" in sentence for sentence in found)  # among the reasons to walk away


@GUIDES
def test_everyone_can_reach_help(guide: ModuleType) -> None:
    cards = [b for b in blocks_in(guide.guide_body(AnyKey())) if b["type"] == "urgent_help"]

    assert len(cards) == 1
    addresses = {contact["value"]["href"] for contact in cards[0]["value"]["contacts"]}
    assert addresses == {"tel:988", "sms:988", "tel:911"}


@GUIDES
def test_sentences_are_short_enough_for_a_worried_reader(guide: ModuleType) -> None:
    prose = [
        sentence
        for block in blocks_in(guide.guide_body(AnyKey())[:-1])
        if block["type"] == "text"
        for paragraph in re.findall(r"<(?:p|li)>(.*?)</(?:p|li)>", block["value"])
        for sentence in re.split(r"(?<=[.?!])\s+", plain(paragraph))
    ]
    lengths = [len(sentence.split()) for sentence in prose]

    assert sum(lengths) / len(lengths) < 18
    assert max(lengths) <= 42


@GUIDES
@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not part of the repository")
def test_no_sentence_of_the_article_is_in_a_guide(guide: ModuleType) -> None:
    article = ARTICLE.read_text(encoding="utf-8")
    said = sentences(" ".join([words_of(guide), shared.ABOUT.body, shared.HOME_INTRODUCTION]))
    runs = " ".join(re.findall(r"[a-z']+", words_of(guide).lower()))

    assert not said & sentences(article)
    words = re.findall(r"[a-z']+", article.lower())
    copied = {run for n in range(len(words) - 7) if (run := " ".join(words[n : n + 8])) in runs}
    assert not copied


@GUIDES
def test_headings_are_in_sentence_case(guide: ModuleType) -> None:
    names = {"FDA", "PTSD", "OCD"}
    for block in blocks_in(guide.guide_body(AnyKey())):
        heading = block["value"] if block["type"] == "subheading" else None
        heading = heading or (block["value"]["heading"] if block["type"] in ("section", "faq", "callout") else "")
        for before, word in pairwise(heading.split()):
            bare = word.strip("“”,.:?’s")
            starts = before.endswith((":", "."))
            assert bare in names or starts or not bare[:1].isupper() or "FDA" in word, heading


def test_each_contributor_is_marked_as_an_example() -> None:
    assert len(shared.PEOPLE) == 3
    for person in shared.PEOPLE:
        assert person.credentials == "Example contributor"
        assert "Invented" in person.role
        assert person.biography.startswith("This person is invented for the demonstration.")
        assert re.search("Example|Sample|Specimen", person.name)


@pytest.mark.parametrize("name", PICTURES)
def test_each_picture_is_light_and_described(name: str) -> None:
    picture = PICTURES[name]
    file = IMAGES / picture.file

    assert 20 < len(picture.alt) <= 255
    assert not re.match("(image|picture|photo) of", picture.alt, re.IGNORECASE)
    assert file.stat().st_size <= MOST_BYTES
    with Image.open(file) as image:
        assert image.size == ((600, 600) if name.startswith("portrait") else (1600, 900))


@GUIDES
def test_each_outside_link_is_to_a_named_source(guide: ModuleType) -> None:
    links = set(re.findall(r'<a href="([^"]+)"', " ".join(strings_in(guide.guide_body(AnyKey())))))

    assert links
    assert links <= {source.url for source in SOURCES.values()}
    assert all(link.startswith("https://") for link in links)
