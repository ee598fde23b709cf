"""The illustrations that are set out of doors."""

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
    curve,
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
        ridge([(-20, 420), (180, 350), (360, 400), (560, 330), (760, 400), (980, 440), (1180, 370), (1400, 320), (1620, 390)], "url(#far)", 560),
        ridge([(-20, 470), (160, 425), (330, 455), (520, 420), (720, 490), (900, 512), (1120, 470), (1330, 410), (1620, 460)], "url(#mid)", 560),
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


def cloud(x: float, y: float, size: float) -> str:
    """Draw a flat cloud of three strips."""
    return group(
        box(-130, 0, 260, 26, "#ffffff", 13, 'opacity=".7"'),
        box(-70, -22, 170, 26, "#ffffff", 13, 'opacity=".55"'),
        box(-20, 22, 210, 20, "#ffffff", 10, 'opacity=".45"'),
        move=(x, y),
        size=size,
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
        box(960 - w / 2 + (8 if n % 2 else -8), 556 + n * 25, w, 11, CORAL if n < 7 else BLUSH, 5.5, f'opacity="{0.85 - n * 0.055:.2f}"')
        for n, w in enumerate(widths)
    )


def ripples() -> str:
    """Draw light lines on the lake."""
    places = ((120, 640, 150), (260, 668, 70), (1240, 640, 120), (1380, 676, 190), (1180, 742, 90), (300, 770, 120), (1330, 800, 140), (760, 830, 110), (200, 846, 60))
    return "".join(box(x, y, w, 5, PALE, 2.5, 'opacity=".5"') for x, y, w in places)


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
            shape("M-20 -128C-22 -160 28 -166 32 -134C24 -146 6 -146 0 -136C-4 -128 -8 -122 -12 -114C-18 -118 -20 -122 -20 -128Z", INK),
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


def reeds(x: float, y: float, size: float) -> str:
    """Draw reeds at the shore."""
    stems = ((-70, 190, -14), (-40, 260, -7), (-8, 310, -1), (24, 230, 6), (54, 280, 11), (84, 170, 18))
    parts = []
    for dx, height, lean in stems:
        tip = lean * 4
        parts.append(line(f"M{dx} 0Q{dx} {-height / 2} {dx + tip} {-height}", INK, 6))
        parts.append(group(box(-8, -52, 16, 58, CLAY if dx % 4 else WARM, 8), move=(dx + tip, -height), turn=lean))
    blades = "".join(shape(f"M{dx} 0C{dx - 10} -90 {dx + bend} -150 {dx + bend * 2} -{h}C{dx + bend} -140 {dx + 26} -80 {dx + 24} 0Z", DEEP) for dx, bend, h in ((-90, -30, 170), (-20, -24, 210), (40, 30, 190), (88, 40, 140)))
    return group(blades, *parts, move=(x, y), size=size)


def path() -> str:
    """Draw a path over hills, a signpost, and a horizon in mist."""
    road = [(560, 910, 210), (640, 820, 150), (860, 740, 108), (960, 680, 78), (820, 624, 56), (640, 584, 42), (650, 548, 30), (800, 520, 22), (900, 498, 16), (860, 474, 11), (800, 456, 8), (820, 440, 5)]
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


def trees(places: tuple[tuple[float, float, float], ...]) -> str:
    """Draw round-topped trees that stand at the places (x, y, size)."""
    return "".join(
        group(
            box(-4, -30, 8, 36, INK, 3),
            shape("M0 -120C30 -96 34 -30 0 -24C-34 -30 -30 -96 0 -120Z", DEEP),
            shape("M0 -120C30 -96 34 -30 0 -24C10 -50 10 -90 0 -120Z", INK, 'opacity=".35"'),
            move=(x, y),
            size=size,
        )
        for x, y, size in places
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


def stones() -> str:
    """Draw stepping stones across a pond in the evening."""
    steps = [(330, 800, 150), (560, 716, 122), (780, 652, 98), (968, 604, 78), (1120, 568, 62), (1240, 540, 49), (1330, 519, 38)]
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
        ridge([(-20, 400), (220, 360), (520, 420), (800, 380), (1100, 410), (1360, 350), (1620, 390)], "url(#far)", 500),
        ridge([(-20, 478), (300, 470), (620, 486), (980, 480), (1240, 452), (1440, 420), (1620, 410)], "url(#bank)", 500),
        trees(((1390, 440, 1.0), (1440, 430, 1.35), (1500, 426, 1.1), (1560, 420, 1.5), (120, 478, 0.7), (160, 478, 0.95), (230, 480, 0.6))),
        box(0, 496, 1600, 404, "url(#pond)"),
        box(0, 490, 1600, 12, "#fff4e6", more='opacity=".6" filter="url(#soft)"'),
        shape("M1180 498L1620 498L1620 600C1480 560 1320 540 1180 498Z", DEEP, 'opacity=".35"'),
        moonlight(),
        ripples(),
        "".join(stone(x, y, w) for x, y, w in reversed(steps)),
        walker(560, 700),
        lilies(1180, 770, 1.1), lilies(1400, 700, 0.7), lilies(130, 650, 0.6),
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
