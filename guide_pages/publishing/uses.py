"""Which guides use what is shared: those that readers have, drafts that nobody was shown yet, and changes to come; and
what else that is shared does, whether a guide shows it or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex

from faq_blocks.models import FaqEntry
from guide_pages.records import Contributor, Dependency, Topic
from guide_pages.records.fields import GuidePageFields

from .facts import kinds
from .following import guide_pages

#: So many guides are named where it is refused to delete what they use.
NAMED = 5
#: What is no guide's to keep: pages have rules of their own, and what pages around guides show is made anew.
_NOT_KEPT = frozenset({"page", "frame", "topic_page", "site", "address", "synonyms"})

#: What is shared and names other things that are.
_SHARED: tuple[type[Model], ...] = (FaqEntry, Contributor, Topic)


class InUse(ProtectedError):
    """Something was about to be deleted that guides use, or what they share. Nothing was changed."""

    def __init__(self, thing: Model, users: Sequence[Model]) -> None:
        named = ", ".join(f"“{user}”" for user in users[:NAMED])
        more = gettext(" and others") if len(users) > NAMED else ""
        said = gettext("“%(thing)s” is not deleted: %(guides)s%(more)s use it.")
        self.said = said % {"thing": thing, "guides": named, "more": more}
        super().__init__(self.said, set(users))


def kind_of(thing: Model) -> str:
    """Return under which name guides depend on a shared thing; nothing for what no guide keeps."""
    names = (kind.name for kind in kinds() if isinstance(thing, kind.model) and kind.name not in _NOT_KEPT)
    return next(names, "")


def guides_using(things: Sequence[Any]) -> dict[Any, list[Page]]:
    """Return the guides that use each of these things, by its key, in the order of their titles.

    The things are of one kind. A guide that says it now uses it, one whose draft does, and one that would if what was
    changed in it since were published.
    """
    kind = kind_of(things[0]) if things else ""
    if not kind:
        return {}
    keys = {thing.pk for thing in things}
    found: dict[Any, set[int]] = defaultdict(set)
    for key, page_id in (*_said(kind, keys), *_stored(things[0], keys), *_to_come(things[0], keys)):
        found[key].add(page_id)
    pages = guide_pages().in_bulk({page_id for ids in found.values() for page_id in ids})
    return {
        key: sorted((pages[pk] for pk in ids if pk in pages), key=lambda page: (page.title, page.pk))
        for key, ids in found.items()
    }


def shared_using(things: Sequence[Any]) -> dict[Any, list[Model]]:
    """Return the answers, topics and people that use each of these things, by its key, in the order of their names.

    The things are of one kind. What was changed in an answer since it was published counts, too.
    """
    if not things or not kind_of(things[0]):
        return {}
    keys = {thing.pk for thing in things}
    found: dict[Any, set[Model]] = defaultdict(set)
    indexed = list(_indexed(things[0], keys, *_SHARED))
    for model in {model for _key, model, _pk in indexed}:
        users = model._default_manager.in_bulk({int(pk) for _key, its, pk in indexed if its is model})
        for key, its, pk in indexed:
            if its is model and int(pk) in users:
                found[key].add(users[int(pk)])
    for entry in FaqEntry.objects.filter(has_unpublished_changes=True).select_related("latest_revision"):
        draft = entry.latest_revision.as_object() if entry.latest_revision else entry
        for named, key in references_in_fields(draft):
            if issubclass(named, things[0]._meta.model) and key in keys:
                found[key].add(entry)
    return {key: sorted(users, key=lambda user: (str(user), user.pk)) for key, users in found.items()}


def refuse_if_used(thing: Model) -> None:
    """Raise InUse if a guide uses it, or something else that is shared."""
    users = [*guides_using([thing]).get(thing.pk, []), *shared_using([thing]).get(thing.pk, [])]
    if users:
        raise InUse(thing, users)


def _said(kind: str, keys: set[Any]) -> Iterator[tuple[Any, int]]:
    read = Dependency.objects.filter(kind=kind, key__in=[str(key) for key in keys], guide__page__isnull=False)
    by_name = {str(key): key for key in keys}
    yield from ((by_name[key], page) for key, page in read.values_list("key", "guide__page"))


def _stored(thing: Model, keys: set[Any]) -> Iterator[tuple[Any, int]]:
    """Yield what Wagtail's index knows of pages: drafts that have never been published, too."""
    yield from ((key, int(page)) for key, _model, page in _indexed(thing, keys, Page))


def _indexed(thing: Model, keys: set[Any], *models: type[Model]) -> Iterator[tuple[Any, type[Model], str]]:
    by_name = {str(key): key for key in keys}
    kinds_of = {kind.pk: model for model, kind in ContentType.objects.get_for_models(*models).items()}
    rows = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(thing._meta.model),
        to_object_id__in=by_name,
        base_content_type__in=kinds_of,
    ).values_list("to_object_id", "base_content_type", "object_id")
    yield from ((by_name[key], kinds_of[kind], pk) for key, kind, pk in rows)


def _to_come(thing: Model, keys: set[Any]) -> Iterator[tuple[Any, int]]:
    """Yield what changes use that were saved and not published: no index knows of them."""
    changed = guide_pages().filter(has_unpublished_changes=True, latest_revision__isnull=False)
    for page in changed.select_related("latest_revision").iterator(chunk_size=50):
        draft = page.latest_revision.as_object()
        for model, key in references_in_page(draft):
            if issubclass(model, thing._meta.model) and key in keys:
                yield key, page.pk


def references_in_page(page: GuidePageFields) -> Iterator[tuple[type[Model], Any]]:
    """Yield what a guide names, as it stands in memory: a model and a key each."""
    yield from references_in_fields(page)
    if page.hero_id:
        yield page._meta.get_field("hero").remote_field.model, page.hero_id
    for relation, name in (
        ("guide_topics", "topic"),
        ("guide_authors", "contributor"),
        ("guide_reviewers", "contributor"),
    ):
        for child in getattr(page, relation).all():
            yield child._meta.get_field(name).remote_field.model, getattr(child, f"{name}_id")


def references_in_fields(record: Model) -> Iterator[tuple[type[Model], Any]]:
    """Yield what the texts and blocks of a record name, as it stands in memory: a model and a key each."""
    for field in record._meta.get_fields():
        if isinstance(field, (RichTextField, StreamField)):
            for model, key, _path, _place in field.extract_references(getattr(record, field.name)):
                yield model, model._meta.pk.to_python(key)
