"""The goals, and whether they are met."""

from __future__ import annotations

from typing import Any, NamedTuple

from bench.scenarios import BARE, PAGE, SITE, V2


class Goal(NamedTuple):
    """The site does at least so many times as many requests a second as another contender."""

    scenario: str
    against: str
    times: float


GOALS = [
    *(Goal(key, BARE, 0.7) for key in ("detail", "detail_304", "list", "changes", "changes_100")),
    Goal("page", BARE, 0.5),
    Goal("detail", V2, 15),
    Goal("bundle", V2, 60),
    Goal("page", PAGE, 8),
    Goal("list_page", PAGE, 8),
]
SEARCH = {"postgresql": 5, "sqlite": 40}
GROWTH = 1.2  # times what a request may take, from the least to the most
PUBLISHING = 1.8  # times what the peer takes
SIDE_BY_SIDE = 1.6  # times as many guides a second from eight processes as from one
READS, DRAFTS = 1.5, 1.2  # times a quiet time, while guides follow a page of the menu

#: What the contenders are called in the tables.
NAMES = {
    SITE: "the site",
    BARE: "bare Django view",
    "memory": "bytes from memory",
    PAGE: "vanilla Wagtail's page",
    V2: "vanilla Wagtail's v2",
    "v3": "vanilla Wagtail's v3",
}


def judged(results: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each goal with what was found; `is_met` is None where it was not measured."""
    rates = {(cell["scenario"], cell["contender"]): cell["rate"] for cell in results["cells"]}
    titles = results["titles"]
    goals = [*GOALS, Goal("search", V2, SEARCH[results["engine"]])]
    verdicts = [
        _at_least(
            goal.scenario,
            f"{titles.get(goal.scenario, goal.scenario)}, against {NAMES[goal.against]}",
            goal.times,
            _ratio(rates.get((goal.scenario, SITE)), rates.get((goal.scenario, goal.against))),
        )
        for goal in goals
    ]
    return [*verdicts, *_growth(results, rates), *_publishing(results), *_following(results)]


def _growth(results: dict[str, Any], rates: dict[tuple[str, str], float]) -> list[dict[str, Any]]:
    sizes = results["sizes"]
    verdicts = []
    for scenario in ("detail", "page"):
        few, many = rates.get((f"blocks_{scenario}", "5")), rates.get((f"blocks_{scenario}", "500"))
        title = f"{results['titles'].get(scenario, scenario)}: 500 blocks against 5, time a request"
        verdicts.append(_at_most(f"blocks_{scenario}", title, GROWTH, _ratio(few, many)))
    for scenario in ("detail", "detail_304", "list", "changes", "page"):
        few, many = rates.get((scenario, f"site {sizes['small']}")), rates.get((scenario, f"site {sizes['large']}"))
        title = (
            f"{results['titles'].get(scenario, scenario)}: {sizes['large']:,} guides against {sizes['small']:,}, "
            "time a request"
        )
        verdicts.append(_at_most(scenario, title, GROWTH, _ratio(few, many)))
    return verdicts


def _publishing(results: dict[str, Any]) -> list[dict[str, Any]]:
    taken = results["publishing"]
    verdicts = []
    for name in taken:
        contender, size = name.split()
        if contender == SITE and f"peer {size}" in taken:
            ratio = taken[name]["p95"] / taken[f"peer {size}"]["p95"]
            title = f"publishing a guide of 20 pictures among {int(size):,}, p95 against vanilla Wagtail's"
            verdicts.append(_at_most("publish", title, PUBLISHING, ratio))
    return verdicts


def _following(results: dict[str, Any]) -> list[dict[str, Any]]:
    found = results["following"]
    side = found["side_by_side"]
    verdicts = [
        _at_least("side_by_side", "publishing: 8 processes against one", SIDE_BY_SIDE, side["eight"] / side["one"])
    ]
    for size, of in found["acts"].items():
        act, quiet = of["acts"]["page_renamed"], of["quiet"]
        for name, title, most in (("reads_p99", "reads, p99", READS), ("drafts_p50", "saving a draft, p50", DRAFTS)):
            ratio = _ratio(act.get(name), quiet.get(name))
            verdicts.append(
                _at_most(
                    "following",
                    f"{title} while {int(size):,} guides follow a page renamed, against a quiet time",
                    most,
                    ratio,
                )
            )
    return verdicts


def _ratio(one: float | None, other: float | None) -> float | None:
    return one / other if one and other else None


def _at_least(scenario: str, title: str, wanted: float, found: float | None) -> dict[str, Any]:
    met = None if found is None else round(found, 2) >= wanted
    return {"scenario": scenario, "title": title, "goal": f"≥ {wanted:g} ×", "found": found, "is_met": met}


def _at_most(scenario: str, title: str, wanted: float, found: float | None) -> dict[str, Any]:
    met = None if found is None else round(found, 2) <= wanted
    return {"scenario": scenario, "title": title, "goal": f"≤ {wanted:g} ×", "found": found, "is_met": met}
