"""Two brain cells that almost touch."""

# ruff: noqa: E501 - a path is clearer on one line

from math import cos, radians, sin

from demo.illustrations.svg import (
    CLAY,
    CORAL,
    INK,
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
    shape,
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
        shape(
            "M-40 372C120 392 250 430 370 330C470 246 690 226 734 330C660 270 500 290 410 360C280 460 120 430 -40 414Z",
            "#ffffff",
            'opacity=".18"',
        ),
        shape(right, "url(#taker)"),
        shape(
            "M1640 350C1470 384 1360 420 1240 318C1140 232 924 232 884 322C960 270 1120 280 1200 350C1330 452 1480 420 1640 392Z",
            "#ffffff",
            'opacity=".35"',
        ),
        vesicles(),
        mitochondrion(310, 452, 10, "#a9d3cf", TEAL),
        mitochondrion(1200, 452, -8, "#f4d3ac", CLAY),
        docking(),
        messengers(),
    )


def network() -> str:
    """Draw other brain cells, far away in the dark."""
    parts = []
    for x, y, size, turn in (
        (210, 150, 1.0, 10),
        (1330, 130, 1.2, 60),
        (330, 790, 1.1, -30),
        (1210, 800, 0.9, 140),
        (790, 60, 0.6, 0),
        (800, 850, 0.7, 80),
    ):
        arms = []
        for n in range(6):
            a = radians(n * 60 + (n * 37) % 23)
            reach = 130 + (n * 53) % 80
            ex, ey = cos(a) * reach, sin(a) * reach
            mx, my = cos(a + 0.35) * reach * 0.55, sin(a + 0.35) * reach * 0.55
            fx, fy = mx / 2 + ex / 4, my / 2 + ey / 4
            arms.append(line(f"M0 0Q{mx:.0f} {my:.0f} {ex:.0f} {ey:.0f}", SEA, 6))
            arms.append(
                line(
                    f"M{fx:.0f} {fy:.0f}Q{mx * 1.3:.0f} {my * 1.2:.0f} {cos(a + 0.7) * reach * 0.95:.0f} {sin(a + 0.7) * reach * 0.95:.0f}",
                    SEA,
                    3.5,
                )
            )
            arms.append(disc(ex, ey, 6, SEA))
        parts.append(
            group(
                *arms,
                disc(0, 0, 32, SEA),
                disc(4, -4, 13, TEAL),
                move=(x, y),
                turn=turn,
                size=size,
                more='opacity=".2"',
            )
        )
    return "".join(parts)


def vesicles() -> str:
    """Draw the packets in which messengers wait."""
    places = (
        (480, 360, 40),
        (590, 318, 36),
        (560, 420, 42),
        (470, 470, 34),
        (650, 392, 34),
        (580, 524, 40),
        (660, 480, 30),
        (490, 560, 36),
        (652, 574, 34),
        (690, 330, 24),
    )
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
            pair += shape(
                "M-34 0L-12 -15L10 0L-12 15Z", "#f6c453", f'stroke="{INK}" stroke-width="3.5" stroke-linejoin="round"'
            )
        elif n != 3:
            pair += disc(-12, 0, 11, CORAL)
        parts.append(group(pair, move=(x, y), turn=turn))
    return "".join(parts)


def messengers() -> str:
    """Draw the dots that cross the gap."""
    places = (
        (760, 350, 11),
        (784, 398, 12),
        (770, 450, 13),
        (800, 486, 11),
        (776, 528, 12),
        (808, 432, 9),
        (806, 350, 10),
        (820, 540, 10),
        (764, 590, 9),
        (812, 592, 10),
        (776, 296, 9),
        (822, 300, 9),
        (828, 470, 8),
    )
    return "".join(disc(x, y, r, CORAL) + disc(x - r * 0.3, y - r * 0.3, r * 0.35, "#ffe6da") for x, y, r in places)
