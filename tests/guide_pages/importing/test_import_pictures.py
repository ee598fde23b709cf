"""`import_guide --images`: pictures find their places by their names."""

from __future__ import annotations

import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from PIL import Image
from wagtail.images import get_image_model

from guide_pages.models import Edition, GuidePage
from tests.factories import guide_index
from tests.guide_pages.importing.texts import SLEEP, lines

pytestmark = pytest.mark.django_db

THREE = lines(
    *["Better Rest", "Mornings", "Up at six.", "[Image: an owl]", "Noons", "A short nap.", "[Image: a lamp]"],
    *["Nights", "Down.", "[Image: an owl]"],
)


@pytest.fixture(autouse=True)
def index() -> None:
    guide_index()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    return folder


def picture(folder: Path, name: str, color: str = "navy") -> Path:
    content = BytesIO()
    Image.new("RGB", (64, 48), color).save(content, "PNG" if name.endswith("png") else "JPEG")
    file = folder / name
    file.write_bytes(content.getvalue())
    return file


def bring_in(folder: Path, text: str = THREE, *options: str) -> dict[str, Any]:
    file = folder.parent / "rest.txt"
    file.write_text(text, encoding="utf-8")
    out = StringIO()
    call_command("import_guide", str(file), "--images", str(folder), "--json", *options, stdout=out)
    return json.loads(out.getvalue())


def placed() -> list[tuple[str, str] | None]:
    """The file names and alternative texts of the images in the draft, in order."""
    body = GuidePage.objects.get().get_latest_revision_as_object().body
    images = [child.value["image"] for part in body for child in part.value["content"] if child.block_type == "image"]
    return [(image.title, image.contextual_alt_text) if image else None for image in images]


def stored() -> set[str]:
    return set(default_storage.listdir("original_images")[1]) if default_storage.exists("original_images") else set()


def test_a_picture_goes_where_its_name_is_the_alternative_text(folder: Path):
    picture(folder, "A Lamp.png")
    report = bring_in(folder)
    assert placed() == [None, ("a lamp", "a lamp"), None]
    assert (report["images_placed"], report["images_wanted"]) == (["a lamp"], ["an owl", "an owl"])
    assert report["images_unused"] == []


def test_one_picture_goes_to_each_place_of_its_name(folder: Path):
    picture(folder, "an-owl.jpg")
    bring_in(folder)
    assert placed() == [("an owl", "an owl"), None, ("an owl", "an owl")]
    assert get_image_model().objects.count() == 1


def test_a_number_after_the_name_chooses_among_places_of_one_name(folder: Path):
    picture(folder, "an-owl-2.jpg")
    bring_in(folder)
    assert placed() == [None, None, ("an owl", "an owl")]


@pytest.mark.parametrize("name", ["2.png", "02-night.png", "image-2.png"])
def test_a_number_alone_chooses_the_place_in_the_guide(folder: Path, name: str):
    picture(folder, name)
    bring_in(folder)
    assert placed() == [None, ("a lamp", "a lamp"), None]


def test_a_name_counts_more_than_a_number(folder: Path):
    picture(folder, "2.png")
    picture(folder, "a-lamp.png", "olive")
    report = bring_in(folder)
    assert report["images_unused"] == ["2.png"]


def test_files_that_are_no_pictures_are_left_alone(folder: Path):
    (folder / "a-lamp.txt").write_text("not a picture")
    assert bring_in(folder)["images_placed"] == []


def test_a_picture_of_the_library_is_used_again(folder: Path):
    picture(folder, "a-lamp.png")
    bring_in(folder)
    bring_in(folder, THREE, "--again")
    assert get_image_model().objects.count() == 1


def test_a_guide_is_published_with_its_pictures(folder: Path):
    picture(folder, "lamp-at-dusk.png")
    report = bring_in(folder, SLEEP, "--publish")
    nodes = Edition.objects.get(guide__page=report["page_id"]).compiled.body[0].nodes
    assert [node.type for node in nodes] == ["text", "image"]
    assert nodes[1].image.alt == "lamp at dusk"


def test_a_picture_fills_a_place_that_wanted_one(folder: Path):
    bring_in(folder)
    picture(folder, "a-lamp.png")
    body = GuidePage.objects.get().get_latest_revision_as_object().body.get_prep_value()
    assert bring_in(folder, THREE, "--update")["status"] == "updated"
    assert placed()[1] == ("a lamp", "a lamp")
    after = GuidePage.objects.get().get_latest_revision_as_object().body.get_prep_value()
    assert [child["id"] for part in after for child in part["value"]["content"]] == [
        child["id"] for part in body for child in part["value"]["content"]
    ]


def test_a_broken_picture_leaves_nothing_behind(folder: Path):
    before = stored()
    picture(folder, "an-owl.jpg")
    (folder / "a-lamp.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    with pytest.raises(CommandError, match=r"a-lamp\.png"):
        bring_in(folder)
    assert not get_image_model().objects.exists()
    assert not GuidePage.objects.exists()
    assert stored() == before


def test_a_guide_that_cannot_be_published_leaves_no_picture_behind(folder: Path):
    before = stored()
    picture(folder, "lamp-at-dusk.png")
    with pytest.raises(CommandError, match="cannot be published"):
        bring_in(folder, SLEEP.replace("How long is a nap?", "Is it safe to nap?"), "--publish")
    assert not get_image_model().objects.exists()
    assert stored() == before


def test_a_folder_that_is_not_there_is_an_error(folder: Path):
    with pytest.raises(CommandError, match="is not a folder"):
        bring_in(folder / "nowhere")
