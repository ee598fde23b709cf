"""What several outdoor scenes share: clouds, trees, reeds, light lines on water."""

from demo.illustrations.svg import CLAY, DEEP, INK, PALE, WARM, box, group, line, shape


def cloud(x: float, y: float, size: float) -> str:
    """Draw a flat cloud of three strips."""
    return group(
        box(-130, 0, 260, 26, "#ffffff", 13, 'opacity=".7"'),
        box(-70, -22, 170, 26, "#ffffff", 13, 'opacity=".55"'),
        box(-20, 22, 210, 20, "#ffffff", 10, 'opacity=".45"'),
        move=(x, y),
        size=size,
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


def reeds(x: float, y: float, size: float) -> str:
    """Draw reeds at the shore."""
    stems = ((-70, 190, -14), (-40, 260, -7), (-8, 310, -1), (24, 230, 6), (54, 280, 11), (84, 170, 18))
    parts = []
    for dx, height, lean in stems:
        tip = lean * 4
        parts.append(line(f"M{dx} 0Q{dx} {-height / 2} {dx + tip} {-height}", INK, 6))
        parts.append(group(box(-8, -52, 16, 58, CLAY if dx % 4 else WARM, 8), move=(dx + tip, -height), turn=lean))
    blades = "".join(
        shape(
            f"M{dx} 0C{dx - 10} -90 {dx + bend} -150 {dx + bend * 2} -{h}C{dx + bend} -140 {dx + 26} -80 {dx + 24} 0Z",
            DEEP,
        )
        for dx, bend, h in ((-90, -30, 170), (-20, -24, 210), (40, 30, 190), (88, 40, 140))
    )
    return group(blades, *parts, move=(x, y), size=size)


def ripples() -> str:
    """Draw light lines on the lake."""
    places = (
        (120, 640, 150),
        (260, 668, 70),
        (1240, 640, 120),
        (1380, 676, 190),
        (1180, 742, 90),
        (300, 770, 120),
        (1330, 800, 140),
        (760, 830, 110),
        (200, 846, 60),
    )
    return "".join(box(x, y, w, 5, PALE, 2.5, 'opacity=".5"') for x, y, w in places)
