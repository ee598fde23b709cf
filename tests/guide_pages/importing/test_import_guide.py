"""`manage.py import_guide`: a file becomes a draft guide, whole or not at all."""

from __future__ import annotations

import json
from io import BytesIO, StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

from guide_pages.models import Delivery, Edition, GuidePage
from tests.factories import guide, guide_index, site
from tests.guide_pages.importing.texts import SLEEP, lines

pytestmark = pytest.mark.django_db

ARTICLE = Path(__file__).parents[4] / "shared" / "article" / "unlocking-hope.txt"


@pytest.fixture(autouse=True)
def index() -> Page:
    return guide_index()


@pytest.fixture
def sleep(tmp_path: Path) -> Path:
    return written(tmp_path, SLEEP)


def written(folder: Path, text: str, name: str = "sleep.txt") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def run(file: Path | str, *options: str) -> dict[str, Any]:
    out = StringIO()
    call_command("import_guide", str(file), "--json", *options, stdout=out)
    return json.loads(out.getvalue())


def draft_of(report: dict[str, Any]) -> GuidePage:
    return GuidePage.objects.get(pk=report["page_id"]).get_latest_revision_as_object()


def refused(file: Path | str, *options: str) -> str:
    """Run the command and return its error; nothing may be left behind."""
    before = _left()
    out = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("import_guide", str(file), "--json", *options, stdout=out)
    assert refusal.value.returncode == 1
    assert _left() == before
    message = json.loads(out.getvalue())["error"]
    assert str(refusal.value) == f"{message} Nothing was changed."
    return message


def _left() -> list[int]:
    return [model.objects.count() for model in (Page, Revision, Edition, get_image_model())]


# Drafts


def test_a_file_becomes_a_draft(sleep: Path, index: Page):
    report = run(sleep)
    page = GuidePage.objects.get(pk=report["page_id"])
    assert (report["status"], report["published"], page.live) == ("created", False, False)
    assert report["path"] == "/guides/sleeping-well-after-sixty/"
    assert page.get_parent().pk == index.pk
    assert page.has_unpublished_changes
    assert page.summary.startswith("The body clock moves forward with age.")
    assert not Delivery.objects.exists()


def test_the_draft_holds_sections_images_wanted_and_questions(sleep: Path):
    body = draft_of(run(sleep)).body
    assert [block.block_type for block in body] == ["section", "section", "section", "faq"]
    first, second, last, faq = (block.value for block in body)
    assert [child.block_type for child in first["content"]] == ["text", "image"]
    image = first["content"][1].value
    assert (image["image"], image["wanted"]) == (None, "lamp at dusk")
    assert second["content"][0].value.source == (
        "<p>Keep the same hours every day.</p>"
        "<ul><li>Walk outside before noon.</li><li>Dim the lamps after supper.</li></ul>"
    )
    assert last["heading"] == "Conclusion"
    assert [str(child.value["answer"].source) for child in faq["questions"]] == [
        "<p>For most people, yes.</p><p>Keep it short.</p>",
        "<p>Twenty minutes.</p>",
    ]


def test_words_cannot_be_markup(tmp_path: Path):
    text = lines("A <b>Bold</b> Guide", "Is 3 < 4 & 5?", "<script>alert(1)</script> is text, “quoted” & kept.")
    page = draft_of(run(written(tmp_path, text)))
    assert page.title == "A <b>Bold</b> Guide"
    assert page.body[0].value["content"][0].value.source == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; is text, “quoted” &amp; kept.</p>"
    )


def test_the_report_is_complete(sleep: Path):
    report = run(sleep)
    assert report["title"] == "Sleeping Well After Sixty"
    assert report["sections"] == ["Why Nights Change", "What Helps", "Conclusion"]
    assert report["questions"] == ["Is it safe to nap?", "How long is a nap?"]
    assert (report["images_wanted"], report["images_placed"]) == (["lamp at dusk"], [])
    assert report["dropped"] == [
        {"line": 30, "text": "Leave a Reply", "code": "comments", "reason": "belongs to the old page's comments"}
    ]
    assert [(line["line"], line["code"]) for line in report["uncertain"]] == [(5, "summary"), (16, "conclusion")]
    assert report["encoding"] == "utf-8"


def test_the_report_can_be_read_by_a_person(sleep: Path):
    out = StringIO()
    call_command("import_guide", str(sleep), stdout=out)
    text = out.getvalue()
    assert "“Sleeping Well After Sixty” was brought in." in text
    assert "/guides/sleeping-well-after-sixty/, a draft." in text
    assert "Images wanted (1)\n  lamp at dusk" in text
    assert "  30: Leave a Reply – belongs to the old page's comments" in text


def test_standard_input_is_a_file(sleep: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=BytesIO(sleep.read_bytes())))
    assert run("-")["title"] == "Sleeping Well After Sixty"


def test_two_texts_without_a_title_piped_in_are_two_guides(monkeypatch: pytest.MonkeyPatch):
    made = []
    for words in ("Sleep is long, and it is good.", "Naps are short, and they are good."):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=BytesIO(f"{words}\n\nMore follows.".encode())))
        made.append(run("-", "--update"))
    assert [report["title"] for report in made] == ["Untitled", "Untitled"]
    assert made[0]["page_id"] != made[1]["page_id"]


# Publishing


def test_a_guide_is_published_without_the_images_still_wanted(sleep: Path):
    report = run(sleep, "--publish")
    assert report["published"]
    assert report["images_wanted"] == ["lamp at dusk"]
    compiled = Edition.objects.get(guide__page=report["page_id"]).compiled
    assert [part.anchor for part in compiled.body] == [
        "why-nights-change",
        "what-helps",
        "conclusion",
        "frequently-asked-questions",
    ]
    assert [node.type for node in compiled.body[0].nodes] == ["text"]


def test_the_report_says_that_images_are_missing_from_the_published_guide(sleep: Path):
    out = StringIO()
    call_command("import_guide", str(sleep), "--publish", stdout=out)
    assert "published without 1 image that is still wanted." in out.getvalue()


def test_a_guide_that_cannot_be_published_is_not_brought_in(tmp_path: Path):
    text = SLEEP.replace("How long is a nap?", "Is it safe to nap?")
    assert "“Is it safe to nap?” is asked twice" in refused(written(tmp_path, text), "--publish")


def test_questions_alone_are_a_guide_that_can_be_published(tmp_path: Path):
    report = run(
        written(tmp_path, lines("Naps", "Q: Is it late?", "A: No.", "Q: Is it early?", "A: Yes.")), "--publish"
    )
    assert (report["published"], report["sections"]) == (True, [])
    assert report["questions"] == ["Is it late?", "Is it early?"]


def test_the_real_article_is_published_whole():
    if not ARTICLE.exists():
        pytest.skip(f"the article is not at {ARTICLE}")
    report = run(ARTICLE, "--publish")
    assert report["published"]
    assert (len(report["sections"]), len(report["questions"]), len(report["images_wanted"])) == (10, 5, 5)
    assert [line["code"] for line in report["dropped"]] == ["viewing", "comments"]


# Refusals


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"---\n", "has no text"),
        (b"Sleep\x00well", "binary"),
        (b"%PDF-1.4", "PDF"),
        (b"sleep " * (5 * 1024 * 1024 // 6 + 1), "larger than 5 MB"),
        (b"Leave a Reply\n", "has no text for a guide"),
    ],
)
def test_a_file_that_is_no_article_leaves_nothing_behind(tmp_path: Path, content: bytes, said: str):
    file = tmp_path / "sleep.txt"
    file.write_bytes(content)
    assert said in refused(file)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path):
    assert "No such file" in refused(tmp_path / "nothing.txt")


# Where it goes


def test_a_guide_goes_under_the_index_at_a_path(sleep: Path, index: Page):
    other = guide_index(title="Advice", slug="advice")
    assert "more than one guide index" in refused(sleep)
    assert run(sleep, "--parent", "/advice/")["path"] == "/advice/sleeping-well-after-sixty/"
    assert run(sleep, "--parent", "guides")["path"] == "/guides/sleeping-well-after-sixty/"
    assert run(sleep, "--parent", other.full_url)["status"] == "exists"


def test_a_path_without_an_index_is_an_error_that_names_those_there_are(sleep: Path, index: Page):
    assert index.full_url in refused(sleep, "--parent", "/nowhere/")


def test_a_site_without_an_index_is_an_error(sleep: Path, index: Page):
    index.delete()
    assert "no guide index" in refused(sleep)


def test_a_title_without_letters_for_a_slug_still_has_an_address(tmp_path: Path):
    guide(title="Guide", slug="guide")
    report = run(written(tmp_path, lines("???!", "Why Nights Change", "The clock moves."), "1.txt"))
    assert draft_of(report).slug


# Twice


def test_importing_twice_does_not_make_two_guides(sleep: Path):
    first = run(sleep)
    again = run(sleep)
    assert (again["status"], again["page_id"]) == ("exists", first["page_id"])
    assert GuidePage.objects.count() == 1
    assert Revision.objects.filter(object_id=str(first["page_id"])).count() == 1


def test_a_guide_is_the_same_whatever_the_case_of_its_title(sleep: Path, index: Page):
    page = guide(title="Another title")
    page.title = "sleeping well, after sixty"
    page.save_revision()
    assert (run(sleep)["status"], run(sleep)["page_id"]) == ("exists", page.pk)


def test_a_guide_under_another_index_is_another_guide(sleep: Path):
    guide_index(title="Advice", slug="advice")
    run(sleep, "--parent", "/advice/")
    assert run(sleep, "--parent", "/guides/")["status"] == "created"


def test_a_second_guide_is_made_when_asked_for(sleep: Path):
    run(sleep, "--publish")
    report = run(sleep, "--again", "--publish")
    assert report["status"] == "created"
    assert report["path"] == "/guides/sleeping-well-after-sixty-2/"
    assert GuidePage.objects.live().count() == 2


def test_update_and_again_exclude_each_other(sleep: Path):
    with pytest.raises(CommandError):
        run(sleep, "--update", "--again")


def test_an_error_is_said_to_a_person_without_json(tmp_path: Path):
    with pytest.raises(CommandError, match=r"is empty\. Nothing was changed\."):
        call_command("import_guide", str(written(tmp_path, "")), stdout=StringIO())


def test_the_default_site_is_where_the_path_leads(sleep: Path):
    assert run(sleep, "--parent", f"{site().root_url}/guides/")["status"] == "created"
