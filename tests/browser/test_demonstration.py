"""The public pages, with the demonstration in them, as different people's browsers show them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from wagtail.models import PageViewRestriction

from guide_pages.models import GuideIndexPage, GuidePage
from tests.browser.accessibility import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

MISSING = "/guides/no-such-guide/"
STATEMENT = "/about-these-guides/accessibility/"
ON_A_PHONE = {"viewport": {"width": 320, "height": 640}, "is_mobile": True, "has_touch": True}
pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture
def guide(demonstration) -> GuidePage:
    """The long guide."""
    return GuidePage.objects.get(slug="ketamine-therapy")


@pytest.fixture
def addresses(guide) -> list[str]:
    """Home, index, guide, the accessibility statement, which names what is tested, and a page that is not there."""
    return ["/", GuideIndexPage.objects.get(locale__language_code="en").url, guide.url, STATEMENT, MISSING]


def scroll_through(page: Page) -> None:
    """Come by every image, as those below wait until they are near."""
    for image in page.locator("img").all():
        image.scroll_into_view_if_needed()


def test_pages_ask_nobody_else_and_show_every_image(page, addresses):
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    images = 0
    for address in addresses:
        page.goto(address)
        scroll_through(page)
        page.wait_for_function("() => [...document.images].every(image => image.complete)")
        broken = page.evaluate(
            "[...document.images].filter(image => !image.naturalWidth).map(image => image.outerHTML)"
        )
        assert broken == [], address
        images += page.locator("img").count()
    assert images > 8
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(page.url).netloc}
    assert [words for words in said if MISSING not in words] == []
    assert page.context.cookies() == []


def test_pages_fit_a_narrow_phone(new_page, addresses):
    page = new_page(**ON_A_PHONE)
    for address in addresses:
        page.goto(address)
        too_wide = page.evaluate(
            """() => [...document.querySelectorAll("body *")]
                .filter(element => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1)
                .map(element => element.outerHTML.slice(0, 100))"""
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, (address, too_wide)


def test_a_narrow_phone_shows_first_that_nobody_reviewed_this(new_page, addresses):
    page = new_page(**ON_A_PHONE)
    for address in [one for one in addresses if one != MISSING]:
        page.goto(address)
        notice = page.get_by_text("This is an example. Nobody medically reviewed it")
        expect(notice).to_be_in_viewport(ratio=1)


def test_where_colors_are_the_reader_s_the_notice_has_an_edge(new_page, guide):
    page = new_page(forced_colors="active")
    page.goto(guide.url)
    expect(page.locator(".example")).to_have_css("border-bottom-width", "2px")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(new_page, addresses, axe, scheme):
    page = new_page(color_scheme=scheme)
    found: list[str] = []
    for address in addresses:
        page.goto(address)
        for summary in page.locator("details.question > summary").all():
            summary.click()  # what is folded away is not checked
        found += [f"{address}: {violation}" for violation in violations(page, axe)]
    assert found == [], "\n".join(found)


def test_the_narrow_guide_is_accessible_with_its_contents_open(new_page, guide, axe):
    page = new_page(**ON_A_PHONE)
    page.goto(guide.url)
    page.locator(".contents summary").click()
    assert violations(page, axe) == []


def test_the_guide_is_all_there_without_javascript(new_page, guide):
    page = new_page(java_script_enabled=False)
    page.goto(guide.url)
    expect(page.get_by_role("heading", level=1)).to_have_text(guide.title)
    questions = page.locator("details.question")
    expect(questions).to_have_count(5)
    for question in questions.all():
        answer = question.locator(".question__answer")
        expect(answer).to_be_hidden()
        question.locator("summary").click()
        expect(answer).to_be_visible()
    for child in guide.body:
        expect(page.get_by_role("heading", name=child.value["heading"], exact=True)).to_be_visible()


def test_the_guide_on_paper_has_its_answers_and_no_navigation(page, guide):
    page.goto(guide.url)
    page.emulate_media(media="print")
    answers = page.locator(".question__answer")
    expect(page.locator("details.question[open]")).to_have_count(0)
    for answer in answers.all():
        expect(answer).to_be_visible()
        assert (answer.bounding_box() or {}).get("height", 0) > 20
    for screen_only in (".masthead__nav", ".contents", ".breadcrumbs"):
        expect(page.locator(screen_only)).to_be_hidden()


def test_a_restricted_guide_asks_a_visitor_to_sign_in(page, guide):
    PageViewRestriction.objects.create(page=guide, restriction_type=PageViewRestriction.LOGIN)
    page.goto(guide.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(page.get_by_text(guide.title)).to_have_count(0)
    page.goto("/")
    expect(page.get_by_role("link", name=guide.title)).to_have_count(0)
