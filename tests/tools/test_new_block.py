"""What `make block NAME=timeline` begins: four files, registered and clean, and a test that says what to write."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = ("faq_blocks", "guide_pages", "site", "templates", "tests", "tools")
MADE = [
    "guide_pages/blocks/day_by_day.py",
    "guide_pages/document/nodes/day_by_day.py",
    "templates/guide_pages/blocks/day_by_day.html",
    "tests/guide_pages/blocks/test_day_by_day.py",
]
CHANGED = ["guide_pages/blocks/section.py", "guide_pages/document/registry.py"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The code, to be added to."""
    for folder in NEEDED:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module in the copy."""
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=root, capture_output=True, text=True, timeout=300, check=False
    )


def test_a_new_block_is_clean_and_registered_and_its_test_says_what_to_write(copy: Path) -> None:
    done = run(copy, "tools.new_block", "day_by_day")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:4] == MADE
    python = [path for path in (*MADE, *CHANGED) if path.endswith(".py")]
    for command in (["check"], ["format", "--check"]):
        linted = run(copy, "ruff", *command, "--no-cache", *python)
        assert linted.returncode == 0, linted.stdout
    djade = [Path(sys.executable).with_name("djade"), "--check", "--target-version", "5.2", MADE[2]]
    assert subprocess.run(djade, cwd=copy, capture_output=True, timeout=60, check=False).returncode == 0

    tested = run(copy, "pytest", "-q", "-n0", "-p", "no:cacheprovider", MADE[3])
    assert "1 failed, 2 passed" in tested.stdout
    assert all(path in tested.stdout for path in MADE)

    registry = "tests/guide_pages/blocks/test_registry.py::test_a_node_stands_where_the_block_of_its_name_does"
    assert "1 passed" in run(copy, "pytest", "-q", "-n0", "-p", "no:cacheprovider", registry).stdout

    again = run(copy, "tools.new_block", "day_by_day")
    assert again.returncode == 1
    assert again.stderr == "The name “day_by_day” is taken: guide_pages/blocks/day_by_day.py is there.\n"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("callout", "The name “callout” is taken: guide_pages/blocks/callout.py is there."),
        ("text", "The name “text” is taken: templates/faq_blocks/blocks/text.html is there."),
        *(
            (
                name,
                f"“{name}” is no name for a block: write a word of small letters, or some with underscores: key_facts.",
            )
            for name in ("Quote", "key-facts", "2_quotes", "class", "../quote", "")
        ),
    ],
)
def test_a_name_that_cannot_be_used_is_refused_in_a_sentence(name: str, sentence: str) -> None:
    done = run(ROOT, "tools.new_block", name)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{sentence}\n")
