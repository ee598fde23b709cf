"""Arabic in a real browser: from right to left, on a phone, on a wide screen and on paper; and the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from wagtail.models import Locale

from guide_pages.models import GuideSettings
from guide_pages.publishing.working_off import work_off_everything
from tests.browser.accessibility import violations
from tests.factories import block, body, faq, guide, publish, question, section, table, text

if TYPE_CHECKING:
    from playwright.sync_api import Page as BrowserPage
    from wagtail.models import Site

TITLE = "النوم بعد الجراحة"
WORDS = "<p>ينام معظم الناس نومًا سيئًا بضع ليالٍ بعد العملية. راجع Mayo Clinic أو اتصل بالرقم 988.</p>"


@pytest.fixture
def addresses(site: Site, live_server) -> dict[str, str]:
    """A guide in English and its Arabic translation, with urgent help for two countries."""
    settings = GuideSettings.for_site(site)
    settings.urgent_help_heading = "Need help now?"
    settings.urgent_help_text = "<p>Somebody answers.</p>"
    settings.urgent_help_contacts = [("contact", {"label": "Call 988", "detail": "Lifeline", "href": "tel:988"})]
    ways = [("contact", {"label": "اتصل بالرقم 112", "detail": "", "href": "tel:112"})]
    settings.urgent_help_countries = [
        ("country", {"country": "إسبانيا", "contacts": ways, "url": "https://example.org/"})
    ]
    settings.save()
    page = guide(section("Sleep", text("<p>Most people sleep badly.</p>")), title="Sleep", slug="sleep")
    arabic = Locale.objects.create(language_code="ar")
    words = body(
        section("ما الذي يساعد", text(WORDS), block("callout", {"tone": "tip", "heading": "", "text": WORDS})),
        section("الجرعات", block("table", table([["<p>حقنة</p>", "<p>20–40 mg</p>"]], "50–100 mg"))),
        faq(question("هل يؤلم؟", WORDS), heading="أسئلة"),
    )
    copy = page.copy_for_translation(arabic, copy_parents=True)
    copy.body = words
    publish(copy, title=TITLE, slug="sleep-ar", summary="ماذا تفعل، ومتى تطلب المساعدة.")
    work_off_everything()
    return {"en": f"{live_server.url}/guides/sleep/", "ar": f"{live_server.url}/ar/guides/sleep-ar/"}


def test_a_reader_chooses_arabic_and_reads_from_the_right(page: BrowserPage, addresses: dict[str, str]) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(addresses["en"])
    page.get_by_role("link", name="العربيّة").click()
    page.wait_for_url(addresses["ar"])
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    title, rail = (page.locator(place).bounding_box() for place in ("#title_h", ".contents"))
    assert rail["x"] > title["x"]  # the contents stand at the right, where reading begins
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).letterSpacing") == "normal"
    assert page.get_by_role("link", name="English").get_attribute("lang") == "en"


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_arabic_fits_and_has_no_fault(
    page: BrowserPage, addresses: dict[str, str], width: int, scheme: str, axe: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(addresses["ar"])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if width == 390:
        assert violations(page, axe) == []


def test_urgent_help_is_chosen_by_country_without_a_script_or_a_cookie(
    page: BrowserPage, addresses: dict[str, str]
) -> None:
    page.goto(addresses["ar"])
    page.locator(".urgent--banner > details > summary").click()
    page.get_by_text("في بلدان أخرى").first.click()
    assert page.locator(".urgent--banner").get_by_role("link", name="اتصل بالرقم 112").is_visible()
    assert page.context.cookies() == []


def test_arabic_is_printed_from_the_right(page: BrowserPage, addresses: dict[str, str]) -> None:
    page.emulate_media(media="print")
    page.goto(addresses["ar"])
    assert page.evaluate("getComputedStyle(document.querySelector('main')).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('.section p')).textAlign") in ("start", "right")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert len(page.pdf(prefer_css_page_size=True)) > 1000


#: Where the words of an element begin and end: the middle of its first letter, and of its last.
ENDS = """element => {
  const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode(), range = new Range()
  return [0, words.length - 1].map(at => {
    range.setStart(words, at); range.setEnd(words, at + 1)
    const box = range.getBoundingClientRect()
    return box.x + box.width / 2
  })
}"""


@pytest.mark.parametrize("media", ["screen", "print"])
def test_a_dose_is_read_as_it_is_written(page: BrowserPage, addresses: dict[str, str], media: str) -> None:
    """“20–40 mg” is no “mg 40–20”, and stands at the right of its cell as all others do."""
    page.emulate_media(media=media)
    page.goto(addresses["ar"])
    for place in (".table td", ".table figcaption"):
        part = page.locator(place).last
        first, last = part.evaluate(ENDS)
        assert first < last
        assert part.evaluate("element => getComputedStyle(element).textAlign") == "right"
