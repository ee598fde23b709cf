"""Every illustration by name: what draws it, and its size in pixels."""

from collections.abc import Callable

from demo.illustrations import bench, clinic, dawn, desk, hills, pond, portraits, scales, synapse

WIDE = (1600, 900)
SQUARE = (600, 600)

DRAWINGS: dict[str, tuple[Callable[[], str], tuple[int, int]]] = {
    "dawn": (dawn.dawn, WIDE),
    "synapse": (synapse.synapse, WIDE),
    "scales": (scales.scales, WIDE),
    "clinic": (clinic.clinic, WIDE),
    "conversation": (bench.conversation, WIDE),
    "questions": (desk.questions, WIDE),
    "path": (hills.path, WIDE),
    "stones": (pond.stones, WIDE),
    "portrait-maya": (portraits.maya, SQUARE),
    "portrait-jonas": (portraits.jonas, SQUARE),
    "portrait-ines": (portraits.ines, SQUARE),
}
