"""A block is four things: the form, the node, the template and the test. Here every registered block proves it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from pydantic import TypeAdapter
from typing_extensions import TypeAliasType
from wagtail.blocks import Block, StreamBlock, StructBlock

from faq_blocks.blocks import AnswerContentBlock, LibraryQuestionBlock, NodeBlock, QuestionsBlock
from faq_blocks.nodes import AnswerChild, Node
from faq_blocks.unions import NodeUnion
from guide_pages.blocks import GuideBodyBlock, GuideImageBlock
from guide_pages.blocks.section import SectionContentBlock
from guide_pages.document import BodyNode, GuideDocument, SectionChild, in_answer, in_body, in_section
from guide_pages.pictures.renditions import make
from tests import factories

TESTS = Path(__file__).parents[2]


def stream_children(block: Block) -> Iterator[Block]:
    """Every block that an editor can insert, however deep."""
    for child in getattr(block, "child_blocks", {}).values():
        if isinstance(block, StreamBlock):
            yield child
        yield from stream_children(child)


def node_classes(annotation: Any) -> Iterator[type[Node]]:
    """Every node class that a document can hold, however deep."""
    if isinstance(annotation, NodeUnion):
        for node in annotation.nodes.values():
            yield from node_classes(node)
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):
        if issubclass(annotation, Node) and get_args(annotation.model_fields["type"].annotation):
            yield annotation
        for field in annotation.model_fields.values():
            yield from node_classes(field.annotation)
    if isinstance(annotation, TypeAliasType):
        yield from node_classes(annotation.__value__)
    for argument in get_args(annotation):
        yield from node_classes(argument)


PARTS = {"contact", "step", "fact", "figure", "guide"}  # of a block, no nodes of their own
BLOCKS = {block.name: block for block in stream_children(GuideBodyBlock())}
REGISTERED = [block for block in BLOCKS.values() if isinstance(block, NodeBlock)]
NODES = sorted(set(node_classes(GuideDocument)), key=lambda node: node.__name__)

each_block = pytest.mark.parametrize("block", REGISTERED, ids=lambda block: block.name)
each_node = pytest.mark.parametrize("node", NODES, ids=lambda node: node.__name__)


def node_class(block: Block) -> type[Node]:
    return next(node for node in NODES if node.template == block.meta.template)


def node_type(node: type[Node]) -> str:
    (name,) = get_args(node.model_fields["type"].annotation)
    return str(name)


def test_the_walk_finds_the_blocks_there_are() -> None:
    assert {"section", "faq", "text", "image", "callout", "question", "library_question"} <= set(BLOCKS)


def test_whatever_an_editor_can_insert_becomes_a_node() -> None:
    assert set(BLOCKS) - {block.name for block in REGISTERED} == PARTS


def test_every_type_is_of_one_node_only() -> None:
    types = [node_type(node) for node in NODES]
    assert len(types) == len(set(types))


def test_unions_of_nodes_are_told_apart_by_type() -> None:
    for union, registered in ((BodyNode, in_body), (SectionChild, in_section), (AnswerChild, in_answer)):
        discriminator = TypeAdapter(union).json_schema()["discriminator"]
        assert discriminator["propertyName"] == "type"
        assert set(discriminator["mapping"]) == set(registered.nodes)


def test_a_node_stands_where_the_block_of_its_name_does() -> None:
    assert set(GuideBodyBlock().child_blocks) == set(in_body.nodes)
    assert set(SectionContentBlock().child_blocks) == set(in_section.nodes)
    assert set(AnswerContentBlock().child_blocks) == set(in_answer.nodes)


@each_node
def test_a_node_is_made_by_a_block(node: type[Node]) -> None:
    assert node in {node_class(block) for block in REGISTERED}


@each_node
def test_a_node_has_a_docstring_and_words_for_clients_that_do_not_know_it(node: type[Node]) -> None:
    assert node.__doc__
    assert node.plain_text is not Node.plain_text


@each_block
def test_a_block_has_a_node_and_a_template_named_after_it(block: Block) -> None:
    kind = node_type(node_class(block))
    assert block.meta.template.endswith(f"/blocks/{kind}.html")
    assert get_template(block.meta.template)


@each_block
def test_a_block_has_a_test_named_after_it_that_goes_from_what_is_stored_to_what_is_shown(block: Block) -> None:
    app = block.meta.template.partition("/")[0]
    folder = TESTS / app / ("blocks" if app == "guide_pages" else "")
    source = (folder / f"test_{node_type(node_class(block))}.py").read_text()
    assert unproved(block, source) == set()


def unproved(block: Block, source: str) -> set[str]:
    """What a block's test leaves out: to make its node, to show it, to give its words, to refuse or leave it out."""
    tree = ast.parse(source)
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    asserting = [test for test in tests if any(isinstance(node, ast.Assert) for node in ast.walk(test))]
    helpers = [node for node in tree.body if node not in tests and not isinstance(node, (ast.Import, ast.ImportFrom))]
    names = {
        getattr(node, "id", None) or getattr(node, "attr", None)
        for part in [*asserting, *helpers]
        for node in ast.walk(part)
    }
    needed = {type(block).__name__, "node_of", "shown", "plain_text"}
    return needed - names | ({"three tests"} if len(asserting) < 3 else set())


@pytest.mark.parametrize(
    "source",
    [
        "",
        '"""A callout."""',
        "from guide_pages.blocks import CalloutBlock\nfrom tests.faq_blocks.showing import node_of, shown",
        "def test_it():\n    shown(node_of(CalloutBlock(), {})).plain_text()",
        "def test_it():\n    assert shown(node_of(CalloutBlock(), {})).plain_text()",
    ],
)
def test_an_empty_file_of_the_right_name_is_no_test(source: str) -> None:
    assert unproved(BLOCKS["callout"], source)


@each_block
def test_a_block_says_what_it_is_for(block: Block) -> None:
    assert str(block.label)
    assert block.meta.icon != "placeholder"
    assert str(block.meta.description).endswith(".")
    assert str(block.get_description()) == str(block.meta.description)
    if isinstance(block, StructBlock):
        assert block.meta.label_format


@pytest.mark.parametrize("stream", [GuideBodyBlock(), SectionContentBlock(), QuestionsBlock(), AnswerContentBlock()])
def test_blocks_that_stand_side_by_side_have_icons_of_their_own(stream: StreamBlock) -> None:
    icons = [block.meta.icon for block in stream.child_blocks.values()]
    assert len(icons) == len(set(icons))


@each_block
@pytest.mark.django_db
def test_a_blocks_preview_shows_its_node(block: Block, client: Client) -> None:
    client.force_login(get_user_model().objects.create_superuser("boss", "boss@example.com", "boss"))
    picture = factories.ImageFactory()
    make(picture)
    assert block.is_previewable
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    sample = BeautifulSoup(response.content, "html.parser").select_one(".sample")
    node = block.get_context(block.get_preview_value())["node"]
    assert isinstance(node, node_class(block))
    if isinstance(block, GuideImageBlock):
        assert sample.img["alt"] == node.image.alt
        assert sample.img["src"].startswith("/media/")  # on the host of the admin
        assert sample.figcaption.text.strip() == node.caption
        return
    shown = "".join(sample.get_text().split())
    for line in node.plain_text().replace("• ", "").splitlines():
        assert all("".join(part.split()) in shown for part in line.split(": ")), line


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [LibraryQuestionBlock, GuideImageBlock], ids=lambda kind: kind.__name__)
def test_a_new_site_without_entries_and_images_has_previews(kind: type[NodeBlock], client: Client) -> None:
    client.force_login(get_user_model().objects.create_superuser("boss", "boss@example.com", "boss"))
    block = next(block for block in REGISTERED if isinstance(block, kind))
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    words = BeautifulSoup(response.content, "html.parser").select_one(".sample").get_text()
    assert "May I bring somebody with me?" in words or "A picture that explains what the words cannot" in words


@pytest.mark.django_db
def test_a_preview_is_for_editors_only(client: Client) -> None:
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": REGISTERED[0].definition_prefix})
    assert response.status_code == 302


@pytest.mark.django_db
def test_the_preview_of_a_library_question_shows_no_draft(client: Client) -> None:
    factories.FaqEntryFactory(question="A secret draft?", live=False)
    block = next(block for block in REGISTERED if isinstance(block, LibraryQuestionBlock))
    assert block.get_preview_value().question != "A secret draft?"
