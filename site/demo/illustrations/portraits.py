"""The three invented contributors."""

# ruff: noqa: E501 - a path is clearer on one line

from demo.illustrations.svg import (
    BLUSH,
    CORAL,
    CREAM,
    DEEP,
    EMBER,
    INK,
    MIST,
    SAND,
    SKY,
    TEAL,
    WARM,
    box,
    disc,
    drawing,
    glow,
    gradient,
    line,
    shape,
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
            shape(
                "M206 240C206 170 252 140 300 140C348 140 394 170 394 240C394 320 356 378 300 378C244 378 206 320 206 240Z",
                skin,
            ),
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
    curls = "".join(
        disc(x, y, r, hair)
        for x, y, r in (
            (196, 250, 54),
            (190, 320, 46),
            (206, 180, 58),
            (262, 130, 60),
            (330, 122, 60),
            (394, 170, 58),
            (412, 246, 54),
            (410, 320, 46),
            (300, 110, 50),
        )
    )
    fringe = "".join(
        disc(x, y, r, hair) for x, y, r in ((228, 182, 36), (272, 164, 36), (320, 160, 34), (364, 178, 34))
    )
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
        shape(
            "M250 430C262 470 286 500 300 520C314 500 338 470 350 430L376 438C366 500 330 570 300 620C270 570 234 500 224 438Z",
            SKY,
        ),
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
        shape(
            "M204 270C200 330 214 384 262 404C286 414 314 414 338 404C386 384 400 330 396 270C386 306 372 314 350 306C322 296 278 296 250 306C228 314 214 306 204 270Z",
            hair,
        ),
        line("M272 336Q300 354 328 336", "#fbe3d3", 8),
        shape(
            "M198 248C180 150 240 104 310 108C384 108 420 160 400 248C390 220 384 206 372 196C340 214 268 206 238 186C222 200 208 218 198 248Z",
            hair,
        ),
        shape(
            "M300 108C384 104 420 160 400 248C392 222 384 206 372 196C370 160 346 124 300 108Z", EMBER, 'opacity=".25"'
        ),
        shape(
            "M206 432C250 470 350 470 394 432C412 450 408 490 384 504C330 526 262 524 214 502C192 488 188 450 206 432Z",
            CORAL,
        ),
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
        shape(
            "M262 80C280 62 320 62 338 80M258 104C280 92 320 92 342 104",
            "none",
            'stroke="#a6adb1" stroke-width="5" stroke-linecap="round"',
        ),
        shape("M192 262C170 170 230 112 300 112C370 112 430 170 408 262C400 290 200 290 192 262Z", hair),
        shoulders(TEAL, DEEP),
        face("#e3b18d", "#cf9973"),
        shape(
            "M200 262C190 170 240 130 300 130C360 130 410 170 400 262C392 216 362 190 318 180C280 206 226 206 200 262Z",
            hair,
        ),
        line("M246 150C230 166 216 190 210 220M330 140C362 150 384 176 392 206", "#a6adb1", 5),
        shape("M250 430C262 470 286 500 300 530C314 500 338 470 350 430C330 458 270 458 250 430Z", CREAM),
        line("M300 530L300 600", DEEP, 6),
        disc(300, 556, 7, SAND),
        disc(300, 588, 7, SAND),
        disc(204, 316, 8, CORAL),
        disc(396, 316, 8, CORAL),
    )
