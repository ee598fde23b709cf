"""The files that pictures are sent as: made when an image enters the library, never while someone publishes."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image as PillowImage
from wagtail.images.models import Filter

from guide_pages.document.pictures import Shape
from guide_pages.outages import files

from .placeholders import Placeholder

if TYPE_CHECKING:
    from wagtail.images.models import AbstractImage, AbstractRendition

logger = logging.getLogger(__name__)

#: Pixels, narrow to wide. The last is also made in the format that every browser shows.
WIDTHS: dict[Shape, tuple[int, ...]] = {
    "original": (480, 720, 960, 1600),
    "wide": (480, 720, 960, 1600),
    "square": (160, 320),
}
RATIOS: dict[Shape, tuple[int, int]] = {"wide": (16, 9), "square": (1, 1)}
#: Formats that may be transparent keep that in PNG; everything else is smaller as JPEG.
TRANSPARENT = (".png", ".gif", ".webp", ".avif")


def specs(image: AbstractImage, shape: Shape) -> list[str]:
    """Return the filter specs of a picture, the most compact format first, narrow to wide."""
    widest = WIDTHS[shape][-1]
    widths = [width for width in WIDTHS[shape] if width < min(image.width, widest)]
    widths.append(min(image.width, widest))
    fallback = "png" if image.file.name.lower().endswith(TRANSPARENT) else "jpeg"
    fallback_width = next((width for width in widths if width >= WIDTHS[shape][-2]), widths[-1])
    return [
        *(f"{_resize(width, shape)}|format-webp" for width in widths),
        f"{_resize(fallback_width, shape)}|format-{fallback}",
    ]


def _resize(width: int, shape: Shape) -> str:
    if shape == "original":
        return f"width-{width}"
    across, down = RATIOS[shape]
    return f"fill-{width}x{round(width * down / across)}"


def existing(image: AbstractImage, shape: Shape) -> list[AbstractRendition]:
    """Return the renditions that have been made, in order. One query, or none where they are prefetched."""
    wanted = specs(image, shape)
    found = image.find_existing_renditions(*map(_filter, wanted))
    by_spec = {rendition.filter_spec: rendition for rendition in found.values()}
    return [by_spec[spec] for spec in wanted if spec in by_spec]


@lru_cache(maxsize=1024)
def _filter(spec: str) -> Filter:
    """Return Wagtail's filter, which keeps what it has read of the spec."""
    return Filter(spec=spec)


def missing(image: AbstractImage) -> list[str]:
    """Return the filter specs of the renditions that an image lacks. One query, or none where they are prefetched."""
    if image.is_svg():
        return []
    filters = {spec: _filter(spec) for shape in WIDTHS for spec in specs(image, shape)}
    made = {(rendition.filter_spec, rendition.focal_point_key) for rendition in image.renditions.all()}
    return [spec for spec, filter_ in filters.items() if (spec, filter_.get_cache_key(image)) not in made]


def make(image: AbstractImage) -> bool:
    """Make what is missing of an image's renditions and its placeholder color. Return True if anything was.

    Slow: about 0.1 s a file.
    """

    lacking = missing(image)
    if lacking:
        with files.together():
            image.create_renditions(*(Filter(spec=spec) for spec in lacking))
        Placeholder.objects.update_or_create(image=image, defaults={"color": average_color(image)})
    return bool(lacking)


def average_color(image: AbstractImage) -> str:
    """Return an image's average color as `#rrggbb`."""
    with image.open_file() as file:
        picture = PillowImage.open(file)
        picture.draft("RGB", (64, 64))
        dot = picture.convert("RGB").resize((1, 1), PillowImage.Resampling.BOX)
    return f"#{dot.tobytes().hex()}"
