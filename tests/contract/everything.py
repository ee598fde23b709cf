"""A guide that holds every block in every variant, and what it needs around it."""

from __future__ import annotations

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
    """Publish the guide in Spanish, too."""
    spanish, _created = Locale.objects.get_or_create(language_code="es")
    page.get_parent().copy_for_translation(spanish, copy_parents=True)
    factories.publish(
        page.copy_for_translation(spanish), title="Todos los bloques", slug="todos-los-bloques", live=True
    )


def words(other: GuidePage) -> dict[str, Any]:
    """Text and subheadings, with a link of each kind."""
    document = get_document_model()(title="Form")
    document.file.save("form.pdf", ContentFile(b"%PDF-1.4"))
    document.save()
    links = "".join(
        f"<p>{link}</p>"
        for link in (
            f'<a linktype="page" id="{other.pk}">A guide</a>',
            f'<a linktype="page" id="{other.pk}" fragment="#doses">A place in a guide</a>',
            f'<a linktype="page" id="{factories.guide_index().pk}">A page</a>',
            f'<a linktype="document" id="{document.pk}">A document</a>',
            '<a href="https://example.org/?a=1&amp;b=2">Another site</a>',
            '<a href="mailto:help@example.org">Mail</a>',
            '<a href="tel:988">Telephone</a>',
            '<a href="sms:988">Message</a>',
            '<a href="#why">A place in this guide</a>',
        )
    )
    return section(
        "Words",
        block("text", FORMATTED, fixed("formatted")),
        block("subheading", "Links & “more”", fixed("subheading")),
        block("text", links, fixed("links")),
        block_id=fixed("words"),
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
    helps = (
        block("urgent_help", {"heading": "In danger?", "text": "<p>Do not wait.</p>", "contacts": each}, fixed(name))
        for name, each in [("help", reached), ("bare help", [])]
    )
    return section("Attention", *callouts, *helps, block_id=fixed("attention"))


def questions() -> dict[str, Any]:
    """A question written in place, and one from the library."""
    entry = factories.FaqEntryFactory(question="Is it shared?", answer="<p>Yes.</p>")
    return faq(
        "Questions",
        "<p>What is asked most.</p>",
        block("question", {"question": "Is it written here?", "answer": FORMATTED}, fixed("here")),
        factories.from_library(entry, fixed("shared")),
    )


def faq(heading: str, introduction: str, *asked: dict[str, Any]) -> dict[str, Any]:
    value = {"heading": heading, "introduction": introduction, "questions": list(asked)}
    return block("faq", value, fixed(f"faq {heading}"))
