"""A disk that is full or read-only: no file is left half written, or without a row that names it; somebody is told."""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.core.files import storage
from django.db.models import FileField
from django.utils.translation import gettext

logger = logging.getLogger(__name__)

_REASONS = {
    errno.EACCES,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EIO,
    errno.ENOSPC,
    errno.ENOTDIR,
    errno.EPERM,
    errno.EROFS,
}

#: What is written here and now. Nothing outside `together`.
_written: ContextVar[list[tuple[Any, str]] | None] = ContextVar("_written", default=None)


def is_unwritable(error: BaseException) -> bool:
    """Return True for an error of a disk that takes no file."""
    return isinstance(error, OSError) and (error.errno in _REASONS or isinstance(error, FileExistsError))


def not_stored(error: BaseException) -> str:
    """Return what to tell an editor whose file could not be written."""
    why = getattr(error, "strerror", None) or str(error)
    return gettext("A file could not be stored: %(why)s. Please tell whoever runs this site.") % {"why": why}


class FileSystemStorage(storage.FileSystemStorage):
    """Django's, which writes a file beside its place and puts it there when it is whole."""

    def _save(self, name: str, content: Any) -> str:
        part = str(PurePosixPath(name).with_name(f".{uuid4().hex}.part"))
        try:
            super()._save(part, content)  # type: ignore[misc]  # Django's own
            name = self._put(part, name)
        except BaseException:
            with suppress(OSError):
                self.delete(part)
            raise
        written = _written.get()
        if written is not None:
            written.append((self, name))
        return name

    def _put(self, part: str, name: str) -> str:
        while True:
            path = self.path(name)
            try:
                if not self._allow_overwrite:  # type: ignore[attr-defined]  # Django's own
                    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                name = self.get_available_name(name)
                continue
            os.replace(self.path(part), path)  # noqa: PTH105 - as Django writes it
            return os.path.relpath(path, self.location).replace("\\", "/")


@contextmanager
def together() -> Iterator[None]:
    """Remember what is written; where it fails, delete what no row names. For what is committed by its end."""
    before, written = _written.get(), list[tuple[Any, str]]()
    token = _written.set(written)
    try:
        yield
    except BaseException:
        delete_unnamed()
        raise
    finally:
        _written.reset(token)
        if before is not None:
            before.extend(written)


def delete_unnamed() -> None:
    """Delete the files that were written here and now, and that no row names. Kept where no database can tell."""
    written = _written.get() or []
    while written:
        place, name = written.pop()
        try:
            if not _is_named(name):
                place.delete(name)
        except Exception as error:
            logger.warning("The file %s may be left over: %s: %s", name, type(error).__name__, error)


def _is_named(name: str) -> bool:
    fields = ((model, field) for model in apps.get_models() for field in model._meta.concrete_fields)
    return any(
        model._base_manager.filter(**{field.name: name}).exists()
        for model, field in fields
        if isinstance(field, FileField)
    )
