"""The picture that stands for a guide where its address is shared: its title and the site's name, in its style."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont

#: Pixels, as those who show such pictures ask for them: https://ogp.me, and twice the size of a card on a phone.
WIDTH, HEIGHT = 1200, 630
#: When what is drawn looks otherwise, every guide's is made anew.
DESIGN = "2"

_FONTS = Path(__file__).parents[1] / "static" / "guide_pages" / "fonts"
_SERIF, _SANS = "source-serif-4-latin-wght-normal.woff2", "atkinson-hyperlegible-next-latin-wght-normal.woff2"
#: The colors of `guide.css`, light: `--paper`, `--ink`, `--ink-soft`, `--board`.
_PAPER, _INK, _SOFT, _BOARD = "#fcfcfa", "#17201c", "#4b5751", "#0b6246"
_COLORS = (_INK, _SOFT, _BOARD)
#: A whole color in a layer, and the steps from paper to it: as many as make the edges of letters smooth.
_WHOLE, _STEPS = 255, 10
_MARGIN, _LINES = 84, 4
_SIZES = (92, 80, 70, 60, 52)
#: The mark of `mark.svg`: a post with two boards, in a square of 32.
_POST = ((14.5, 2), (17.5, 2), (17.5, 30), (14.5, 30))
_BOARDS = (((6, 5), (23, 5), (28, 9), (23, 13), (6, 13)), ((26, 15.5), (12, 15.5), (7, 19.5), (12, 23.5), (26, 23.5)))


def share_picture(title: str, site_name: str) -> bytes:
    """Return the picture as PNG. Words that the fonts have no letters for are left out: nobody is shown boxes."""
    ink, soft, board = layers = [Image.new("L", (WIDTH, HEIGHT)) for _ in _COLORS]
    written, named, drawn = (ImageDraw.Draw(layer) for layer in layers)
    drawn.rectangle((0, HEIGHT - 18, WIDTH, HEIGHT), fill=_WHOLE)
    name_font = _font(_SANS, 40, 600)
    is_named = _has_letters(name_font, site_name)
    name = _cut(site_name, name_font, WIDTH - 2 * _MARGIN - 84) if is_named else ""
    if _has_letters(_font(_SERIF, _SIZES[0], 600), title):
        _draw_mark(named, drawn, _MARGIN - 8, 66, 68)
        named.text((_MARGIN + 76, 100), name, font=name_font, fill=_WHOLE, anchor="lm")
        size, lines = _set(title, WIDTH - 2 * _MARGIN)
        font, leading = _font(_SERIF, size, 600), round(size * 1.14)
        top = HEIGHT - 84 - leading * (len(lines) - 1)
        for number, line in enumerate(lines):
            written.text((_MARGIN, top + number * leading), line, font=font, fill=_WHOLE, anchor="ls")
    else:
        size = 240 if name else 300
        _draw_mark(named, drawn, (WIDTH - size) // 2, 130 if name else (HEIGHT - 18 - size) // 2, size)
        named.text((WIDTH // 2, 460), name, font=_font(_SANS, 56, 600), fill=_WHOLE, anchor="mm")
    stream = BytesIO()
    _colored(ink, soft, board).save(stream, "PNG")
    return stream.getvalue()


def _colored(*layers: Image.Image) -> Image.Image:
    """Return a picture of layers, which do not overlap, each in its color on paper.

    Its few colors are known: to look for them in it takes longer than all the drawing.
    """
    picture = Image.new("L", (WIDTH, HEIGHT))
    palette = list(ImageColor.getrgb(_PAPER))
    for number, (layer, color) in enumerate(zip(layers, _COLORS, strict=True)):
        levels = [round(value * _STEPS / _WHOLE) for value in range(_WHOLE + 1)]
        picture = ImageChops.add(picture, layer.point([level and number * _STEPS + level for level in levels]))
        pairs = list(zip(ImageColor.getrgb(_PAPER), ImageColor.getrgb(color), strict=True))
        for step in range(1, _STEPS + 1):
            palette += [round(paper + (ink - paper) * step / _STEPS) for paper, ink in pairs]
    picture.putpalette(palette)
    return picture


@lru_cache(maxsize=16)
def _font(name: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(_FONTS / name, size)
    font.set_variation_by_axes([weight])
    return font


def _has_letters(font: ImageFont.FreeTypeFont, words: str) -> bool:
    """Return whether a font has a letter for each character: what it lacks it draws as it draws no character at all."""
    return all(_has_letter(font, letter) for letter in set(words) if not letter.isspace())


@lru_cache(maxsize=1024)
def _has_letter(font: ImageFont.FreeTypeFont, letter: str) -> bool:
    return bytes(font.getmask(letter)) != bytes(font.getmask("\U0010ffff"))


def _set(title: str, width: int) -> tuple[int, list[str]]:
    """Return the largest size at which a title fits into the lines there are, and the lines; cut at the smallest."""
    for size in _SIZES:
        lines = _wrapped(title, _font(_SERIF, size, 600), width)
        if len(lines) <= _LINES:
            return size, lines
    return size, [*lines[: _LINES - 1], _cut(" ".join(lines[_LINES - 1 :]), _font(_SERIF, size, 600), width)]


def _wrapped(words: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        together = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(together) <= width:
            lines[-1] = together
        else:
            lines.append(_cut(word, font, width))
    return lines


def _cut(words: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """Return words that fit into a width, with an ellipsis where some are lost."""
    if font.getlength(words) <= width:
        return words
    while words and font.getlength(f"{words}…") > width:
        words = words[:-1].rstrip()
    return f"{words}…"


def _draw_mark(post: ImageDraw.ImageDraw, boards: ImageDraw.ImageDraw, left: int, top: int, size: int) -> None:
    for shape, draw in ((_POST, post), *((board, boards) for board in _BOARDS)):
        draw.polygon([(left + x * size / 32, top + y * size / 32) for x, y in shape], fill=_WHOLE)
    for shape in _BOARDS:  # the post stands behind them
        post.polygon([(left + x * size / 32, top + y * size / 32) for x, y in shape], fill=0)
