"""A balance between what is known and what is not."""

# ruff: noqa: E501 - a path is clearer on one line

from math import cos, radians, sin

from demo.illustrations.svg import (
    BLUSH,
    CLAY,
    CORAL,
    DEEP,
    EMBER,
    INK,
    MIST,
    SAND,
    SEA,
    TEAL,
    WARM,
    blur,
    box,
    disc,
    drawing,
    glow,
    gradient,
    group,
    line,
    oval,
    ridge,
    shape,
    sprig,
)


def scales() -> str:
    """Draw a balance between what is known and what is not."""
    tilt = 2.6
    reach = 400
    lx, ly = -reach * cos(radians(tilt)), reach * sin(radians(tilt))
    return drawing(
        1600,
        900,
        gradient("wall", (0, "#fdf3e1"), (1, SAND)),
        gradient("hill", (0, MIST), (1, "#c5ddd3")),
        gradient("table", (0, TEAL), (1, DEEP)),
        gradient("brass", (0, "#f0d3a4"), (0.5, WARM), (1, CLAY), angle=0),
        gradient("pan", (0, "#f2d9ae"), (1, CLAY)),
        glow("halo", (0, "#ffffff", 0.95), (0.6, "#fff9ee", 0.5), (1, "#fff9ee", 0)),
        blur("soft", 12),
        box(0, 0, 1600, 900, "url(#wall)"),
        disc(800, 380, 520, "url(#halo)"),
        disc(800, 372, 318, BLUSH, 'opacity=".45"'),
        disc(800, 372, 230, BLUSH, 'opacity=".4"'),
        ridge([(-20, 690), (300, 640), (640, 700), (1000, 650), (1300, 690), (1620, 630)], "url(#hill)"),
        box(0, 760, 1600, 140, "url(#table)"),
        box(0, 760, 1600, 10, SEA, more='opacity=".7"'),
        group(sprig(250, 4, TEAL, DEEP, 62), move=(190, 764), turn=-9),
        group(sprig(190, 3, SEA, TEAL, 54), move=(236, 764), turn=12),
        group(sprig(220, 4, TEAL, DEEP, 56), move=(1400, 764), turn=8),
        group(sprig(160, 3, SEA, TEAL, 50), move=(1364, 764), turn=-14),
        oval(800, 782, 230, 18, INK, 'opacity=".35"'),
        shape("M782 730L790 210L810 210L818 730Z", "url(#brass)"),
        shape("M640 776C650 734 730 716 770 700C786 694 814 694 830 700C870 716 950 734 960 776Z", "url(#brass)"),
        box(760, 690, 80, 18, CLAY, 9),
        pan_known(800 + lx, 212 + ly),
        pan_unknown(800 - lx, 212 - ly),
        group(
            shape(
                f"M{-reach} -5C{-reach * 0.5} -26 {-60} -20 0 -18C60 -20 {reach * 0.5} -26 {reach} -5L{reach} 7C{reach * 0.5} 2 60 14 0 18C-60 14 {-reach * 0.5} 2 {-reach} 7Z",
                DEEP,
            ),
            disc(-reach, 0, 15, DEEP),
            disc(reach, 0, 15, DEEP),
            move=(800, 212),
            turn=-tilt,
        ),
        disc(800, 212, 36, "url(#brass)"),
        disc(800, 212, 15, DEEP),
    )


def pan(x: float, y: float, held: str) -> str:
    """Draw one pan on its three threads, with what it holds."""
    return group(
        line("M0 0L-150 300M0 0L150 300", DEEP, 4.5),
        held,
        shape("M-172 298L172 298C160 366 70 384 0 384C-70 384 -160 366 -172 298Z", "url(#pan)"),
        box(-182, 290, 364, 16, SAND, 8),
        move=(x, y),
    )


def pan_known(x: float, y: float) -> str:
    """Draw the pan of solid shapes."""
    return pan(
        x,
        y,
        box(-128, 196, 96, 96, DEEP, 14)
        + disc(24, 240, 52, CORAL)
        + disc(8, 226, 18, "#ffffff", 'opacity=".25"')
        + shape("M84 292L128 206C132 198 140 198 144 206L150 292Z", TEAL)
        + box(-100, 112, 78, 82, SEA, 39)
        + shape("M-6 190L38 112C42 106 50 106 54 112L96 190Z", WARM),
    )


def pan_unknown(x: float, y: float) -> str:
    """Draw the pan of dotted outlines."""
    dots = f'stroke="{DEEP}" stroke-width="5" stroke-dasharray="1 12" stroke-linecap="round"'
    veil = "rgba(255,255,255,.35)"
    return pan(
        x,
        y,
        disc(-70, 230, 58, veil, dots)
        + box(8, 196, 92, 92, veil, 14, dots)
        + disc(-12, 140, 50, veil, dots)
        + disc(118, 264, 26, veil, dots)
        + line("M-24 128C-24 108 4 108 4 126C4 140 -10 138 -10 154M-10 172L-10 173", EMBER, 8),
    )
