"""guidepost.env: one file says with which settings server, cron and commands run, and nobody guesses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment, load_environment

ROOT = Path(__file__).parents[2]
PRODUCTION = "config.settings.production"
DEVELOPMENT = "config.settings.development"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment as cron's: nothing of the site in it."""
    monkeypatch.setattr(os, "environ", {"PATH": os.environ["PATH"]})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "guidepost.env"
    file.write_text(f"# Ours\nDJANGO_SETTINGS_MODULE={PRODUCTION}\n\nSECRET_KEY=from=the#file\nDATABASE_URL=\n")
    return file


def test_a_process_without_an_environment_takes_the_files(file):
    load_environment(file=file)
    assert os.environ["DJANGO_SETTINGS_MODULE"] == PRODUCTION
    assert os.environ["SECRET_KEY"] == "from=the#file"


@pytest.mark.parametrize("default", [DEVELOPMENT, PRODUCTION])
def test_the_file_counts_where_something_else_is_the_default(file, default):
    file.write_text(file.read_text().replace(PRODUCTION, "config.settings.ours"))
    load_environment(default=default, file=file)
    assert os.environ["DJANGO_SETTINGS_MODULE"] == "config.settings.ours"


def test_the_environment_counts_where_it_says_something_else(file):
    os.environ["SECRET_KEY"] = "from the environment"
    load_environment(file=file)
    assert os.environ["SECRET_KEY"] == "from the environment"
    assert os.environ["DJANGO_SETTINGS_MODULE"] == PRODUCTION


def test_other_settings_take_nothing_of_the_file(file):
    """Tests and development must not meet the site's database."""
    os.environ["DJANGO_SETTINGS_MODULE"] = DEVELOPMENT
    load_environment(file=file)
    assert os.environ["DJANGO_SETTINGS_MODULE"] == DEVELOPMENT
    assert "SECRET_KEY" not in os.environ


def test_a_machine_without_a_file_takes_the_default(tmp_path):
    load_environment(default=DEVELOPMENT, file=tmp_path / "none")
    assert os.environ["DJANGO_SETTINGS_MODULE"] == DEVELOPMENT


def test_nobody_guesses(tmp_path):
    with pytest.raises(SystemExit, match=r"cp guidepost\.env\.example guidepost\.env"):
        load_environment(file=tmp_path / "none")


@pytest.mark.parametrize("words", ["SECRET_KEY=x\n", "DJANGO_SETTINGS_MODULE=\n", ""])
def test_a_file_that_names_no_settings_is_refused(file, words):
    file.write_text(words)
    with pytest.raises(SystemExit, match=f"DJANGO_SETTINGS_MODULE={PRODUCTION}"):
        load_environment(default=DEVELOPMENT, file=file)


def test_a_line_that_says_nothing_is_named(file):
    file.write_text(file.read_text() + "ALLOWED_HOSTS example.org\n")
    with pytest.raises(SystemExit, match="line 6"):
        load_environment(file=file)


def test_a_file_that_cannot_be_read_is_not_passed_over(tmp_path):
    folder = tmp_path / "guidepost.env"
    folder.mkdir()  # root may read every file
    with pytest.raises(SystemExit, match="cannot be read"):
        load_environment(default=DEVELOPMENT, file=folder)


MANAGE = """
import runpy, sys
sys.prefix = {prefix!r}
sys.argv = ["manage.py", "version"]
runpy.run_path("manage.py", run_name="__main__")
"""


def manage(prefix: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", MANAGE.format(prefix=str(prefix))]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_manage_refuses_what_make_has_not_installed_and_nothing_names(tmp_path):
    outcome = manage(tmp_path)
    assert outcome.returncode == 1
    assert outcome.stderr.startswith("Nothing says which settings to take.")
    assert outcome.stderr.count("\n") == 1


def test_manage_needs_nothing_on_ones_own_machine(tmp_path):
    (tmp_path / ".installed").touch()
    assert manage(tmp_path).returncode == 0


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Environment:
    """Variables that say something else than they should, and one that says nothing."""
    variables = {
        "WORD": "ja",
        "BLANK": " ",
        "OFF": "Off",
        "ADDRESS": "s3cret@host:x",
        "PORT": "redis://s3cret@host:x/1",
    }
    monkeypatch.setattr(Environment, "ENVIRON", variables)
    return Environment()


def test_what_is_neither_yes_nor_no_is_not_taken_for_no(said):
    with pytest.raises(ImproperlyConfigured, match=r"^WORD is “ja”: make it true or false\.$"):
        said.bool("WORD", default=True)
    assert (said.bool("OFF", default=True), said.bool("BLANK", default=True), said.bool("NONE", default=True)) == (
        False,
        True,
        True,
    )


def test_what_is_no_number_is_named(said):
    with pytest.raises(ImproperlyConfigured, match=r"^WORD is “ja”: make it a whole number\.$"):
        said.int("WORD", default=1)
    assert (said.int("BLANK", default=1), said.int("NONE", default=1)) == (1, 1)


@pytest.mark.parametrize("variable", ["WORD", "ADDRESS"])
@pytest.mark.parametrize("read", ["db_url_config", "cache_url_config", "email_url_config"])
def test_an_address_that_cannot_be_read_is_named_and_not_repeated(said, variable, read):
    with pytest.raises(ImproperlyConfigured, match=f"^{variable} is no address that can be read") as refused:
        said.address(variable, getattr(said, read), default="")
    assert "s3cret" not in str(refused.value)


def test_a_blank_address_is_the_default(said):
    assert said.address("BLANK", said.cache_url_config, default="locmemcache://here")["LOCATION"] == "here"


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("NUM_PROXIES", "one", "NUM_PROXIES is “one”: make it a whole number."),
        (
            "DATABASE_URL",
            "guidepost",
            "DATABASE_URL is no address that can be read: docs/settings.md shows what one is like.",
        ),
        (
            "DATABASE_URL",
            "mysql://user:s3cret@127.0.0.1/guides",
            "DATABASE_URL names a database of another kind: guides need SQLite or PostgreSQL.",
        ),
    ],
)
def test_what_is_wrong_is_all_that_is_said(variable, value, sentence):
    environment = {"DJANGO_SETTINGS_MODULE": DEVELOPMENT, variable: value}
    outcome = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert outcome.returncode == 1
    assert outcome.stderr == f"{sentence}\n"
