"""Puts small faults into a module, one at a time, and says which of them its tests do not notice.

`make mutants MODULE=guide_pages/visibility.py`. On the database of DATABASE_URL, else on SQLite.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .faults import Fault
from .loading import ROOT, prepare
from .running import TO_BEGIN, Reached, Template, drop, in_process, make_template, notice, run, set_up

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
    wanted = [fault for fault in faults if _is_wanted(fault, arguments) and fault.name not in equivalent]
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
    return parser.parse_args()


def _is_wanted(fault: Fault, arguments: argparse.Namespace) -> bool:
    return any(words in fault.name for words in arguments.only or [""])


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
                yield fault, _said_of(fault, _verdict(fault, reached, template))
    finally:
        in_process(lambda: drop(template.name), TO_BEGIN)


def _survey(tests: list[str]) -> tuple[Template, int, str, list[Reached]]:
    set_up(tests)
    template = make_template()
    return (template, *notice(tests, template))


def _try_late(faults: list[Fault], reached: list[Reached], template: Template) -> list[str]:
    set_up(sorted({test.test.partition("::")[0] for test in reached}))
    gc.freeze()
    return [_said_of(fault, _verdict(fault, reached, template)) for fault in faults]


def _verdict(fault: Fault, reached: list[Reached], template: Template) -> str:
    """Whether one of the tests that come by notices it: the quickest first, until one does."""
    there = [test for test in reached if fault.is_early or fault.number in test.faults]
    if not there:
        return "no test comes by"
    names = [test.test for test in sorted(there, key=lambda test: test.seconds)]
    patience = TO_BEGIN + 10 * sum(test.seconds for test in there)
    code = in_process(lambda: run(names, template, fault.number), patience)
    return {0: "not noticed", None: "noticed: it hangs or dies"}.get(code, "noticed")


def _said_of(fault: Fault, verdict: str) -> str:
    if verdict.startswith("noticed"):
        print(".", end="", flush=True)
    else:
        print(f"\n{fault.line}: {fault.name}: {verdict}", flush=True)
    return verdict


if __name__ == "__main__":
    sys.exit(main())
