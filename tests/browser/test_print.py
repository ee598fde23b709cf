"""The demonstration's long guide on paper."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PageObject, PdfReader

from guide_pages.models import GuidePage

pytestmark = pytest.mark.usefixtures("demonstration")

PAGES = 11


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("scripts", [True, False])
def test_it_is_no_more_than_eleven_pages(new_page, paper, scripts):
    page = new_page(java_script_enabled=scripts)
    page.goto(GuidePage.objects.get(slug="ketamine-therapy").url)
    assert 1 < len(re.findall(rb"/Type /Page\b", page.pdf(format=paper))) <= PAGES


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_no_page_but_the_last_is_more_than_a_quarter_empty(page, paper):
    page.goto(GuidePage.objects.get(slug="ketamine-therapy").url)
    pages = PdfReader(io.BytesIO(page.pdf(format=paper))).pages
    assert [emptiness for emptiness in map(empty, list(pages)[:-1]) if emptiness > 0.25] == []


def empty(page: PageObject) -> float:
    """How much of a page is below its last line, but for the line at its foot."""
    foot, height = 55, float(page.mediabox.height)  # points, from below
    lines: list[float] = []

    def see(text: str, matrix: list[float], of_text: list[float], *_font: object) -> None:
        if text.strip():
            lines.append(of_text[4] * matrix[1] + of_text[5] * matrix[3] + matrix[5])

    page.extract_text(visitor_text=see)
    return min(line for line in lines if line > foot) / height


def test_it_says_which_edition_it_is_and_when_it_was_printed(new_page):
    page = new_page(locale="en-US", timezone_id="UTC")
    page.goto(GuidePage.objects.get(slug="ketamine-therapy").url)
    line = page.locator(".guide__copy")
    expect(line).to_be_hidden()
    page.pdf()
    page.emulate_media(media="print")
    expect(line).to_be_visible()
    today = page.evaluate("new Date().toLocaleDateString('en', {dateStyle: 'long'})")
    expect(line).to_have_text(re.compile(rf"^Edition 1, \w+ \d+, \d{{4}} · printed on {today}$"))
    at_the_foot = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--copy')")
    assert today in at_the_foot


def test_every_address_stands_there_once(page):
    page.goto(GuidePage.objects.get(slug="ketamine-therapy").url)
    expect(page.locator(".addresses")).to_be_hidden()
    page.emulate_media(media="print")
    addresses = page.locator(".addresses li").all_inner_texts()
    assert len(addresses) == len(set(addresses)) > 10
    written_out = page.evaluate(
        """() => [...document.querySelectorAll(".guide__body a")]
            .filter(link => getComputedStyle(link, "::after").content.includes("http"))
            .map(link => link.href)"""
    )
    assert written_out == []


def test_what_readers_said_below_it_and_what_only_a_screen_needs_stay_off_the_paper(page):
    page.goto(GuidePage.objects.get(slug="ketamine-therapy").url)
    page.emulate_media(media="print")
    for name in (".replies", ".bar", ".faq__all", ".self", ".masthead__search"):
        expect(page.locator(name).first).to_be_hidden()
    expect(page.locator(".urgent__contacts").first).to_be_visible()


def test_save_as_pdf_is_tagged_with_its_title_language_headings_and_alternative_texts(page):
    page.goto(GuidePage.objects.get(slug="ketamine-therapy").url)
    saved = PdfReader(io.BytesIO(page.pdf(tagged=True, outline=True)))
    root = saved.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert saved.metadata.title.startswith("Ketamine therapy")
    assert len(saved.outline) > 0
    parts = [saved.get_object(number) for number in range(1, int(saved.trailer["/Size"]))]
    said = [part["/Alt"] for part in parts if isinstance(part, dict) and part.get("/S") == "/Figure" and "/Alt" in part]
    assert sorted(said) == sorted(page.locator(".section .figure img").evaluate_all("all => all.map(one => one.alt)"))
