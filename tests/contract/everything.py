"""A guide that holds every block in every variant, and what it needs around it."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as PillowImage
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale

from guide_pages.models import GuidePage
from guide_pages.pictures.renditions import make
from tests import factories
from tests.factories import block, section

FORMATTED = (
    "<p>With <b>bold</b>, <i>italic</i>, H<sub>2</sub>O and 10<sup>2</sup>,<br/>on two lines.</p>"
    "<ul><li>First</li><li>Second</li></ul><ol><li>Before</li><li>After</li></ol>"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48" viewBox="0 0 64 48"><path d="M0 0h64v48z"/></svg>'


def fixed(name: str) -> str:
    """The id of the block of this name, the same at each run."""
    return str(uuid5(NAMESPACE_URL, f"every-block/{name}"))


def every_block() -> GuidePage:
    """Publish the guide. What a commit sets off would make the renditions that some of its images are to lack."""
    other = factories.guide(section("Doses", block_id=fixed("doses")), title="Another guide", slug="another-guide")
    topics = [factories.TopicFactory(name="Sleep", slug="sleep"), factories.TopicFactory(name="Mood", slug="mood")]
    known = factories.ContributorFactory(
        name="Ana Example",
        credentials="MD",
        role="Psychiatrist",
        biography="She is made up.",
        photo=picture("ana", "JPEG", (400, 400)),
        url="https://example.org/ana",
    )
    unknown = factories.ContributorFactory(name="Ben Example", credentials="")
    return factories.guide(
        words(other),
        pictures(),
        in_order(),
        to_go_on(other),
        numbers(),
        attention(),
        questions(),
        faq("bare", "", block("question", {"question": "Why?", "answer": "<p>Because.</p>"}, fixed("why"))),
        title="Every block & “variant”",
        slug="every-block",
        summary="What an editor can put into a guide, once in each way.",
        topics=topics,
        authors=[known, unknown],
        reviewers=[unknown],
    )


def translate(page: GuidePage) -> None:
    """Publish the guide in Spanish, too. The demonstration has a Spanish list of guides; without it, one is made."""
    spanish, _created = Locale.objects.get_or_create(language_code="es")
    if not page.get_parent().has_translation(spanish):
        page.get_parent().copy_for_translation(spanish, copy_parents=True)
    factories.publish(
        page.copy_for_translation(spanish), title="Todos los bloques", slug="todos-los-bloques", live=True
    )


def words(other: GuidePage) -> dict[str, Any]:
    """Text and subheadings, with a link of each kind and a word that is explained."""
    links = "".join(
        f"<p>{link}</p>"
        for link in (
            f'<a linktype="page" id="{other.pk}">A guide</a>',
            f'<a linktype="page" id="{other.pk}" fragment="#doses">A place in a guide</a>',
            f'<a linktype="page" id="{factories.guide_index().pk}">A page</a>',
            f'<a linktype="document" id="{document("Form")}">A document</a>',
            '<a href="https://example.org/?a=1&amp;b=2">Another site</a>',
            '<a href="mailto:help@example.org">Mail</a>',
            '<a href="tel:988">Telephone</a>',
            '<a href="sms:988">Message</a>',
            '<a href="#why">A place in this guide</a>',
            explained(),
        )
    )
    return section(
        "Words",
        block("text", FORMATTED, fixed("formatted")),
        block("subheading", "Links & “more”", fixed("subheading")),
        block("text", links, fixed("links")),
        block_id=fixed("words"),
    )


def explained() -> str:
    """A word marked with a term, of which all is said that can be."""
    term = factories.GlossaryTermFactory(
        term="electrocardiogram", also="ECG, EKG", definition="A drawing of the heart’s beats."
    )
    return factories.marked(term)


def in_order() -> dict[str, Any]:
    """Steps and quotes with all their words and with few, a divider between them."""
    steps = [
        block("step", {"title": title, "text": text}, fixed(title))
        for title, text in [("Ask", "<p>Call <b>first</b>.</p>"), ("Wait", "")]
    ]
    quotes = [
        block("quote", {"text": "<p>It did.</p>", "source": source}, fixed(f"quote {source}"))
        for source in ("A patient", "")
    ]
    return section(
        "In order",
        block("steps", {"steps": steps}, fixed("steps")),
        block("divider", None, fixed("divider")),
        *quotes,
        block_id=fixed("in order"),
    )


def to_go_on(other: GuidePage) -> dict[str, Any]:
    """A video of each provider, downloads with a text and without, another guide."""
    films = [
        block(
            "video",
            {"title": title, "url": url, "transcript": "<p>“Good morning.”</p>"},
            fixed(title),
        )
        for title, url in [("A film", "https://youtu.be/abcdefghijk"), ("Another film", "https://vimeo.com/76979871")]
    ]
    downloads = [
        block("download", {"document": document(name), "title": "A form", "text": text}, fixed(f"download {text}"))
        for name, text in (("long", "Fill it in."), ("short", ""))
    ]
    guides = [block("guide", other.pk, fixed("related guide"))]
    return section(
        "To go on",
        *films,
        *downloads,
        block("related_guides", {"heading": "Read on", "guides": guides}, fixed("related guides")),
        block_id=fixed("to go on"),
    )


def document(name: str) -> int:
    """The key of a new document that everybody may read."""
    made = get_document_model()(title=name)
    made.file.save(f"{name}.pdf", ContentFile(b"%PDF-1.4"))
    made.save()
    return int(made.pk)


def numbers() -> dict[str, Any]:
    """A table with row headers and one without, key facts with a heading and without, each kind of figure."""
    tables = [
        block("table", factories.table([[FORMATTED, "<p>Two</p>"]], has_row_headers=named), fixed(f"table {named}"))
        for named in (True, False)
    ]
    facts = [
        block(
            "key_facts",
            {
                "heading": heading,
                "facts": [block("fact", {"label": "Dose", "text": "<p>One.</p>"}, fixed(f"fact {n}"))],
            },
            fixed(f"key facts {n}"),
        )
        for n, heading in enumerate(("In short", ""))
    ]
    figures = [
        {
            "number": "3 in 10",
            "unit": "people",
            "is_drawn": True,
            "meaning": "slept better.",
            "source": "A study",
            "url": "https://example.org/study",
        },
        {"number": "54 %", "unit": "", "is_drawn": False, "meaning": "went on.", "source": "", "url": ""},
    ]
    each = [block("figure", figure, fixed(figure["meaning"])) for figure in figures]
    return section(
        "Numbers", *tables, *facts, block("figures", {"figures": each}, fixed("figures")), block_id=fixed("numbers")
    )


def pictures() -> dict[str, Any]:
    """An image with all its words and one with none, in each format that can be uploaded."""
    photograph = picture("photograph", "JPEG", (1700, 900))
    drawing = get_image_model()(title="drawing", file=ContentFile(SVG.encode(), name="drawing.svg"))
    drawing.save()
    chosen = {
        "full": factories.image(photograph, "A photograph", caption="What it shows.", credit="Ana, CC BY 4.0"),
        "bare": factories.image(picture("transparent", "PNG", (300, 200)), "A drawing"),
        "decorative": factories.image(picture("plain", "WEBP", (500, 300)), ""),
        "vector": factories.image(drawing, "A vector"),
        "moving": factories.image(picture("moving", "GIF", (20, 10), is_made=False), "A film"),
        "compact": factories.image(picture("compact", "AVIF", (20, 10), is_made=False), "A small file"),
        "as uploaded": factories.image(picture("fresh", "PNG", (20, 10), is_made=False), "Just uploaded"),
    }
    chosen["decorative"]["value"]["image"]["decorative"] = True
    return section(
        "Pictures", *({**image, "id": fixed(name)} for name, image in chosen.items()), block_id=fixed("pictures")
    )


def picture(name: str, format: str, size: tuple[int, int], *, is_made: bool = True) -> Any:
    """An image of one color; its renditions are made, unless said otherwise."""
    file = BytesIO()
    PillowImage.new("RGB", size, "#808080").save(file, format)
    image = get_image_model()(title=name, file=ImageFile(file, name=f"{name}.{format.lower()}"))
    image.save()
    if is_made:
        make(image)
    return image


def attention() -> dict[str, Any]:
    """Callouts in each tone, and urgent help with each kind of contact and with none."""
    tones = [("note", "Note this"), ("tip", ""), ("warning", "Careful")]
    callouts = (
        block("callout", {"tone": tone, "heading": heading, "text": f"<p>A {tone}.</p>"}, fixed(tone))
        for tone, heading in tones
    )
    contacts = [
        ("Call 988", "Day and night", "tel:988"),
        ("Write to 988", "", "sms:988"),
        ("Mail", "Within a day", "mailto:help@example.org"),
        ("Chat", "", "https://example.org/chat"),
    ]
    reached = [
        block("contact", {"label": label, "detail": detail, "href": href}, fixed(href))
        for label, detail, href in contacts
    ]
    reached_now = [block("contact", {"label": "Call 911", "detail": "", "href": "911"}, fixed("tel:911"))]
    helps = (
        block("urgent_help", {"heading": "In danger?", "text": "<p>Do not wait.</p>", "contacts": each}, fixed(name))
        for name, each in [("help", reached), ("bare help", [])]
    )
    cards = (
        block(
            "care_card",
            {"urgency": urgency, "heading": "Call if:", "text": "<ul><li>it hurts</li></ul>", "contacts": each},
            fixed(urgency),
        )
        for urgency, each in [("non_urgent", []), ("urgent", []), ("emergency", reached_now)]
    )
    return section("Attention", *callouts, *cards, *helps, block_id=fixed("attention"))


def questions() -> dict[str, Any]:
    """A question written in place, and one from the library."""
    warned = block("callout", {"tone": "warning", "heading": "", "text": "<p>Ask first.</p>"}, fixed("warned"))
    entry = factories.FaqEntryFactory(question="Is it shared?", answer="<p>Yes.</p>", more=json.dumps([warned]))
    return faq(
        "Questions",
        "<p>What is asked most.</p>",
        factories.question("Is it written here?", FORMATTED, fixed("here"), with_more()),
        factories.from_library(entry, fixed("shared")),
    )


def with_more() -> list[dict[str, Any]]:
    """What an answer may have after its words, once of each."""
    step = block("step", {"title": "Ask", "text": ""}, fixed("ask more"))
    return [
        block("steps", {"steps": [step]}, fixed("more steps")),
        block("text", "<p>Or compare:</p>", fixed("more text")),
        block("table", factories.table([["<p>Pills</p>", "<p>A day</p>"]], "More ways"), fixed("more table")),
        factories.image(picture("answered", "PNG", (640, 480)), "A shelf", fixed("more image")),
        block("callout", {"tone": "tip", "heading": "", "text": "<p>Write it down.</p>"}, fixed("more callout")),
    ]


def faq(heading: str, introduction: str, *asked: dict[str, Any]) -> dict[str, Any]:
    value = {"heading": heading, "introduction": introduction, "questions": list(asked)}
    return block("faq", value, fixed(f"faq {heading}"))
