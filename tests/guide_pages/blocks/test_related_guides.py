"""Guides to go on with, by their titles of today."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from faq_blocks.compilation import Compilation
from guide_pages.blocks import RelatedGuidesBlock
from guide_pages.models import GuidePage
from tests import factories
from tests.faq_blocks.showing import messages, node_of, shown

pytestmark = pytest.mark.django_db
Committed = Callable[[], AbstractContextManager[object]]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]) -> Committed:
    """What happens inside is committed, with all that follows a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def stored(*pages: Any, heading: str = "Read on") -> dict[str, Any]:
    return {"heading": heading, "guides": [factories.block("guide", page.pk) for page in pages]}


def guide_naming(*pages: Any) -> GuidePage:
    related = factories.block("related_guides", stored(*pages))
    return factories.guide(factories.section("More", factories.text("One."), related))


def html_of(page: Any) -> str:
    return bytes(GuidePage.objects.get(pk=page.pk).guide.delivery.html).decode()


def test_a_guide_is_linked_by_its_title() -> None:
    other = factories.guide(title="Sleep & rest")
    compilation = Compilation()
    node = node_of(RelatedGuidesBlock(), stored(other), compilation).with_addresses(
        RelatedGuidesBlock.addresses_class(compilation.references)
    )
    html = shown(node)
    assert html.h3.text == "Read on"
    assert [(link.text, link["href"]) for link in html.select("li a")] == [("Sleep & rest", other.get_full_url())]
    assert [link.id for link in node.guides] == [other.guide.pk]
    assert node.plain_text() == "Read on\nSleep & rest"


def test_a_renamed_guide_is_named_so_and_no_edition_is_made_of_it(committed: Committed) -> None:
    other = factories.guide(title="Sleep")
    page = guide_naming(other)
    with committed():
        factories.publish(other, title="Rest")
    assert ">Rest</bdi></a>" in html_of(page)
    assert page.guide.editions.count() == 1


def test_a_guide_that_is_unpublished_is_left_out_until_it_is_back(committed: Committed) -> None:
    first, second = factories.guide(title="Sleep"), factories.guide(title="Rest")
    page = guide_naming(first, second)
    with committed():
        first.unpublish()
    assert ">Sleep</bdi></a>" not in html_of(page)
    assert ">Rest</bdi></a>" in html_of(page)
    with committed():
        GuidePage.objects.get(pk=second.pk).unpublish()
    assert "Read on" not in html_of(page)
    with committed():
        factories.publish(GuidePage.objects.get(pk=first.pk))
    assert ">Sleep</bdi></a>" in html_of(page)


def test_what_is_no_guide_is_refused() -> None:
    compilation = Compilation()
    node_of(RelatedGuidesBlock(), stored(factories.guide_index()), compilation)
    assert messages(compilation) == ["“Guides” is no guide."]


def test_a_guide_that_is_not_public_yet_is_told_of() -> None:
    compilation = Compilation()
    node_of(RelatedGuidesBlock(), stored(factories.guide(title="Sleep", live=False)), compilation)
    assert [warning.message for warning in compilation.warnings] == ["“Sleep” is left out until it is published."]


def test_without_a_guide_or_a_heading_it_is_refused() -> None:
    compilation = Compilation()
    assert node_of(RelatedGuidesBlock(), stored(heading=" "), compilation) is None
    assert messages(compilation) == ["A list of guides has no heading.", "No guide has been chosen to read on."]


def test_guides_of_every_type_of_page_can_be_chosen_and_no_other_page() -> None:
    chooser = RelatedGuidesBlock().child_blocks["guides"].child_blocks["guide"]
    assert GuidePage in chooser.target_models
    assert all(model.is_guide_type for model in chooser.target_models)
    assert chooser.value_from_form("no key") is None
