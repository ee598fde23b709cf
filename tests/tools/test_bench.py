"""The benchmark knows the tables that it clones guides in: nothing else would notice before the next measuring."""

from __future__ import annotations

from modelcluster.models import get_all_child_relations

from bench import cloning
from bench.following import ACTS, _during
from bench.following_report import following_tables
from bench.goals import _following
from guide_pages.models import GuidePage


def test_guides_are_cloned_with_all_that_belongs_to_their_pages() -> None:
    children = {relation.related_model for relation in get_all_child_relations(GuidePage)}
    ours = {model for model in children if model.__module__.startswith("guide_pages.")}
    assert {model for model, _column in cloning.OF_A_PAGE} == ours


def test_times_of_a_window_are_those_that_began_in_it() -> None:
    times = [(0.5, 900.0), *((1 + number / 100, float(number)) for number in range(1, 101)), (2.5, 900.0)]
    found = _during(times, (1, 2), "reads")
    assert found == {"reads_p50": 50.5, "reads_p99": 99.0, "reads_count": 100}
    assert _during(times, (3, 4), "reads") == {}


def test_the_table_of_following_has_each_act_at_each_number_of_guides() -> None:
    act = {"touched": 2_012, "failed": 0, "request": 0.2, "asking": 0.03, "in_step": 60.0}
    measured = {"reads_p99": 10.0, "drafts_p50": 50.0}
    size = {
        "guides": 2_000,
        "anew": 20.0,
        "nothing": 2.0,
        "quiet": {"reads_p99": 8.0, "drafts_p50": 50.0},
        "acts": dict.fromkeys(ACTS, act | measured),
    }
    side = {"one": 5.0, "eight": 8.0, "guides": 20}
    found = following_tables({"following": {"acts": {"2000": size}, "upload_alone": 0.2, "side_by_side": side}})
    for title in ACTS.values():
        assert f"| {title} | 2,000 | 2,012 | 0.20 | 0.030 | 60.0 | 1.25 × | 1.00 × |" in found
    assert "| 2,000 | 20.0 s: 100 a second | 2.0 s: 1,000 a second |" in found
    assert "1.60 times as many" in found
    assert following_tables({}) == ""


def test_the_goals_of_following_are_judged_at_each_number_of_guides() -> None:
    act, quiet = {"reads_p99": 12.0, "drafts_p50": 65.0}, {"reads_p99": 8.0, "drafts_p50": 50.0}
    found = {
        "side_by_side": {"one": 5.0, "eight": 7.0},
        "acts": {"20": {"acts": {"page_renamed": act}, "quiet": quiet}},
    }
    verdicts = {verdict["title"].split(",")[0]: verdict["is_met"] for verdict in _following({"following": found})}
    assert verdicts == {"publishing: 8 processes against one": False, "reads": True, "saving a draft": False}
