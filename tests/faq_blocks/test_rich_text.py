"""Rich text is a closed set of elements and addresses, whatever was stored."""

from __future__ import annotations

import re
from html import escape

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from faq_blocks.references import Addresses, Reference
from faq_blocks.rich_text import ALLOWED, DIVISIONS, SCHEMES, compile_rich_text, references_in
from tests import factories


def html_of(stored: str) -> str:
    return compile_rich_text(stored, lambda kind, key: None).html


def read_by(stored: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    compile_rich_text(stored, lambda kind, key: found.append((kind, key)))
    return found


@pytest.mark.parametrize(
    ("stored", "sent"),
    [
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>"),
        ("<style>p{color:red}</style><p>a</p>", "<p>a</p>"),
        ('<p onclick="x()" style="color:red" class="c" id="i">a</p>', "<p>a</p>"),
        ("<p>a<b>b</b><i>i</i></p>", "<p>a<strong>b</strong><em>i</em></p>"),
        ("<p>H<sub>2</sub>O, m<sup>2</sup></p>", "<p>H<sub>2</sub>O, m<sup>2</sup></p>"),
        ('<p><a linktype="term" id="7">a</a></p>', '<p><a href="term:7">a</a></p>'),
        ('<p><a data-term="7" href="/a">a</a></p>', '<p><a href="/a">a</a></p>'),
        ("<h2>Heading</h2><p>a</p>", "<p>Heading</p><p>a</p>"),
        ("<h1>One</h1><h6>Six</h6>", "<p>One</p><p>Six</p>"),
        ("<div>a</div><DIV>b</DIV>", "<p>a</p><p>b</p>"),
        ("<blockquote><p>a</p></blockquote>", "<p>a</p>"),
        ('<p>a</p><embed embedtype="media" url="https://example.org/v"/>', "<p>a</p>"),
        ('<embed embedtype="image" id="1" alt="x" format="left"/><p>a</p>', "<p>a</p>"),
        ('<p>a</p><iframe src="https://example.org"></iframe><svg onload="x()"></svg>', "<p>a</p>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("</p></b><p>a <b>b", "<p>a <strong>b</strong></p>"),
        ("<p></p><p>a</p><p> &nbsp;<br/></p>", "<p>a</p>"),
        ("<p>1 < 2 & 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<!-- a remark --><p>a</p>", "<p>a</p>"),
    ],
)
def test_only_the_closed_set_is_sent(stored: str, sent: str) -> None:
    assert html_of(stored) == sent


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=1&amp;c=2#d",
        "http://example.org/",
        "mailto:someone@example.org",
        "tel:+15550100",
        "sms:988",
        "#side-effects",
        "/guides/sleep/",
    ],
)
def test_an_address_that_leads_somewhere_is_kept(address: str) -> None:
    assert html_of(f'<p><a href="{address}">w</a></p>') == f'<p><a href="{address}">w</a></p>'


@pytest.mark.parametrize(
    "link",
    [
        'href="javascript:alert(1)"',
        'href="JaVaScRiPt:alert(1)"',
        'href="java\nscript:alert(1)"',
        'href="&#106;avascript:alert(1)"',
        'href="data:text/html,x"',
        'href="vbscript:x"',
        'href="file:///etc/passwd"',
        'href="//example.org/"',
        r'href="/\evil.example"',
        r'href=" /\evil.example/path"',
        r'href="/\/evil.example"',
        r'href="\/evil.example"',
        'href=" //evil.example"',
        'href="guides/sleep/"',
        'href="#"',
        'href=""',
        'name="old-anchor"',
        'linktype="unknown" id="3"',
        'linktype="page"',
        'linktype="page" id="x"',
        'linktype="page" id="²"',
        'linktype="page" id="99999999999999999999999"',
        'linktype="document" id="-1"',
        'href="PAGE:12"',
        'href="page:12/guess"',
        'href="page:twelve"',
    ],
)
def test_a_link_to_nowhere_becomes_its_words(link: str) -> None:
    stored = f"<p>to <a {link}>these words</a></p>"
    assert html_of(stored) == "<p>to these words</p>"
    assert read_by(stored) == []


def test_a_link_keeps_nothing_but_its_address() -> None:
    stored = '<p><a href="https://example.org/" target="_blank" onclick="x()" data-guide="made-up">w</a></p>'
    assert html_of(stored) == '<p><a href="https://example.org/">w</a></p>'


def test_a_link_without_words_is_not_there() -> None:
    assert html_of('<p>a<a href="https://example.org/"> </a></p>') == "<p>a</p>"


def test_links_are_never_nested() -> None:
    stored = '<p><a href="https://a.example/"><a linktype="page" id="2">w</a></a></p>'
    assert html_of(stored) == '<p><a href="page:2">w</a></p>'


def test_pages_and_documents_are_named_by_id_and_noted() -> None:
    stored = '<p><a linktype="page" id="12">p</a> <a id="7" linktype="document">d</a></p>'
    assert html_of(stored) == '<p><a href="page:12">p</a> <a href="document:7">d</a></p>'
    assert sorted(read_by(stored)) == [("document", 7), ("page", 12)]
    assert references_in(html_of(stored)) == {("page", "12"), ("document", "7")}


@pytest.mark.parametrize(
    "fragment",
    [
        "#dose",
        '#"><img src=x onerror=alert(1)>',
        "#'><script>alert(1)</script>",
        '#" onclick="alert(1)',
        "#a&b<c>",
        '"><b>not even a fragment</b>',
    ],
)
@pytest.mark.parametrize("kind", ["page", "document"])
def test_a_links_fragment_adds_no_markup(kind: str, fragment: str) -> None:
    stored = f'<p><a linktype="{kind}" id="12" fragment="{escape(fragment)}">w</a></p>'
    soup = BeautifulSoup(html_of(stored), "html.parser")
    assert [element.name for element in soup.find_all(True)] in (["p", "a"], ["p"])
    for link in soup.find_all("a"):
        assert set(link.attrs) == {"href"}
        assert link["href"].startswith(f"{kind}:12")
    assert soup.get_text() == "w"


@pytest.mark.parametrize("fragment", ['#"><img src=x onerror=alert(1)>', '#" onclick="alert(1)', "#a&b"])
@pytest.mark.django_db
def test_nor_where_its_address_is_filled_in(fragment: str) -> None:
    page = factories.site().root_page
    stored = f'<p><a linktype="page" id="{page.pk}" fragment="{escape(fragment)}">w</a></p>'
    expanded = Addresses([Reference("page", str(page.pk))]).expand(html_of(stored))
    soup = BeautifulSoup(expanded, "html.parser")
    assert [element.name for element in soup.find_all(True)] == ["p", "a"]
    assert soup.a.attrs == {"href": f"{page.full_url}{fragment}"}


@pytest.mark.parametrize(
    ("stored", "plain"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>a</p><ul><li>b</li><li>c</li></ul><p>d</p>", "a\n\n• b\n• c\n\nd"),
        ("<ul><li>a<ul><li>deeper</li></ul></li><li>b</li></ul>", "• a\n\n• deeper\n\n• b"),
        ("<p>line<br/>next</p>", "line\nnext"),
        ("<h2>Heading</h2><p>text</p>", "Heading\n\ntext"),
        ("bare<p>text</p>", "bare\n\ntext"),
        ("<p>1 &lt; 2 &amp;&nbsp;3</p>", "1 < 2 & 3"),
        ('<p><a href="https://example.org/?a>b">words</a></p>', "words"),
    ],
)
def test_plain_text_keeps_words_apart(stored: str, plain: str) -> None:
    assert compile_rich_text(stored, lambda kind, key: None).plain == plain


ELEMENTS = [*ALLOWED, "b", "i", "h2", "div", "blockquote", "table", "td", "script", "style", "svg", "math", "textarea"]
PIECES = st.sampled_from(
    [
        *(f"<{slash}{name}>" for name in ELEMENTS for slash in ("", "/")),
        *('<a linktype="page" id="', '<a linktype="document" id="', '<a href="', "<a href='", '" onclick="x()'),
        *("page:", "document:", "https:", "mailto:", "javascript:", "JAVASCRIPT:", "&#106;", "&colon;", "//", "/", "#"),
        *(
            "<img src=x onerror=x>",
            '<embed embedtype="media" url="x"/>',
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<template>",
        ),
        *('">', "'>", ">", "&lt;", "&quot;", "&", "<", '"', " ", "\n", "\0", "12", "²"),
    ]
)
ANYTHING = st.lists(PIECES | st.text(max_size=8), max_size=25).map("".join)


@given(ANYTHING)
def test_whatever_is_stored_only_the_closed_set_is_sent(stored: str) -> None:
    text = compile_rich_text(stored, lambda kind, key: None)
    soup = BeautifulSoup(f"<div>{text.html}</div>", "html.parser").div
    for element in soup.find_all(True):
        assert element.name in ALLOWED
        assert set(element.attrs) <= ALLOWED[element.name]
    for link in soup.find_all("a"):
        assert link.find("a") is None
        assert link["href"].startswith(("/", "#")) or link["href"].partition(":")[0].lower() in SCHEMES
        assert not link["href"].lower().startswith(("page:", "document:")) or re.fullmatch(
            r"(page|document):[0-9]{1,18}(#.*)?", link["href"], re.DOTALL
        )


@given(ANYTHING)
def test_whatever_is_stored_plain_text_is_the_words_of_the_html(stored: str) -> None:
    text = compile_rich_text(stored, lambda kind, key: None)
    words = BeautifulSoup(f"<div>{text.html}</div>", "html.parser").get_text()
    assert "".join(text.plain.replace("•", "").split()) == "".join(words.replace("•", "").split())


@given(ANYTHING)
def test_running_text_has_besides_only_what_divides_it(stored: str) -> None:
    text = compile_rich_text(stored, lambda kind, key: None, also=DIVISIONS)
    for element in BeautifulSoup(text.html, "html.parser").find_all(True):
        assert element.name in {*ALLOWED, *DIVISIONS}
        assert set(element.attrs) <= ALLOWED.get(element.name, set())


def test_headings_that_divide_are_words_of_their_own() -> None:
    text = compile_rich_text("<h2>One</h2><p>two</p><hr/><h1>three</h1>", lambda kind, key: None, also=DIVISIONS)
    assert text.html == "<h2>One</h2><p>two</p><hr><p>three</p>"
    assert text.plain == "One\n\ntwo\n\nthree"


@given(ANYTHING)
def test_what_was_compiled_compiles_to_itself(stored: str) -> None:
    once = html_of(stored)
    assert html_of(once) == once
