"""The pictures in the guide for editors: each is there, small, and made by `make screenshots`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.browser.screenshots import FOLDER, MOST_BYTES, MOST_PICTURES, PICTURES, looks_alike, path_of

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "editing.md"
NAMED = re.findall(r"!\[([^\]]+)\]\(images/([^)]+)\)", GUIDE.read_text())


def test_the_guide_shows_just_the_pictures_that_are_made() -> None:
    assert sorted(name for _words, name in NAMED) == sorted(f"{name}.webp" for name in PICTURES)
    assert len(NAMED) <= MOST_PICTURES
    assert sorted(path.name for path in FOLDER.glob("editing*")) == sorted(name for _words, name in NAMED)


@pytest.mark.parametrize("name", PICTURES)
def test_each_is_there_and_small(name: str) -> None:
    assert path_of(name).stat().st_size <= MOST_BYTES


def test_a_picture_is_another_when_something_else_stands_in_it_and_not_with_another_minute() -> None:
    before = Image.new("RGB", (1000, 700), "white")
    minute, button = before.copy(), before.copy()
    ImageDraw.Draw(minute).text((20, 20), "3 minutes ago", "black")
    ImageDraw.Draw(button).rectangle((20, 20, 140, 60), "black")
    assert looks_alike(before, minute)
    assert not looks_alike(before, button)
    assert not looks_alike(before, before.resize((1000, 701)))
