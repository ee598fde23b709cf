"""The illustrations with people and the room they meet in, and the portraits."""

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
    loop,
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
        group(shape("M0 0C-40 -70 -34 -180 0 -250C34 -180 40 -70 0 0Z", fill), line("M0 -10L0 -210", INK, 3, 'opacity=".25"'), turn=turn, size=size)
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
        shape("M-250 -52C-190 -64 -120 -62 -60 -54L-44 96C-70 112 -84 92 -106 104C-128 116 -144 98 -166 108C-190 118 -206 100 -232 106Z", CORAL)
        + shape("M-92 -58C-80 -58 -70 -56 -60 -54L-44 96C-60 106 -70 100 -82 98Z", EMBER, 'opacity=".45"')
        + line("M-244 -10C-190 -22 -120 -20 -56 -12M-240 30C-190 20 -120 22 -52 30M-236 70C-190 60 -120 62 -48 70", BLUSH, 7)
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
        group(box(-56, -12, 124, 14, WARM, 6), box(-50, -20, 112, 10, "#ffffff", 3), box(30, -26, 30, 12, INK, 5), move=(0, -180)),
        move=(x, y),
    )


def conversation() -> str:
    """Draw two people on a bench under a tree whose speech bubbles overlap."""
    crown = [(180, 300), (240, 150), (430, 60), (640, 30), (880, 20), (1120, 60), (1320, 150), (1400, 300), (1300, 400), (1080, 400), (800, 430), (520, 404), (300, 410)]
    inner = [(330, 290), (420, 170), (640, 100), (900, 96), (1130, 150), (1240, 280), (1120, 340), (800, 350), (480, 346)]
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
        "".join(group(line("M-14 0Q-16 -16 -24 -26M0 0Q0 -22 2 -36M12 0Q14 -14 24 -22", TEAL, 5), disc(2, -42, 7, color), move=(x, y)) for x, y, color in ((150, 800, CORAL), (260, 850, CREAM), (1370, 830, CORAL), (1480, 790, CREAM), (700, 868, CREAM), (1060, 872, CORAL))),
    )


def bubbles() -> str:
    """Draw two speech bubbles that share a part."""
    return "".join(
        (
            shape("M500 130L800 130C850 130 880 160 880 206L880 262C880 308 850 338 800 338L640 338L560 404L574 338L500 338C450 338 420 308 420 262L420 206C420 160 450 130 500 130Z", CREAM),
            shape("M790 176L1096 176C1146 176 1176 206 1176 252L1176 300C1176 346 1146 376 1096 376L1010 376L1000 424L930 376L790 376C740 376 710 346 710 300L710 252C710 206 740 176 790 176Z", CORAL, 'opacity=".92"'),
            shape("M790 176L876 176C879 186 880 196 880 206L880 262C880 308 850 338 800 338L722 338C714 328 710 314 710 300L710 252C710 206 740 176 790 176Z", "#f9c3a4"),
            line("M484 196L640 196M484 238L672 238M484 280L590 280", SEA, 13),
            line("M926 240L1110 240M926 282L1080 282M926 322L1020 322", "#fde3d8", 13),
            shape("M796 300C760 274 752 240 774 228C786 222 794 230 796 238C798 230 806 222 818 228C840 240 832 274 796 300Z", EMBER),
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
        shape("M-40 -222C-62 -300 26 -328 62 -276C48 -276 30 -274 20 -258C22 -240 4 -232 -2 -216C-8 -202 -30 -200 -40 -222Z", "#2a2226"),
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


def portrait(background: str, *parts: str) -> str:
    """Draw a portrait: soft circles, then the person."""
    return drawing(
        600,
        600,
        gradient("back", (0, background), (1, CREAM)),
        glow("halo", (0, "#ffffff", 0.8), (1, "#ffffff", 0)),
        box(0, 0, 600, 600, "url(#back)"),
        disc(300, 270, 290, "url(#halo)"),
        disc(300, 280, 212, "#ffffff", 'opacity=".35"'),
        *parts,
    )


def face(skin: str, shade: str) -> str:
    """Draw neck, ears, face, a calm look and a small smile."""
    return "".join(
        (
            box(258, 340, 84, 110, shade, 36),
            disc(204, 282, 24, skin),
            disc(396, 282, 24, skin),
            shape("M206 240C206 170 252 140 300 140C348 140 394 170 394 240C394 320 356 378 300 378C244 378 206 320 206 240Z", skin),
            disc(262, 266, 8, INK),
            disc(338, 266, 8, INK),
            line("M300 274Q310 296 298 302", shade, 6),
            line("M270 328Q300 350 330 328", "#8a3f30", 7),
            disc(238, 306, 18, CORAL, 'opacity=".28"'),
            disc(362, 306, 18, CORAL, 'opacity=".28"'),
        )
    )


def shoulders(color: str, shade: str) -> str:
    """Draw the shoulders."""
    return shape("M84 620C84 500 160 450 250 430C270 462 330 462 350 430C440 450 516 500 516 620Z", color) + shape(
        "M350 430C440 450 516 500 516 620L430 620C430 540 410 470 350 430Z", shade, 'opacity=".35"'
    )


def maya() -> str:
    """Draw the example doctor: dark curls, round glasses, a pale coat."""
    hair = "#2b2226"
    curls = "".join(disc(x, y, r, hair) for x, y, r in ((196, 250, 54), (190, 320, 46), (206, 180, 58), (262, 130, 60), (330, 122, 60), (394, 170, 58), (412, 246, 54), (410, 320, 46), (300, 110, 50)))
    fringe = "".join(disc(x, y, r, hair) for x, y, r in ((228, 182, 36), (272, 164, 36), (320, 160, 34), (364, 178, 34)))
    rim = f'stroke="{DEEP}" stroke-width="8"'
    return portrait(
        MIST,
        curls,
        shoulders("#ffffff", MIST),
        face("#a56b4c", "#8b563b"),
        fringe,
        disc(258, 268, 36, "rgba(255,255,255,.2)", rim),
        disc(342, 268, 36, "rgba(255,255,255,.2)", rim),
        line("M294 262Q300 256 306 262", DEEP, 8),
        shape("M250 430C262 470 286 500 300 520C314 500 338 470 350 430L376 438C366 500 330 570 300 620C270 570 234 500 224 438Z", SKY),
        shape("M258 446C272 480 290 500 300 510C310 500 328 480 342 446C330 462 270 462 258 446Z", TEAL),
        line("M196 520C196 560 214 580 236 580", CORAL, 9),
        disc(240, 580, 13, CORAL),
    )


def jonas() -> str:
    """Draw the example writer: a short beard and a coral scarf."""
    hair = "#b0683a"
    return portrait(
        BLUSH,
        shoulders(DEEP, INK),
        face("#f0c4a2", "#dca884"),
        shape("M204 270C200 330 214 384 262 404C286 414 314 414 338 404C386 384 400 330 396 270C386 306 372 314 350 306C322 296 278 296 250 306C228 314 214 306 204 270Z", hair),
        line("M272 336Q300 354 328 336", "#fbe3d3", 8),
        shape("M198 248C180 150 240 104 310 108C384 108 420 160 400 248C390 220 384 206 372 196C340 214 268 206 238 186C222 200 208 218 198 248Z", hair),
        shape("M300 108C384 104 420 160 400 248C392 222 384 206 372 196C370 160 346 124 300 108Z", EMBER, 'opacity=".25"'),
        shape("M206 432C250 470 350 470 394 432C412 450 408 490 384 504C330 526 262 524 214 502C192 488 188 450 206 432Z", CORAL),
        shape("M330 500C366 500 384 496 398 484L420 596C400 612 366 612 350 600Z", CORAL),
        shape("M330 512C350 520 380 512 398 490L402 512C380 530 352 530 334 524Z", EMBER, 'opacity=".5"'),
        line("M232 470C270 488 330 488 368 470", EMBER, 6, 'opacity=".6"'),
    )


def ines() -> str:
    """Draw the example pharmacist: gray hair in a bun, a green cardigan."""
    hair = "#c3c8cb"
    return portrait(
        WARM,
        disc(300, 96, 58, hair),
        shape("M262 80C280 62 320 62 338 80M258 104C280 92 320 92 342 104", "none", 'stroke="#a6adb1" stroke-width="5" stroke-linecap="round"'),
        shape("M192 262C170 170 230 112 300 112C370 112 430 170 408 262C400 290 200 290 192 262Z", hair),
        shoulders(TEAL, DEEP),
        face("#e3b18d", "#cf9973"),
        shape("M200 262C190 170 240 130 300 130C360 130 410 170 400 262C392 216 362 190 318 180C280 206 226 206 200 262Z", hair),
        line("M246 150C230 166 216 190 210 220M330 140C362 150 384 176 392 206", "#a6adb1", 5),
        shape("M250 430C262 470 286 500 300 530C314 500 338 470 350 430C330 458 270 458 250 430Z", CREAM),
        line("M300 530L300 600", DEEP, 6),
        disc(300, 556, 7, SAND),
        disc(300, 588, 7, SAND),
        disc(204, 316, 8, CORAL),
        disc(396, 316, 8, CORAL),
    )
