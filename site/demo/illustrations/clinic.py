"""A treatment room."""

# ruff: noqa: E501 - a path is clearer on one line

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
    WARM,
    blur,
    box,
    disc,
    drawing,
    gradient,
    group,
    line,
    oval,
    ridge,
    shape,
    sprig,
)


def clinic() -> str:
    """Draw a treatment room with a reclining chair and a large window."""
    return drawing(
        1600,
        900,
        gradient("wall", (0, "#e4efec"), (1, PALE)),
        gradient("floor", (0, SAND), (1, WARM)),
        gradient("sky", (0, "#bfe0e4"), (0.7, CREAM), (1, "#fbdcc6")),
        gradient("beam", (0, "#fff6e2", 0.9), (1, "#fff6e2", 0)),
        gradient("chair", (0, SEA), (0.45, TEAL), (1, "#226369")),
        gradient("back", (0, SEA), (0.5, TEAL), (1, "#226369"), angle=0),
        gradient("pillow", (0, CREAM), (0.7, CREAM), (1, SAND), angle=0),
        gradient("seat", (0, TEAL), (1, DEEP)),
        gradient("glass", (0, "#ffffff", 0.9), (1, SKY, 0.8)),
        blur("soft", 12),
        '<clipPath id="pane"><rect x="150" y="90" width="620" height="480" rx="16"/></clipPath>',
        box(0, 0, 1600, 680, "url(#wall)"),
        box(0, 660, 1600, 240, "url(#floor)"),
        box(0, 648, 1600, 16, "#ffffff"),
        window(),
        shape("M150 700L770 700L1180 900L360 900Z", "url(#beam)", 'opacity=".75"'),
        oval(820, 812, 520, 66, BLUSH, 'opacity=".75"'),
        oval(820, 812, 440, 50, "none", f'stroke="{CREAM}" stroke-width="6" opacity=".8"'),
        frame(930, 120),
        lamp(1330),
        plant(90, 800),
        monitor(1310, 786),
        recliner(),
        side_table(330, 812),
        stool(1478, 850),
    )


def window() -> str:
    """Draw the window and what lies outside."""
    outside = "".join(
        (
            box(150, 90, 620, 480, "url(#sky)"),
            disc(580, 300, 70, "#f7a98c"),
            ridge([(130, 400), (280, 350), (420, 390), (560, 380), (700, 330), (790, 360)], MIST, 580),
            ridge([(130, 450), (300, 430), (470, 470), (640, 430), (790, 450)], SEA, 580),
            ridge([(130, 520), (300, 540), (500, 500), (790, 540)], TEAL, 580),
        )
    )
    return "".join(
        (
            box(134, 74, 652, 512, "#ffffff", 24),
            f'<g clip-path="url(#pane)">{outside}</g>',
            box(453, 90, 14, 480, "#ffffff"),
            box(150, 300, 620, 12, "#ffffff"),
            box(110, 574, 700, 26, "#ffffff", 8),
            box(110, 596, 700, 10, MIST, 5, 'opacity=".6"'),
            shape("M96 50L214 50C220 240 190 440 120 600L96 600Z", CORAL, 'opacity=".9"'),
            shape("M96 50L150 50C152 240 140 440 110 600L96 600Z", EMBER, 'opacity=".45"'),
            shape("M824 50L706 50C700 240 730 440 800 600L824 600Z", CORAL, 'opacity=".9"'),
            shape("M824 50L770 50C768 240 780 440 810 600L824 600Z", EMBER, 'opacity=".45"'),
            box(70, 40, 780, 16, WARM, 8),
            disc(70, 48, 15, CLAY),
            disc(850, 48, 15, CLAY),
        )
    )


def frame(x: float, y: float) -> str:
    """Draw a picture on the wall."""
    return group(
        box(6, 10, 170, 210, DEEP, 8, 'opacity=".15" filter="url(#soft)"'),
        box(0, 0, 170, 210, "#ffffff", 8),
        box(16, 16, 138, 178, CREAM, 4),
        group(sprig(120, 3, SEA, TEAL, 36), move=(85, 184)),
        disc(120, 56, 18, CORAL),
        move=(x, y),
    )


def lamp(x: float) -> str:
    """Draw a lamp that hangs from the ceiling."""
    return group(
        line("M0 0L0 120", DEEP, 6),
        shape("M-84 196C-84 140 -40 118 0 118C40 118 84 140 84 196Z", DEEP),
        shape("M0 118C40 118 84 140 84 196L30 196C30 150 20 126 0 118Z", INK, 'opacity=".4"'),
        oval(0, 197, 84, 13, "#ffe9c4"),
        move=(x, 0),
    )


def plant(x: float, y: float) -> str:
    """Draw a plant in a pot."""
    leaves = "".join(
        group(
            shape("M0 0C-40 -70 -34 -180 0 -250C34 -180 40 -70 0 0Z", fill),
            line("M0 -10L0 -210", INK, 3, 'opacity=".25"'),
            turn=turn,
            size=size,
        )
        for turn, size, fill in ((-52, 0.8, TEAL), (48, 0.86, TEAL), (-28, 1.0, SEA), (26, 1.05, DEEP), (-4, 1.2, TEAL))
    )
    return group(
        oval(0, 66, 100, 16, INK, 'opacity=".2"'),
        group(leaves, move=(0, -60)),
        shape("M-74 -70L74 -70L56 60C54 68 46 72 38 72L-38 72C-46 72 -54 68 -56 60Z", CREAM),
        shape("M10 -70L74 -70L56 60C54 68 46 72 38 72L10 72C24 30 24 -20 10 -70Z", WARM, 'opacity=".5"'),
        box(-82, -84, 164, 26, SAND, 10),
        move=(x, y),
    )


def recliner() -> str:
    """Draw the reclining chair, its back toward the right, with a blanket over the footrest."""
    back = (
        box(-70, -350, 140, 400, "url(#back)", 62)
        + line("M-30 -190L20 -190M-34 -110L16 -110", DEEP, 5, 'opacity=".35"')
        + box(-64, -340, 112, 108, "url(#pillow)", 46)
    )
    foot = box(-290, -40, 330, 84, "url(#chair)", 40)
    blanket = (
        shape(
            "M-250 -52C-190 -64 -120 -62 -60 -54L-44 96C-70 112 -84 92 -106 104C-128 116 -144 98 -166 108C-190 118 -206 100 -232 106Z",
            CORAL,
        )
        + shape("M-92 -58C-80 -58 -70 -56 -60 -54L-44 96C-60 106 -70 100 -82 98Z", EMBER, 'opacity=".45"')
        + line(
            "M-244 -10C-190 -22 -120 -20 -56 -12M-240 30C-190 20 -120 22 -52 30M-236 70C-190 60 -120 62 -48 70",
            BLUSH,
            7,
        )
    )
    return group(
        oval(0, 246, 330, 22, INK, 'opacity=".25"'),
        shape("M-46 150L66 150L54 216L-34 216Z", INK),
        box(-130, 212, 280, 26, INK, 13),
        group(back, move=(196, 122), turn=24),
        group(foot, blanket, move=(-150, 116), turn=-12),
        box(-190, 66, 410, 100, "url(#chair)", 44),
        shape("M-30 20L10 20L4 110L-24 110Z", DEEP),
        shape("M120 20L160 20L154 110L126 110Z", DEEP),
        box(-80, -18, 300, 50, "url(#seat)", 25),
        box(-66, -12, 260, 12, "#ffffff", 6, 'opacity=".14"'),
        move=(840, 572),
    )


def monitor(x: float, y: float) -> str:
    """Draw a blood pressure monitor on a stand with wheels."""
    return group(
        oval(0, 4, 92, 13, INK, 'opacity=".22"'),
        box(-7, -330, 14, 320, MIST, 6),
        line("M-70 -2L0 -22L70 -2", MIST, 12),
        disc(-72, 0, 10, INK),
        disc(72, 0, 10, INK),
        box(-104, -452, 208, 150, "#ffffff", 18, f'stroke="{MIST}" stroke-width="5"'),
        box(-86, -434, 172, 92, DEEP, 10),
        line("M-72 -384L-40 -384L-28 -412L-10 -358L4 -396L14 -384L70 -384", CORAL, 6),
        box(-80, -328, 60, 12, MIST, 6),
        disc(64, -322, 9, CORAL),
        line("M104 -360C170 -350 120 -230 60 -200C20 -180 60 -140 30 -120", TEAL, 7),
        box(-46, -232, 92, 50, SAND, 12),
        move=(x, y),
    )


def side_table(x: float, y: float) -> str:
    """Draw a small table with a glass of water and tissues."""
    return group(
        oval(0, 6, 112, 14, INK, 'opacity=".22"'),
        line("M-60 0L-30 -170M60 0L30 -170M0 4L0 -170", CLAY, 11),
        box(-118, -190, 236, 24, WARM, 12),
        shape("M-70 -280L-18 -280L-26 -190L-62 -190Z", "url(#glass)"),
        shape("M-67 -246L-21 -246L-26 -192L-62 -192Z", SEA, 'opacity=".5"'),
        box(16, -236, 84, 46, TEAL, 8),
        shape("M36 -236C34 -270 54 -276 60 -252C70 -280 88 -264 80 -236Z", "#ffffff"),
        move=(x, y),
    )


def stool(x: float, y: float) -> str:
    """Draw a round stool with a clipboard on it."""
    return group(
        oval(0, 6, 104, 14, INK, 'opacity=".22"'),
        line("M-62 0L-34 -150M62 0L34 -150", CLAY, 12),
        line("M-50 -54L50 -54", CLAY, 9),
        box(-92, -178, 184, 38, DEEP, 19),
        box(-92, -178, 184, 16, TEAL, 8),
        group(
            box(-56, -12, 124, 14, WARM, 6),
            box(-50, -20, 112, 10, "#ffffff", 3),
            box(30, -26, 30, 12, INK, 5),
            move=(0, -180),
        ),
        move=(x, y),
    )
