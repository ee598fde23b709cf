"""A guide that a reader keeps on their own device: with the network cut, with a newer edition, and when it is gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from wagtail.models import PageViewRestriction

from guide_pages.models import GuidePage
from guide_pages.pictures.renditions import make
from tests.factories import ImageFactory, guide, image, section, text

if TYPE_CHECKING:
    from playwright.sync_api import Page

WITHOUT = re.compile("^No network. This is the copy on this device, as the guide was on ")


@pytest.fixture
def sleep(site) -> GuidePage:
    picture = ImageFactory(title="Moon")
    make(picture)
    return guide(section("Before", text("Rest a little."), image(picture)), title="Sleep")


@pytest.fixture
def other(site, sleep) -> GuidePage:
    return guide(section("After"), title="Waking", parent=sleep.get_parent())


def keep(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Keep this guide").click()
    expect(page.locator(".keep p")).to_contain_text(re.compile(r"On this device since \w+ \d+, \d{4}\."))


def kept(page: Page) -> list[str]:
    return page.evaluate("caches.keys()")


def test_it_opens_without_a_network_with_its_pictures_and_style(page, sleep):
    keep(page, sleep.url)
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("Rest a little.")).to_be_visible()
    expect(page.locator(".kept")).to_have_text(WITHOUT)
    picture = page.get_by_role("img").first
    picture.scroll_into_view_if_needed()
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=picture.element_handle())
    expect(page.locator(".masthead__row")).to_have_css("display", "flex")
    assert page.evaluate("document.fonts.check('400 18px \"Source Serif 4\"')")


def test_no_other_page_is_kept(page, sleep, other):
    keep(page, sleep.url)
    for address in ("/", sleep.url):
        page.goto(address)
    addresses = page.evaluate(
        """async () => (await Promise.all((await caches.keys()).map(async name =>
            (await (await caches.open(name)).keys()).map(request => new URL(request.url).pathname)))).flat()"""
    )
    assert [one for one in addresses if not one.startswith(("/static/", "/media/"))] == [sleep.url, sleep.url]
    page.context.set_offline(True)
    page.goto(other.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no network")
    page.get_by_role("link", name="Sleep").click()
    expect(page.get_by_text("Rest a little.")).to_be_visible()


def test_a_newer_edition_takes_the_place_of_the_copy(page, sleep):
    keep(page, sleep.url)
    sleep.body[0].value["content"][0] = ("text", "<p>Rest a lot.</p>")
    sleep.save_revision().publish()
    page.goto(sleep.url)
    expect(page.get_by_text("Rest a lot.")).to_be_visible()
    page.wait_for_function(
        "async path => (await (await caches.match(path)).text()).includes('Rest a lot.')", arg=sleep.url
    )
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("Rest a lot.")).to_be_visible()
    expect(page.locator(".kept")).to_have_text(WITHOUT)


def unpublish(page: GuidePage) -> None:
    page.unpublish()


def restrict(page: GuidePage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def move(page: GuidePage) -> None:
    page.slug = "elsewhere"
    page.save_revision().publish()


@pytest.mark.parametrize("act", [unpublish, restrict, move])
def test_what_is_gone_is_dropped_as_soon_as_it_is_heard_of(page, sleep, act):
    keep(page, sleep.url)
    address = sleep.url
    act(sleep)
    page.goto(address)
    expect(page.get_by_text("Rest a little.")).to_have_count(1 if act is move else 0)  # it leads to where it is now
    page.wait_for_function("async () => !(await caches.keys()).length")


def test_what_is_gone_is_dropped_while_another_guide_is_read(page, sleep, other):
    keep(page, sleep.url)
    age(page, sleep.url)
    sleep.unpublish()
    page.goto(other.url)
    page.wait_for_function("async () => !(await caches.keys()).length")


def test_what_is_gone_is_dropped_while_a_list_is_read(page, sleep):
    keep(page, sleep.url)
    age(page, sleep.url)
    sleep.unpublish()
    page.goto(sleep.get_parent().url)
    page.wait_for_function("async () => !(await caches.keys()).length")


def age(page: Page, path: str) -> None:
    """Let the copy have been compared an hour and a half ago."""
    page.evaluate(
        """async path => {
            const cache = await caches.open(`guidepost-kept ${path}`);
            const facts = await (await cache.match(`${path}?guidepost-kept`)).json();
            const checked = new Date(Date.now() - 5400000).toISOString();
            await cache.put(`${path}?guidepost-kept`, new Response(JSON.stringify({...facts, checked})));
        }""",
        path,
    )


def test_it_is_removed_when_its_reader_says_so_and_nothing_stays(page, sleep):
    keep(page, sleep.url)
    page.get_by_role("button", name="Remove it from this device").click()
    expect(page.get_by_role("button", name="Keep this guide")).to_be_visible()
    assert kept(page) == []
    page.reload()
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_nothing_is_there_for_a_reader_who_keeps_nothing(page, sleep):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(sleep.url, wait_until="networkidle")
    assert [url for url in asked if "offline.js" in url] == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert kept(page) == []


def test_without_a_script_or_for_a_restricted_guide_there_is_no_button(new_page, sign_in, sleep):
    page = new_page(java_script_enabled=False)
    page.goto(sleep.url)
    expect(page.locator(".keep")).to_be_hidden()
    restrict(sleep)
    reader = sign_in("reader")
    reader.goto(sleep.url)
    expect(reader.get_by_text("Rest a little.")).to_be_visible()
    expect(reader.locator(".keep")).to_have_count(0)
