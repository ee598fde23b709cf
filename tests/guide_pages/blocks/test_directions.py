"""What an editor writes has a direction of its own: a page in Arabic shows “20–40 mg” as it is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, NavigableString
from django.conf import settings

from guide_pages.blocks import TableBlock
from tests.factories import table
from tests.faq_blocks.showing import node_of, shown

TEMPLATES = sorted(
    path
    for folder in ("guide_pages", "faq_blocks")
    for path in (Path(settings.BASE_DIR) / "templates" / folder / "blocks").glob("*.html")
)
#: What the machine writes and not an editor: a number by itself, a size.
MADE = {"forloop.counter", "node.file.format|upper", "node.file.byte_count|filesizeformat"}


def words_of(template: str) -> BeautifulSoup:
    """The elements of a template, with each word that it puts in as it stands there; none of its tags."""
    bare = re.sub(r"{% (blocktranslate|filter).*?{% end\1 %}", "", template, flags=re.DOTALL)
    return BeautifulSoup(re.sub(r"{%.*?%}", "", bare), "html.parser")


def put_in(words: NavigableString) -> set[str]:
    return {name.split("|default")[0] for name in re.findall(r"{{ (.+?) }}", words)} - MADE


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_each_word_of_an_editor_stands_in_an_element_of_its_own_direction(path: Path) -> None:
    found = [words for words in words_of(path.read_text()).find_all(string=True) if put_in(words)]
    lost = [
        str(words).strip()
        for words in found
        if not (words.parent.get("dir") == "auto" or words.parent.name == "bdi" or is_prose(words))
    ]
    assert not lost


def is_prose(words: NavigableString) -> bool:
    """Whole paragraphs are in the page's direction: one in Arabic may begin with a name in Latin letters."""
    return words.parent.name in ("div", "blockquote") and "prose" in words.parent.get("class", [])


def test_templates_were_found() -> None:
    assert len(TEMPLATES) > 15


def test_a_cell_a_heading_and_a_caption_have_directions_of_their_own() -> None:
    html = shown(node_of(TableBlock(), table([["<p>20–40 mg</p>", "<p>10 mg</p>"]], "Doses")))
    assert all(part["dir"] == "auto" for part in html.select("th, td, figcaption"))
