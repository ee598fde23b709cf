"""Drafts out of documents on the desk."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from guide_pages.importing.importer import IfPresent, Origin, Wish, guide_present, import_outline
from guide_pages.importing.outline import Outline
from guide_pages.importing.parsers import refuse_empty
from guide_pages.importing.pictures import Pictures, media_below
from guide_pages.importing.refusal import ImportRefused
from guide_pages.importing.report import Report, Status
from guide_pages.importing.source import Source
from guide_pages.importing.wordpress.bringing import link_guides
from guide_pages.records import BroughtIn, ImportedDocument, ImportedPicture

from .reading import outline_of

State = ImportedDocument.State


def may_add(user: Any, parent: Page) -> bool:
    """Return whether a user may add a guide below a page."""
    return bool(parent.permissions_for_user(user).can_add_subpage())


def present(document: ImportedDocument, outline: Outline | None = None) -> Any:
    """Return the guide that a document is a new version of, or None."""
    return guide_present(document.of.parent, outline or outline_of(document), _origin(document))


def make(document: ImportedDocument, user: Any) -> Report | None:
    """Make the draft. Where it cannot be, keep the reason with the document, and nothing else; return None then."""
    try:
        report = _made(document, user)
    except ImportRefused as error:
        document.error = str(error)
        document.state = State.READ
        document.save(update_fields=["error", "state"])
        return None
    return report


def _made(document: ImportedDocument, user: Any) -> Report:
    parent = document.of.parent
    if not may_add(user, parent):
        raise ImportRefused(_("You may not add guides to “%s” any more.") % parent.title)
    outline = outline_of(document)
    refuse_empty(outline, document.name)
    there = present(document, outline)
    if_present = IfPresent.AGAIN if document.if_present == "again" else IfPresent.UPDATE
    if there and if_present is IfPresent.UPDATE and not there.permissions_for_user(user).can_edit():
        raise ImportRefused(
            _("“%s” is there already, and you may not edit it. Make a second guide, or ask whoever may.") % there.title
        )
    before = _before(there) if there and if_present is IfPresent.UPDATE else {}
    with TemporaryDirectory() as folder:
        pictures = _pictures(document, Path(folder))
        with transaction.atomic():
            wish = Wish(parent, if_present=if_present, user=user)
            source = Source(document.name, "", document.encoding)
            report = import_outline(source, outline, pictures, wish, _origin(document))
            page = Page.objects.get(pk=report.page_id)
            document.page = page
            document.state, document.error = State.MADE, ""
            document.made = {
                "status": report.status,
                "revision": page.latest_revision_id,
                "images": pictures.added,
                "linked": document.encoding != "wordpress" or report.status is Status.UNCHANGED,
                **before,
            }
            document.save()
    return report


def _before(page: Any) -> dict[str, Any]:
    """Return what has to be known of a guide to put it back."""
    memory = BroughtIn.objects.filter(page=page.pk).values("key", "link", "title", "body").first()
    revision = page.get_latest_revision()
    return {
        "before": revision.pk if revision else None,
        "unpublished_changes": page.has_unpublished_changes,
        "memory": memory,
    }


def link(document: ImportedDocument, user: Any) -> None:
    """Lead a guide's links to other posts of the export to their guides, as far as these are there.

    One that somebody has edited meanwhile stays as it is.
    """
    page = Page.objects.filter(pk=document.page_id or 0).first()
    if page and page.latest_revision_id == document.made["revision"]:
        changed = link_guides([page.pk], document.of.parent, user=user)
        document.made["revision"] = changed.get(page.pk, document.made["revision"])
    document.made["linked"] = True
    document.save(update_fields=["made"])


def _origin(document: ImportedDocument) -> Origin:
    about = document.origin
    if not about:
        return Origin()
    return Origin(about["key"], about["link"], about["author"], tuple(about["topics"]))


def _pictures(document: ImportedDocument, folder: Path) -> Pictures:
    """Return a document's own pictures, and those that were dropped beside it."""
    own, beside = folder / "own", folder / "beside"
    _write(document.pictures.all(), own)
    _write(document.of.pictures.filter(document=None), beside)
    if document.encoding == "wordpress":
        return Pictures(media=media_below(beside))
    return Pictures(beside, own=own)


def _write(pictures: Any, folder: Path) -> None:
    folder.mkdir()
    picture: ImportedPicture
    for picture in pictures.iterator():
        Path(folder, Path(picture.name).name).write_bytes(bytes(picture.content))
