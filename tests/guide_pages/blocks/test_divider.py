"""A pause between two thoughts."""

from __future__ import annotations

import pytest

from guide_pages.blocks import DividerBlock, SectionBlock
from tests import factories
from tests.faq_blocks.showing import node_of, shown


def test_a_divider_is_a_line() -> None:
    assert shown(node_of(DividerBlock(), None)).hr


def test_a_divider_has_no_words() -> None:
    assert node_of(DividerBlock(), None).plain_text() == ""


def test_a_divider_leaves_no_gap_in_those_around_it() -> None:
    value = factories.section("Doses", factories.text("One."), factories.block("divider", None), factories.text("Two."))
    assert node_of(SectionBlock(), value["value"]).plain_text() == "Doses\n\nOne.\n\nTwo."


@pytest.mark.django_db
def test_a_section_of_a_divider_alone_is_empty() -> None:
    page = factories.guide(factories.section("Doses", factories.block("divider", None)), live=False)
    with pytest.raises(Exception, match="The section “Doses” is empty"):
        factories.publish(page)
