"""Guides are translated with wagtail-localize, where a site has it: all their words are segments."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.skipif(find_spec("wagtail_localize") is None, reason="wagtail-localize is an extra")
def test_all_words_of_a_guide_are_translated_segment_by_segment(tmp_path: Path) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.site.localize.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site"), *filter(None, [os.environ.get("PYTHONPATH")])]),
        "DATABASE_URL": "",
        "VAR_DIR": str(tmp_path),
        "PYTHONWARNINGS": "ignore",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.site.localize.translating"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    guide = json.loads(done.stdout.splitlines()[-1])
    section, faq = guide["body"]
    assert (guide["locale"], guide["title"]) == ("fr", "FR Sleep")
    assert section["heading"] == "FR What helps"
    assert [part["text"]["plain"] for part in section["nodes"]] == ["FR Sleep well.", "FR Lie down."]
    assert faq["questions"][0]["question"] == "FR Does it hurt?"
    assert faq["questions"][0]["answer"][0]["text"]["plain"] == "FR No, it does not."
