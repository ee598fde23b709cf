"""Two people who talk on a bench."""

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
    loop,
    oval,
    ridge,
    shape,
)


def conversation() -> str:
    """Draw two people on a bench under a tree whose speech bubbles overlap."""
    crown = [
        (180, 300),
        (240, 150),
        (430, 60),
        (640, 30),
        (880, 20),
        (1120, 60),
        (1320, 150),
        (1400, 300),
        (1300, 400),
        (1080, 400),
        (800, 430),
        (520, 404),
        (300, 410),
    ]
    inner = [
        (330, 290),
        (420, 170),
        (640, 100),
        (900, 96),
        (1130, 150),
        (1240, 280),
        (1120, 340),
        (800, 350),
        (480, 346),
    ]
    return drawing(
        1600,
        900,
        gradient("sky", (0, "#cfe6e6"), (0.6, PALE), (1, CREAM)),
        gradient("crown", (0, SEA), (1, TEAL)),
        gradient("grass", (0, "#a8cfc4"), (1, SEA)),
        glow("halo", (0, "#fff3dc", 0.95), (1, "#fff3dc", 0)),
        blur("soft", 12),
        box(0, 0, 1600, 900, "url(#sky)"),
        disc(1330, 330, 360, "url(#halo)"),
        disc(1390, 330, 66, "#f9c3a4"),
        ridge([(-20, 560), (260, 500), (560, 560), (900, 540), (1240, 480), (1620, 550)], "#c9e0db"),
        ridge([(-20, 640), (300, 610), (700, 650), (1100, 600), (1620, 640)], MIST),
        ridge([(-20, 740), (400, 716), (900, 730), (1300, 712), (1620, 740)], "url(#grass)"),
        shape("M740 760C766 640 764 520 744 380L856 380C836 520 834 640 860 760Z", CLAY),
        shape("M800 760C816 640 820 520 806 380L856 380C836 520 834 640 860 760Z", INK, 'opacity=".18"'),
        shape(loop(crown), "url(#crown)"),
        shape(loop(inner), MIST, 'opacity=".35"'),
        bubbles(),
        oval(800, 800, 520, 26, INK, 'opacity=".2"'),
        bench(),
        sitter_left(),
        sitter_right(),
        "".join(
            group(
                line("M-14 0Q-16 -16 -24 -26M0 0Q0 -22 2 -36M12 0Q14 -14 24 -22", TEAL, 5),
                disc(2, -42, 7, color),
                move=(x, y),
            )
            for x, y, color in (
                (150, 800, CORAL),
                (260, 850, CREAM),
                (1370, 830, CORAL),
                (1480, 790, CREAM),
                (700, 868, CREAM),
                (1060, 872, CORAL),
            )
        ),
    )


def bubbles() -> str:
    """Draw two speech bubbles that share a part."""
    return "".join(
        (
            shape(
                "M500 130L800 130C850 130 880 160 880 206L880 262C880 308 850 338 800 338L640 338L560 404L574 338L500 338C450 338 420 308 420 262L420 206C420 160 450 130 500 130Z",
                CREAM,
            ),
            shape(
                "M790 176L1096 176C1146 176 1176 206 1176 252L1176 300C1176 346 1146 376 1096 376L1010 376L1000 424L930 376L790 376C740 376 710 346 710 300L710 252C710 206 740 176 790 176Z",
                CORAL,
                'opacity=".92"',
            ),
            shape(
                "M790 176L876 176C879 186 880 196 880 206L880 262C880 308 850 338 800 338L722 338C714 328 710 314 710 300L710 252C710 206 740 176 790 176Z",
                "#f9c3a4",
            ),
            line("M484 196L640 196M484 238L672 238M484 280L590 280", SEA, 13),
            line("M926 240L1110 240M926 282L1080 282M926 322L1020 322", "#fde3d8", 13),
            shape(
                "M796 300C760 274 752 240 774 228C786 222 794 230 796 238C798 230 806 222 818 228C840 240 832 274 796 300Z",
                EMBER,
            ),
        )
    )


def bench() -> str:
    """Draw the bench."""
    return "".join(
        (
            box(420, 560, 760, 26, WARM, 10),
            box(420, 606, 760, 26, WARM, 10),
            box(420, 606, 760, 9, SAND, 4),
            box(420, 560, 760, 9, SAND, 4),
            box(470, 540, 20, 260, DEEP, 8),
            box(1110, 540, 20, 260, DEEP, 8),
            box(396, 680, 808, 30, WARM, 12),
            box(396, 680, 808, 11, SAND, 5),
        )
    )


def sitter_left() -> str:
    """Draw the person on the left, who turns right."""
    skin = "#8d5b43"
    return group(
        line("M-6 -8L88 -6L96 118", INK, 46),
        shape("M74 114L120 114C140 116 152 128 152 140L74 140Z", CORAL),
        shape("M-58 6C-72 -70 -56 -168 6 -176C58 -176 62 -70 40 10C6 22 -30 20 -58 6Z", DEEP),
        shape("M6 -176C58 -176 62 -70 40 10L10 14C30 -60 26 -130 6 -176Z", INK, 'opacity=".3"'),
        box(-8, -212, 34, 50, skin, 14),
        disc(16, -240, 48, skin),
        shape(
            "M-40 -222C-62 -300 26 -328 62 -276C48 -276 30 -274 20 -258C22 -240 4 -232 -2 -216C-8 -202 -30 -200 -40 -222Z",
            "#2a2226",
        ),
        disc(-34, -226, 26, "#2a2226"),
        line("M-26 -130C-20 -70 20 -50 84 -62", TEAL, 36),
        disc(94, -66, 19, skin),
        line("M40 -226Q48 -222 56 -228", "#4a2c20", 4.5),
        disc(46, -248, 4.5, "#2a2226"),
        move=(590, 690),
    )


def sitter_right() -> str:
    """Draw the person on the right, who turns left."""
    skin = "#e2ae8a"
    return group(
        line("M6 -8L-88 -6L-94 118", TEAL, 46),
        shape("M-72 114L-118 114C-138 116 -150 128 -150 140L-72 140Z", INK),
        shape("M58 6C74 -70 58 -166 -4 -172C-58 -172 -62 -70 -40 10C-6 22 30 20 58 6Z", SAND),
        shape("M-4 -172C58 -166 74 -70 58 6C48 14 36 16 24 16C44 -60 36 -140 -4 -172Z", WARM, 'opacity=".7"'),
        box(-24, -208, 34, 48, skin, 14),
        shape("M-44 -250C-40 -320 74 -316 62 -232C56 -190 70 -160 52 -130C30 -120 4 -134 6 -170Z", CLAY),
        disc(-12, -236, 47, skin),
        shape("M-58 -250C-54 -310 36 -312 42 -246C24 -252 4 -262 -8 -276C-20 -262 -40 -254 -58 -250Z", CLAY),
        line("M26 -126C22 -70 -10 -40 -66 -34", CORAL, 36),
        disc(-78, -34, 19, skin),
        line("M-52 -222Q-44 -216 -36 -222", "#8a4a34", 4.5),
        disc(-42, -242, 4.5, INK),
        move=(1010, 690),
    )
