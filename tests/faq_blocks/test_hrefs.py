"""An address is understood as it was meant, or it is said that it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq_blocks.compilation import Compilation
from faq_blocks.hrefs import SCHEMES, href
from faq_blocks.rich_text import lost_links


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("911", "tel:911"),
        ("0800 111 111", "tel:0800111111"),
        ("+1 (555) 010-0199", "tel:+15550100199"),
        ("+49 (0)30 123 456", "tel:+4930123456"),
        ("٩١١", "tel:911"),
        ("\u200e911\u200f", "tel:911"),
        ("tel:0800 111 111", "tel:0800111111"),
        ("TEL:988", "tel:988"),
        ("tel:+1-555-0100;ext=2", "tel:+1-555-0100;ext=2"),
        ("sms:988?body=I need help", "sms:988?body=I%20need%20help"),
        ("www.example.org", "https://www.example.org"),
        ("example.org/help?now=1#call", "https://example.org/help?now=1#call"),
        (" https://example.org/a b ", "https://example.org/a%20b"),
        ("a@b.org", "mailto:a@b.org"),
        ("mailto:a@b.org,c@d.org?subject=a b", "mailto:a@b.org,c@d.org?subject=a%20b"),
        ("/guides/sleep/", "/guides/sleep/"),
        ("#doses", "#doses"),
    ],
)
def test_an_address_is_understood_as_it_was_meant(written: str, meant: str) -> None:
    assert href(written) == meant
    assert href(meant) == meant


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "#",
        "9",
        "call me",
        "0800-HELP",
        "javascript:alert(1)",
        "java\nscript:x",
        "data:text/html,x",
        "//x.org",
        "tel:",
        "sms:now",
        "mailto:",
        "mailto:me",
        "https:",
        "https://",
        "https://[",
        "https://a b/",
        "page.html",
        "a/b/",
    ],
)
def test_what_cannot_be_understood_is_no_address(written: str) -> None:
    assert href(written) is None


@given(st.text(max_size=30) | st.from_regex(r"(tel|sms|mailto|https?|www\.)?[:/]*[0-9 .()@a-z-]{0,20}", fullmatch=True))
def test_an_address_is_the_same_however_often_it_is_read_and_leads_where_links_may(written: str) -> None:
    address = href(written)
    assert address is None or href(address) == address
    assert address is None or address.startswith(("/", "#")) or address.partition(":")[0] in SCHEMES


def test_a_link_whose_address_is_lost_is_named_by_its_words() -> None:
    stored = '<p><a href="911">kept</a>, <a href="next door">lost</a>, <a linktype="page" id="x">gone</a></p>'
    assert lost_links(stored) == [
        "The address of the link “lost” cannot be understood.",
        "The address of the link “gone” cannot be understood.",
    ]
    assert lost_links('<p><a name="x"></a><a href="911">Call</a> <a linktype="page" id="3">there</a></p>') == []


def test_it_is_a_problem_of_the_block_that_has_the_link() -> None:
    compilation = Compilation()
    assert compilation.text('<p><a href="next door">lost</a></p>', "b1", "text").html == "<p>lost</p>"
    assert compilation.problems == [("The address of the link “lost” cannot be understood.", "b1", "text", "", "")]
