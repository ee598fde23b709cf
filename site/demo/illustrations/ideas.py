"""The illustrations of ideas: two brain cells, a balance, a page of questions."""

from math import cos, radians, sin

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
    glow,
    gradient,
    group,
    line,
    oval,
    ridge,
    shape,
    sprig,
)

BLOCKED = (2, 4)


def synapse() -> str:
    """Draw messengers that leave one brain cell, and docking points, some blocked, on another."""
    left = "M-40 372C120 392 250 430 370 330C470 246 690 226 734 330C758 396 758 504 734 570C690 674 470 654 370 570C250 470 120 508 -40 528Z"
    right = "M1640 350C1470 384 1360 420 1240 318C1140 232 924 232 884 322C852 396 852 504 884 578C924 668 1140 668 1240 582C1360 480 1470 516 1640 550Z"
    return drawing(
        1600,
        900,
        gradient("night", (0, "#0d2a33"), (0.55, "#154852"), (1, "#0f3039"), angle=35),
        gradient("sender", (0, "#7fbdb9"), (0.5, SEA), (1, TEAL)),
        gradient("taker", (0, "#fae6cb"), (0.6, SAND), (1, WARM)),
        glow("gap", (0, "#bfeae2", 0.6), (0.5, SEA, 0.22), (1, SEA, 0)),
        glow("sphere", (0, "#ffffff", 0.5), (1, "#ffffff", 0.12)),
        blur("soft", 18),
        box(0, 0, 1600, 900, "url(#night)"),
        network(),
        oval(806, 450, 330, 420, "url(#gap)"),
        shape(left, INK, 'opacity=".4" filter="url(#soft)" transform="translate(0 26)"'),
        shape(right, INK, 'opacity=".4" filter="url(#soft)" transform="translate(0 26)"'),
        shape(left, "url(#sender)"),
        shape("M-40 372C120 392 250 430 370 330C470 246 690 226 734 330C660 270 500 290 410 360C280 460 120 430 -40 414Z", "#ffffff", 'opacity=".18"'),
        shape(right, "url(#taker)"),
        shape("M1640 350C1470 384 1360 420 1240 318C1140 232 924 232 884 322C960 270 1120 280 1200 350C1330 452 1480 420 1640 392Z", "#ffffff", 'opacity=".35"'),
        vesicles(),
        mitochondrion(310, 452, 10, "#a9d3cf", TEAL),
        mitochondrion(1200, 452, -8, "#f4d3ac", CLAY),
        docking(),
        messengers(),
    )


def network() -> str:
    """Draw other brain cells, far away in the dark."""
    parts = []
    for x, y, size, turn in ((210, 150, 1.0, 10), (1330, 130, 1.2, 60), (330, 790, 1.1, -30), (1210, 800, 0.9, 140), (790, 60, 0.6, 0), (800, 850, 0.7, 80)):
        arms = []
        for n in range(6):
            a = radians(n * 60 + (n * 37) % 23)
            reach = 130 + (n * 53) % 80
            ex, ey = cos(a) * reach, sin(a) * reach
            mx, my = cos(a + 0.35) * reach * 0.55, sin(a + 0.35) * reach * 0.55
            fx, fy = mx / 2 + ex / 4, my / 2 + ey / 4
            arms.append(line(f"M0 0Q{mx:.0f} {my:.0f} {ex:.0f} {ey:.0f}", SEA, 6))
            arms.append(line(f"M{fx:.0f} {fy:.0f}Q{mx * 1.3:.0f} {my * 1.2:.0f} {cos(a + 0.7) * reach * 0.95:.0f} {sin(a + 0.7) * reach * 0.95:.0f}", SEA, 3.5))
            arms.append(disc(ex, ey, 6, SEA))
        parts.append(group(*arms, disc(0, 0, 32, SEA), disc(4, -4, 13, TEAL), move=(x, y), turn=turn, size=size, more='opacity=".2"'))
    return "".join(parts)


def vesicles() -> str:
    """Draw the packets in which messengers wait."""
    places = ((480, 360, 40), (590, 318, 36), (560, 420, 42), (470, 470, 34), (650, 392, 34), (580, 524, 40), (660, 480, 30), (490, 560, 36), (652, 574, 34), (690, 330, 24))
    parts = []
    for x, y, r in places:
        parts.append(disc(x, y, r, "url(#sphere)", f'stroke="{PALE}" stroke-width="4"'))
        for n in range(4):
            a = radians(n * 90 + x)
            parts.append(disc(x + cos(a) * r * 0.4, y + sin(a) * r * 0.4, r * 0.2, CORAL))
    return "".join(parts)


def mitochondrion(x: float, y: float, turn: float, fill: str, ridges: str) -> str:
    """Draw the small power station of a cell."""
    return group(
        oval(0, 0, 82, 40, fill),
        line("M-56 0C-46 -30 -34 -26 -28 0C-22 26 -8 26 0 0C8 -26 22 -26 28 0C34 26 46 28 56 0", ridges, 6),
        move=(x, y),
        turn=turn,
    )


def docking() -> str:
    """Draw the docking points along the face of the receiving cell."""
    parts = []
    for n, y in enumerate((330, 380, 430, 480, 530, 578)):
        x = 862 + abs(y - 450) ** 2 * 0.0012
        turn = (y - 450) * -0.09
        pair = box(-20, -20, 46, 15, TEAL, 7.5) + box(-20, 5, 46, 15, TEAL, 7.5)
        pair += box(-20, -20, 46, 7, SEA, 3.5) + box(-20, 5, 46, 7, SEA, 3.5)
        if n in BLOCKED:
            pair += shape("M-34 0L-12 -15L10 0L-12 15Z", "#f6c453", f'stroke="{INK}" stroke-width="3.5" stroke-linejoin="round"')
        elif n != 3:
            pair += disc(-12, 0, 11, CORAL)
        parts.append(group(pair, move=(x, y), turn=turn))
    return "".join(parts)


def messengers() -> str:
    """Draw the dots that cross the gap."""
    places = ((760, 350, 11), (784, 398, 12), (770, 450, 13), (800, 486, 11), (776, 528, 12), (808, 432, 9), (806, 350, 10), (820, 540, 10), (764, 590, 9), (812, 592, 10), (776, 296, 9), (822, 300, 9), (828, 470, 8))
    return "".join(disc(x, y, r, CORAL) + disc(x - r * 0.3, y - r * 0.3, r * 0.35, "#ffe6da") for x, y, r in places)


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
            shape(f"M{-reach} -5C{-reach * 0.5} -26 {-60} -20 0 -18C60 -20 {reach * 0.5} -26 {reach} -5L{reach} 7C{reach * 0.5} 2 60 14 0 18C-60 14 {-reach * 0.5} 2 {-reach} 7Z", DEEP),
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
    veil = 'rgba(255,255,255,.35)'
    return pan(
        x,
        y,
        disc(-70, 230, 58, veil, dots)
        + box(8, 196, 92, 92, veil, 14, dots)
        + disc(-12, 140, 50, veil, dots)
        + disc(118, 264, 26, veil, dots)
        + line("M-24 128C-24 108 4 108 4 126C4 140 -10 138 -10 154M-10 172L-10 173", EMBER, 8),
    )


def questions() -> str:
    """Draw a notebook with a list, a cup and a pen, seen from above."""
    return drawing(
        1600,
        900,
        gradient("desk", (0, "#e9cda4"), (1, "#d9b587"), angle=30),
        gradient("page", (0, "#ffffff"), (1, "#f8f1e4")),
        gradient("cover", (0, TEAL), (1, DEEP)),
        glow("tea", (0, "#d98a5a"), (1, "#b5623d")),
        glow("light", (0, "#fff6e6", 0.85), (1, "#fff6e6", 0)),
        blur("soft", 16),
        blur("near", 8),
        box(0, 0, 1600, 900, "url(#desk)"),
        grain(),
        oval(420, 180, 760, 520, "url(#light)"),
        group(box(-392, -330, 800, 690, INK, 26, 'opacity=".3" filter="url(#soft)"'), move=(800, 470), turn=-5),
        group(notebook(), move=(800, 450), turn=-5),
        cup(1330, 300),
        group(pen(), move=(1260, 640), turn=24),
        group(box(-90, -90, 190, 190, INK, 8, 'opacity=".25" filter="url(#near)"'), box(-100, -100, 190, 190, "#f9cf73", 6), line("M-70 -56L60 -56M-70 -16L40 -16M-70 24L56 24", CLAY, 8, 'opacity=".6"'), move=(190, 640), turn=9),
        group(sprig(330, 5, INK, INK, 74), move=(206, 446), turn=18, more='opacity=".22" filter="url(#near)"'),
        group(sprig(330, 5, TEAL, DEEP, 74), move=(186, 430), turn=18),
        group(sprig(230, 4, SEA, TEAL, 58), move=(170, 430), turn=-24),
    )


def grain() -> str:
    """Draw the desk's faint boards."""
    return "".join(line(f"M-10 {y}C400 {y - 14} 900 {y + 18} 1610 {y - 6}", CLAY, 3, 'opacity=".22"') for y in range(60, 900, 140))


def notebook() -> str:
    """Draw an open notebook; its right page holds a list with two checks."""
    parts = [
        box(-410, -340, 820, 680, "url(#cover)", 26),
        box(-388, -322, 388, 644, "url(#page)", 12),
        box(0, -322, 388, 644, "url(#page)", 12),
        box(-26, -322, 52, 644, "#e6d9c2", more='opacity=".55"'),
        line("M0 -322L0 322", "#d5c4a6", 3),
        shape("M334 -340L372 -340L372 -236L353 -258L334 -236Z", CORAL),
        box(-340, -262, 220, 24, DEEP, 12),
        disc(-194, -24, 128, SKY),
        shape("M-320 0C-284 -30 -250 18 -206 -12C-164 -40 -116 0 -67 -34C-60 50 -120 104 -194 104C-262 104 -316 52 -320 0Z", SEA),
        disc(-158, -84, 28, CORAL),
        line("M-340 168L-60 168M-340 212L-110 212M-340 256L-190 256", MIST, 9),
    ]
    for n, length in enumerate((196, 180, 226, 168, 210)):
        y = -226 + n * 104
        parts.append(box(46, y, 46, 46, "#ffffff", 10, f'stroke="{TEAL}" stroke-width="6"'))
        parts.append(line(f"M120 {y + 10}L{120 + length} {y + 10}", DEEP if n > 1 else MIST, 11))
        parts.append(line(f"M120 {y + 40}L{120 + length * 0.6:.0f} {y + 40}", MIST, 9))
        if n < 2:
            parts.append(line(f"M56 {y + 22}L68 {y + 36}L96 {y - 4}", CORAL, 10))
    return "".join(parts)


def cup(x: float, y: float) -> str:
    """Draw a cup of tea on a saucer, from above."""
    return group(
        disc(14, 22, 186, INK, 'opacity=".28" filter="url(#soft)"'),
        disc(0, 0, 184, PALE),
        disc(0, 0, 184, "none", f'stroke="{MIST}" stroke-width="10"'),
        disc(0, 0, 132, SKY),
        group(box(88, -26, 96, 52, CREAM, 26), box(112, -10, 50, 20, SKY, 10), turn=32),
        disc(8, 10, 122, INK, 'opacity=".18" filter="url(#near)"'),
        disc(0, 0, 120, CREAM),
        disc(0, 0, 98, "url(#tea)"),
        shape("M-66 -30C-50 -66 -10 -80 26 -72C-10 -62 -40 -40 -52 -6C-60 -10 -66 -20 -66 -30Z", "#ffffff", 'opacity=".3"'),
        disc(30, 26, 9, "#ffffff", 'opacity=".35"'),
        disc(46, 6, 5, "#ffffff", 'opacity=".35"'),
        move=(x, y),
    )


def pen() -> str:
    """Draw a pen."""
    return "".join(
        (
            box(-14, -160, 34, 340, INK, 17, 'opacity=".3" filter="url(#near)"'),
            box(-17, -170, 34, 270, CORAL, 15),
            box(2, -170, 15, 270, EMBER, 7, 'opacity=".55"'),
            box(-17, 60, 34, 16, SAND),
            shape("M-17 100L17 100L5 158C3 166 -3 166 -5 158Z", SAND),
            shape("M-6 146L6 146L2 166L-2 166Z", INK),
            box(9, -150, 9, 110, SAND, 4),
        )
    )
