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

from .following import dependents_follow, every_guide_follows, follow, menu_changed, subtree_follows
from .in_step import bring_in_step
from .pictures import refresh_image
from .rows import follow_row, is_bookkeeping
from .signals import guide_readdressed, library_questions_changed
from .taking_away import take_page_away

#: Where this thread is moving pages to: their URL paths, by id.
_moving: ContextVar[dict[int, str]] = ContextVar("_moving")


def connect() -> None:
    """Connect the handlers to their signals. Called once, when Django is ready."""
    image, rendition = get_image_model(), get_image_model().get_rendition_model()
    pairs = [
        (post_save, shared_changed, (FaqEntry, Contributor, Topic, get_document_model())),
        (post_delete, shared_changed, (FaqEntry, Contributor, Topic, get_document_model(), image)),
        (post_save, image_saved, (image,)),
        (post_delete, rendition_deleted, (rendition,)),
        (post_save, settings_changed, (GuideSettings,)),
        (post_delete, settings_changed, (GuideSettings,)),
        (post_save, site_changed, (Site,)),
        (post_delete, site_changed, (Site,)),
        (post_save, restriction_changed, (PageViewRestriction,)),
        (post_delete, restriction_changed, (PageViewRestriction,)),
        (post_save, collection_saved, (Collection,)),
        (post_save, collection_restricted, (CollectionViewRestriction,)),
        (post_delete, collection_restricted, (CollectionViewRestriction,)),
        (pre_save, base_page_about_to_be_saved, (Page,)),
        (post_save, page_saved, (None,)),
        (pre_delete, page_about_to_go, (Page,)),
        (post_delete, page_gone, (Page,)),
        (page_slug_changed, page_readdressed, (None,)),
        (pre_page_move, page_about_to_move, (None,)),
        (post_page_move, page_moved, (None,)),
        (guide_readdressed, translations_follow, (Guide,)),
        (library_questions_changed, replies_follow, (Guide,)),
    ]
    for signal, handler, senders in pairs:
        for sender in senders:
            signal.connect(handler, sender=sender, dispatch_uid=f"guide_pages.{handler.__name__}.{sender}")


def _kinds() -> dict[type[Model], str]:
    """Return the models of what guides share, with the names under which guides depend on it."""
    return {
        FaqEntry: "faq_entry",
        Contributor: "contributor",
        Topic: "topic",
        get_document_model(): "document",
        get_image_model(): "image",
    }


def shared_changed(sender: type[Model], instance: Model, raw: bool = False, **kwargs: Any) -> None:
    """Let the guides of an entry, a person, a topic or a document follow once this is committed."""
    if not raw:
        kind, key = _kinds()[sender], instance.pk
        transaction.on_commit(lambda: dependents_follow(kind, key), robust=True)


def image_saved(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Make the files of an image that is new, or has another file or focal point; then its guides follow."""
    if not raw:
        transaction.on_commit(lambda: enqueue(refresh_image, instance.pk), robust=True)


def rendition_deleted(instance: Any, **kwargs: Any) -> None:
    """Make the file again: a delivery may name it."""
    image_id = instance.image_id
    transaction.on_commit(lambda: enqueue(refresh_image, image_id, only_if_made=True), robust=True)


def settings_changed(instance: GuideSettings, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        transaction.on_commit(lambda: dependents_follow("site", instance.site_id), robust=True)


def site_changed(instance: Site, raw: bool = False, **kwargs: Any) -> None:
    """Let every guide follow: with another host name or root page, any may have another address or site."""
    if not raw:
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


def base_page_about_to_be_saved(instance: Page, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Lock the feed first, where a guide is saved as a plain Page, too: expiry does so."""
    if not raw and is_guide(instance) and not _is_moving(instance):
        FeedCounter.lock()
        follow_row(instance, update_fields)


def page_saved(
    sender: type[Model], instance: Model, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    if raw or not isinstance(instance, Page) or is_bookkeeping(update_fields):
        return
    if sender is Page and is_guide(instance) and not _is_moving(instance):
        bring_in_step(instance.pk)
    page_id, path, in_menu = instance.pk, instance.path, instance.show_in_menus and instance.live
    transaction.on_commit(lambda: dependents_follow("page", page_id), robust=True)
    if in_menu:
        transaction.on_commit(lambda: menu_changed(path), robust=True)


def page_about_to_go(instance: Page, **kwargs: Any) -> None:
    take_page_away(instance.pk)


def page_gone(instance: Page, **kwargs: Any) -> None:
    page_id = instance.pk
    transaction.on_commit(lambda: dependents_follow("page", page_id), robust=True)


def page_readdressed(instance: Page, **kwargs: Any) -> None:
    """Let guides at and below a page with a new slug or parent follow: their addresses are others, maybe their site."""
    path = instance.path
    transaction.on_commit(lambda: subtree_follows(path), robust=True)


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
