"""What `make matrix` says of versions that were not run."""

from __future__ import annotations

import pytest

from tools.interpreters import NotToBeHad, bring
from tools.matrix import told

CORNERS = [
    {"session": "suite(3.12-django6.0-wagtail8.0)", "python": "3.12"},
    {"session": "suite(3.14-django6.1-wagtail8.0)", "python": "3.14"},
]


def reported(result: str) -> dict[str, dict[str, object]]:
    return {CORNERS[1]["session"]: {"result": result, "duration": 61.2}}


def test_a_corner_without_its_python_is_not_run_and_never_passed(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(CORNERS, reported("success"), {"3.12": "nothing has it"}) == 0
    lines = capsys.readouterr().out.strip().splitlines()
    assert [line.split() for line in lines[:2]] == [
        ["not", "run", CORNERS[0]["session"], "nothing", "has", "it"],
        ["passed", CORNERS[1]["session"], "after", "61", "s"],
    ]
    assert lines[2] == "1 passed, 0 failed, 1 not run"


@pytest.mark.parametrize("result", ["failed", "skipped"])
def test_what_failed_or_ran_nowhere_is_no_success(result: str) -> None:
    assert told(CORNERS, reported(result), {}) == 1
    assert told(CORNERS, {}, {"3.12": "nothing has it", "3.14": "nothing has it"}) == 1


def test_a_python_that_nobody_makes_is_said_not_to_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.interpreters.from_debian", without)
    with pytest.raises(NotToBeHad, match="uv cannot download it here; no Debian"):
        bring("3.99")


def without(version: str) -> None:
    raise NotToBeHad("no Debian")
