"""`make bench`: builds the contenders, measures them, writes what it found. Usage: python -m bench --help"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import load
from bench.databases import PostgreSQL, SQLite
from bench.following_report import following_tables
from bench.goals import judged
from bench.measuring import Measuring
from bench.report import to_markdown, write_document
from bench.rounds import Plan, say
from bench.servers import ROOT

FOLLOWING = "following"
RESULTS = ROOT / "var" / "bench"


def options() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--db", choices=["postgresql", "sqlite"], default="postgresql")
    parser.add_argument("--database-url", default="postgres://postgres@127.0.0.1:5432/guidepost")
    parser.add_argument("--rounds", type=int, default=5, help="rounds that each figure is the median of")
    parser.add_argument("--seconds", type=float, default=3, help="seconds of a round")
    parser.add_argument("--noise", type=float, default=4, help="percent of the machine that others may use")
    parser.add_argument("--sizes", default="20,2000,20000", help="numbers of guides, the middle one for all else")
    parser.add_argument("--only", default="", help="scenarios, with commas between, or `following`; all if empty")
    parser.add_argument("--document", action="store_true", help="only write docs/performance.md from what was found")
    return parser.parse_args()


def main() -> None:
    """Measure, print the tables, keep the figures in var/bench/ and in docs/performance.md."""
    chosen = options()
    if chosen.document:
        write_document(RESULTS)
        return
    load.wrk()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))  # so that what was started is stopped
    with tempfile.TemporaryDirectory(prefix="guidepost-bench-") as directory:
        plan = Plan(
            rounds=chosen.rounds,
            seconds=chosen.seconds,
            noise=chosen.noise / 100,
            database="guidepost_bench" if chosen.db == "postgresql" else "",
            patience=chosen.rounds * chosen.seconds * 25,
        )
        databases: PostgreSQL | SQLite = SQLite(Path(directory))
        if chosen.db == "postgresql":
            databases = PostgreSQL(chosen.database_url)
            databases.answer_or_exit()
        sizes = [int(size) for size in chosen.sizes.split(",")]
        file = RESULTS / f"{chosen.db}.json"
        with Measuring(databases, Path(directory), sizes, plan, set(filter(None, chosen.only.split(",")))) as measuring:
            if chosen.only == FOLLOWING:
                _keep_following(file, measuring.only_following())
                return
            results = measuring.everything()
    RESULTS.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(results, indent=1) + os.linesep)
    print(to_markdown(results))
    say(f"Written to var/bench/{chosen.db}.json; `make bench-document` renders docs/performance.md")


def _keep_following(file: Path, found: dict[str, Any]) -> None:
    """Print what follows, and put it in the place of what the last whole run found, if there was one."""
    print(following_tables({"following": found}))
    if file.exists():
        results = json.loads(file.read_text()) | {"following": found}
        results["goals"] = judged(results)
        file.write_text(json.dumps(results, indent=1) + os.linesep)


if __name__ == "__main__":
    main()
