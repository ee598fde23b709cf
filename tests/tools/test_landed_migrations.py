"""What lint says of migrations that have landed, and how a new one is listed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LANDED = "guide_pages/migrations/0003_replies.py"
NEW = "guide_pages/migrations/9999_new.py"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The migrations, their list and the tool, to be changed."""
    for folder in ("faq_blocks/migrations", "guide_pages/migrations", "site/home/migrations", "tools"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def tool(root: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and what it complains of."""
    done = subprocess.run(
        [sys.executable, root / "tools/landed_migrations.py", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stderr


def test_every_migration_that_is_here_is_listed_as_it_is() -> None:
    assert tool(ROOT) == (0, "")


def test_a_landed_migration_that_was_edited_is_named_and_not_listed_again(copy: Path) -> None:
    with (copy / LANDED).open("a") as file:
        file.write("# harmless\n")
    for arguments in ([], ["--add"]):
        code, said = tool(copy, *arguments)
        assert code == 1
        assert said.startswith(f"{LANDED} has landed and was edited; ")
        assert said.count("\n") == 1


def test_a_landed_migration_that_was_removed_is_named_and_not_forgotten(copy: Path) -> None:
    (copy / LANDED).unlink()
    for arguments in ([], ["--add"]):
        code, said = tool(copy, *arguments)
        assert code == 1
        assert said.startswith(f"{LANDED} has landed and was removed; ")
        assert said.count("\n") == 1


def test_a_new_migration_fails_with_the_command_that_lists_it(copy: Path) -> None:
    (copy / NEW).write_text("# new\n")
    code, said = tool(copy)
    assert code == 1
    assert said == f"{NEW} is new; list it when it is finished: tools/landed_migrations.py --add\n"
    command = said.rpartition(": ")[2].split()
    assert subprocess.run([copy / command[0], *command[1:]], timeout=60, check=False).returncode == 0
    assert tool(copy) == (0, "")
    listed = (copy / "tools/landed_migrations.txt").read_text()
    assert [line for line in listed.splitlines() if not line.endswith(NEW)] == (
        ROOT / "tools/landed_migrations.txt"
    ).read_text().splitlines()
