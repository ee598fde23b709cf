"""What of a guide's page is the same on all guides that stand below one page: masthead, way back, footer.

The templates say where it begins and ends. So where nothing but the menu has changed, a page need not be made again:
what stands in its frame is put in the place of what stood there.
"""

from __future__ import annotations

import re

_FRAME = re.compile(rb"<!--frame-->.*?<!--/frame-->", re.DOTALL)


def frame_of(html: bytes) -> list[bytes]:
    """Return the parts of a page that are its frame, in order."""
    return _FRAME.findall(html)


def reframed(html: bytes, frame: list[bytes]) -> bytes:
    """Return a page with another frame. Raises ValueError where its own has not as many parts."""
    between = _FRAME.split(html)
    parts = [part for pair in zip(between, [*frame, b""], strict=True) for part in pair]
    return b"".join(parts)
