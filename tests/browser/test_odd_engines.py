"""Old engines, large letters and short lists of landmarks: who has little still reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from guide_pages.models import GuideIndexPage, GuidePage

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
STATIC = Path(__file__).parents[2] / "guide_pages" / "static" / "guide_pages"
pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture
def addresses(demonstration) -> list[str]:
    return [
        "/",
        GuideIndexPage.objects.get(locale__language_code="en").url,
        GuidePage.objects.get(slug="ketamine-therapy").url,
        "/search/",
    ]


def without_layers(page: Page) -> None:
    """Makes the browser read the style as one that knows no layers, and so fails the question that tells those."""

    def rewrite(route: Route) -> None:
        style = (STATIC / "guide.css").read_text()
        asked = "@supports not ((text-emphasis: none) and (accent-color: auto))"
        assert asked in style
        unknown = style.replace("@layer", "@unknown").replace(asked, "@supports (display: block)")
        route.fulfill(body=unknown, content_type="text/css")

    page.route(re.compile(r"/guide(\.\w+)?\.css"), rewrite)


def faults(page: Page) -> list[str]:
    return page.evaluate(
        """() => {
            const { scrollWidth } = document.documentElement;
            const wide = [...document.querySelectorAll("main p, main li, main img, main svg")]
                .filter(element => element.checkVisibility() && element.getBoundingClientRect().width > 660)
                .map(element => element.outerHTML.slice(0, 80));
            return scrollWidth > innerWidth ? [`scrolls sideways: ${scrollWidth}`, ...wide] : wide;
        }"""
    )


@pytest.mark.parametrize("width", [390, 1280])
def test_where_layers_are_unknown_there_is_one_column_to_read(new_page, addresses, width):
    page = new_page(viewport={"width": width, "height": 844})
    without_layers(page)
    for address in addresses:
        page.goto(address)
        assert page.evaluate("getComputedStyle(document.body).maxWidth") == "640px"
        assert faults(page) == [], address
    page.goto(addresses[2])
    expect(page.locator(".mark").first).to_have_css("width", "32px")
    page.locator("details.question summary").first.click()
    expect(page.locator(".question__answer").first).to_be_visible()


def test_where_they_are_known_the_page_is_not_that_column(page, addresses):
    page.goto(addresses[2])
    expect(page.locator("body")).to_have_css("max-width", "none")


def test_the_script_is_written_so_that_old_engines_read_it():
    script = re.sub(r"//.*", "", (STATIC / "guide.js").read_text())
    for newer in (r"\?\.", r"\?\?", r"catch\s*\{", r"\|\|=", r"&&=", r"#\w+\s*[=(;]", r"\.at\("):
        assert not re.search(newer, script), newer


def test_letters_of_twice_the_size_do_not_scroll_a_phone_sideways(new_page, addresses):
    page = new_page(**PHONE)
    for address in addresses:
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address


def test_landmarks_have_fewer_than_eight_names(page, addresses):
    for address in addresses:
        page.goto(address)
        landmarks = re.findall(
            r"^\s*- (?:banner|navigation|main|complementary|contentinfo|region|search|form)\b.*",
            page.locator("body").aria_snapshot(),
            re.MULTILINE,
        )
        names = re.findall(r'"([^"]+)"', "\n".join(landmarks))
        assert len(landmarks) > 3
        assert 0 < len(set(names)) < 8, (address, names)
