"""A document is open to more types until the first is read or written, and to none after."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import BaseModel, ValidationError

from faq_blocks.nodes import FaqNode, Node, TextNode
from faq_blocks.unions import NodeUnion
from guide_pages.document.nodes.subheading import SubheadingNode

ROOT = Path(__file__).parents[3]

#: An app of a site's own, with a type of node and its block.
OWN_TYPE = """
from typing import ClassVar, Literal

from faq_blocks.nodes import Node
from guide_pages.document import CompiledGuide, in_section
from guide_pages.document.nodes.section import SectionNode


class PoemNode(Node):
    \"\"\"Lines that do not reach the margin.\"\"\"

    template: ClassVar[str] = "poem.html"

    type: Literal["poem"] = "poem"
    lines: list[str]

    def plain_text(self):
        return "\\n".join(self.lines)


def guide(*nodes):
    said = {"locale": "en", "title": "", "summary": "", "hero": None, "topics": [], "authors": [], "reviewers": []}
    return CompiledGuide(**said, body=[SectionNode(id="s", anchor="s", heading="S", nodes=list(nodes))])

"""

WITHOUT_DJANGO = f"""{OWN_TYPE}
in_section.register(PoemNode)
written = guide(PoemNode(id="p", lines=["So", "much"])).model_dump_json()
print(CompiledGuide.model_validate_json(written).body[0].nodes[0].plain_text())
"""

FROM_BLOCK_TO_SCHEMA = f"""import sys

sys.path.insert(0, "site")
{OWN_TYPE}
in_section.register(PoemNode)

import django

django.setup()

from wagtail.blocks import TextBlock

from faq_blocks.blocks import NodeBlock
from faq_blocks.compilation import Compilation
from tools.schema_check import today


class PoemBlock(NodeBlock, TextBlock):
    def to_node(self, value, block_id, compilation):
        return PoemNode(id=block_id, lines=value.split("/"))


compiled = guide(PoemBlock().to_node(PoemBlock().to_python("So/much"), "p", Compilation()))
print(CompiledGuide.model_validate_json(compiled.model_dump_json()) == compiled)
print([node.type for node in compiled.all_nodes()])
schemas = today()["components"]["schemas"]
print(schemas["SectionChild"]["discriminator"]["mapping"]["poem"], schemas["PoemNode"]["required"])
in_section.register(PoemNode)
"""


def run(script: str) -> subprocess.CompletedProcess[str]:
    """Run it in a process of its own: what is registered there is in no other test's way."""
    return subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )


def holder(union: NodeUnion) -> type[BaseModel]:
    """A document that holds one node of a union."""

    class Holder(BaseModel, defer_build=True):
        node: Annotated[Node, union]

    return Holder


def test_a_type_of_an_app_is_read_and_written_where_django_is_not_set_up() -> None:
    done = run(WITHOUT_DJANGO)
    assert (done.stdout, done.stderr) == ("So\nmuch\n", "")


def test_a_type_of_an_app_travels_from_its_block_to_json_and_schema_and_comes_too_late_once_apps_are_ready() -> None:
    done = run(FROM_BLOCK_TO_SCHEMA)
    assert done.stdout.splitlines() == [
        "True",
        "['section', 'poem']",
        "#/components/schemas/PoemNode ['type', 'id', 'lines']",
    ], done.stderr
    assert "RuntimeError: PoemNode comes too late" in done.stderr.splitlines()[-1]


def test_a_union_takes_types_until_a_document_is_read() -> None:
    union = NodeUnion("What stands here.")
    union.register(TextNode)
    document = holder(union)
    union.register(SubheadingNode)
    read = document.model_validate({"node": {"type": "subheading", "id": "a", "anchor": "b", "text": "c"}})
    assert read.model_dump()["node"]["anchor"] == "b"
    with pytest.raises(RuntimeError, match="FaqNode comes too late"):
        union.register(FaqNode)
    with pytest.raises(ValidationError, match="'text', 'subheading'"):
        document.model_validate({"node": {"type": "faq"}})


def test_a_type_is_of_one_class_only() -> None:
    union = NodeUnion("What stands here.")
    union.register(TextNode)
    with pytest.raises(ValueError, match="TextNode cannot be “text”: TextNode is, already"):
        union.register(TextNode)
