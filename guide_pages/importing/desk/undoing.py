"""An import undone as a whole, as long as nobody has edited what it made."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex, Revision

from guide_pages.importing.refusal import ImportRefused
from guide_pages.importing.report import Status
from guide_pages.publishing.rows import lock_pages, lock_trees
from guide_pages.records import BroughtIn, Import, ImportedDocument

State = ImportedDocument.State
_MOST_NAMED = 5


@transaction.atomic
def undo(made: Import, user: Any) -> int:
    """Take away the guides that an import made, and put back those that it changed. Return how many there were.

    Raise `ImportRefused`, and change nothing, where one of them was edited or published since, or the user may not.
    Topics and people that were made stay: others may be filed under them by now.
    """
    documents = list(ImportedDocument.objects.select_for_update().filter(of=made, state=State.MADE).exclude(page=None))
    pages = {page.pk: page for page in Page.objects.filter(pk__in=[document.page_id for document in documents])}
    lock_trees(list(pages.values()))
    pages = {page.pk: page for page in Page.objects.filter(pk__in=pages)}
    edited = [page.title for document in documents if (page := pages[document.page_id]) and _is_edited(document, page)]
    if edited:
        named = ", ".join(f"“{title}”" for title in edited[:_MOST_NAMED]) + ("…" if len(edited) > _MOST_NAMED else "")
        raise ImportRefused(_("Edited or published since: %s. Nothing was undone.") % named)
    for document in documents:
        _undo(document, pages[document.page_id], user)
    _forget_images(made, documents)
    made.documents.filter(state=State.MADE).update(state=State.UNDONE, page=None)
    return len(documents)


def _is_edited(document: ImportedDocument, page: Page) -> bool:
    created = document.made["status"] == Status.CREATED
    return bool(page.latest_revision_id != document.made["revision"] or (created and (page.live or page.numchild)))


def _undo(document: ImportedDocument, page: Page, user: Any) -> None:
    status = document.made["status"]
    if status == Status.CREATED:
        if not page.permissions_for_user(user).can_delete():
            raise ImportRefused(_("You may not delete “%s”. Nothing was undone.") % page.title)
        DeletePageAction(page.specific, user=user).execute(skip_permission_checks=True)
    elif status == Status.UPDATED:
        if not page.permissions_for_user(user).can_edit():
            raise ImportRefused(_("You may not edit “%s”. Nothing was undone.") % page.title)
        _put_back(document, page.specific, user)


def _put_back(document: ImportedDocument, page: Any, user: Any) -> None:
    """Make the draft that there was before the latest one again."""
    lock_pages([page.pk])
    before = Revision.objects.filter(pk=document.made["before"] or 0).first()
    page.wagtail_admin_comments.filter(revision_created=document.made["revision"]).delete()
    if before:
        before.as_object().save_revision(clean=False, log_action=True, user=user, previous_revision=before)
        Page.objects.filter(pk=page.pk).update(has_unpublished_changes=document.made["unpublished_changes"])
    memory = document.made["memory"]
    if memory:
        BroughtIn.objects.update_or_create(page_id=page.pk, defaults=memory)
    else:
        BroughtIn.objects.filter(page=page.pk).delete()


def _forget_images(made: Import, documents: list[ImportedDocument]) -> None:
    """Delete the images that came with the import, and that nothing else shows, not even a draft."""
    added = {pk for document in documents for pk in document.made["images"]}
    if not added:
        return
    used = _shown_in_drafts(made, added)
    for image in get_image_model().objects.filter(pk__in=added - used):
        if not ReferenceIndex.get_references_to(image).exists():
            image.delete()


def _shown_in_drafts(made: Import, images: set[int]) -> set[int]:
    """Return those of some images that a draft shows that was saved since: the index knows what is published only."""
    since = Revision.objects.filter(created_at__gte=made.created_at)
    used: set[int] = set()
    for content in since.values_list("content", flat=True).iterator(chunk_size=20):
        text = json.dumps(content)
        used |= {pk for pk in images - used if f'"image\\": {pk}' in text or f'"image": {pk}' in text}
    return used
