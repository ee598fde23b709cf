"""What the documents name is there: variables, files, headings, commands."""

from __future__ import annotations

import pkgutil
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
#: One tells how to write a block that is not there yet.
NOT_OF_WHAT_IS_TO_COME = [document for document in DOCUMENTS if document.name != "adding-a-block.md"]
WITH_NAMES = {"ids": lambda path: path.name}

LINK = re.compile(r"(?:\]\(|src(?:set)?=\")(?!https?:)([^)\"\s]+)")
VARIABLE = re.compile(r"""(?:env\.\w+|required)\(\s*["']([A-Z_]+)["']""")
NAMED_FILE = re.compile(r"\[`([^`]+\.(?:py|html|css|js|ts|toml))`\]\(([^)#]+)")
OUR_IMPORT = re.compile(r"from ((?:guide_pages|faq_blocks)[\w.]*) import ([\w, ]+)")
OUR_CHECK = re.compile(r'"(guide_pages\.[EW]\d{3})"')
OUR_NAME = re.compile(r"\"((?:guide_pages|faq_blocks)(?:\.\w+)+)\"")
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
def test_a_link_that_is_named_after_a_file_leads_to_it(document):
    for name, target in NAMED_FILE.findall(words(document)):
        assert f"/{target}".endswith(f"/{name}"), f"{document.name} calls {target} {name}"


@pytest.mark.parametrize("document", NOT_OF_WHAT_IS_TO_COME, **WITH_NAMES)
def test_every_path_exists(document):
    for path in re.findall(
        r"`((?:guide_pages|faq_blocks|templates|site|tests|tools|bench)/[\w./-]*)`", words(document)
    ):
        assert (ROOT / path).exists() or (ROOT / "templates" / path).exists(), f"{document.name} names {path}"


@pytest.mark.parametrize("document", DOCUMENTS, **WITH_NAMES)
def test_every_test_exists(document):
    for path, name in re.findall(r"`(tests/[\w./-]*)::(\w+)`", words(document)):
        assert f"def {name}(" in words(ROOT / path), f"{document.name} names {name}"


@pytest.mark.parametrize("name", ["Makefile", ".ci/run", "gunicorn.conf.py", "tools/mutants/modules.toml"])
def test_every_file_that_a_tool_is_given_exists(name):
    for path in re.findall(r"\b((?:guide_pages|faq_blocks|tests|tools|bench)/[\w./-]*\w)", words(ROOT / name)):
        assert (ROOT / path).exists(), f"{name} names {path}"


@pytest.mark.parametrize("document", NOT_OF_WHAT_IS_TO_COME, **WITH_NAMES)
def test_every_name_of_ours_can_be_imported(document):
    text = words(document)
    for module, names in OUR_IMPORT.findall(text):
        for name in names.split(","):
            pkgutil.resolve_name(f"{module}.{name.strip()}")
    checks = {check for path in ROOT.glob("guide_pages/checks/*.py") for check in OUR_CHECK.findall(words(path))}
    for name in set(OUR_NAME.findall(text)) - checks:
        if name.split(".")[-1] not in {
            model.__name__ for model in apps.get_app_config(name.split(".")[0]).get_models()
        }:
            pkgutil.resolve_name(name)


@pytest.mark.parametrize("document", DOCUMENTS, **WITH_NAMES)
def test_every_make_command_exists(document):
    named = set(re.findall(r"(?:`|\$ )make ([a-z][a-z-]*)", words(document)))
    assert named <= set(TARGET.findall(words(ROOT / "Makefile")))


@pytest.mark.parametrize("document", DOCUMENTS, **WITH_NAMES)
def test_every_management_command_exists(document):
    named = set(re.findall(r"manage\.py ([a-z_]+)", words(document)))
    assert named <= set(get_commands())


def test_pictures_are_light():
    for picture in (ROOT / "docs/images").iterdir():
        assert picture.stat().st_size < 200_000, picture.name


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("guide_pages/blocks/quote.py", "python"),
        ("guide_pages/document/nodes/quote.py", "python"),
        ("templates/guide_pages/blocks/quote.html", "html"),
        ("tests/guide_pages/blocks/test_quote.py", "python"),
    ],
)
def test_the_block_that_is_shown_is_as_it_stands(path, language):
    assert f"```{language}\n{words(ROOT / path)}```\n" in words(ROOT / "docs/adding-a-block.md")
