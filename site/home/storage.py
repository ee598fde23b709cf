"""Where uploaded files are kept: pictures where a server may show them, everything else where Django alone reads."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING, Any

from django.conf import settings

from guide_pages.outages.files import FileSystemStorage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: What Wagtail keeps pictures in: their files in several sizes, the originals, portraits of editors.
IMAGE_FOLDERS = frozenset({"images", "original_images", "avatar_images"})


def is_shown(name: str) -> bool:
    """Whether a file of this name is a picture's."""
    return not IMAGE_FOLDERS.isdisjoint(PurePosixPath(normpath(name)).parts[:1])


class PrivateStorage(FileSystemStorage):
    """`PRIVATE_ROOT`: no file of it has an address of its own."""

    @property
    def location(self) -> str:
        return os.path.abspath(settings.PRIVATE_ROOT)  # noqa: PTH100  (as Django's own)

    def url(self, name: str | None) -> str:
        raise NotImplementedError("This file is for Django to serve.")


class MediaStorage(FileSystemStorage):
    """`MEDIA_ROOT` for pictures, which are never private, and `PRIVATE_ROOT` for documents and whatever else there is.

    A document in a private collection is asked for at Wagtail's view, which asks who reads; the file itself must not be
    within reach of the server that shows `MEDIA_ROOT`. Names in the database are the same in both.
    """

    private = PrivateStorage()

    def path(self, name: str) -> str:
        return super().path(name) if is_shown(name) else self.private.path(name)

    def url(self, name: str | None) -> str:
        return super().url(name) if name and is_shown(name) else self.private.url(name)

    def _save(self, name: str, content: Any) -> str:
        save: Callable[[str, Any], str] = super()._save if is_shown(name) else self.private._save
        return save(name, content)


def shown_by_mistake() -> Iterator[Path]:
    """The files in `MEDIA_ROOT` that are no pictures: from before documents had a place of their own."""
    root = Path(settings.MEDIA_ROOT)
    for entry in sorted(root.iterdir()) if root.is_dir() else ():
        if entry.name not in IMAGE_FOLDERS:
            yield from (file for file in (sorted(entry.rglob("*")) if entry.is_dir() else [entry]) if file.is_file())
