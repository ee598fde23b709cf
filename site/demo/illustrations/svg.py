"""The few shapes and the one palette that all illustrations share."""

from collections.abc import Iterable, Sequence
from math import cos, radians, sin
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]

INK = "#0f2f38"
DEEP = "#17505a"
TEAL = "#2f7d80"
SEA = "#5ba3a1"
MIST = "#9cc9c6"
SKY = "#d3e7e9"
PALE = "#ecf4f2"
CREAM = "#fcf6ea"
SAND = "#f2dfc3"
WARM = "#dfbd92"
CLAY = "#b98a63"
CORAL = "#ea7559"
EMBER = "#c9553f"
BLUSH = "#f7bda6"


def drawing(width: int, height: int, *parts: str) -> str:
    """Return a whole SVG document."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{"".join(parts)}</svg>'
    )


def gradient(name: str, *stops: tuple[float, str] | tuple[float, str, float], angle: float = 90) -> str:
    """Return a linear gradient; 90 degrees runs from top to bottom."""
    x, y = cos(radians(angle)) / 2, sin(radians(angle)) / 2
    return (
        f'<linearGradient id="{name}" x1="{0.5 - x:.3f}" y1="{0.5 - y:.3f}" '
        f'x2="{0.5 + x:.3f}" y2="{0.5 + y:.3f}">{colors(stops)}</linearGradient>'
    )


def glow(name: str, *stops: tuple[float, str] | tuple[float, str, float]) -> str:
    """Return a radial gradient."""
    return f'<radialGradient id="{name}">{colors(stops)}</radialGradient>'


def colors(stops: Iterable[tuple[float, str] | tuple[float, str, float]]) -> str:
    """Return the stops of a gradient: offset, color, and opacity if not 1."""
    return "".join(
        f'<stop offset="{stop[0]}" stop-color="{stop[1]}" stop-opacity="{stop[2] if len(stop) == 3 else 1}"/>'
        for stop in stops
    )


def blur(name: str, amount: float) -> str:
    """Return a blur filter, for shadows and mist."""
    return (
        f'<filter id="{name}" x="-50%" y="-50%" width="200%" height="200%">'
        f'<feGaussianBlur stdDeviation="{amount}"/></filter>'
    )


def shape(d: str, fill: str, more: str = "") -> str:
    """Return a filled path."""
    return f'<path d="{d}" fill="{fill}" {more}/>'


def line(d: str, color: str, width: float, more: str = "") -> str:
    """Return a stroked path with round ends."""
    return (
        f'<path d="{d}" fill="none" stroke="{color}" stroke-width="{width}" '
        f'stroke-linecap="round" stroke-linejoin="round" {more}/>'
    )


def disc(x: float, y: float, r: float, fill: str, more: str = "") -> str:
    """Return a circle."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}" {more}/>'


def oval(x: float, y: float, rx: float, ry: float, fill: str, more: str = "") -> str:
    """Return an ellipse."""
    return f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="{fill}" {more}/>'


def box(x: float, y: float, w: float, h: float, fill: str, r: float = 0, more: str = "") -> str:
    """Return a rectangle, with rounded corners if `r` is given."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="{r}" fill="{fill}" {more}/>'


def group(*parts: str, move: Point = (0, 0), turn: float = 0, size: float = 1, more: str = "") -> str:
    """Return the parts moved, turned and scaled together."""
    place = f"translate({move[0]} {move[1]}) rotate({turn}) scale({size})"
    return f'<g transform="{place}" {more}>{"".join(parts)}</g>'


def curve(points: Sequence[Point]) -> str:
    """Return a smooth open path through the points (Catmull-Rom as Bézier curves)."""
    padded = [points[0], *points, points[-1]]
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        path += (
            f"C{b[0] + (c[0] - a[0]) / 6:.1f} {b[1] + (c[1] - a[1]) / 6:.1f} "
            f"{c[0] - (d[0] - b[0]) / 6:.1f} {c[1] - (d[1] - b[1]) / 6:.1f} "
            f"{c[0]:.1f} {c[1]:.1f}"
        )
    return path


def loop(points: Sequence[Point]) -> str:
    """Return a smooth closed path through the points."""
    around = [points[-1], *points, points[0], points[1]]
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for a, b, c, d in zip(around, around[1:], around[2:], around[3:], strict=False):
        path += (
            f"C{b[0] + (c[0] - a[0]) / 6:.1f} {b[1] + (c[1] - a[1]) / 6:.1f} "
            f"{c[0] - (d[0] - b[0]) / 6:.1f} {c[1] - (d[1] - b[1]) / 6:.1f} "
            f"{c[0]:.1f} {c[1]:.1f}"
        )
    return path + "Z"


def ridge(points: Sequence[Point], fill: str, bottom: float = 900, more: str = "") -> str:
    """Return a hill: a smooth line, filled down to `bottom`."""
    end = f"L{points[-1][0]} {bottom}L{points[0][0]} {bottom}Z"
    return shape(curve(points) + end, fill, more)


def ribbon(points: Sequence[tuple[float, float, float]], fill: str, more: str = "") -> str:
    """Return a band along the points (x, y, half width), as a path lies on a hill."""
    left = curve([(x - half, y) for x, y, half in points])
    right = curve([(x + half, y) for x, y, half in reversed(points)])
    return shape(left + "L" + right[1:] + "Z", fill, more)


def sprig(length: float, leaves: int, fill: str, stem: str, leaf: float = 46) -> str:
    """Return a stem that grows upward from the origin with leaves in pairs and one on top."""
    parts = [line(f"M0 0Q{length * 0.06:.1f} {-length / 2:.1f} 0 {-length:.1f}", stem, 5)]
    for number in range(leaves):
        share = (number + 1) / (leaves + 1)
        size = leaf * (1.1 - 0.5 * share)
        blade = f"M0 0C{size * 0.35:.1f} {-size * 0.5:.1f} {size:.1f} {-size * 0.5:.1f} {size * 1.3:.1f} 0"
        blade += f"C{size:.1f} {size * 0.3:.1f} {size * 0.35:.1f} {size * 0.3:.1f} 0 0Z"
        x, y = length * 0.1 * share * (1 - share), -length * share
        parts += [
            group(shape(blade, fill), move=(x, y), turn=-32),
            group(shape(blade, fill), move=(x, y), turn=212),
        ]
    top = leaf * 0.7
    parts.append(
        shape(
            f"M0 {-length}C{top * 0.5} {-length - top * 0.4} {top * 0.4} {-length - top} 0 "
            f"{-length - top * 1.3}C{-top * 0.4} {-length - top} {-top * 0.5} "
            f"{-length - top * 0.4} 0 {-length}Z",
            fill,
        )
    )
    return "".join(parts)
