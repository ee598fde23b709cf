"""Style that stays: what a stored page names of the static files is stored with it, and what these name in turn.

A page is made by one release and read with the next: by then the folder of static files may be another's.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage
from django.db import transaction

from guide_pages.records import KeptFile

_IN_PAGES = re.compile(rb'(?:href|src)="([^"?#]+)')
_IN_STYLES = re.compile(rb"""(?:url\(\s*|@import\s+)["']?([^"')?#;\s]+)""")
_storage: Any = staticfiles_storage  # whichever the site has chosen
#: What this process has kept, or seen that it is.
_known: set[str] = set()


def keep_files(html: bytes) -> None:
    """Store the static files that a page names and that are not stored yet. For the publishing transaction.

    Nothing where names have no digest, so that the next release has the same; nor where files are on another host,
    which keeps them.
    """
    if not isinstance(_storage, ManifestStaticFilesStorage):
        return
    wanted = set(_named(html)) - _known
    if not wanted:
        return
    files: dict[str, bytes] = {}
    for name in wanted:
        _read(name, files)
    stored = set(KeptFile.objects.filter(name__in=files).values_list("name", flat=True))
    KeptFile.objects.bulk_create(
        (KeptFile(name=name, body=body) for name, body in sorted(files.items()) if name not in stored),
        ignore_conflicts=True,
    )
    transaction.on_commit(lambda: _known.update(wanted), robust=True)


def _named(html: bytes) -> Iterator[str]:
    base = str(_storage.base_url)
    for address in _IN_PAGES.findall(html):
        if (path := address.decode()).startswith(base):
            yield path.removeprefix(base)


def _read(name: str, files: dict[str, bytes]) -> None:
    """Add a file, and those that a style sheet names. One that is not there is left out: the page lacks it already."""
    if name in files or not _storage.exists(name):
        return
    with _storage.open(name) as file:
        files[name] = file.read()
    if name.endswith(".css"):
        for address in _IN_STYLES.findall(files[name]):
            if b":" not in address and not address.startswith(b"/"):
                _read(posixpath.normpath(posixpath.join(posixpath.dirname(name), address.decode())), files)
