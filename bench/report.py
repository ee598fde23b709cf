"""Figures → tables. Renders docs/performance.md from the runs on both databases; keeps its hand-written part."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from bench.following_report import following_tables
from bench.goals import NAMES
from bench.servers import ROOT
from bench.tables import table

DOCUMENT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- notes: written by hand, kept by the benchmark -->", "<!-- end of notes -->"
ENGINES = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}

Results = dict[str, Any]


def write_document(folder: Path) -> None:
    """Render the document from what the last runs found."""
    runs = [json.loads(path.read_text()) for name in ENGINES if (path := folder / f"{name}.json").exists()]
    if not runs:
        raise SystemExit("There is no result yet: make bench, and make bench DB=sqlite")
    before = DOCUMENT.read_text() if DOCUMENT.exists() else ""
    kept = re.search(f"{re.escape(BEGIN)}(.*?){re.escape(END)}", before, re.DOTALL)
    notes = kept[1] if kept else "\n"
    parts = [_introduction(runs[0]), f"{BEGIN}{notes}{END}", *(to_markdown(run) for run in runs), METHOD]
    DOCUMENT.write_text("\n\n".join(part.strip() for part in parts) + "\n")


def to_markdown(results: Results) -> str:
    """Return the tables of one run."""
    sections = [
        f"## On {ENGINES[results['engine']]}",
        _goals(results),
        _rates(results),
        _growth(results),
        _publishing(results),
        following_tables(results),
        _floods(results),
        _memory(results),
        *_profiles(results),
    ]
    return "\n\n".join(section for section in sections if section)


METHOD = """
## How it is measured

- **Contenders**: the site in its production settings; a Django view without middleware that sends the same bytes,
  headers too, from one query by primary key ([`bench/bare`](../bench/bare)); the same bytes from memory, without
  Django ([`bench/memory.py`](../bench/memory.py)); and vanilla Wagtail with the same words and pictures
  ([`bench/peer`](../bench/peer)). Each is two gunicorn workers of the class `sync`, on this machine, all started before
  the first round. There is no proxy, no HTTPS and no cache in front.
- **Content**: guides as long as the demonstration's on ketamine, 12 sections, 7 pictures and 5 questions each, of words
  whose frequencies are those of prose ([`bench/words.py`](../bench/words.py)). The newest 20 are asked for in turn, and
  are the same whatever the number of guides. Beyond the middle number, guides are copies of published ones.
- **Load**: `wrk`, one thread, eight connections (two for what takes more than a tenth of a second), with
  `Accept-Encoding: br, gzip`. A request to a `sync` worker is a new connection, for every contender. With kept
  connections (`gthread`) the eight are split between the two workers by chance, so that the same round gives the whole
  rate or half of it, and never more than `sync` does. Times are those of a server that is busy all the time:
  most of each is spent waiting for the seven others.
- **Rounds** of the contenders alternate. A figure is the median of its rounds. A round during which other processes
  used more of the machine than allowed is thrown away and repeated, as far as patience goes; a figure
  for which too few quiet rounds were left is marked “~”.
- **Search**: fifty queries of one and two words, common, middling and rare ones, in turn; the same for all.
- **Publishing** is timed in one process: `revision.publish()` of a guide of 20 pictures whose files exist, with new
  words each time. Side by side, each process publishes guides of its own.
- **What follows** is measured while `manage.py work_off --watch` works, a reader asks for one page after the other, and
  an editor saves a draft every fifth of a second. A request is what a view calls, with all that runs after the commit;
  all is in step when nothing is due any more. **Reconcile** is timed as a whole, the start of its process included.
- **A flood of replies** is posted to one guide by the form and by the API in turn, from a thread of the benchmark,
  while `wrk` reads pages with eight connections. All of it shares two workers: a post takes the time of some reads.
- **Memory** is a worker's share (PSS), after the load.
"""


def _introduction(results: Results) -> str:
    machine, versions = results["machine"], dict(results["versions"])
    versions.pop("database")
    named = ", ".join(f"{name} {number}" for name, number in versions.items())
    return f"""# Performance

`make bench` measures the site against the framework's limit, the server's limit and vanilla Wagtail with the same
content, on PostgreSQL; `make bench DB=sqlite` does so on SQLite; `make bench-document` writes this document from what
they found. What is not between the markers of the notes is written by them.

Measured on {machine["cpus"]} × {machine["cpu"]}, {machine["memory_gb"]} GB, {machine["system"]},
Linux {machine["kernel"]}; {named}."""


def _goals(results: Results) -> str:
    rows = [
        [
            goal["title"],
            goal["goal"],
            "not measured" if goal["found"] is None else f"{goal['found']:.2f} ×",
            {True: "met", False: "**not met**", None: "–"}[goal["is_met"]],
        ]
        for goal in results["goals"]
    ]
    plan = results["plan"]
    about = (
        f"{results['versions']['database']}, {results['sizes']['middle']:,} guides, {plan['rounds']} rounds of "
        f"{plan['seconds']:g} s for each figure; the run took {results['minutes']:.0f} minutes."
    )
    return f"{about}\n\n### Goals\n\n{table(['requests a second', 'goal', 'found', ''], rows)}"


def _rates(results: Results) -> str:
    rows = []
    for key, title in results["titles"].items():
        cells = {cell["contender"]: cell for cell in results["cells"] if cell["scenario"] == key}
        site = cells.get("site")
        for contender, name in NAMES.items():
            if cell := cells.get(contender):
                ratio = f"{site['rate'] / cell['rate']:.2f}" if site and contender != "site" else ""
                rows.append([title if contender == "site" else "", name, *_figures(cell), ratio])
    lost = sum(cell["discarded"] for cell in results["cells"])
    kept = sum(cell["rounds"] for cell in results["cells"])
    head = ["", "", "requests/s", "p50 ms", "p99 ms", "bytes on the wire", "the site is … times as fast"]
    return f"### Reading\n\n{table(head, rows)}\n\n{kept} rounds count; {lost} were thrown away as noisy."


def _figures(cell: dict[str, Any]) -> list[str]:
    mark = "" if cell["is_quiet"] else "~ "
    return [
        f"{mark}{_number(cell['rate'])}",
        _number(cell["p50"]),
        _number(cell["p99"]),
        f"{round(cell['size']):,}",
    ]


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def _growth(results: Results) -> str:
    sizes = list(results["sizes"].values())
    cells = {(cell["scenario"], cell["contender"]): cell for cell in results["cells"]}
    rows = []
    for key, title in results["titles"].items():
        same = [cells.get((key, "site" if size == sizes[1] else f"site {size}")) for size in sizes]
        if same[2]:
            rows.append([title, *(_rate(cell) for cell in same), _slower(same[0] or same[1], same[2])])
    guides = table(
        ["requests/s with … guides", *(f"{size:,}" for size in sizes), "time a request, most to least"], rows
    )
    rows = []
    for key in ("detail", "page"):
        same = [cells.get((f"blocks_{key}", str(blocks))) for blocks in (5, 50, 500)]
        if same[0]:
            size = f"{round(same[0]['size']):,} bytes"
            title = f"{results['titles'].get(key, key)}, {size}"
            rows.append([title, *(_rate(cell) for cell in same), _slower(same[0], same[2])])
    head = ["requests/s with … blocks", "5", "50", "500", "time a request, most to least"]
    return f"### Growth\n\n{guides}\n\n{table(head, rows)}"


def _rate(cell: dict[str, Any] | None) -> str:
    return _figures(cell)[0] if cell else "–"


def _slower(few: dict[str, Any] | None, many: dict[str, Any] | None) -> str:
    return f"{few['rate'] / many['rate']:.2f} ×" if few and many else "–"


def _publishing(results: Results) -> str:
    rows = [
        [
            "the site" if name.startswith("site") else "vanilla Wagtail",
            f"{int(name.split()[1]):,}",
            f"{found['p50']:.0f}",
            f"{found['p95']:.0f}",
            str(found["times"]),
        ]
        for name, found in sorted(results["publishing"].items(), key=lambda item: int(item[0].split()[1]))
    ]
    head = ["publishing a guide of 20 pictures", "guides", "p50 ms", "p95 ms", "times"]
    return f"### Publishing\n\n{table(head, rows)}"


def _floods(results: Results) -> str:
    if not results.get("floods"):
        return ""
    quiet = results["floods"][0]
    rows = [
        [
            found["flood"],
            f"{found['posts']:,.0f}",
            ", ".join(f"{count} × {status}" for status, count in found["statuses"].items()) or "–",
            f"{found['rate']:,.0f}",
            f"{found['p50']:.1f}",
            f"{found['p99']:.1f}",
            f"{found['rate'] / quiet['rate']:.2f}",
        ]
        for found in results["floods"]
    ]
    head = ["the public page while", "posts a minute", "answered", "requests/s", "p50 ms", "p99 ms", "of quiet"]
    return f"### Readers during a flood of replies\n\n{table(head, rows)}"


def _memory(results: Results) -> str:
    rows = [[_named(name), f"{size / 1e6:.0f}"] for name, size in results["memory"].items()]
    stored = [
        [
            "database of " + _named(name.replace("peer_", "peer ") if "peer" in name else f"site {name}"),
            _number(size / 1e6),
        ]
        for name, size in results["database_sizes"].items()
    ]
    return f"### Memory and disk\n\n{table(['a worker after the load', 'MB'], [*rows, *stored])}"


def _named(name: str) -> str:
    contender, _, size = name.partition(" ")
    known = {"site": "the site", "peer": "vanilla Wagtail", "bare": "bare Django view", "memory": "bytes from memory"}
    return known[contender] + (f", {int(size):,} guides" if size else "")


def _profiles(results: Results) -> list[str]:
    """What stands beside each goal that is not met."""
    return [_profile(results, key, found) for key, found in results["profiles"].items()]


def _profile(results: Results, key: str, found: dict[str, Any]) -> str:
    title = f"### Why not: {results['titles'].get(key, key)}"
    functions = found["functions"][:15]
    unit, scale = ("ms", 1000) if key == "publish" else ("µs", 1)
    which = "cumtime" if key == "publish" else "tottime"
    functions_of_it = table(
        [
            "function",
            "calls",
            f"{unit} under the profiler, {'with' if which == 'cumtime' else 'without'} what it calls",
        ],
        [[f"`{row['function']}`", f"{row['calls']:.1f}", f"{row[which] / scale:.1f}"] for row in functions],
    )
    if "parts" not in found:
        queries = found["queries"]
        about = f"{queries['count']} queries take {queries['microseconds'] / 1000:.0f} ms."
        return f"{title}\n\n{about}\n\n{functions_of_it}"
    parts = [[name, f"{taken:.0f}"] for name, taken in found["parts"].items()]
    parts.append([f"of it, queries: {found['queries']['count']}", f"{found['queries']['microseconds']:.0f}"])
    parts.append(["of it, opening, checking and closing connections", f"{found['connection']:.0f}"])
    parts.append(["**in all**, in one process, without the server", f"**{found['total']:.0f}**"])
    return f"{title}\n\n{table(['part', 'µs a request'], parts)}\n\n{functions_of_it}"
