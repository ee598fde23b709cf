"""A path over hills, with a signpost."""

from demo.illustrations.outdoors import cloud, trees
from demo.illustrations.svg import (
    CLAY,
    CORAL,
    CREAM,
    DEEP,
    INK,
    MIST,
    PALE,
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
    ribbon,
    ridge,
    shape,
)


def path() -> str:
    """Draw a path over hills, a signpost, and a horizon in mist."""
    road = [
        (560, 910, 210),
        (640, 820, 150),
        (860, 740, 108),
        (960, 680, 78),
        (820, 624, 56),
        (640, 584, 42),
        (650, 548, 30),
        (800, 520, 22),
        (900, 498, 16),
        (860, 474, 11),
        (800, 456, 8),
        (820, 440, 5),
    ]
    return drawing(
        1600,
        900,
        gradient("sky", (0, "#bcdce0"), (0.6, PALE), (1, CREAM)),
        glow("halo", (0, "#fff6e6", 1), (0.5, "#fdebd2", 0.6), (1, "#fdebd2", 0)),
        gradient("h1", (0, "#cfe2df"), (1, "#eaf0ea")),
        gradient("h2", (0, "#a5cbc7"), (1, "#d5e5dd")),
        gradient("h3", (0, SEA), (1, "#9dc6bd")),
        gradient("h4", (0, TEAL), (1, SEA)),
        gradient("h5", (0, DEEP), (1, TEAL)),
        gradient("road", (0, "#fdf3e2"), (1, SAND)),
        blur("soft", 22),
        box(0, 0, 1600, 900, "url(#sky)"),
        disc(820, 400, 430, "url(#halo)"),
        disc(820, 352, 92, "#f9c3a4"),
        cloud(380, 170, 1.1),
        cloud(1370, 120, 0.8),
        ridge([(-20, 380), (220, 330), (480, 390), (760, 420), (1000, 380), (1280, 320), (1620, 370)], "url(#h1)"),
        ridge([(-20, 430), (260, 400), (520, 440), (820, 440), (1100, 430), (1360, 390), (1620, 430)], "url(#h2)"),
        box(-60, 410, 1720, 46, "#ffffff", 23, 'opacity=".75" filter="url(#soft)"'),
        ridge([(-20, 500), (240, 470), (520, 500), (830, 452), (1120, 490), (1380, 470), (1620, 510)], "url(#h3)"),
        trees(((250, 478, 0.5), (290, 482, 0.62), (1060, 484, 0.5), (1094, 490, 0.4))),
        ridge([(-20, 560), (220, 590), (520, 560), (760, 548), (1060, 590), (1330, 550), (1620, 570)], "url(#h4)"),
        trees(((160, 598, 0.9), (214, 602, 1.15), (1490, 566, 0.9), (1545, 572, 1.15))),
        ridge([(-20, 700), (260, 740), (560, 690), (860, 670), (1200, 730), (1620, 670)], "url(#h5)"),
        ribbon(road, "url(#road)"),
        box(-60, 428, 1720, 26, "#ffffff", 13, 'opacity=".6" filter="url(#soft)"'),
        trees(((90, 760, 1.9), (200, 772, 1.4))),
        signpost(),
        tuft(330, 850),
        tuft(1040, 850),
        tuft(1480, 866),
        tuft(1120, 790),
    )


def tuft(x: float, y: float) -> str:
    """Draw a tuft of grass with small flowers."""
    return group(
        line("M-20 0Q-24 -20 -34 -34M-6 0Q-6 -26 -10 -48M8 0Q10 -24 18 -42M20 0Q26 -14 36 -24", MIST, 5),
        disc(-10, -54, 7, CORAL),
        disc(20, -48, 6, SAND),
        move=(x, y),
    )


def signpost() -> str:
    """Draw a post with three arms that point three ways."""
    right, left = "M0 -30L150 -30L184 0L150 30L0 30Z", "M0 -30L-150 -30L-184 0L-150 30L0 30Z"
    return group(
        oval(10, 6, 80, 14, INK, 'opacity=".35"'),
        box(-13, -420, 26, 426, WARM, 8),
        box(2, -420, 11, 426, CLAY, 5, 'opacity=".6"'),
        group(shape(right, CORAL), line("M30 -8L118 -8M30 10L92 10", "#fbd3c3", 7), move=(-26, -366), turn=-3),
        group(shape(left, SAND), line("M-30 -8L-118 -8M-30 10L-84 10", WARM, 7), move=(26, -284), turn=2),
        group(shape(right, PALE), line("M30 -8L104 -8M30 10L124 10", MIST, 7), move=(-26, -202), turn=-1),
        disc(0, -424, 17, WARM),
        move=(1250, 830),
    )
