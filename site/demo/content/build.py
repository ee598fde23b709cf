"""Builders of raw StreamField data, so that a guide in Python reads like a guide.

Every block gets an id made from its place's name (`ketamine-therapy/risks/callout-1`), so that
anchors, links and tests stay the same on every machine.
"""

from typing import Any, Protocol, TypeAlias
from uuid import NAMESPACE_URL, UUID, uuid5

from demo.content.pictures import PICTURES

Block: TypeAlias = dict[str, Any]

NAMESPACE = uuid5(NAMESPACE_URL, "https://guidepost.example/demo")


class Lookup(Protocol):
    """Answers with primary keys, creating what is named if it is not there yet."""

    def image(self, name: str) -> int:
        """Return the key of a picture in `PICTURES`."""
        ...

    def answer(self, name: str) -> int:
        """Return the key of an answer in the FAQ library."""
        ...

    def page(self, name: str) -> int:
        """Return the key of a page."""
        ...

    def term(self, name: str) -> int:
        """Return the key of a word that the glossary explains."""
        ...


def fixed_id(name: str) -> UUID:
    """Return the id that always belongs to this name."""
    return uuid5(NAMESPACE, name)


def p(*paragraphs: str) -> str:
    """Return each argument as a paragraph of rich text."""
    return "".join(f"<p>{one_line(words)}</p>" for words in paragraphs)


def ul(*items: str) -> str:
    """Return a bulleted list."""
    return "<ul>" + "".join(f"<li>{one_line(item)}</li>" for item in items) + "</ul>"


def ol(*items: str) -> str:
    """Return a numbered list."""
    return "<ol>" + "".join(f"<li>{one_line(item)}</li>" for item in items) + "</ol>"


def one_line(words: str) -> str:
    """Undo the line breaks that only keep this source readable."""
    return " ".join(words.split())


def link(url: str, words: str) -> str:
    """Return a link to another site."""
    return f'<a href="{url}">{words}</a>'


def page_link(key: int, words: str) -> str:
    """Return a link to a page of this site, in Wagtail's own form."""
    return f'<a linktype="page" id="{key}">{words}</a>'


def explained(find: Lookup, name: str, words: str) -> str:
    """Return words that the glossary explains, in Wagtail's own form."""
    return f'<a linktype="term" id="{find.term(name)}">{words}</a>'


def text(*html: str) -> Block:
    """Return a rich text block."""
    return {"type": "text", "value": "".join(html)}


def subheading(words: str) -> Block:
    """Return a subheading."""
    return {"type": "subheading", "value": words}


def picture(find: Lookup, name: str, caption: str = "", alt: str = "") -> Block:
    """Return an image block with the alternative text that the catalog gives the picture, or this."""
    chosen = PICTURES[name]
    image = {"image": find.image(name), "alt_text": alt or chosen.alt, "decorative": False}
    return {
        "type": "image",
        "value": {"image": image, "wanted": "", "caption": caption, "credit": chosen.credit},
    }


def callout(tone: str, heading: str, html: str) -> Block:
    """Return a callout; `tone` is note, tip or warning."""
    return {"type": "callout", "value": {"tone": tone, "heading": heading, "text": html}}


def contact(label: str, detail: str, href: str) -> Block:
    """Return one way to reach help."""
    return {"type": "contact", "value": {"label": label, "detail": detail, "href": href}}


def urgent_help(heading: str, html: str, *contacts: Block) -> Block:
    """Return an urgent-help card."""
    return {
        "type": "urgent_help",
        "value": {"heading": heading, "text": html, "contacts": list(contacts)},
    }


def figure(number: str, unit: str, meaning: str, source: str, url: str, *, is_drawn: bool = False) -> Block:
    """Return a number, what it means and where it is from; drawn with an icon for each."""
    fields = {"number": number, "unit": unit, "is_drawn": is_drawn, "meaning": meaning, "source": source, "url": url}
    return {"type": "figure", "value": fields}


def figures(*numbers: Block) -> Block:
    """Return numbers side by side."""
    return {"type": "figures", "value": {"figures": list(numbers)}}


def country(name: str, source: str, *contacts: Block) -> Block:
    """Return whom to call in a country, and where that can be looked up."""
    return {"type": "country", "name": name, "value": {"country": name, "contacts": list(contacts), "url": source}}


def section(name: str, heading: str, *content: Block) -> Block:
    """Return a section; `name` is its stable name, whatever the heading becomes."""
    return {
        "type": "section",
        "name": name,
        "value": {"heading": heading, "content": list(content)},
    }


def faq(name: str, heading: str, introduction: str, *questions: Block) -> Block:
    """Return a group of questions."""
    value = {"heading": heading, "introduction": introduction, "questions": list(questions)}
    return {"type": "faq", "name": name, "value": value}


def question(name: str, words: str, answer: str) -> Block:
    """Return a question written in place."""
    return {"type": "question", "name": name, "value": {"question": words, "answer": answer}}


def library_question(find: Lookup, name: str) -> Block:
    """Return a question chosen from the FAQ library."""
    return {"type": "library_question", "name": name, "value": find.answer(name)}


def body(guide: str, *blocks: Block) -> list[Block]:
    """Return the raw body of a guide with every block's fixed id filled in."""
    return identified(list(blocks), guide)


def identified(blocks: list[Block], place: str) -> list[Block]:
    """Return the blocks, and those inside them, with ids made from their place and name.

    A block without a name is known by its type and its number among those of its type here.
    """
    counts: dict[str, int] = {}
    finished = []
    for block in blocks:
        kind = block["type"]
        counts[kind] = counts.get(kind, 0) + 1
        here = f"{place}/{block.get('name', f'{kind}-{counts[kind]}')}"
        finished.append({"type": kind, "id": str(fixed_id(here)), "value": inside(block["value"], here)})
    return finished


def inside(value: Any, place: str) -> Any:
    """Return a block's value with the blocks that it holds identified."""
    if not isinstance(value, dict):
        return value
    return {key: identified(held, place) if isinstance(held, list) else held for key, held in value.items()}
