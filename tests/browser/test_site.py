"""That the site and its admin work under their content policies: `page` fails a test on every violation."""

from __future__ import annotations

from playwright.sync_api import expect


def test_a_visitor_reads_the_home_page_and_searches(page):
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Guidepost")
    page.goto("/search/?query=nothing+like+this")
    expect(page.get_by_role("main")).to_contain_text("Nothing found")


def test_an_editor_writes_and_previews_a_plain_page_in_the_admin(sign_in, site):
    page = sign_in()
    page.goto(f"/admin/pages/add/home/plainpage/{site.root_page_id}/")
    page.fill("[name=title]", "About us")
    page.locator("#panel-child-content-body-content [contenteditable=true]").fill("We are nurses.")
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("[data-preview-panel-target=iframe], #w-preview-iframe, #preview-iframe").first
    expect(preview.get_by_role("heading", level=1)).to_have_text("About us")
