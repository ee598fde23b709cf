"""Stepping stones across a pond."""

from demo.illustrations.outdoors import cloud, reeds, ripples, trees
from demo.illustrations.svg import (
    BLUSH,
    CLAY,
    CORAL,
    CREAM,
    DEEP,
    EMBER,
    INK,
    MIST,
    PALE,
    SAND,
    SEA,
    SKY,
    TEAL,
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
)


def stones() -> str:
    """Draw stepping stones across a pond in the evening."""
    steps = [
        (330, 800, 150),
        (560, 716, 122),
        (780, 652, 98),
        (968, 604, 78),
        (1120, 568, 62),
        (1240, 540, 49),
        (1330, 519, 38),
    ]
    return drawing(
        1600,
        900,
        gradient("sky", (0, "#7fb4b8"), (0.55, SKY), (1, "#fbe3cc")),
        gradient("far", (0, SEA), (1, MIST)),
        gradient("bank", (0, DEEP), (1, TEAL)),
        gradient("pond", (0, "#f3dcc6"), (0.2, MIST), (0.55, TEAL), (1, INK)),
        gradient("stone", (0, CREAM), (1, SAND)),
        glow("halo", (0, "#fff8ea", 0.9), (0.5, "#fff1dc", 0.4), (1, "#fff1dc", 0)),
        blur("soft", 10),
        box(0, 0, 1600, 520, "url(#sky)"),
        disc(1180, 200, 300, "url(#halo)"),
        disc(1180, 200, 84, CREAM),
        cloud(420, 140, 1.0),
        cloud(800, 250, 0.7),
        ridge(
            [(-20, 400), (220, 360), (520, 420), (800, 380), (1100, 410), (1360, 350), (1620, 390)], "url(#far)", 500
        ),
        ridge(
            [(-20, 478), (300, 470), (620, 486), (980, 480), (1240, 452), (1440, 420), (1620, 410)], "url(#bank)", 500
        ),
        trees(
            (
                (1390, 440, 1.0),
                (1440, 430, 1.35),
                (1500, 426, 1.1),
                (1560, 420, 1.5),
                (120, 478, 0.7),
                (160, 478, 0.95),
                (230, 480, 0.6),
            )
        ),
        box(0, 496, 1600, 404, "url(#pond)"),
        box(0, 490, 1600, 12, "#fff4e6", more='opacity=".6" filter="url(#soft)"'),
        shape("M1180 498L1620 498L1620 600C1480 560 1320 540 1180 498Z", DEEP, 'opacity=".35"'),
        moonlight(),
        ripples(),
        "".join(stone(x, y, w) for x, y, w in reversed(steps)),
        walker(560, 700),
        lilies(1180, 770, 1.1),
        lilies(1400, 700, 0.7),
        lilies(130, 650, 0.6),
        reeds(1530, 912, 1.05),
        reeds(60, 915, 0.9),
    )


def moonlight() -> str:
    """Draw the moon's path on the pond."""
    return "".join(
        box(1180 - w / 2 + (6 if n % 2 else -6), 512 + n * 22, w, 8, CREAM, 4, f'opacity="{0.8 - n * 0.08:.2f}"')
        for n, w in enumerate((170, 140, 150, 110, 118, 80, 60, 34))
    )


def stone(x: float, y: float, w: float) -> str:
    """Draw one stone with its side, its top and a ring of water."""
    return "".join(
        (
            oval(x, y + w * 0.3, w * 1.2, w * 0.38, PALE, 'opacity=".22"'),
            oval(x, y + w * 0.4, w * 1.04, w * 0.3, INK, 'opacity=".3"'),
            shape(f"M{x - w} {y}C{x - w} {y + w * 0.62} {x + w} {y + w * 0.62} {x + w} {y}Z", CLAY),
            oval(x, y, w, w * 0.3, "url(#stone)"),
            oval(x - w * 0.2, y - w * 0.05, w * 0.5, w * 0.1, "#ffffff", 'opacity=".5"'),
        )
    )


def walker(x: float, y: float) -> str:
    """Draw a person from behind who looks toward the far bank."""
    return group(
        oval(6, 12, 62, 13, INK, 'opacity=".3"'),
        shape("M-34 -126L-30 4C-30 12 -4 12 -4 4L0 -80L6 4C6 12 32 12 32 4L36 -126Z", INK),
        shape("M-46 -118C-54 -190 -40 -244 0 -246C42 -244 54 -190 48 -118C20 -106 -20 -106 -46 -118Z", CORAL),
        shape("M0 -246C42 -244 54 -190 48 -118C38 -112 26 -110 16 -109C30 -160 22 -215 0 -246Z", EMBER, 'opacity=".5"'),
        line("M-38 -216C-58 -180 -60 -150 -54 -118", EMBER, 20),
        line("M38 -216C62 -196 82 -196 104 -214", EMBER, 20),
        disc(108, -218, 11, "#c88f6c"),
        disc(-54, -112, 11, "#c88f6c"),
        box(-10, -268, 22, 30, "#c88f6c", 8),
        disc(2, -288, 33, "#c88f6c"),
        shape("M-36 -280C-42 -336 48 -340 40 -278C34 -262 18 -254 2 -254C-16 -254 -32 -262 -34 -282Z", "#2b2a2e"),
        shape("M-42 -206C-20 -196 22 -196 44 -206L40 -132C16 -124 -16 -124 -40 -132Z", DEEP),
        shape("M-30 -176L30 -176L26 -142C10 -138 -10 -138 -26 -142Z", TEAL),
        move=(x, y),
        size=0.92,
    )


def lilies(x: float, y: float, size: float) -> str:
    """Draw lily pads, one of them with a flower."""
    pad = "M0 0L52 -12A54 20 0 1 1 40 -18Z"
    return group(
        shape(pad, SEA),
        group(shape(pad, TEAL), move=(110, 30), size=0.8),
        shape("M-26 -10C-30 -34 -12 -40 -6 -16C-6 -46 14 -46 12 -16C20 -40 36 -32 28 -10C14 0 -12 0 -26 -10Z", BLUSH),
        shape("M-6 -12C-6 -30 12 -30 12 -12C8 -6 -2 -6 -6 -12Z", CORAL),
        move=(x, y),
        size=size,
    )
