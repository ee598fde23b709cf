"""A site as `wagtail start` makes it, with what docs/installing.md adds: right, and with one fault at a time."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tools.new_site import ROOT, start

#: And what this test needs: templates, which the wheel brings along, and the fault.
TESTED = """
import json
import os

TEMPLATES[0]["DIRS"].append(os.environ["TEMPLATES"])
FAULT = json.loads(os.environ["FAULT"])
INSTALLED_APPS = [app for app in INSTALLED_APPS if app not in FAULT.get("without", [])] + FAULT.get("last", [])
DATABASES["default"]["ENGINE"] = FAULT.get("engine", DATABASES["default"]["ENGINE"])
globals().update(FAULT.get("settings", {}))
"""

OTHER_DATABASE = """
from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    vendor = "mysql"
    display_name = "MariaDB"
"""

KEYS = """
import uuid

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class Picture(AbstractImage):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    admin_form_fields = ("title", "file")


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class Paper(AbstractDocument):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    admin_form_fields = ("title", "file")
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, with what some faults need."""
    site = start(tmp_path_factory.mktemp("site"))
    with (site / "mysite/settings/ours.py").open("a") as settings:
        settings.write(TESTED)
    for name, file, content in (("other_database", "base.py", OTHER_DATABASE), ("keys", "models.py", KEYS)):
        (site / name).mkdir()
        (site / name / "__init__.py").touch()
        (site / name / file).write_text(content)
    return site


def run(site: Path, command: str, **fault: object) -> tuple[int, str]:
    """Exit code and error output of a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "manage.py", command],
        cwd=site,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "mysite.settings.ours",
            "TEMPLATES": str(ROOT / "templates"),
            "FAULT": json.dumps(fault),
        },
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    return done.returncode, done.stderr


def told(output: str) -> list[tuple[str, str]]:
    return re.findall(r"\((?:guide_pages|faq_blocks)\.([EW]\d+)\) (.*)", output)


def test_a_new_site_that_follows_the_document_is_told_nothing(project: Path) -> None:
    code, output = run(project, "check")
    assert code == 0, output
    assert "guide_pages" not in output
    assert "faq_blocks" not in output


@pytest.mark.parametrize(
    ("fault", "sentences"),
    [
        (
            {"without": ["guide_pages"], "last": ["guide_pages"]},
            [("E001", "publish_scheduled is Wagtail's, which stops at the first guide that cannot be published.")],
        ),
        (
            {"without": ["wagtail.contrib.settings"]},
            [
                (
                    "E002",
                    "wagtail.contrib.settings is not installed: the disclaimer and the urgent-help banner are set"
                    " there, and the menu leads to it.",
                )
            ],
        ),
        (
            {"without": ["wagtail.contrib.typed_table_block"]},
            [
                (
                    "E027",
                    "wagtail.contrib.typed_table_block is not installed: no form of a guide would open, for want of"
                    " what edits a table.",
                )
            ],
        ),
        (
            {"without": ["wagtail.snippets"]},
            [
                (
                    "E001",
                    "wagtail.snippets is not installed: the FAQ library is edited there, and no form can choose from"
                    " it.",
                )
            ],
        ),
        (
            {"without": ["wagtail.sites"]},
            [
                (
                    "W003",
                    "wagtail.sites is not installed: nobody can give a site the host name and port that guides are"
                    " sent with.",
                )
            ],
        ),
        (
            {"without": ["wagtail.contrib.redirects"]},
            [
                (
                    "W006",
                    "RedirectMiddleware is missing: an address that a guide has had answers 404 after it has moved.",
                )
            ],
        ),
        (
            {"without": ["ninja"]},
            [
                (
                    "W012",
                    "The guides API is mounted and ninja is not installed: its documentation loads scripts from a CDN.",
                )
            ],
        ),
        (
            {
                "last": ["keys"],
                "settings": {
                    "WAGTAILIMAGES_IMAGE_MODEL": "keys.Picture",
                    "WAGTAILDOCS_DOCUMENT_MODEL": "keys.Paper",
                    "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
                },
            },
            [
                (
                    "E024",
                    "The key of keys.Picture is no number: guides name pictures by it, and every upload would fail.",
                ),
                ("W025", "The key of keys.Paper is no number: guides are sent without their links to documents."),
            ],
        ),
    ],
    ids=["order", "settings", "tables", "snippets", "sites", "redirects", "ninja", "keys"],
)
def test_a_site_with_a_fault_is_told_which(
    project: Path, fault: dict[str, object], sentences: list[tuple[str, str]]
) -> None:
    code, output = run(project, "check", **fault)
    assert told(output) == sentences
    assert code == any(id_.startswith("E") for id_, _ in sentences)


@pytest.mark.parametrize("app", ["faq_blocks", "wagtail.images"])
def test_without_an_app_that_the_models_need_nothing_starts_and_one_sentence_says_why(project: Path, app: str) -> None:
    code, output = run(project, "check", without=[app])
    assert code == 1
    said = f'guide_pages needs {app}: add "{app}" to INSTALLED_APPS.'
    assert output.splitlines()[-1].endswith(said)


def test_another_database_is_refused_before_anything_is_changed(project: Path) -> None:
    code, output = run(project, "migrate", engine="other_database")
    assert code == 1
    assert told(output) == [
        (
            "E015",
            "Guides cannot be kept in MariaDB: their search and their feed are made for SQLite and PostgreSQL.",
        )
    ]
    database = project / "db.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    database.unlink()
