"""Documents as they are sent, kept beside the tests: what changes in the contract shows as a diff.

What no two runs have in common is put in order: identities that are drawn at random (UUIDs of version 4) and the keys
of pictures, topics, files, people and pages are numbered as they appear, and a digest becomes zeros.
"""

from __future__ import annotations

import json
import os
import re
from itertools import count
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).parent / "golden"
#: What `make golden` sets, to have the documents written anew.
RENEW = "GUIDEPOST_RENEW_GOLDEN"

#: What has a key of its own is told by a field that nothing else has.
_TOLD_BY = {"renditions": "picture", "slug": "topic", "byte_count": "file", "definition": "term"}
_KINDS = (*_TOLD_BY.values(), "person", "page")
#: The numbers of files in addresses: PostgreSQL gives none twice, not even those of tests that were undone.
_DOCUMENTS = re.compile(r"/documents/(\d+)/")
#: The numbers of terms in texts.
_TERMS = re.compile(r'(?<=term_)\d+|(?<=data-term=\\")\d+')
_RANDOM = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b")


def stable(document: Any) -> str:
    """A document as indented JSON, the same at each run."""
    numbers: dict[tuple[str, Any], int] = {}
    numbered = _numbered(document, numbers, {kind: count(1) for kind in _KINDS})
    text = json.dumps(numbered, indent=2, ensure_ascii=False)
    documents = {key: n for n, key in enumerate(dict.fromkeys(_DOCUMENTS.findall(text)), start=1)}
    text = _DOCUMENTS.sub(lambda found: f"/documents/{documents[found[1]]}/", text)
    terms = {key: n for n, key in enumerate(dict.fromkeys(_TERMS.findall(text)), start=1)}
    text = _TERMS.sub(lambda found: str(terms[found[0]]), text)
    drawn = {uuid: n for n, uuid in enumerate(dict.fromkeys(_RANDOM.findall(text)), start=1)}
    return _RANDOM.sub(lambda found: f"00000000-0000-4000-8000-{drawn[found[0]]:012}", text) + "\n"


def _numbered(value: Any, numbers: dict[tuple[str, Any], int], counts: dict[str, Any]) -> Any:
    if isinstance(value, list):
        return [_numbered(item, numbers, counts) for item in value]
    if not isinstance(value, dict):
        return value
    copy = {name: _numbered(item, numbers, counts) for name, item in value.items()}
    kind = next((kind for field, kind in _TOLD_BY.items() if field in value), "person")
    for name in ("id", "page"):
        if isinstance(value.get(name), int):
            key = (kind if name == "id" else name, value[name])
            copy[name] = numbers[key] = numbers.get(key) or next(counts[key[0]])
    if "digest" in value:
        copy["digest"] = "0" * 64
    return copy


def assert_golden(name: str, document: Any) -> None:
    """The document is the one that is kept. Renews it instead where `make golden` asks for that."""
    path, text = GOLDEN / f"{name}.json", stable(document)
    if os.environ.get(RENEW):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path} differs. Is it meant? Then: make golden"
