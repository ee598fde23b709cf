"""Exports of WordPress: each post is a guide, whole, with its topics, its author and its links."""

from __future__ import annotations

import json
from html import escape
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from PIL import Image as PillowImage
from wagtail.images import get_image_model

from guide_pages.importing.pictures import Pictures, media_below
from guide_pages.models import Contributor, Guide, GuidePage, Topic
from tests.factories import guide_index

pytestmark = pytest.mark.django_db

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Owls</title>
<wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name>Ada Gray</wp:author_display_name></wp:author>
<item><title>perch</title><wp:post_id>7</wp:post_id><wp:post_type>attachment</wp:post_type>
<wp:attachment_url>https://owls.example/up/perch.jpg</wp:attachment_url><wp:postmeta>
<wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>An owl on a perch</wp:meta_value>
</wp:postmeta></item>
"""
CLASSIC = """Owls fly at night, and they are heard before they are seen.
They keep quiet.

<h2>Calls</h2>
Each owl has its own.

See <a href="https://owls.example/nests/">nests</a>, and [note color="red"]listen well[/note].

[gallery ids="7"]
"""
BLOCKS = """<!-- wp:heading --><h2>Nests</h2><!-- /wp:heading -->
<!-- wp:paragraph --><p>Owls nest in barns.</p><!-- /wp:paragraph -->
<!-- wp:yoast/faq-block --><div class="schema-faq wp-block-yoast-faq-block"><div class="schema-faq-section">
<strong class="schema-faq-question">Do owls build?</strong><p class="schema-faq-answer">No.</p></div></div>
<!-- /wp:yoast/faq-block -->
"""


def item(title: str, slug: str, html: str, kind: str = "post", status: str = "publish") -> str:
    return (
        f"<item><title>{escape(title)}</title><link>https://owls.example/{slug}/</link><dc:creator>ada</dc:creator>"
        f"<guid>https://owls.example/?p={slug}</guid><content:encoded><![CDATA[{html}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_type>{kind}</wp:post_type>"
        f'<wp:status>{status}</wp:status><category domain="category" nicename="birds">Birds</category></item>'
    )


def export(folder: Path, *items: str) -> Path:
    file = folder / "owls.xml"
    file.write_text(f"{HEAD}{''.join(items)}</channel></rss>", encoding="utf-8")
    return file


def run(file: Path, *options: str) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("import_guide", str(file), "--json", *options, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture(autouse=True)
def index() -> None:
    guide_index()


@pytest.fixture
def owls(tmp_path: Path) -> Path:
    posts = (item("Calling Owls", "calls", CLASSIC), item("Nesting Owls", "nests", BLOCKS, "page"))
    return export(tmp_path, *posts, item("Gone", "gone", "<p>Gone.</p>", status="trash"))


def body_of(title: str) -> str:
    page = GuidePage.objects.get(draft_title=title).get_latest_revision_as_object()
    return json.dumps(page.body.get_prep_value(), ensure_ascii=False)


def test_each_post_and_page_is_a_guide(owls: Path):
    reports = run(owls)
    assert [(each["source"], each["status"]) for each in reports] == [
        ("Calling Owls", "created"),
        ("Nesting Owls", "created"),
    ]
    assert reports[1]["questions"] == ["Do owls build?"]
    assert Topic.objects.get().name == "Birds"
    assert Contributor.objects.get().name == "Ada Gray"
    page = GuidePage.objects.get(title="Calling Owls").get_latest_revision_as_object()
    assert [each.topic.name for each in page.guide_topics.all()] == ["Birds"]
    assert [each.contributor.name for each in page.guide_authors.all()] == ["Ada Gray"]


def test_what_was_written_without_blocks_has_its_paragraphs_and_no_shortcodes(owls: Path):
    reports = run(owls)
    body = body_of("Calling Owls")
    assert "seen.<br/>They keep quiet.</p>" in body
    assert "listen well" in body
    assert "[note" not in body
    assert reports[0]["images_wanted"] == ["An owl on a perch"]
    assert [each["code"] for each in reports[0]["dropped"]] == ["shortcode", "shortcode"]


def test_links_between_posts_lead_from_guide_to_guide(owls: Path):
    run(owls, "--publish")
    nests = GuidePage.objects.get(title="Nesting Owls")
    assert f'linktype=\\"page\\" id=\\"{nests.pk}\\"' in body_of("Calling Owls")
    page = GuidePage.objects.get(title="Calling Owls")
    assert page.live
    assert not page.has_unpublished_changes
    assert [guide.editions.count() for guide in Guide.objects.all()] == [1, 1]
    assert [each["status"] for each in run(owls, "--update")] == ["unchanged", "unchanged"]


def test_of_two_pictures_of_one_name_the_one_is_taken_whose_folder_the_address_names(tmp_path: Path):
    for year, color in (("2020", "navy"), ("2021", "teal")):
        (tmp_path / year).mkdir()
        PillowImage.new("RGB", (40, 30), color).save(tmp_path / year / "owl.png")
    pictures = Pictures(media=media_below(tmp_path))
    placed = [
        pictures.next_for("An owl", "owl.png", f"https://owls.example/up/{year}/owl.png") for year in (2021, 2020)
    ]
    images = [get_image_model().objects.get(pk=pk) for pk in placed]
    colors = [PillowImage.open(image.file).convert("RGB").getpixel((1, 1)) for image in images]
    assert colors == [(0, 128, 128), (0, 0, 128)]


def test_posts_of_one_title_are_each_known_by_what_wordpress_calls_them(tmp_path: Path):
    file = export(tmp_path, item("Owls", "a", "<p>One owl.</p>"), item("Owls", "b", "<p>Two owls.</p>"))
    first = run(file)
    again = run(file, "--update")
    assert first[0]["page_id"] != first[1]["page_id"]
    assert [(each["page_id"], each["status"]) for each in again] == [(each["page_id"], "unchanged") for each in first]


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_an_export_that_declares_entities_is_refused(owls: Path, declared: str):
    owls.write_text(owls.read_text().replace("<rss", f"{declared}<rss", 1))
    with pytest.raises(CommandError, match="refused"):
        run(owls)
    assert not GuidePage.objects.exists()


def test_an_export_that_breaks_off_leaves_nothing_behind(owls: Path):
    owls.write_text(owls.read_text()[:-20])
    with pytest.raises(CommandError, match="refused"):
        run(owls)
    assert not GuidePage.objects.exists()


def test_a_dry_run_reports_and_makes_nothing(owls: Path):
    assert [each["status"] for each in run(owls, "--dry-run")] == ["created", "created"]
    assert not GuidePage.objects.exists()
    assert not Topic.objects.exists()
