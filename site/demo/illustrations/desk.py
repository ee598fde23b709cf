"""A page of questions on a desk, seen from above."""

# ruff: noqa: E501 - a path is clearer on one line

from demo.illustrations.svg import (
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
    shape,
    sprig,
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
        group(
            box(-90, -90, 190, 190, INK, 8, 'opacity=".25" filter="url(#near)"'),
            box(-100, -100, 190, 190, "#f9cf73", 6),
            line("M-70 -56L60 -56M-70 -16L40 -16M-70 24L56 24", CLAY, 8, 'opacity=".6"'),
            move=(190, 640),
            turn=9,
        ),
        group(sprig(330, 5, INK, INK, 74), move=(206, 446), turn=18, more='opacity=".22" filter="url(#near)"'),
        group(sprig(330, 5, TEAL, DEEP, 74), move=(186, 430), turn=18),
        group(sprig(230, 4, SEA, TEAL, 58), move=(170, 430), turn=-24),
    )


def grain() -> str:
    """Draw the desk's faint boards."""
    return "".join(
        line(f"M-10 {y}C400 {y - 14} 900 {y + 18} 1610 {y - 6}", CLAY, 3, 'opacity=".22"') for y in range(60, 900, 140)
    )


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
        shape(
            "M-320 0C-284 -30 -250 18 -206 -12C-164 -40 -116 0 -67 -34C-60 50 -120 104 -194 104C-262 104 -316 52 -320 0Z",
            SEA,
        ),
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
        shape(
            "M-66 -30C-50 -66 -10 -80 26 -72C-10 -62 -40 -40 -52 -6C-60 -10 -66 -20 -66 -30Z", "#ffffff", 'opacity=".3"'
        ),
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
