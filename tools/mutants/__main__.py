"""Puts small faults into a module, one at a time, and says which of them its tests do not notice.

`make mutants MODULE=guide_pages/visibility.py`. On the database of DATABASE_URL, else on SQLite.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from .faults import Fault
from .loading import ROOT, prepare
from .running import TO_BEGIN, Reached, Template, Tried, drop, in_forks, in_process, make_template, notice, run, set_up

HOURS = 6 * 3600
KNOWN = Path(__file__).parent / "modules.toml"


def main() -> int:
    arguments = _arguments()
    known: dict[str, Any] = tomllib.loads(KNOWN.read_text())
    described = known.get(arguments.module, {})
    tests = arguments.tests or _tests(described)
    if not tests:
        sys.exit(f"Which tests concern {arguments.module}? Name them with TESTS=, or in {KNOWN.relative_to(ROOT)}.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.chdir(ROOT)
    equivalent: dict[str, str] = described.get("equivalent", {})
    begun = time.monotonic()
    faults = prepare(arguments.module)
    drawn = _drawn([fault for fault in faults if _is_wanted(fault, arguments)], arguments)
    wanted = [fault for fault in drawn if fault.name not in equivalent]
    left = [fault for fault, verdict in _tried(wanted, tests) if not verdict.startswith("noticed")]
    noticed, minutes = len(wanted) - len(left), (time.monotonic() - begun) / 60
    print(
        f"\n{arguments.module}: {noticed} of {len(wanted)} faults were noticed, "
        f"{100 * noticed / max(1, len(wanted)):.1f} %, in {minutes:.0f} minutes. "
        f"{len(faults) - len(wanted)} were left out, as equivalent or not asked for."
    )
    return 1 if left else 0


def _tests(described: dict[str, Any]) -> list[str]:
    on_postgresql = os.environ.get("DATABASE_URL", "").startswith("postgres")
    return [*described.get("tests", []), *(described.get("on_postgresql", []) if on_postgresql else [])]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("module", help="path of the module, as in guide_pages/visibility.py")
    parser.add_argument(
        "tests", nargs="*", help="its tests, where modules.toml does not name them or others are wanted"
    )
    parser.add_argument(
        "--only", action="append", help="faults whose place and words have this in them; several times for several"
    )
    parser.add_argument("--sample", type=int, help="so many of them, drawn at random: the same ones for the same code")
    return parser.parse_args()


def _is_wanted(fault: Fault, arguments: argparse.Namespace) -> bool:
    return any(words in fault.name for words in arguments.only or [""])


def _drawn(faults: list[Fault], arguments: argparse.Namespace) -> list[Fault]:
    """So many as are asked for, at random: the same ones as long as the module is the same."""
    if not arguments.sample:
        return faults
    drawn = random.Random(arguments.module).sample(faults, min(arguments.sample, len(faults)))
    return sorted(drawn, key=lambda fault: fault.number)


def _tried(faults: list[Fault], tests: list[str]) -> Iterator[tuple[Fault, str]]:
    """Each fault, and what became of it. What runs when the site is loaded is tried in a process that loads it anew."""
    surveyed = in_process(lambda: _survey(tests), HOURS)
    if surveyed is None:
        sys.exit("The process that runs the tests died.")
    template, code, said, reached = surveyed
    try:
        if code:
            sys.exit(f"The tests fail without a fault:\n{said[-3000:]}")
        print(f"{len(reached)} tests, {sum(test.seconds for test in reached):.0f} s.", flush=True)
        late = [fault for fault in faults if not fault.is_early]
        verdicts = in_process(lambda: _try_late(late, reached, template), HOURS)
        yield from zip(late, verdicts, strict=True)
        for fault in faults:
            if fault.is_early:
                yield fault, _try_early(fault, reached, template)
    finally:
        in_process(lambda: drop(template.name), TO_BEGIN)


def _survey(tests: list[str]) -> tuple[Template, int, str, list[Reached]]:
    set_up(tests)
    template = make_template()
    return (template, *notice(tests, template))


def _try_late(faults: list[Fault], reached: list[Reached], template: Template) -> list[str]:
    files = sorted({test.test.partition("::")[0] for test in reached})
    set_up(files)
    gc.freeze()
    with os.fdopen(os.dup(1), "w") as aloud:

        def each(tried: Tried) -> list[str]:
            return [_said_of(fault, _verdict(fault, reached, tried), aloud) for fault in faults]

        return in_forks(each, files, template)


def _try_early(fault: Fault, reached: list[Reached], template: Template) -> str:
    """It is in code that runs when the site is loaded: a process of its own loads that, and the tests, anew."""

    def tried(tests: list[str], active: int, patience: float) -> int | None:
        return in_process(lambda: run(tests, template, active), patience)

    return _said_of(fault, _verdict(fault, reached, tried), sys.stdout)


def _verdict(fault: Fault, reached: list[Reached], tried: Tried) -> str:
    """Whether one of the tests that come by notices it: the quickest first, until one does."""
    there = [test for test in reached if fault.is_early or fault.number in test.faults]
    if not there:
        return "no test comes by"
    names = [test.test for test in sorted(there, key=lambda test: test.seconds)]
    code = tried(names, fault.number, TO_BEGIN + 10 * sum(test.seconds for test in there))
    return {0: "not noticed", None: "noticed: it hangs or dies"}.get(code, "noticed")


def _said_of(fault: Fault, verdict: str, aloud: TextIO) -> str:
    if verdict.startswith("noticed"):
        print(".", end="", flush=True, file=aloud)
    else:
        print(f"\n{fault.line}: {fault.name}: {verdict}", flush=True, file=aloud)
    return verdict


if __name__ == "__main__":
    sys.exit(main())
