"""`make bench-editor`: how long an editor waits for a long guide, in a browser. Usage: python -m bench.editor --help"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from statistics import median
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from bench.rounds import say
from bench.servers import ROOT, answers, free_port, python, with_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

SHORT, LONG = 10, 100  # sections
EDITOR = "bench"
#: What the long guide may take: seconds to open and to save, milliseconds of a letter, times what the short one takes.
GOALS = {"opening": 3.0, "saving": 4.0, "typing": 100.0, "ratio": 3.0}
PATIENCE = 120_000  # milliseconds
WORDS = "Most of what people remember of a visit is how they were spoken to. "

#: Milliseconds from each key to the frame that shows it.
WATCH_KEYS = """() => {
    window.keys = [];
    addEventListener('keydown', ({timeStamp}) => requestAnimationFrame(() => setTimeout(() => {
        window.keys.push(performance.now() - timeStamp);
    })), true);
}"""
IS_READY = """async sections => {
    const last = document.querySelector(`[name="body-${sections - 1}-type"]`);
    if (!last || document.readyState !== 'complete') return false;
    await new Promise(shown => requestAnimationFrame(() => setTimeout(shown)));
    return true;
}"""


def options() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(prog="bench.editor", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="rounds that each figure is the median of")
    parser.add_argument("--chromium", default=os.environ.get("CHROMIUM", "/usr/bin/chromium"))
    return parser.parse_args()


class Form:
    """The form of one guide in a browser."""

    def __init__(self, page: Page, address: str, sections: int) -> None:
        self.page = page
        self.address = address
        self.sections = sections

    def _wait(self) -> None:
        self.page.wait_for_function(IS_READY, arg=self.sections, timeout=PATIENCE)

    def round(self) -> dict[str, float]:
        """Open the form, write in its middle, save it. Return seconds, and milliseconds of the slowest letter."""
        start = time.monotonic()
        self.page.goto(self.address, wait_until="commit", timeout=PATIENCE)
        self._wait()
        opening = time.monotonic() - start
        typing = self._typing()
        start = time.monotonic()
        with self.page.expect_navigation(timeout=PATIENCE, wait_until="commit"):
            self.page.get_by_role("button", name="Save draft").click()
        self._wait()
        return {"opening": opening, "saving": time.monotonic() - start, "typing": typing}

    def _typing(self) -> float:
        prefix = f"body-{self.sections // 2}"
        part = self.page.locator(f'[data-streamfield-child]:has(> [name="{prefix}-type"])')
        part.locator("> section > .w-panel__header [data-panel-toggle]").click()
        part.locator("[contenteditable=true]").first.click()
        self.page.keyboard.press("Control+End")
        self.page.wait_for_timeout(2500)  # until Wagtail looks for edits
        self.page.evaluate(WATCH_KEYS)
        self.page.keyboard.type(WORDS, delay=60)
        self.page.wait_for_timeout(300)
        return max(self.page.evaluate("() => window.keys"))


@contextmanager
def site(directory: str) -> Iterator[tuple[str, dict[int, str]]]:
    """Serve a site with the guides; yield its address, and each guide's form by the number of its sections."""
    environment = {"VAR_DIR": directory, "DJANGO_SETTINGS_MODULE": "config.settings.development"}
    python("django", "migrate", "--verbosity", 0, environment=environment)
    forms = json.loads(python("bench.editor_work", SHORT, LONG, environment=environment).splitlines()[-1])
    port = free_port()
    command = [sys.executable, "manage.py", "runserver", "--noreload", str(port)]
    server = subprocess.Popen(
        command, cwd=ROOT, env=with_path(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not answers(port):
            if server.poll() is not None:
                raise SystemExit("The site did not start.")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}", {int(sections): address for sections, address in forms.items()}
    finally:
        server.terminate()
        server.wait()


def measured(root: str, addresses: dict[int, str], chromium: str, rounds: int) -> dict[int, list[dict[str, float]]]:
    """Return the rounds of each form, one after the other; the first of each only warms up."""
    found: dict[int, list[dict[str, float]]] = {sections: [] for sections in addresses}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(base_url=root, viewport={"width": 1280, "height": 900}).new_page()
        page.goto("/admin/login/", timeout=PATIENCE)
        page.fill("[name=username]", EDITOR)
        page.fill("[name=password]", EDITOR)
        page.click("[type=submit]")
        page.wait_for_url("**/admin/", timeout=PATIENCE)
        for number in range(rounds + 1):
            for sections, address in addresses.items():
                result = Form(page, address, sections).round()
                say(f"{sections} sections: " + ", ".join(f"{name} {value:.2f}" for name, value in result.items()))
                if number:
                    found[sections].append(result)
        browser.close()
    return found


def summary(found: dict[int, list[dict[str, float]]]) -> dict[str, Any]:
    """Return medians of each form, and which goals the long one misses."""
    middle = {
        sections: {name: median(each[name] for each in results) for name in results[0]}
        for sections, results in found.items()
    }
    ratios = {name: middle[LONG][name] / middle[SHORT][name] for name in ("opening", "saving")}
    missed = [name for name in ("opening", "saving", "typing") if middle[LONG][name] > GOALS[name]]
    missed += [f"ratio of {name}" for name, ratio in ratios.items() if ratio > GOALS["ratio"]]
    return {"sections": middle, "ratios": ratios, "missed": missed}


def to_markdown(results: dict[str, Any]) -> str:
    """Return the figures as a table."""
    short, long = results["sections"][SHORT], results["sections"][LONG]
    rows = [
        ("Opening the form, seconds", "opening", f"{GOALS['opening']:.0f} s"),
        ("Saving a draft until the form is there again, seconds", "saving", f"{GOALS['saving']:.0f} s"),
        ("The slowest letter, milliseconds", "typing", f"{GOALS['typing']:.0f} ms"),
    ]
    lines = [f"| | {SHORT} sections | {LONG} sections | times | goal |", "| --- | ---: | ---: | ---: | ---: |"]
    for label, name, goal in rows:
        goal = f"{goal}, {GOALS['ratio']:.0f} ×" if name in results["ratios"] else goal
        lines.append(f"| {label} | {short[name]:.2f} | {long[name]:.2f} | {long[name] / short[name]:.1f} | {goal} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print a table, keep the figures in var/bench/editor.json; fail where a goal is missed."""
    chosen = options()
    with tempfile.TemporaryDirectory(prefix="guidepost-bench-") as directory, site(directory) as (root, addresses):
        results = summary(measured(root, addresses, chosen.chromium, chosen.rounds))
    kept = ROOT / "var" / "bench"
    kept.mkdir(parents=True, exist_ok=True)
    (kept / "editor.json").write_text(json.dumps(results, indent=1) + "\n")
    print(to_markdown(results))
    if results["missed"]:
        raise SystemExit(f"Missed: {', '.join(results['missed'])}")


if __name__ == "__main__":
    main()
