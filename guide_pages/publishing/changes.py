"""Noting that pages around guides would be made otherwise by now: home pages, lists, topics, plain pages.

They are made by whoever reads them first, and are right as long as nothing has been noted that concerns them. So what
is noted in the transaction of a change holds for every reader from its commit on, whichever process dies.
"""

from __future__ import annotations

from django.db import transaction

from guide_pages.records import Change, StoredPage

#: So many are looked at by each read; when there are more, they are forgotten with what they were compared to.
KEPT = 200


def note_change(path: str = "") -> None:
    """Note in this transaction that what stands above a place in the page tree is another; all, without a place."""
    Change.objects.create(path=path)


@transaction.atomic
def forget_stored_pages() -> None:
    """Let every page around guides be made anew, and forget the changes until now."""
    StoredPage.objects.all().delete()
    Change.objects.all().delete()


def forget_changes() -> None:
    """Forget the changes, if there are many."""
    if Change.objects.count() > KEPT:
        forget_stored_pages()
