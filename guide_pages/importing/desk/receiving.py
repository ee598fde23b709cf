"""What an editor has chosen, taken in: each file is a document, each post of an export is one, pictures come along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images.utils import get_allowed_image_extensions
from wagtail.models import Page

from guide_pages.importing.outline import DroppedLine
from guide_pages.importing.refusal import ImportRefused
from guide_pages.importing.source import MAX_DOCX_BYTES, Source, printable, source_from
from guide_pages.importing.wordpress import is_export, read_export
from guide_pages.importing.wordpress.bringing import read_posts
from guide_pages.records import Import, ImportedDocument, ImportedPicture

MOST_FILES = 50
MOST_PICTURES = 90
MOST_BYTES = 100 * 1024 * 1024
MOST_POSTS = 5_000
_BATCH = 50
_CHUNK = 1024 * 1024

State = ImportedDocument.State


@transaction.atomic
def receive(files: Sequence[Any], pasted: str, parent: Page, owner: Any) -> Import:
    """Keep what an editor has chosen. Raise `ImportRefused`, and keep nothing, where none of it can be brought in.

    Of several, those that cannot are kept with the reason.
    """
    pictures = [file for file in files if _is_picture(file.name)]
    documents = [file for file in files if not _is_picture(file.name)]
    _refuse_many(documents, pictures)
    if not documents and not pasted.strip():
        raise ImportRefused(_("Choose a file, or paste a text."))
    made = Import.objects.create(owner=owner, parent=parent, name=_name_of(documents, pasted))
    receiver = _Receiver(made)
    if pasted.strip():
        receiver.take(pasted.encode(), _("Pasted text"))
    for file in documents:
        receiver.take_file(file)
    if not receiver.taken:
        raise ImportRefused(" ".join(receiver.refusals) or _("There is no post or page in it."))
    for picture in pictures:
        ImportedPicture.objects.create(of=made, name=printable(picture.name)[:255], content=picture.read())
    return made


class _Receiver:
    """Makes documents of an import, in their order."""

    def __init__(self, made: Import) -> None:
        self.made = made
        self.order = 0
        self.taken = 0
        self.refusals: list[str] = []

    def take_file(self, file: Any) -> None:
        name = printable(file.name or "?")
        with TemporaryDirectory() as folder:
            path = Path(folder, "file.xml")  # a name of ours: what is sent is no path
            with path.open("wb") as copy:
                for chunk in file.chunks(_CHUNK):
                    copy.write(chunk)
            if is_export(path):
                self._take_export(path, name)
            else:
                with path.open("rb") as content:
                    self.take(content.read(MAX_DOCX_BYTES + 1), name)

    def take(self, content: bytes, name: str) -> None:
        try:
            source = source_from(content, name)
        except ImportRefused as error:
            self._refuse(name, error)
            return
        document = self._document(name, source=source.text, encoding=source.encoding)
        document.save()
        self.taken += 1
        ImportedPicture.objects.bulk_create(
            ImportedPicture(of=self.made, document=document, name=picture[:255], content=content)
            for picture, content in source.pictures.items()
        )

    def _take_export(self, path: Path, name: str) -> None:
        try:
            export = read_export(path)
            if export.posts > MOST_POSTS:
                raise ImportRefused(
                    _("%(file)s has more than %(most)d posts. Export fewer at once.")
                    % {"file": name, "most": MOST_POSTS}
                )
            posts = read_posts(path, export)
            while batch := list(islice(posts, _BATCH)):
                ImportedDocument.objects.bulk_create(self._post(*post) for post in batch)
                self.taken += len(batch)
        except ImportRefused as error:
            # The import makes up a name for the file, which says nothing to the editor.
            self._refuse(name, ImportRefused(str(error).replace(path.name, name)))

    def _post(self, source: Source, title: str, dropped: Iterable[DroppedLine], origin: dict[str, Any]) -> Any:
        about = {**origin, "title": title, "dropped": [[drop.number, drop.text, drop.reason] for drop in dropped]}
        return self._document(source.name, source=source.text, encoding=source.encoding, origin=about)

    def _document(self, name: str, **known: Any) -> ImportedDocument:
        self.order += 1
        return ImportedDocument(of=self.made, order=self.order, name=name[:255], **known)

    def _refuse(self, name: str, error: ImportRefused) -> None:
        self.refusals.append(str(error))
        self._document(name, state=State.REFUSED, error=str(error)).save()


def _is_picture(name: str | None) -> bool:
    return PurePath(name or "").suffix.casefold().removeprefix(".") in get_allowed_image_extensions()


def _refuse_many(documents: Sequence[Any], pictures: Sequence[Any]) -> None:
    if len(documents) > MOST_FILES or len(pictures) > MOST_PICTURES:
        raise ImportRefused(
            _("Choose %(files)d documents and %(pictures)d pictures at most at once.")
            % {"files": MOST_FILES, "pictures": MOST_PICTURES}
        )
    if sum(file.size or 0 for file in [*documents, *pictures]) > MOST_BYTES:
        raise ImportRefused(
            _("Together the files are larger than %d MB. Choose fewer at once.") % (MOST_BYTES // (1024 * 1024))
        )


def _name_of(documents: Sequence[Any], pasted: str) -> str:
    names = [_("Pasted text")] if pasted.strip() else []
    names += [printable(file.name or "?") for file in documents]
    return ", ".join(names)[:255]
