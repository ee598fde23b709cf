"""That the site and its admin work under their content policies: `page` fails a test on every violation."""

from __future__ import annotations

import pytest
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


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_a_zero_of_the_sans_has_no_stroke_in_any_weight(page, weight):
    page.goto("/")
    middle = page.evaluate(
        """async weight => {
            const font = `${weight} 200px "Atkinson Hyperlegible Next"`;
            await document.fonts.load(font);
            const canvas = document.createElement("canvas");
            canvas.width = canvas.height = 300;
            const context = canvas.getContext("2d");
            context.font = font;
            const { width, actualBoundingBoxAscent: high, actualBoundingBoxDescent: low } = context.measureText("0");
            context.fillText("0", 50, 250);
            const across = y => Array.from(context.getImageData(50, Math.round(y), Math.round(width), 1).data)
                .filter((_value, index) => index % 4 === 3).map(alpha => alpha > 128 ? "x" : "").join(" ");
            const strokes = line => line.split(/ {2,}/).filter(Boolean).length;
            return [0.35, 0.5, 0.65].map(part => strokes(across(250 + low - (high + low) * part)));
        }""",
        weight,
    )
    assert middle == [2, 2, 2]  # to its left and right: a stroke would be a third
