"""Figures of following → tables."""

from __future__ import annotations

from typing import Any

from bench.following import ACTS, SIDE_BY_SIDE
from bench.tables import table


def following_tables(results: dict[str, Any]) -> str:
    """Return the tables of what follows; nothing for a run that did not measure it."""
    if "following" not in results:
        return ""
    found = results["following"]
    sizes = found["acts"]
    rows = [_act(name, size, sizes[size]) for name in ACTS for size in sizes]
    head = [
        "what is done", "guides", "touched", "request s", "of it, asking s", "all in step s", "reads p99", "drafts p50",
    ]  # fmt: skip
    about = (
        "Reads and drafts are times those of a quiet time: of a reader that asks for one page after the other, and of "
        f"an editor. The picture's upload takes vanilla Wagtail {found['upload_alone']:.2f} s."
    )
    reconciling = [
        [f"{int(size):,}", *(_rate(of["guides"], of[name]) for name in ("anew", "nothing"))]
        for size, of in sizes.items()
    ]
    side = found["side_by_side"]
    publishing = (
        f"{SIDE_BY_SIDE} processes publish {side['eight']:.1f} guides a second side by side, one {side['one']:.1f}: "
        f"{side['eight'] / side['one']:.2f} times as many (goal: 1.6), among {side['guides']:,} guides."
    )
    return "\n\n".join(
        [
            f"### What follows\n\n{about}",
            table(head, rows),
            table(["reconcile, guides", "anew, in 2 processes", "nothing to do"], reconciling),
            publishing,
        ]
    )


def _act(name: str, size: str, of: dict[str, Any]) -> list[str]:
    act = of["acts"][name]
    failed = f" ({act['failed']} failed)" if act["failed"] else ""
    return [
        ACTS[name],
        f"{int(size):,}",
        f"{act['touched']:,}{failed}",
        f"{act['request']:.2f}",
        f"{act['asking']:.3f}",
        f"{act['in_step']:.1f}",
        _times(act, of["quiet"], "reads_p99"),
        _times(act, of["quiet"], "drafts_p50"),
    ]


def _times(act: dict[str, Any], quiet: dict[str, Any], name: str) -> str:
    return f"{act[name] / quiet[name]:.2f} ×" if name in act and name in quiet else "–"


def _rate(guides: int, seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds:.1f} s: {guides / seconds:,.0f} a second"
