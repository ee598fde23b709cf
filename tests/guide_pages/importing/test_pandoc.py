"""OpenDocument, RTF and EPUB are read by pandoc, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image as PillowImage

from guide_pages.importing.outline import Outline
from guide_pages.importing.parsers import outline_of
from guide_pages.importing.refusal import ImportRefused
from guide_pages.importing.source import read_source, source_from

TEXT = """# Owls

## Nights

Owls fly *at* night.

| Owl | Call |
|---|---|
| Barn | Screech |

## Frequently Asked Questions

**Do owls build?**

No, they do not.
"""
needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")


def written(folder: Path, kind: str) -> Path:
    file = folder / f"owls.{kind}"
    command = ["pandoc", "-s", "-f", "markdown", "--metadata", "title=Owls", "-o", str(file)]
    subprocess.run(command, input=TEXT.encode(), check=True, stderr=subprocess.DEVNULL)
    return file


@needs_pandoc
@pytest.mark.parametrize("kind", ["odt", "rtf", "epub"])
def test_a_document_is_read_whole(tmp_path: Path, kind: str):
    source = read_source(written(tmp_path, kind))
    outline: Outline = outline_of(source)
    assert source.encoding == kind
    assert (outline.title, [each.heading for each in outline.sections]) == ("Owls", ["Nights"])
    assert [each.text for each in outline.questions] == ["Do owls build?"]
    words = " ".join(outline.texts())
    assert all(word in words for word in ("Call", "Screech", "night", "No, they do not"))


def test_without_pandoc_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ImportRefused, match="pandoc has to be installed"):
        source_from(b"{\\rtf1 Owls fly at night.}", "owls.rtf")


@needs_pandoc
def test_what_pandoc_cannot_read_is_refused():
    archive = BytesIO()
    with ZipFile(archive, "w") as file:
        file.writestr("mimetype", "application/epub+zip")
    with pytest.raises(ImportRefused, match="is broken"):
        source_from(archive.getvalue(), "owls.epub")


def test_a_book_that_declares_entities_is_refused():
    archive = BytesIO()
    with ZipFile(archive, "w") as file:
        file.writestr("mimetype", "application/epub+zip")
        file.writestr("a.xhtml", '<!DOCTYPE html [<!ENTITY a "aa">]><html/>')
    with pytest.raises(ImportRefused, match="declares entities"):
        source_from(archive.getvalue(), "owls.epub")


@needs_pandoc
def test_of_two_pictures_of_one_name_each_is_in_its_place(tmp_path: Path):
    for folder, color in (("a", "navy"), ("b", "teal")):
        (tmp_path / folder).mkdir()
        PillowImage.new("RGB", (40, 30), color).save(tmp_path / folder / "owl.png")
    html = '<h1>Owls</h1><p>Hoot.</p><img src="a/owl.png" alt="One"><p>Then.</p><img src="b/owl.png" alt="Two">'
    for kind in ("odt", "epub"):
        file = tmp_path / f"owls.{kind}"
        command = ["pandoc", "-f", "html", "-o", str(file), "--metadata", "title=Owls"]
        subprocess.run(command, input=html.encode(), check=True, stderr=subprocess.DEVNULL, cwd=tmp_path)
        source = read_source(file)
        images = outline_of(source).images
        shown = [PillowImage.open(BytesIO(source.pictures[image.file])).convert("RGB") for image in images]
        assert [picture.getpixel((1, 1)) for picture in shown] == [(0, 0, 128), (0, 128, 128)]
