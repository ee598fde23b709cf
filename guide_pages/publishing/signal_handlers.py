"""Changes that are not a guide's own save and still concern guides. No handler here changes a page.

What follows is asked for in the transaction of the change, and worked off after its commit: `following` says how.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move, pre_page_move

from faq_blocks.models import FaqEntry
from guide_pages.records import Contributor, GlossaryTerm, Guide, GuideSettings, Synonyms, Topic
from guide_pages.records.fields import is_guide

from .changes import note_change
from .facts import AROUND, LANGUAGE, Facts, kinds, languages
from .following import (
    dependents_follow,
    documents_follow,
    every_guide_follows,
    follow,
    image_follows,
    language_added,
    menu_changed,
    subtree_follows,
    subtree_follows_in_a_while,
)
from .in_step import bring_in_step
from .rows import align_with_row, is_bookkeeping
from .signals import guide_readdressed, library_entries_changed
from .taking_away import take_page_away
from .uses import refuse_if_used

#: Under which an instance that is about to be saved carries what its row shows; and whether a plain page says
#: something else than its row.
_BEFORE = "_shown_before"


class _Move(NamedTuple):
    """A page is about to be moved from a place in the tree, maybe to another address."""

    path_before: str
    is_elsewhere: bool


#: The moves that have begun here, by page. One that has failed left its page where it was.
_moves: ContextVar[dict[int, _Move]] = ContextVar("_moves")


def connect() -> None:
    """Connect the handlers to their signals. Called once, when Django is ready."""
    image, rendition = get_image_model(), get_image_model().get_rendition_model()
    shared = (FaqEntry, Contributor, Topic, GlossaryTerm, Synonyms, get_document_model(), GuideSettings, Site)
    pairs = [
        (pre_save, about_to_be_saved, (*shared, image)),
        (post_save, shared_saved, shared),
        (pre_delete, shared_about_to_go, (FaqEntry, Contributor, Topic, GlossaryTerm, get_document_model(), image)),
        (post_delete, shared_deleted, (*shared, image, Page)),
        (post_save, image_saved, (image,)),
        (post_delete, rendition_deleted, (rendition,)),
        (pre_save, restriction_about_to_be_saved, (PageViewRestriction,)),
        (post_save, restriction_changed, (PageViewRestriction,)),
        (post_delete, restriction_changed, (PageViewRestriction,)),
        (post_save, collection_saved, (Collection,)),
        (post_save, collection_restricted, (CollectionViewRestriction,)),
        (post_delete, collection_restricted, (CollectionViewRestriction,)),
        (pre_save, page_about_to_be_saved, (None,)),
        (post_save, page_saved, (None,)),
        (pre_delete, page_about_to_go, (Page,)),
        (page_slug_changed, page_readdressed, (None,)),
        (pre_page_move, page_about_to_move, (None,)),
        (post_page_move, page_moved, (None,)),
        (guide_readdressed, translations_follow, (Guide,)),
        (library_entries_changed, replies_follow, (Guide,)),
    ]
    for signal, handler, senders in pairs:
        for sender in senders:
            signal.connect(handler, sender=sender, dispatch_uid=f"guide_pages.{handler.__name__}.{sender}")


def about_to_be_saved(instance: Model, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Keep what guides show of it before it is saved: `facts` says what."""
    if not raw and not (isinstance(instance, Page) and is_bookkeeping(update_fields)):
        instance.__dict__[_BEFORE] = Facts.stored(instance)


def changed_kinds(instance: Model) -> set[str]:
    """Return the kinds under which guides show something else of this row than before it was saved."""
    before, after = _before_and_after(instance)
    return after.differ_from(before)


def _before_and_after(instance: Model) -> tuple[Facts, Facts]:
    return instance.__dict__.pop(_BEFORE, Facts({})), Facts.stored(instance)


def shared_saved(sender: type[Model], instance: Model, raw: bool = False, **kwargs: Any) -> None:
    """Let guides follow where what they share says something else."""
    if not raw:
        _readers_follow(instance, changed_kinds(instance))


def shared_about_to_go(instance: Model, **kwargs: Any) -> None:
    """Refuse to delete what guides use, whoever does it: raise InUse."""
    refuse_if_used(instance)


def shared_deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Let all guides follow that read it: what they show is gone."""
    _readers_follow(instance, {kind.name for kind in (*kinds(), *languages()) if isinstance(instance, kind.model)})


def _readers_follow(instance: Any, anew: set[str]) -> None:
    """Let the guides follow that show something else of a row now.

    With another host name or root page, any may have another address or site.
    """
    if anew & AROUND:
        note_change()
    for kind in sorted(anew):
        if kind == "address":
            every_guide_follows(f"site:{instance.pk}")
        elif kind.endswith(LANGUAGE):
            dependents_follow(kind, instance.translation_key)
        else:
            dependents_follow(kind, instance.site_id if kind == "site" else instance.pk)


def image_saved(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Let the files be made of an image that is new, or has another file or focal point.

    Its guides follow then. Where the file is another they follow at once, too: Wagtail deletes what they name.
    """
    if raw:
        return
    before, after = _before_and_after(instance)
    if after.differ_from(before):
        image_follows(instance.pk, at_once=bool(before.file) and before.file != after.file)


def rendition_deleted(instance: Any, **kwargs: Any) -> None:
    """Let the file be made again: a delivery may name it."""
    image_follows(instance.image_id, at_once=False)


def restriction_about_to_be_saved(instance: PageViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    """Wagtail's view saves a restriction in no transaction."""
    if not raw and not connection.in_atomic_block:
        subtree_follows_in_a_while(instance.page)


def restriction_changed(instance: PageViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        note_change()
        subtree_follows(instance.page, was_hidden=True)


def collection_restricted(instance: CollectionViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    """Let guides follow: documents that not everybody may read are linked no more."""
    if not raw:
        note_change()
        documents_follow(instance.collection_id)


def collection_saved(instance: Collection, raw: bool = False, created: bool = False, **kwargs: Any) -> None:
    """Let guides follow: the collection may have been moved, without a signal, and other people may read its files."""
    if not (raw or created):
        note_change()
        documents_follow(instance.pk)


def page_about_to_be_saved(
    sender: type[Model], instance: Model, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Expiry and moves save a guide as a plain Page: its row is locked first then, too."""
    if raw or not isinstance(instance, Page):
        return
    if sender is Page and is_guide(instance):
        align_with_row(instance, update_fields)
    about_to_be_saved(instance, update_fields=update_fields)


def page_saved(
    sender: type[Model], instance: Model, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    if raw or not isinstance(instance, Page) or is_bookkeeping(update_fields):
        return
    move = _moves.get({}).get(instance.pk)
    if move is not None and move.path_before != instance.path:
        subtree_follows(instance, was_hidden=move.is_elsewhere)
    elif sender is Page and is_guide(instance):
        bring_in_step(instance.pk)
    before, after = _before_and_after(instance)
    _readers_follow(instance, after.differ_from(before))
    if not is_guide(instance) or move is not None or before.is_in_menu or after.is_in_menu:
        note_change()  # whatever it says: it is read by itself
    if after.is_in_menu and not before.is_in_menu:
        menu_changed(instance)
    if not is_guide(instance) and after.by_kind.get("frame") and not before.by_kind.get("frame"):
        language_added(instance)


def page_about_to_go(instance: Page, **kwargs: Any) -> None:
    take_page_away(instance.pk)


def page_readdressed(instance: Page, **kwargs: Any) -> None:
    """Let guides at and below a page with a new slug or parent follow: their addresses are others, maybe their site."""
    subtree_follows(instance, itself=False)


def page_about_to_move(instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any) -> None:
    """Remember the move for the save that is part of its transaction: what is sent after a move is sent after it."""
    move = _Move(instance.path, url_path_before != url_path_after)
    _moves.set({**_moves.get({}), instance.pk: move})


def page_moved(instance: Page, **kwargs: Any) -> None:
    _moves.set({pk: move for pk, move in _moves.get({}).items() if pk != instance.pk})


def translations_follow(page: Page, **kwargs: Any) -> None:
    """Let the guide's other languages follow: they name this one. Other pages may link to it."""
    note_change()
    dependents_follow("translation", page.translation_key, what=f"page:{page.pk}", but=page.pk)


def replies_follow(guide: Guide, entries: set[int], **kwargs: Any) -> None:
    """Let the guides follow whose replies became these questions: the replies lead to them, in whatever guide."""
    guides = Guide.objects.filter(replies__faq_entry__in=entries).exclude(pk=guide.pk)
    follow(guides.distinct().page_keys(), what=f"page:{guide.page_id}")
