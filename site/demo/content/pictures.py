"""The catalog of illustrations: file, title, and what a person who cannot see it should know."""

from typing import NamedTuple


class Picture(NamedTuple):
    """One illustration. `focus` is the center of interest, as shares of width and height."""

    file: str
    title: str
    alt: str
    focus: tuple[float, float] = (0.5, 0.5)
    credit: str = "drawn by code for Guidepost"


PICTURES: dict[str, Picture] = {
    "dawn": Picture(
        "dawn.jpg",
        "Rowing toward morning",
        "One person rows a small boat across still water toward hills, where a coral sun is coming up.",
        (0.5, 0.55),
    ),
    "synapse": Picture(
        "synapse.jpg",
        "Two brain cells meet",
        "Two brain cells almost touch. Small coral dots leave the tip of one and cross the gap to "
        "docking points on the other, some of which are blocked.",
    ),
    "scales": Picture(
        "scales.jpg",
        "Weighing what is known",
        "A balance scale. One pan holds solid shapes, for what is known; the other holds dotted "
        "outlines, for what is not, and hangs almost as low.",
    ),
    "clinic": Picture(
        "clinic.jpg",
        "A treatment room",
        "A quiet treatment room: a reclining chair by a large window, a monitor on a stand, a "
        "glass of water on a small table, and a stool for the person who stays.",
    ),
    "conversation": Picture(
        "conversation.jpg",
        "Talking on a bench",
        "Two people sit on a bench under a tree, turned toward each other. Their speech bubbles overlap above them.",
    ),
    "questions": Picture(
        "questions.jpg",
        "Questions to bring",
        "A desk seen from above: a notebook with a list of questions, two of them checked off, a "
        "pencil, a cup of tea and leafy sprigs.",
    ),
    "path": Picture(
        "path.jpg",
        "The road ahead",
        "A pale path winds over green-blue hills, past a signpost with three arms, to a horizon that is still in mist.",
    ),
    "stones": Picture(
        "stones.jpg",
        "Stepping stones",
        "Round stepping stones cross a calm pond under a pale sun. A person stands on the second "
        "one and looks over to the far bank.",
        (0.5, 0.55),
    ),
    "portrait-maya": Picture(
        "portrait-maya.jpg",
        "Portrait of Maya Example",
        "Drawn portrait of an invented doctor with dark curly hair and round glasses.",
        (0.5, 0.42),
    ),
    "portrait-jonas": Picture(
        "portrait-jonas.jpg",
        "Portrait of Jonas Sample",
        "Drawn portrait of an invented writer with a short beard and a coral scarf.",
        (0.5, 0.42),
    ),
    "portrait-ines": Picture(
        "portrait-ines.jpg",
        "Portrait of Inés Specimen",
        "Drawn portrait of an invented pharmacist with gray hair in a bun.",
        (0.5, 0.42),
    ),
}
