"""Pictures from a folder, into the image library, at the places that want them."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField
from wagtail.images.utils import get_allowed_image_extensions
from wagtail.utils.file import hash_filelike

from .documents import Documents
from .fetching import Fetcher
from .nearest import nearest
from .refusal import ImportRefused
from .source import printable

_ORDER = re.compile(r"(?:image-?|picture-?|img-?)?0*(\d{1,3})(?:-.*)?")


class Pictures:
    """A folder of pictures. A file is meant for a place when its name says so:

    `lamp-at-dusk-2.jpg`: the second place whose alternative text is "Lamp at dusk";
    `lamp-at-dusk.jpg`: each place with that text; `3.jpg`, `03-anything.jpg`, `image-3.jpg`:
    the third place in the guide. The first of these that there is, is taken.
    """

    def __init__(
        self,
        folder: Path | None = None,
        own: Path | None = None,
        media: Mapping[str, Sequence[Path]] | None = None,
        fetcher: Fetcher | None = None,
        documents: Documents | None = None,
    ) -> None:
        """`own` is a folder with the pictures of the document itself, which their names there are enough for.

        `media` are more of them, as `media_below` finds them. A `fetcher` gets what is in neither. `documents` are the
        files besides pictures.
        """
        self.documents = documents or Documents()
        self._fetcher = fetcher
        self._files = _files_in(folder) if folder else {}
        self._own = {name: [file] for name, file in _files_in(own).items()} if own else dict(media or {})
        self._used: set[Path] = set()
        self._images: dict[Path, Any] = {}
        self._places: Counter[str] = Counter()
        self._created: list[Any] = []
        self.added: list[int] = []  # ids of images that are new in the library

    def next_for(self, alt_text: str, name_in_document: str = "", address: str = "") -> int | None:
        """Return the id of the image for the next place, or None. Raise `ImportRefused` for a broken file.

        A file with the name that the document itself gives is taken first.
        """
        name = _name(Path(alt_text).stem if alt_text.casefold().endswith(_extensions()) else alt_text)
        self._places[name] += 1
        order = self._places.total()
        own = _name(Path(name_in_document).stem)
        file = nearest(self._own.get(own, ()), address) or self._files.get(own) if own else None
        file = file or self._files.get(f"{name}-{self._places[name]}") or self._files.get(name) or self._in_order(order)
        if file is None and self._fetcher and address:
            return self._from_network(self._fetcher, address, alt_text)
        return self._placed(file, alt_text) if file else None

    def _placed(self, file: Path, alt_text: str) -> int:
        self._used.add(file)
        if file not in self._images:
            self._images[file] = self._image(file, alt_text)
        return int(self._images[file].pk)

    def _from_network(self, fetcher: Fetcher, address: str, alt_text: str) -> int | None:
        """Return the id of a picture that was fetched. What comes and is no picture leaves its place wanted."""
        file = fetcher.file(address)
        try:
            return self._placed(file, alt_text) if file else None
        except ImportRefused as error:
            fetcher.failed.append(f"{address[:200]} – {error}")
            return None

    @property
    def not_fetched(self) -> list[str]:
        """Which pictures could not be fetched, and why."""
        return self._fetcher.failed if self._fetcher else []

    @property
    def unused(self) -> list[str]:
        """The names of the files that no place wanted."""
        return sorted(printable(file.name) for file in self._files.values() if file not in self._used)

    def keep(self) -> None:
        """Leave the files that were added alone from now on: they are committed."""
        self._created.clear()
        self.documents.keep()

    def discard(self) -> None:
        """Delete the files that were added: the database forgets them by itself."""
        self.documents.discard()
        for image in self._created:
            if image.file._committed:  # else it has the name of the folder's file still
                image.file.storage.delete(image.file.name)

    def _in_order(self, order: int) -> Path | None:
        for name, file in self._files.items():
            match = _ORDER.fullmatch(name)
            if match and int(match[1]) == order:
                return file
        return None

    def _image(self, file: Path, alt_text: str) -> Any:
        try:
            _refuse_large(file)
            content = file.read_bytes()
        except OSError as error:
            raise ImportRefused(
                _("%(file)s cannot be read: %(why)s.") % {"file": printable(file), "why": error.strerror or error}
            ) from error
        try:
            WagtailImageField().clean(SimpleUploadedFile(printable(file.name), content))
        except ValidationError as error:
            raise ImportRefused(f"{printable(file.name)}: {' '.join(error.messages)}") from error
        except (OSError, SyntaxError, ValueError) as error:  # what Pillow says of broken files
            name = printable(file.name)
            raise ImportRefused(_("%(file)s is not a picture, or it is broken.") % {"file": name}) from error
        return self._from_library(content) or self._added(file, alt_text)

    @staticmethod
    def _from_library(content: bytes) -> Any:
        digest = hash_filelike(SimpleUploadedFile("picture", content))
        return get_image_model().objects.filter(file_hash=digest).first()

    def _added(self, file: Path, alt_text: str) -> Any:
        with file.open("rb") as content:
            image = get_image_model()(title=alt_text[:255], file=ImageFile(content, name=printable(file.name)))
            if hasattr(image, "description"):
                image.description = alt_text[:255]
            image._set_image_file_metadata()
            self._created.append(image)
            try:
                image.save()
                self.added.append(image.pk)
            except OSError as error:
                raise ImportRefused(
                    _("%(file)s cannot be stored: %(why)s.")
                    % {"file": printable(file.name), "why": error.strerror or error}
                ) from error
        return image


def _extensions() -> tuple[str, ...]:
    return tuple(f".{extension}" for extension in get_allowed_image_extensions())


def _files_in(folder: Path) -> dict[str, Path]:
    """Return a folder's pictures by slugified name without extension, in the order of names."""
    if not folder.is_dir():
        raise ImportRefused(_("%(folder)s is not a folder.") % {"folder": printable(folder)})
    files = [file for file in sorted(folder.iterdir()) if file.suffix.casefold() in _extensions() and file.is_file()]
    named: dict[str, Path] = {}
    for file in files:
        if name := _name(file.stem):
            named.setdefault(name, file)
    return named


def media_below(folder: Path) -> dict[str, list[Path]]:
    """Return the pictures in a folder and below it, by slugified name without extension. No link is followed."""
    found: dict[str, list[Path]] = {}
    for root, folders, names in os.walk(folder):
        folders.sort()
        for path in (Path(root, name) for name in sorted(names)):
            if path.suffix.casefold() in _extensions() and path.is_file() and not path.is_symlink():
                found.setdefault(_name(path.stem), []).append(path)
    return found


def _name(text: str) -> str:
    return slugify(printable(text), allow_unicode=True)


def _refuse_large(file: Path) -> None:
    """Refuse by the size that the folder tells: a large file is not read first."""
    most = getattr(settings, "WAGTAILIMAGES_MAX_UPLOAD_SIZE", 10 * 1024 * 1024)
    if most is not None and file.stat().st_size > most:
        raise ImportRefused(
            _("%(file)s is larger than %(size)s. Make it smaller.")
            % {"file": printable(file.name), "size": filesizeformat(most)}
        )
