"""The picture that stands for a guide where its address is shared: its title and the site's name, in its style."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

#: Pixels, as those who show such pictures ask for them: https://ogp.me, and twice the size of a card on a phone.
WIDTH, HEIGHT = 1200, 630
#: When what is drawn looks otherwise, every guide's is made anew.
DESIGN = "1"

_FONTS = Path(__file__).parents[1] / "static" / "guide_pages" / "fonts"
_SERIF, _SANS = "source-serif-4-latin-wght-normal.woff2", "atkinson-hyperlegible-next-latin-wght-normal.woff2"
#: The colors of `guide.css`, light: `--paper`, `--ink`, `--ink-soft`, `--board`.
_PAPER, _INK, _SOFT, _BOARD = "#fcfcfa", "#17201c", "#4b5751", "#0b6246"
_MARGIN, _LINES = 84, 4
_SIZES = (92, 80, 70, 60, 52)
#: The mark of `mark.svg`: a post with two boards, in a square of 32.
_POST = ((14.5, 2), (17.5, 2), (17.5, 30), (14.5, 30))
_BOARDS = (((6, 5), (23, 5), (28, 9), (23, 13), (6, 13)), ((26, 15.5), (12, 15.5), (7, 19.5), (12, 23.5), (26, 23.5)))


def share_picture(title: str, site_name: str) -> bytes:
    """Return the picture as PNG. Words that the fonts have no letters for are left out: nobody is shown boxes."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, HEIGHT - 18, WIDTH, HEIGHT), fill=_BOARD)
    name_font = _font(_SANS, 40, 600)
    is_named = _has_letters(name_font, site_name)
    name = _cut(site_name, name_font, WIDTH - 2 * _MARGIN - 84) if is_named else ""
    if _has_letters(_font(_SERIF, _SIZES[0], 600), title):
        _draw_mark(draw, _MARGIN - 8, 66, 68)
        draw.text((_MARGIN + 76, 100), name, font=name_font, fill=_SOFT, anchor="lm")
        size, lines = _set(title, WIDTH - 2 * _MARGIN)
        font, leading = _font(_SERIF, size, 600), round(size * 1.14)
        top = HEIGHT - 84 - leading * (len(lines) - 1)
        for number, line in enumerate(lines):
            draw.text((_MARGIN, top + number * leading), line, font=font, fill=_INK, anchor="ls")
    else:
        _draw_mark(draw, (WIDTH - 240) // 2, 130, 240)
        draw.text((WIDTH // 2, 460), name, font=_font(_SANS, 56, 600), fill=_SOFT, anchor="mm")
    stream = BytesIO()
    picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=32).save(stream, "PNG", optimize=True)
    return stream.getvalue()


@lru_cache(maxsize=16)
def _font(name: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(_FONTS / name, size)
    font.set_variation_by_axes([weight])
    return font


def _has_letters(font: ImageFont.FreeTypeFont, words: str) -> bool:
    """Return whether a font has a letter for each character: what it lacks it draws as it draws no character at all."""
    lacking = bytes(font.getmask("\U0010ffff"))
    return all(bytes(font.getmask(letter)) != lacking for letter in set(words) if not letter.isspace())


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


def _draw_mark(draw: ImageDraw.ImageDraw, left: int, top: int, size: int) -> None:
    for shape, color in ((_POST, _SOFT), *((board, _BOARD) for board in _BOARDS)):
        draw.polygon([(left + x * size / 32, top + y * size / 32) for x, y in shape], fill=color)
