"""What the documents name is there: variables, files, headings, commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
WITH_NAMES = {"ids": lambda path: path.name}

LINK = re.compile(r"(?:\]\(|src(?:set)?=\")(?!https?:)([^)\"\s]+)")
VARIABLE = re.compile(r"""(?:env\.\w+|required)\(\s*["']([A-Z_]+)["']""")
TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)


def words(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def headings(text: str) -> set[str]:
    """The fragments that GitHub gives to a document's headings."""
    lines = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def test_every_variable_that_settings_read_is_documented():
    read = {name for path in (ROOT / "site/config/settings").glob("*.py") for name in VARIABLE.findall(words(path))}
    documented = set(re.findall(r"`([A-Z_]+)`", words(ROOT / "docs/settings.md")))
    assert len(read) > 20
    assert read - documented == set()


@pytest.mark.parametrize("document", DOCUMENTS, **WITH_NAMES)
def test_every_link_leads_somewhere(document):
    for link in LINK.findall(words(document)):
        name, _, fragment = link.partition("#")
        target = (document.parent / name) if name else document
        assert target.exists(), f"{document.name} links to {link}"
        assert not fragment or fragment in headings(words(target)), f"{document.name} links to {link}"


@pytest.mark.parametrize("document", DOCUMENTS, **WITH_NAMES)
def test_every_make_command_exists(document):
    named = set(re.findall(r"(?:`|\$ )make ([a-z][a-z-]*)", words(document)))
    assert named <= set(TARGET.findall(words(ROOT / "Makefile")))


@pytest.mark.parametrize("document", DOCUMENTS, **WITH_NAMES)
def test_every_management_command_exists(document):
    from django.core.management import get_commands

    named = set(re.findall(r"manage\.py ([a-z_]+)", words(document)))
    assert named <= set(get_commands())


def test_pictures_are_light():
    for picture in (ROOT / "docs/images").iterdir():
        assert picture.stat().st_size < 200_000, picture.name
