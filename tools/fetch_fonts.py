#!/usr/bin/env python3
"""Fetch the site's two typefaces and their licenses into guide_pages/static/guide_pages/fonts/.

The fonts are served from here, so that a page makes no request to anybody else. Versions
are pinned with the registry's SHA-512: a package whose bytes differ is refused. Of each font
is kept what the site sets: letters of western European languages, the weights that the style
asks for, kerning and ligatures. That halves what a first visit loads.
Run it only to move to another version; what it writes is committed. It needs fonttools and brotli:

    pip install fonttools brotli
"""

from __future__ import annotations

import base64
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from fontTools import subset  # type: ignore[import-not-found]  # in no requirements: see above
from fontTools.ttLib import TTFont  # type: ignore[import-not-found]
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates  # type: ignore[import-not-found]
from fontTools.varLib import instancer  # type: ignore[import-not-found]

#: Basic Latin, Latin-1, what French, Spanish and German want beside them, punctuation, arrows and signs.
LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(0x131, 0x152, 0x153, 0x2BC, 0x2C6, 0x2DA, 0x2DC),
    *range(0x2000, 0x2070),
    *(0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2215),
)
#: `locl` and `ccmp` are for languages whose letters are not among these.
FEATURES = ("kern", "liga")
WEIGHTS = (400, 700)
#: The sans is for labels, the italic for a word or a line, and one word brings all of it: they are set without kerning,
#: which is a sixth of the one and a fifth of the other. The italic has one weight, and of the signs those of sentences.
ITALIC = 400
SENTENCES = {*range(0x20, 0x7F), *range(0xC0, 0x100), 0x152, 0x153, *map(ord, "\N{NO-BREAK SPACE}¡«·»¿–—‘’“”…")}

FONTS = Path(__file__).resolve().parent.parent / "guide_pages" / "static" / "guide_pages" / "fonts"


class Package(NamedTuple):
    """A typeface on npm, at one version, and the files of it that the site uses."""

    name: str
    version: str
    integrity: str
    files: tuple[str, ...]


PACKAGES = (
    Package(
        "source-serif-4",
        "5.3.1",
        "sha512-4Rtay22SC4lMvw11r/+9kxANB6P3M0X8s1NudBC2v0J1KU2y3DcMoNcT3lBoZ/CqLirzf+StlO6UlJilyrvaUg==",
        ("source-serif-4-latin-wght-normal.woff2", "source-serif-4-latin-wght-italic.woff2"),
    ),
    Package(
        "atkinson-hyperlegible-next",
        "5.3.0",
        "sha512-UnLzNUy1RWoLDfydAatP4NaRm99X/WbQEph7q/PymJnCFIOOwKOx3pBmp5ys8trO0dM+CKGuJgeZP9fAR4mQpA==",
        ("atkinson-hyperlegible-next-latin-wght-normal.woff2",),
    ),
)


def main() -> int:
    """Write the fonts and licenses; return a process exit status."""
    FONTS.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        with tempfile.TemporaryDirectory() as folder:
            tarball = download(package, Path(folder))
            if integrity(tarball) != package.integrity:
                print(f"{package.name} {package.version}: not the bytes that were pinned", file=sys.stderr)
                return 1
            unpack(package, tarball)
    return 0


def download(package: Package, folder: Path) -> Path:
    """Return the package's tarball, fetched by npm from the registry it is configured for."""
    specification = f"@fontsource-variable/{package.name}@{package.version}"
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), specification]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.tgz"))


def integrity(tarball: Path) -> str:
    """Return the file's Subresource Integrity string, as npm writes it in a lock file."""
    return "sha512-" + base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()


def unpack(package: Package, tarball: Path) -> None:
    """Copy the fonts that are used, and the license they come under."""
    members = {f"package/files/{file}": file for file in package.files}
    members["package/LICENSE"] = f"{package.name}.LICENSE.txt"
    with tarfile.open(tarball) as archive:
        for member, name in members.items():
            stream = archive.extractfile(member)
            if stream is None:
                raise FileNotFoundError(member)
            body = stream.read()
            if name.endswith("woff2"):
                body = (
                    cut(body, ITALIC, SENTENCES, [])
                    if "italic" in name
                    else cut(body, WEIGHTS, LETTERS, [] if "atkinson" in name else FEATURES)
                )
            (FONTS / name).write_bytes(body)
            print(FONTS / name)


def cut(body: bytes, weights: tuple[int, int] | int, letters: Iterable[int], features: Iterable[str]) -> bytes:
    """Return a font with what the site sets of it."""
    font = TTFont(io.BytesIO(body), recalcTimestamp=False)
    options = subset.Options()
    options.layout_features, options.hinting, options.name_IDs = [*features], False, [0, 1, 2, 13, 14]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    plain = io.BytesIO()
    font.flavor = None
    font.save(plain)  # the weights of a font that was cut cannot be cut before it is read again
    smaller = instancer.instantiateVariableFont(TTFont(plain, recalcTimestamp=False), {"wght": weights})
    if "atkinson" in font["name"].getDebugName(1).casefold():
        open_zero(smaller)
    smaller.flavor = "woff2"
    written = io.BytesIO()
    smaller.save(written)
    return written.getvalue()


def open_zero(font: TTFont) -> None:
    """Take the stroke out of a font's zero: in a date or a telephone number it is odd. License and name allow it.

    The stroke parts the counter in two. In their place comes the counter of the O, as wide and high as both, in each
    weight.
    """
    glyphs, deltas = font["glyf"], font["gvar"].variations
    around, ends, flags = glyphs["zero"].getCoordinates(glyphs)
    points, ends_of_o, flags_of_o = glyphs["O"].getCoordinates(glyphs)
    outer, of_o = ends[0] + 1, slice(ends_of_o[0] + 1, ends_of_o[1] + 1)
    counter = fitted(points[of_o], around[outer:])
    glyph = glyphs["zero"]
    glyph.numberOfContours, glyph.endPtsOfContours = 2, [ends[0], ends[0] + len(counter)]
    glyph.coordinates = GlyphCoordinates([*around[:outer], *counter])
    glyph.flags = bytearray([*flags[:outer], *flags_of_o[of_o]])
    for change, change_of_o in zip(deltas["zero"], deltas["O"], strict=True):
        heavier = fitted(moved(points, change_of_o)[of_o], moved(around, change)[outer:])
        moves = [(x - then_x, y - then_y) for (x, y), (then_x, then_y) in zip(heavier, counter, strict=True)]
        change.coordinates = [*change.coordinates[:outer], *moves, *change.coordinates[-4:]]
    glyph.recalcBounds(glyphs)


Points = list[tuple[int, int]]


def moved(points: Points, change: Any) -> Points:
    """Return where a change of the weight puts points. One that it does not name stays."""
    deltas = (delta or (0, 0) for delta in change.coordinates)
    return [(x + dx, y + dy) for (x, y), (dx, dy) in zip(points, deltas, strict=False)]


def fitted(points: Points, box: Points) -> Points:
    """Return points stretched to the bounds of others."""
    scaled = []
    for values, bounds in zip(zip(*points, strict=True), zip(*box, strict=True), strict=True):
        low, high, start, end = min(values), max(values), min(bounds), max(bounds)
        scaled.append([round(start + (value - low) * (end - start) / (high - low)) for value in values])
    return list(zip(*scaled, strict=True))


if __name__ == "__main__":
    sys.exit(main())
