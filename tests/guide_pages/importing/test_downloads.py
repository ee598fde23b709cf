"""A paragraph that is only a link to a file that came along is a file to download."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from guide_pages.models import GuidePage
from tests.factories import guide_index
from tests.guide_pages.importing.test_wordpress import export, item, run

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
ADDRESS = "https://owls.example/wp-content/uploads/2024/05/leaflet.pdf"
LINK = f'<p>Owls hoot.</p><p><a href="{ADDRESS}">Leaflet about owls</a></p><p>They sleep.</p>'


@pytest.fixture(autouse=True)
def index() -> None:
    guide_index()


def beside(folder: Path, content: bytes = PDF, name: str = "leaflet.pdf", year: str = "2024") -> None:
    below = folder / "uploads" / year / "05"
    below.mkdir(parents=True, exist_ok=True)
    (below / name).write_bytes(content)


def body(title: str = "Owls") -> list[Any]:
    return GuidePage.objects.get(draft_title=title).get_latest_revision_as_object().body.get_prep_value()


def kinds() -> list[str]:
    return [block["type"] for block in body()[0]["value"]["content"]]


def stored() -> list[str]:
    """The files of documents, those of other tests among them."""
    return default_storage.listdir("documents")[1] if default_storage.exists("documents") else []


def test_the_file_is_in_the_library_and_readers_can_have_it(tmp_path: Path):
    beside(tmp_path)
    report = run(export(tmp_path, item("Owls", "owls", LINK)), "--publish")[0]
    document = get_document_model().objects.get()
    assert kinds() == ["text", "download", "text"]
    assert report["downloads"] == ["Leaflet about owls"]
    assert document.title == "Leaflet about owls"
    assert document.file.read() == PDF
    page = Client().get(report["path"]).content.decode()
    assert "Leaflet about owls" in page
    assert document.url in page


@pytest.mark.parametrize(
    "html",
    [
        f'<p>See the <a href="{ADDRESS}">leaflet</a>.</p>',
        '<p><a href="https://owls.example/other.pdf">Another leaflet</a></p>',
        '<p><a href="https://owls.example/up/owl.exe">A game</a></p>',
        '<p><a href="https://owls.example/up/owl.svg">A drawing</a></p>',
        '<p><a href="https://owls.example/up/owl.html">A page</a></p>',
    ],
    ids=["in a sentence", "not there", "program", "drawing", "page"],
)
def test_other_links_stay_links(tmp_path: Path, html: str):
    beside(tmp_path)
    for name in ("owl.exe", "owl.svg", "owl.html"):
        beside(tmp_path, b"<script>hoot()</script>", name)
    run(export(tmp_path, item("Owls", "owls", f"<p>Owls hoot.</p>{html}")))
    assert kinds() == ["text"]
    assert "<a href" in body()[0]["value"]["content"][0]["value"]
    assert not get_document_model().objects.exists()


def test_wordpress_block_of_a_file_is_one_to_download_and_its_button_is_left_out(tmp_path: Path):
    beside(tmp_path)
    block = (
        f'<!-- wp:file --><div class="wp-block-file"><a href="{ADDRESS}">Leaflet</a>'
        f'<a href="{ADDRESS}" class="wp-block-file__button" download>Download</a></div><!-- /wp:file -->'
    )
    report = run(export(tmp_path, item("Owls", "owls", f"<p>Owls hoot.</p>{block}")))[0]
    assert kinds() == ["text", "download"]
    assert [(drop["text"], drop["code"]) for drop in report["dropped"]] == [("Download", "navigation")]


def test_of_two_files_of_one_name_the_one_is_taken_whose_folder_the_address_names(tmp_path: Path):
    beside(tmp_path, PDF + b"old", year="2020")
    beside(tmp_path)
    run(export(tmp_path, item("Owls", "owls", LINK)))
    assert get_document_model().objects.get().file.read() == PDF


def test_the_same_file_is_stored_once(tmp_path: Path):
    beside(tmp_path)
    file = export(tmp_path, item("Owls", "owls", LINK), item("More Owls", "more", LINK))
    run(file)
    assert [each["status"] for each in run(file, "--update")] == ["unchanged", "unchanged"]
    assert get_document_model().objects.count() == 1


def test_a_file_of_a_private_collection_is_not_used_again(tmp_path: Path):
    private = Collection.get_first_root_node().add_child(name="Staff")
    CollectionViewRestriction.objects.create(collection=private, restriction_type=CollectionViewRestriction.LOGIN)
    document = get_document_model()(title="Leaflet", collection=private, file=ContentFile(PDF, "leaflet.pdf"))
    document._set_document_file_metadata()
    document.save()
    beside(tmp_path)
    run(export(tmp_path, item("Owls", "owls", LINK)), "--publish")
    assert get_document_model().objects.count() == 2


@pytest.mark.parametrize("content", [b"<script>hoot()</script>", b"MZ\x90\x00"])
def test_a_file_that_is_not_what_its_name_says_is_refused_and_nothing_stays(tmp_path: Path, content: bytes):
    beside(tmp_path, content)
    with pytest.raises(CommandError, match="refused"):
        run(export(tmp_path, item("Owls", "owls", LINK)))
    assert not GuidePage.objects.exists()
    assert not get_document_model().objects.exists()


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, settings: Any):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 10
    before = stored()
    beside(tmp_path)
    with pytest.raises(CommandError, match="refused"):
        run(export(tmp_path, item("Owls", "owls", LINK)))
    assert stored() == before


@pytest.mark.parametrize("options", [("--dry-run",), ("--publish",)], ids=["dry run", "refused"])
def test_nothing_is_left_behind(tmp_path: Path, options: tuple[str, ...]):
    beside(tmp_path)
    twice = "<h2>FAQ</h2><h3>Do owls hoot?</h3><p>Yes.</p><h3>Do owls hoot?</h3><p>No.</p>"
    file = export(tmp_path, item("Owls", "owls", LINK + (twice if options == ("--publish",) else "")))
    before = stored()
    with suppress(CommandError):
        run(file, *options)
    assert not get_document_model().objects.exists()
    assert stored() == before


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path):
    outside = tmp_path / "outside.pdf"
    outside.write_bytes(PDF)
    folder = tmp_path / "export"
    (folder / "uploads").mkdir(parents=True)
    (folder / "uploads" / "leaflet.pdf").symlink_to(outside)
    run(export(folder, item("Owls", "owls", LINK)))
    assert kinds() == ["text"]


def test_a_download_that_an_editor_added_stays_when_the_post_is_brought_in_again(tmp_path: Path):
    file = export(tmp_path, item("Owls", "owls", "<p>Owls hoot.</p>"))
    run(file)
    document = get_document_model().objects.create(title="Mine", file=ContentFile(PDF + b"mine", "mine.pdf"))
    page = GuidePage.objects.get().get_latest_revision_as_object()
    raw = page.body.get_prep_value()
    value = {"document": document.pk, "title": "Mine", "text": ""}
    raw[0]["value"]["content"].append(
        {"type": "download", "value": value, "id": "8d4b7c9e-0000-4000-8000-000000000001"}
    )
    page.body = page.body.stream_block.to_python(raw)
    page.save_revision()
    for option in ("--update", "--overwrite"):
        run(export(tmp_path, item("Owls", "owls", "<p>Owls hoot at night.</p>")), option)
        assert kinds() == ["text", "download"]


def test_files_beside_a_page_are_found_in_its_folder_of_pictures(tmp_path: Path):
    beside(tmp_path)
    page = tmp_path / "page.html"
    page.write_text(f"<h1>Owls</h1><h2>Nights</h2>{LINK}")
    run(page, "--images", str(tmp_path / "uploads"))
    assert kinds() == ["text", "download", "text"]
