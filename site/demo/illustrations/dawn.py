"""A person rows over a still lake toward the sunrise."""

# ruff: noqa: E501 - a path is clearer on one line

from demo.illustrations.outdoors import cloud, reeds, ripples
from demo.illustrations.svg import (
    BLUSH,
    CLAY,
    CORAL,
    CREAM,
    DEEP,
    EMBER,
    INK,
    PALE,
    SAND,
    SEA,
    SKY,
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
)


def dawn() -> str:
    """Draw a person who rows over a still lake toward the sunrise."""
    return drawing(
        1600,
        900,
        gradient("sky", (0, SKY), (0.45, CREAM), (0.8, "#fbd9c4"), (1, BLUSH)),
        gradient("far", (0, "#c4dcdb"), (1, "#e6e3d6")),
        gradient("mid", (0, "#7fb3b1"), (1, "#b9d0c8")),
        gradient("near", (0, TEAL), (1, DEEP)),
        gradient("lake", (0, "#f6cfb9"), (0.22, "#b9d0cb"), (0.6, SEA), (1, DEEP)),
        glow("halo", (0, "#ffe3cf", 0.95), (0.45, BLUSH, 0.5), (1, BLUSH, 0)),
        gradient("sun", (0, "#f4906f"), (1, CORAL)),
        blur("soft", 14),
        box(0, 0, 1600, 560, "url(#sky)"),
        disc(960, 440, 380, "url(#halo)"),
        disc(960, 430, 118, "url(#sun)"),
        cloud(330, 190, 1.0),
        cloud(1330, 130, 0.75),
        birds(600, 215),
        ridge(
            [
                (-20, 420),
                (180, 350),
                (360, 400),
                (560, 330),
                (760, 400),
                (980, 440),
                (1180, 370),
                (1400, 320),
                (1620, 390),
            ],
            "url(#far)",
            560,
        ),
        ridge(
            [
                (-20, 470),
                (160, 425),
                (330, 455),
                (520, 420),
                (720, 490),
                (900, 512),
                (1120, 470),
                (1330, 410),
                (1620, 460),
            ],
            "url(#mid)",
            560,
        ),
        ridge([(-20, 440), (120, 450), (300, 505), (470, 528), (640, 540), (760, 541)], "url(#near)", 541),
        ridge([(1120, 541), (1260, 525), (1400, 480), (1620, 430)], "url(#near)", 541),
        box(0, 540, 1600, 360, "url(#lake)"),
        box(0, 536, 1600, 14, "#fdeee0", more='opacity=".55" filter="url(#soft)"'),
        shape("M-20 541L760 541C600 566 300 600 -20 606Z", TEAL, 'opacity=".32"'),
        shape("M1120 541L1620 541L1620 612C1400 590 1250 566 1120 541Z", TEAL, 'opacity=".32"'),
        reflection(),
        ripples(),
        boat(),
        reeds(90, 905, 1.15),
        reeds(1470, 910, 0.95),
    )


def birds(x: float, y: float) -> str:
    """Draw three birds."""
    wings = "M-22 0Q-10 -14 0 0Q10 -14 22 0"
    return "".join(
        group(line(wings, DEEP, 4.5), move=(x + dx, y + dy), size=size)
        for dx, dy, size in ((0, 0, 1), (62, 34, 0.75), (-54, 44, 0.6))
    )


def reflection() -> str:
    """Draw the sun's path on the water."""
    widths = (230, 200, 214, 170, 184, 138, 150, 104, 112, 74, 58, 36)
    return "".join(
        box(
            960 - w / 2 + (8 if n % 2 else -8),
            556 + n * 25,
            w,
            11,
            CORAL if n < 7 else BLUSH,
            5.5,
            f'opacity="{0.85 - n * 0.055:.2f}"',
        )
        for n, w in enumerate(widths)
    )


def boat() -> str:
    """Draw the boat, its rower, and both in the water."""
    hull = "M-150 -6C-110 4 110 4 160 -16C140 34 100 44 60 46L-70 46C-110 44 -136 26 -150 -6Z"
    rower = "".join(
        (
            shape("M-34 0C-40 -50 -30 -92 4 -94C34 -92 38 -40 34 0Z", CORAL),
            shape("M4 -94C34 -92 38 -40 34 0L12 0C18 -40 18 -70 4 -94Z", EMBER, 'opacity=".55"'),
            line("M8 -74C24 -50 44 -44 66 -42", EMBER, 17),
            disc(66, -42, 9, "#d9a27c"),
            box(-4, -112, 16, 24, "#d9a27c", 6),
            disc(6, -128, 25, "#d9a27c"),
            shape(
                "M-20 -128C-22 -160 28 -166 32 -134C24 -146 6 -146 0 -136C-4 -128 -8 -122 -12 -114C-18 -118 -20 -122 -20 -128Z",
                INK,
            ),
        )
    )
    return group(
        oval(6, 62, 190, 16, INK, 'opacity=".22"'),
        group(shape(hull, DEEP), move=(0, 108), more='opacity=".25"'),
        line("M76 -48L-84 92", CLAY, 7),
        shape("M-78 80L-104 118C-108 126 -98 132 -92 126L-68 92Z", WARM),
        rower,
        shape(hull, SAND),
        shape("M-150 -6C-110 4 110 4 160 -16C156 -2 150 8 142 16C100 24 -100 24 -140 14C-144 8 -148 0 -150 -6Z", CREAM),
        shape("M-128 26C-60 36 70 36 132 26C112 42 90 46 60 46L-70 46C-98 44 -116 40 -128 26Z", WARM),
        line("M66 -42L120 62", CLAY, 7),
        shape("M116 54L140 94C146 100 136 108 130 102L106 64Z", WARM),
        box(96, 96, 92, 5, PALE, 2.5, 'opacity=".7"'),
        box(-150, 122, 92, 5, PALE, 2.5, 'opacity=".7"'),
        move=(560, 664),
        size=1.12,
    )
