"""What a node says of itself: what stands in it, and what it is without a picture whose image is gone."""

from __future__ import annotations

from typing import Any

import pytest

from faq_blocks.nodes import FaqNode, Prose, QuestionNode, TextNode, within
from guide_pages.document import Person, Picture, Rendition
from guide_pages.document.nodes.callout import CalloutNode
from guide_pages.document.nodes.image import ImageNode
from guide_pages.document.nodes.section import SectionNode

SHOWN = Picture(
    id=1, alt="A room", shape="original", renditions=[Rendition(url="/a.png", width=1, height=1, format="png")]
)
LOST = Picture(id=2, alt="A door", shape="original")
WANTED = Picture(id=0, alt="A nurse", shape="original")


def image(picture: Picture) -> ImageNode:
    return ImageNode(id=f"image-{picture.id}", image=picture, caption=None, credit=None)


def section(*nodes: Any) -> SectionNode:
    return SectionNode(id="section", anchor="a", heading="A", nodes=list(nodes))


def text(node_id: str) -> TextNode:
    return TextNode(id=node_id, text=Prose(html="<p>a</p>", plain="a"))


def test_nodes_are_found_in_reading_order_and_the_text_of_an_answer_is_no_block_of_its_own() -> None:
    answer = [text("question-answer"), text("more")]
    question = QuestionNode(id="question", anchor="q", question="Q?", answer=answer, library_entry=None)
    faq = FaqNode(id="faq", anchor="f", heading="F", introduction=None, questions=[question])
    found = within([section(text("first"), text("second")), faq])
    assert [node.id for node in found] == ["section", "first", "second", "faq", "question", "more"]


@pytest.mark.parametrize("picture", [SHOWN, WANTED])
def test_a_picture_that_is_there_or_wanted_stays(picture: Picture) -> None:
    assert image(picture).without_what_is_lost() == image(picture)


def test_an_image_falls_with_its_picture_and_a_section_keeps_the_rest() -> None:
    callout = CalloutNode(id="callout", tone="tip", heading=None, text=Prose(html="<p>a</p>", plain="a"))
    assert image(LOST).without_what_is_lost() is None
    kept = section(image(LOST), callout, image(SHOWN), image(LOST)).without_what_is_lost()
    assert kept == section(callout, image(SHOWN))
    assert section(image(LOST)).without_what_is_lost() == section()


def test_a_person_whose_photo_is_gone_is_still_named() -> None:
    person = Person(id=1, name="Ana", credentials=None, role=None, biography=None, photo=LOST, url=None)
    assert person.without_what_is_lost() == person.model_copy(update={"photo": None})


def test_what_has_lost_nothing_is_the_same_and_no_copy() -> None:
    whole = section(text("first"), image(SHOWN))
    assert whole.without_what_is_lost() is whole
