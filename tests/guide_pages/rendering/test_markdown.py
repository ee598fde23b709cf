"""A guide's Markdown twin says what the guide says, and nobody's words become Markdown or HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from faq_blocks.nodes import Node, Prose
from faq_blocks.rich_text import compile_rich_text
from guide_pages.document import GuideDocument, in_body, in_section
from guide_pages.document.guide import CompiledGuide
from guide_pages.rendering.markdown import guide_markdown
from guide_pages.rendering.markdown.blocks import paragraph, to_markdown
from guide_pages.rendering.markdown.prose import in_cell, markdown
from guide_pages.rendering.markdown.words import heading, link, strong
from tests.contract.golden import GOLDEN

#: As strict and as lenient as those who read Markdown are: HTML counts, tables and strikethrough do, too.
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

DOCUMENTS = {
    path.stem: GuideDocument.model_validate(json.loads(path.read_text(encoding="utf-8"))) for path in GOLDEN.glob("*")
}

#: What becomes something in Markdown, somewhere.
TRICKS = [
    "# No heading", "- no item", "+ no item", "* no item", "1. no item", "2) no item", "> no quote", "    no code",
    "---", "===", "***", "a\n===", "~~~", "```", "`code`", "*a*", "_a_", "__a__", "~~a~~", "~a~", "[a](b)", "![a](b)",
    "[a]: b", "[^1]: note", "<b>bold</b>", "</script>", "<script>alert(1)</script>", "<!-- hidden -->", "<http://a.b>",
    "&amp;", "&#35;", "&copy;", "a | b", "| - |", ":-- | --:", "Go #", "#1", "C# ##", "a\\", "\\*a\\*", "5 < 6 > 4",
    "p<0.05", "wow!", "- [ ] done", "snake_case_word", "2*3*4", "$5 and $6", ": defined", "١. eins", "\\", "|", "\x00",
]  # fmt: skip


def words(text: str) -> list[str]:
    """The words and signs of a text, whatever stands between them."""
    return re.findall(r"\w+|[^\w\s]", text.replace("\xa0", " "))


def read(text: str) -> BeautifulSoup:
    return BeautifulSoup(READER.render(text), "html.parser")


def said(text: str) -> list[str]:
    """What a reader of Markdown is told, alternative texts too."""
    soup = read(text)
    for image in soup.select("img"):
        image.replace_with(image["alt"])
    for edge in soup.select("br, p, li, td, th, h1, h2, h3"):
        edge.insert_before(" ")
    return words(soup.get_text())


def without_marks(plain: list[str]) -> list[str]:
    return [word for word in plain if word != "•"]


@pytest.mark.parametrize("text", TRICKS)
def test_words_are_nothing_but_words_wherever_they_stand(text: str) -> None:
    plain = words(text.replace("\x00", " "))
    for written in (paragraph(text), paragraph(f"x {text} y"), strong(text), link(text, "https://example.org/")):
        assert {tag.name for tag in read(written).find_all(True)} <= {"p", "strong", "a"}
        assert said(written) == plain or said(written) == ["x", *plain, "y"]
    assert said(heading(2, text)) == plain


@pytest.mark.parametrize("text", TRICKS)
@pytest.mark.parametrize("around", ["<p>{}</p>", "<p>a<br/>{}</p>", "<ul><li>{}</li></ul>", "<p><b>{}</b></p>"])
def test_rich_text_says_what_it_said(text: str, around: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    prose = compile_rich_text(around.format(escaped), lambda kind, key: None)
    assert said(markdown(prose)) == without_marks(words(prose.plain))
    assert said(f"| a |\n| - |\n| {in_cell(prose)} |")[1:] in (words(prose.plain), without_marks(words(prose.plain)))


FRAGMENTS = st.sampled_from(
    [*TRICKS, "a", "b ", " c", ".", "!", "(", "“q”", "ü", "<br/>", "<p>", "</p>", "<ul><li>", "</li><li>", "</li></ul>",
     "<ol><li>", "</li></ol>", "<b>", "</b>", "<i>", "</i>", "<sub>", "</sub>", "<sup>", "</sup>",
     '<a href="https://example.org/a_(b)?c=1&amp;copy=2">', "</a>", "\n", " "]
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=14).map("".join))
@example("<p><b>a </b>b<i>c.</i>d<b>e</b><b>f</b></p>")
@example("<p><i>a<b>b</b></i>c <b>“d”</b>e</p>")
@example('<p>wow!<a href="https://example.org/">b</a></p>')
def test_whatever_an_editor_pastes_says_what_it_said(html: str) -> None:
    prose = compile_rich_text(html, lambda kind, key: None)
    written = markdown(prose)
    assert "".join(said(written)) == "".join(without_marks(words(prose.plain))), written
    closed = {"p", "ul", "ol", "li", "strong", "em", "sup", "sub", "br", "a"}
    assert {tag.name for tag in read(written).find_all(True)} <= closed
    assert [tag["href"] for tag in read(written).select("a")] == links(prose)


def links(prose: Prose) -> list[str]:
    """The addresses of links that have words, as a reader of Markdown writes them."""
    found = (a for a in BeautifulSoup(prose.html, "html.parser").select("a") if a.get_text().strip(" \n"))
    return [MarkdownIt().normalizeLink(a["href"]) for a in found]


def emphasis(html: str) -> str:
    return markdown(compile_rich_text(html, lambda kind, key: None))


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<p>A <b>bold </b>word.</p>", "A **bold** word."),
        ("<p><b>Call 911.</b> Now.</p>", "**Call 911.** Now."),
        ("<p>H<sub>2</sub>O</p>", "H<sub>2</sub>O"),
        ("<p><b>“So”</b>ist</p>", "<strong>“So”</strong>ist"),
        ("<p>one<br/>- two</p>", "one\\\n\\- two"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<ol><li>a</li></ol><ol><li>b</li></ol>", "1. a\n\n<!-- -->\n\n1. b"),
        ("<p>p &lt; 0.05, 5 * 3</p>", "p < 0.05, 5 \\* 3"),
    ],
)
def test_rich_text_reads_well_as_it_stands(html: str, written: str) -> None:
    assert emphasis(html) == written


def nodes(document: CompiledGuide) -> Iterator[Node]:
    return (node for node in document.all_nodes() if not node.children())


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_every_block_says_what_its_plain_text_says_and_names_what_a_page_shows(name: str) -> None:
    for node in nodes(DOCUMENTS[name]):
        told = iter(said(re.sub(r"(?<!!)\[(.*?)\]\((.*?)\)", r"\1 \2", to_markdown(node))))  # addresses, too
        numbers = {str(number) for number in range(9)} if node.type == "steps" else set()  # a list's own
        plain = [word for word in without_marks(words(node.plain_text())) if word not in {":", ".", *numbers}]
        assert all(any(word == other for other in told) for word in plain), node
        left = [word for word in said(to_markdown(node)) if re.match(r"\w", word)]
        assert len(left) <= len(plain) + 6, node  # “Watch it at YouTube”, “Not urgent”, “PDF, 8 bytes”


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_guide_has_its_title_its_edition_its_dates_and_each_heading_once(name: str) -> None:
    guide = DOCUMENTS[name]
    text = guide_markdown(guide)
    soup = read(text)
    assert soup.h1.get_text() == guide.title
    assert guide.url in [link["href"] for link in soup.select("li a")]
    assert f"Edition: {guide.edition}\n" in text
    assert f"Updated: {guide.updated_at:%Y-%m-%d}\n" in text
    headings = [tag.get_text() for tag in soup.select("h2")]
    assert headings[: len(guide.body)] == [part.heading for part in guide.body]
    questions = [question.question for question in guide.questions()]
    assert [tag.get_text() for tag in soup.select("h3") if tag.get_text() in questions] == questions
    for person in guide.authors:
        assert person.name in soup.get_text()


def test_every_node_of_ours_has_markdown_of_its_own() -> None:
    for node in {*in_section.nodes.values(), *in_body.nodes.values()}:
        assert to_markdown.dispatch(node) is not to_markdown.dispatch(Node), node


def test_a_node_of_another_app_is_written_in_plain_words() -> None:
    class TimelineNode(Node):
        type: str = "timeline"

        def plain_text(self) -> str:
            return "# 1990\n\n<b>Begun</b>"

    assert said(to_markdown(TimelineNode(id="1"))) == words("# 1990 <b>Begun</b>")


def test_a_table_is_a_table_with_the_names_of_its_rows() -> None:
    table, _of_an_answer = [
        node for node in nodes(DOCUMENTS["every-block"]) if node.type == "table" and node.has_row_headers
    ]
    soup = read(to_markdown(table))
    assert [cell.get_text() for cell in soup.select("th")] == table.header
    assert len(soup.select("tbody tr")) == len(table.rows)
    assert soup.select_one("tbody tr td b") is not None
