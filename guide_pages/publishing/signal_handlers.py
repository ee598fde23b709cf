"""Changes that are not a guide's own save and still concern guides. No handler here changes a page.

What follows a commit is `robust`: if it fails, that is logged; the save stays committed, and whatever else follows it
still does. `reconcile` finds what was left.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move, pre_page_move

from faq_blocks.models import FaqEntry
from guide_pages.outages.queue import enqueue
from guide_pages.records import Contributor, FeedCounter, Guide, GuideSettings, Topic
from guide_pages.records.fields import is_guide

from .facts import Facts, kinds
from .following import dependents_follow, every_guide_follows, follow, menu_changed, subtree_follows
from .in_step import bring_in_step
from .pictures import refresh_image
from .rows import align_with_row, is_bookkeeping
from .signals import guide_readdressed, library_entries_changed
from .taking_away import take_page_away

#: Under which an instance that is about to be saved carries what its row shows.
_BEFORE = "_shown_before"
#: Where this thread is moving pages to: their URL paths, by id.
_moving: ContextVar[dict[int, str]] = ContextVar("_moving")


def connect() -> None:
    """Connect the handlers to their signals. Called once, when Django is ready."""
    image, rendition = get_image_model(), get_image_model().get_rendition_model()
    shared = (FaqEntry, Contributor, Topic, get_document_model())
    pairs = [
        (pre_save, about_to_be_saved, (*shared, image, GuideSettings, Site)),
        (post_save, shared_saved, shared),
        (post_delete, shared_deleted, (*shared, image)),
        (post_save, image_saved, (image,)),
        (post_delete, rendition_deleted, (rendition,)),
        (post_save, settings_saved, (GuideSettings,)),
        (post_delete, settings_deleted, (GuideSettings,)),
        (post_save, site_saved, (Site,)),
        (post_delete, site_deleted, (Site,)),
        (post_save, restriction_changed, (PageViewRestriction,)),
        (post_delete, restriction_changed, (PageViewRestriction,)),
        (post_save, collection_saved, (Collection,)),
        (post_save, collection_restricted, (CollectionViewRestriction,)),
        (post_delete, collection_restricted, (CollectionViewRestriction,)),
        (pre_save, page_about_to_be_saved, (None,)),
        (post_save, page_saved, (None,)),
        (pre_delete, page_about_to_go, (Page,)),
        (post_delete, page_gone, (Page,)),
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
    """Let guides follow, once this is committed, where an entry, person, topic or document says something else."""
    if not raw:
        _readers_follow(instance, changed_kinds(instance))


def shared_deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Let all guides follow that read it: what they show is gone."""
    for kind in kinds():
        if kind.model is sender:
            _dependents_follow(kind.name, instance.pk)


def _readers_follow(instance: Model, anew: set[str]) -> None:
    """Let the guides follow that show something else of a row now; and, of all that read it, those that failed to."""
    for kind in kinds():
        if isinstance(instance, kind.model):
            _dependents_follow(kind.name, instance.pk, failed=kind.name not in anew)


def _dependents_follow(kind: str, key: object, *, failed: bool = False) -> None:
    transaction.on_commit(lambda: dependents_follow(kind, key, failed=failed), robust=True)


def image_saved(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Make the files of an image that is new, or has another file or focal point; then its guides follow."""
    if not raw and changed_kinds(instance):
        transaction.on_commit(lambda: enqueue(refresh_image, instance.pk), robust=True)


def rendition_deleted(instance: Any, **kwargs: Any) -> None:
    """Make the file again: a delivery may name it."""
    image_id = instance.image_id
    transaction.on_commit(lambda: enqueue(refresh_image, image_id, only_if_made=True), robust=True)


def settings_saved(instance: GuideSettings, raw: bool = False, **kwargs: Any) -> None:
    if not raw and changed_kinds(instance):
        _dependents_follow("site", instance.site_id)


def settings_deleted(instance: GuideSettings, **kwargs: Any) -> None:
    _dependents_follow("site", instance.site_id)


def site_saved(instance: Site, raw: bool = False, **kwargs: Any) -> None:
    """Let every guide follow: with another host name or root page, any may have another address or site."""
    if not raw and changed_kinds(instance):
        transaction.on_commit(every_guide_follows, robust=True)


def site_deleted(instance: Site, **kwargs: Any) -> None:
    transaction.on_commit(every_guide_follows, robust=True)


def restriction_changed(instance: PageViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        path = instance.page.path
        transaction.on_commit(lambda: subtree_follows(path, was_hidden=True), robust=True)


def collection_restricted(instance: CollectionViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    """Let guides follow: documents that not everybody may read are linked no more."""
    if not raw:
        collection_id = instance.collection_id
        transaction.on_commit(lambda: documents_follow(collection_id), robust=True)


def collection_saved(instance: Collection, raw: bool = False, created: bool = False, **kwargs: Any) -> None:
    """Let guides follow: the collection may have been moved, without a signal, and other people may read its files."""
    if not (raw or created):
        collection_id = instance.pk
        transaction.on_commit(lambda: documents_follow(collection_id), robust=True)


def documents_follow(collection_id: int) -> None:
    """Bring in step the guides that link to a document in this collection, or below."""
    for collection in Collection.objects.filter(pk=collection_id):
        documents = get_document_model().objects.filter(collection__path__startswith=collection.path)
        dependents_follow("document", *documents.values_list("pk", flat=True))


def page_about_to_be_saved(
    sender: type[Model], instance: Model, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Expiry saves a guide as a plain Page: the feed is locked first then, too."""
    if raw or not isinstance(instance, Page):
        return
    if sender is Page and is_guide(instance) and not _is_moving(instance):
        FeedCounter.lock()
        align_with_row(instance, update_fields)
    about_to_be_saved(instance, update_fields=update_fields)


def page_saved(
    sender: type[Model], instance: Model, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    if raw or not isinstance(instance, Page) or is_bookkeeping(update_fields):
        return
    if sender is Page and is_guide(instance) and not _is_moving(instance):
        bring_in_step(instance.pk)
    before, after = _before_and_after(instance)
    _readers_follow(instance, after.differ_from(before))
    if after.is_in_menu and not before.is_in_menu:
        path = instance.path
        transaction.on_commit(lambda: menu_changed(path), robust=True)


def page_about_to_go(instance: Page, **kwargs: Any) -> None:
    take_page_away(instance.pk)


def page_gone(instance: Page, **kwargs: Any) -> None:
    for kind in ("page", "frame"):
        _dependents_follow(kind, instance.pk)


def page_readdressed(instance: Page, **kwargs: Any) -> None:
    """Let guides at and below a page with a new slug or parent follow: their addresses are others, maybe their site."""
    path = instance.path
    transaction.on_commit(lambda: subtree_follows(path, itself=False), robust=True)


def page_about_to_move(instance: Page, url_path_after: str, **kwargs: Any) -> None:
    """Remember that a page is being moved, so that its save takes no lock of the feed.

    A move locks the rows of siblings before it saves: to lock the feed after them could be a deadlock. It changes no
    words, and reads go by the live tree: its guides follow when it is committed.
    """
    _moving.set({**_moving.get({}), instance.pk: url_path_after})


def page_moved(instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any) -> None:
    _moving.set({pk: path for pk, path in _moving.get({}).items() if pk != instance.pk})
    path, is_elsewhere = instance.path, url_path_before != url_path_after
    transaction.on_commit(lambda: subtree_follows(path, was_hidden=is_elsewhere), robust=True)


def _is_moving(page: Page) -> bool:
    """Return True within a move of the page. After one that failed, the page is still where it was: then False."""
    return bool(_moving.get({}).get(page.pk) == page.url_path)


def translations_follow(page: Page, **kwargs: Any) -> None:
    """Let the guide's other languages follow: they name this one."""
    key, page_id = page.translation_key, page.pk
    transaction.on_commit(lambda: dependents_follow("translation", key, but=page_id), robust=True)


def replies_follow(guide: Guide, entries: set[int], **kwargs: Any) -> None:
    """Let the guides follow whose replies became these questions: the replies lead to them, in whatever guide."""
    guides = Guide.objects.filter(replies__faq_entry__in=entries, page__isnull=False).exclude(pk=guide.pk)
    page_ids = list(guides.values_list("page_id", flat=True).distinct())
    if page_ids:
        transaction.on_commit(lambda: follow(page_ids), robust=True)
