"""Which of several files of one name an address means."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from urllib.parse import unquote, urlsplit


def nearest(files: Sequence[Path], address: str) -> Path | None:
    """Return the file whose path ends as an address does, where several have the name; the first in doubt."""
    wanted = [unquote(part) for part in urlsplit(address).path.split("/")]

    def shared(file: Path) -> int:
        pairs = zip(reversed(file.parts), reversed(wanted), strict=False)
        return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))

    return max(files, key=shared, default=None)
