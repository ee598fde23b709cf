"""A long form is built where somebody looks, and what nobody looked at comes back as it is stored, to the letter."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import BadRequest
from wagtail.blocks import BooleanBlock, CharBlock, StructBlock
from wagtail.images.blocks import ImageChooserBlock

from faq_blocks.folding import FoldedStreamBlock
from tests.factories import ImageFactory

pytestmark = pytest.mark.django_db


class Inner(FoldedStreamBlock):
    words = CharBlock()


class Part(StructBlock):
    heading = CharBlock()
    is_large = BooleanBlock(required=False)
    picture = ImageChooserBlock(required=False)
    inner = Inner(required=False)


class Parts(FoldedStreamBlock):
    part = Part()
    line = CharBlock()


def part(heading: str = "A part", block_id: str = "p1", **value: Any) -> dict[str, Any]:
    whole = {"heading": heading, "is_large": True, "picture": None, "inner": [], **value}
    return {"type": "part", "value": whole, "id": block_id}


def line(words: str = "A line", block_id: str = "l1") -> dict[str, Any]:
    return {"type": "line", "value": words, "id": block_id}


def sent(*blocks: dict[str, Any], **changed: str) -> dict[str, str]:
    """What a browser sends of blocks that nobody opened, and what was changed."""
    data = {"b-count": str(len(blocks))}
    for index, state in enumerate(Parts().get_form_state(Parts().to_python(list(blocks)))):
        data |= {
            f"b-{index}-deleted": "",
            f"b-{index}-order": str(index),
            f"b-{index}-type": state["type"],
            f"b-{index}-id": state["id"],
            f"b-{index}-value": state.get("stored", state["value"]),
        }
    data |= changed
    return data


def stored(data: dict[str, str]) -> list[dict[str, Any]]:
    """What the database is given of what a browser sent."""
    return list(Parts().get_prep_value(Parts().value_from_datadict(data, {}, "b")))


def test_a_form_is_told_what_is_stored_of_each_block_of_several_fields():
    states = Parts().get_form_state(Parts().to_python([part(), line()]))
    assert json.loads(states[0]["stored"]) == part()["value"]
    assert "stored" not in states[1]
    assert Parts().get_form_state(None) == []


def test_a_form_and_what_is_stored_in_it_name_a_block_without_an_id_alike():
    unnamed = part(inner=[{"type": "words", "value": "Yes"}])
    (state,) = Parts().get_form_state(Parts().to_python([unnamed]))
    (stored_inner,) = json.loads(state["stored"])["inner"]
    assert state["value"]["inner"][0]["id"] == stored_inner["id"] != ""


def test_what_nobody_opened_comes_back_to_the_letter():
    blocks = [
        part("One", "p1", inner=[{"type": "words", "value": 'A "quoted" <b>&amp; ü', "id": "w1"}]),
        line(),
        part("Two", "p2", is_large=False),
    ]
    assert stored(sent(*blocks)) == blocks


def test_what_nobody_opened_can_be_moved_and_deleted():
    data = sent(
        part("One", "p1"), line(), part("Two", "p2"), **{"b-0-order": "2", "b-2-order": "0", "b-1-deleted": "1"}
    )
    assert [block["value"]["heading"] for block in stored(data)] == ["Two", "One"]


def test_fields_are_newer_than_what_is_stored():
    data = sent(part(), **{"b-0-value-heading": "New", "b-0-value-picture": "", "b-0-value-inner-count": "0"})
    assert stored(data) == [part("New", is_large=False)]


def test_fields_of_a_block_are_not_taken_for_those_of_another():
    data = sent(*(part(f"Part {n}", f"p{n}") for n in range(11)))
    data |= {"b-10-value-heading": "New", "b-10-value-picture": "", "b-10-value-inner-count": "0"}
    headings = [block["value"]["heading"] for block in stored(data)]
    assert headings == [*(f"Part {n}" for n in range(10)), "New"]


def test_a_kind_of_block_that_is_no_more_is_left_out_as_wagtail_does():
    assert stored(sent(part(), line(), **{"b-0-type": "gone"})) == [line()]


def test_what_is_chosen_is_asked_for_once_for_all(django_assert_num_queries):
    pictures = [ImageFactory(), ImageFactory()]
    blocks = [part(block_id=f"p{n}", picture=pictures[n % 2].pk) for n in range(6)]
    data = sent(*blocks)
    with django_assert_num_queries(1):
        assert stored(data) == blocks


@pytest.mark.parametrize(
    "nonsense", ["", "no json", "[]x", '["a"]', "7", '{"inner": 7}', '{"inner": [{"no": "type"}]}']
)
def test_nonsense_is_refused_and_nothing_is_stored(nonsense):
    with pytest.raises(BadRequest):
        stored(sent(part(), **{"b-0-value": nonsense}))


def test_it_is_a_stream_block_for_migrations():
    path, (blocks,), _options = Parts().deconstruct()
    assert path == "wagtail.blocks.StreamBlock"
    assert [name for name, _ in blocks] == ["part", "line"]
