"""Takes out of a form, before it is read, the characters that no database can store."""

from __future__ import annotations

import json
import re
from typing import Any

from django.http import QueryDict

#: What a rich text editor can send of a NUL, or of half a surrogate pair.
_ESCAPED = re.compile(r"\\u(?:0000|d[89a-f][0-9a-f]{2})", re.IGNORECASE)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class StorableForm:
    """Mixin of a form that is sent what people paste: stands before Wagtail's form."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        mended = storable(data) if isinstance(data, QueryDict) else data
        super().__init__(mended, *args, **kwargs)  # type: ignore[call-arg]  # Wagtail's form comes next


def storable(data: QueryDict) -> QueryDict:
    """Return what was sent without NULs and halves of surrogate pairs, in plain fields and in rich text."""
    mended = data.copy()
    for name, values in data.lists():
        mended.setlist(name, [_mended(value) for value in values])
    return mended


def _mended(value: str) -> str:
    plain = _UNSTORABLE.sub("", value)
    if not plain.startswith("{") or not _ESCAPED.search(plain):
        return plain
    try:
        return json.dumps(_walked(json.loads(plain)))
    except ValueError:
        return plain


def _walked(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _walked(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_walked(value) for value in part]
    return _UNSTORABLE.sub("\ufffd", part) if isinstance(part, str) else part
