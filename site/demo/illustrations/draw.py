"""Every illustration by name: what draws it, and its size in pixels."""

from collections.abc import Callable

from demo.illustrations import ideas, landscapes, people

WIDE = (1600, 900)
SQUARE = (600, 600)

DRAWINGS: dict[str, tuple[Callable[[], str], tuple[int, int]]] = {
    "dawn": (landscapes.dawn, WIDE),
    "synapse": (ideas.synapse, WIDE),
    "scales": (ideas.scales, WIDE),
    "clinic": (people.clinic, WIDE),
    "conversation": (people.conversation, WIDE),
    "questions": (ideas.questions, WIDE),
    "path": (landscapes.path, WIDE),
    "stones": (landscapes.stones, WIDE),
    "portrait-maya": (people.maya, SQUARE),
    "portrait-jonas": (people.jonas, SQUARE),
    "portrait-ines": (people.ines, SQUARE),
}
