"""What guides are made from, as digests: where one is as before, the guide's bytes cannot differ, and are not made.

A few queries for many guides. Whoever asks before he makes a guide may store the answer with it: what changes meanwhile
gives another the next time. `facts` says what is shown of shared things; here stands what is shown of the rest.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import BigIntegerField, Func, Model, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction, Page, Site

from guide_pages.pictures.placeholders import Placeholder
from guide_pages.queries.visibility import is_below, restricted_places
from guide_pages.records import Dependency, Edition, Guide, GuideSettings, Reply
from guide_pages.rendering.version import renderer_version, version_of

from .facts import facts_of, kinds, languages
from .rows import BOOKKEEPING

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

#: What is shown of a page in a menu, or above another.
_SHOWN = ("path", "pk", "title", "url_path", "locale_id", "live")


class _Page(NamedTuple):
    """Where a guide's page stands, and the ids of its guide."""

    path: str
    translation_key: UUID
    guide: UUID | None


#: So many characters of a digest of inputs tell what stands in a page's frame.
_FRAME_LENGTH = 26


def inputs_of(page_ids: Collection[int]) -> dict[int, str]:
    """Return the digest of what each of these guides would be made from now: it begins with the version of the code,
    and ends with what the page's frame is made from.

    About twenty queries, however many.
    """
    pages = {
        pk: _Page(path, key, guide)
        for pk, path, key, guide in Page.objects.filter(pk__in=page_ids).values_list(
            "pk", "path", "translation_key", "guide"
        )
    }
    hidden = restricted_places()
    common = hashlib.sha256(_common())
    digests = {pk: common.copy() for pk in pages}
    frames = {pk: hashlib.sha256() for pk in pages}
    in_menus = _in_menus(hidden)
    for part in (_pages, _guides, _shared, _translations, _replies):
        for pk, row in part(pages, hidden):
            digests[pk].update(repr(row).encode())
    for pk, is_frame, row in _above_each(pages, hidden, in_menus):
        (frames if is_frame else digests)[pk].update(repr(row).encode())
    version = version_of(renderer_version())
    return {
        pk: f"{version}{digest.hexdigest()[len(version) : -_FRAME_LENGTH]}{frames[pk].hexdigest()[-_FRAME_LENGTH:]}"
        for pk, digest in digests.items()
    }


def without_frame(inputs: str) -> str:
    """Return what a digest of inputs says of all but the page's frame. Where that is the same, so is all but it."""
    return inputs[:-_FRAME_LENGTH]


def frame_digest(inputs: str) -> str:
    """Return what a digest of inputs says of the page's frame."""
    return inputs[-_FRAME_LENGTH:]


def _common() -> bytes:
    """Return what concerns every guide: what it is made by, and the addresses of all sites."""
    sites = Site.objects.order_by("pk").values_list("root_page__path", "root_page__url_path", *_fields(Site))
    restricted = CollectionViewRestriction.objects.order_by("pk").values_list("collection__path")
    return repr((renderer_version(), list(sites), list(restricted))).encode()


def _pages(pages: dict[int, _Page], hidden: set[str]) -> Iterator[tuple[int, Any]]:
    """Yield each page's own rows, and whether it is hidden."""
    of_type: dict[int, list[int]] = defaultdict(list)
    rows = Page.objects.filter(pk__in=pages).order_by("pk")
    for pk, type_id, *row in rows.values_list("pk", "content_type_id", *_fields(Page)):
        yield pk, (is_below(hidden, pages[pk].path), row)
        of_type[type_id].append(pk)
    for type_id, keys in of_type.items():
        model = ContentType.objects.get_for_id(type_id).model_class() or Page
        yield from _of(model._base_manager.filter(pk__in=keys).order_by("pk"), "pk", *_own(model))
        for relation in get_all_child_relations(model):
            if relation.name not in BOOKKEEPING:
                child, parent = relation.related_model, relation.field.attname
                yield from _of(child.objects.filter(**{f"{parent}__in": keys}).order_by("pk"), parent, *_fields(child))


def _own(model: type[Page]) -> list[str | Combinable]:
    """Return what a page's own table says, a StreamField by what is stored: on PostgreSQL by its hash there."""
    fields = [field for field in model._meta.local_concrete_fields if field.name not in BOOKKEEPING]
    return [_raw(field.name) if isinstance(field, StreamField) else field.attname for field in fields]


def _raw(name: str) -> Combinable:
    if connection.vendor == "postgresql":
        return Func(name, Value(0), function="jsonb_hash_extended", output_field=BigIntegerField())
    return Cast(name, TextField())


class _Root(NamedTuple):
    """Where a site's pages begin, in one language: its settings and languages, and the pages in its menu and footer."""

    settings: list[Any]
    in_menus: list[Any]


def _in_menus(hidden: set[str]) -> dict[str, _Root]:
    """Return what concerns all pages below the root of a site, by its place."""
    roots: dict[str, _Root] = defaultdict(lambda: _Root([], []))
    settings = {row[0]: row for row in GuideSettings.objects.values_list("site_id", *_fields(GuideSettings))}
    in_menus = Q(pk=None)
    for site in Site.objects.order_by("pk").select_related("root_page"):
        homes = list(site.root_page.get_translations(inclusive=True).order_by("pk"))
        languages = [
            (home.path, home.url_path, home.locale_id, home.live, is_below(hidden, home.path)) for home in homes
        ]
        for root in homes:
            roots[root.path].settings.extend((settings.get(site.pk), languages))
            in_menus |= Q(path__startswith=root.path, depth__lte=root.depth + 2)
    for path, *row in Page.objects.filter(in_menus, show_in_menus=True).order_by("path").values_list(*_SHOWN):
        for place, root in roots.items():
            if path.startswith(place):
                root.in_menus.append((path, row, is_below(hidden, path)))
    return dict(roots)


def _above_each(pages: dict[int, _Page], hidden: set[str], roots: dict[str, _Root]) -> Iterator[tuple[int, bool, Any]]:
    """Yield what the pages above each page say, and the sites that begin there; and whether it is the frame's.

    The root's title may be a site's name, which stands in more than the frame.
    """
    above = {path for page in pages.values() for path in _above(page.path)}
    rows = Page.objects.filter(path__in=above).order_by().values_list(*_SHOWN)
    ancestors = {path: (row, is_below(hidden, path)) for path, *row in rows}
    frames = {path: repr((row, roots[path].in_menus if path in roots else None)) for path, row in ancestors.items()}
    for pk, page in pages.items():
        for path in _above(page.path):
            if path in ancestors:
                yield pk, True, frames[path]
            if path in roots:
                yield pk, False, (ancestors.get(path), roots[path].settings)


def _guides(pages: dict[int, _Page], hidden: set[str]) -> Iterator[tuple[int, Any]]:
    """Yield what is stored of each guide, and of its latest edition."""
    latest = Edition.objects.filter(guide=OuterRef("pk")).order_by("-number")
    names = ("number", "digest", "withdrawn_at")
    guides = Guide.objects.filter(page__in=pages).annotate(
        **{f"latest_{name}": Subquery(latest.values(name)[:1]) for name in names}
    )
    own = ("pk", "site_id", "locale_id", "share_picture__made", "share_picture__file")
    yield from _of(guides, "page_id", *own, *(f"latest_{name}" for name in names))


def _shared(pages: dict[int, _Page], hidden: set[str]) -> Iterator[tuple[int, Any]]:
    """Yield what is shown now of the things that each guide has read."""
    read = Dependency.objects.filter(guide__page__in=pages).order_by("kind", "key")
    read = read.exclude(kind__in=("frame", "site", "translation"))
    by_page = list(read.values_list("guide__page", "kind", "key"))
    keys: dict[str, set[str]] = defaultdict(set)
    for _pk, kind, key in by_page:
        keys[kind].add(key)
    shown = {
        (kind.name, str(key)): row
        for kind in kinds()
        for key, row in (facts_of(kind, keys[kind.name]) if kind.name in keys else {}).items()
    }
    beside: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for kind, of, row in (*_pictures(keys["image"]), *_linked(keys["page"], hidden), *_in_languages(keys)):
        beside[kind, str(of)].append(row)
    for pk, kind, key in by_page:
        yield pk, (kind, key, shown.get((kind, key)), beside.get((kind, key)))


def _in_languages(keys: dict[str, set[str]]) -> Iterator[tuple[str, UUID, Any]]:
    """Yield in which languages there is what guides have read in another."""
    for kind in languages():
        if kind.name in keys:
            names = (*kind.fields, "pk", *(("live",) if kind.may_be_draft else ()))
            found = kind.model._base_manager.filter(translation_key__in=keys[kind.name]).order_by("pk")
            for key, *row in found.values_list(*names):
                yield kind.name, key, row


def _pictures(keys: Collection[str]) -> Iterator[tuple[str, int, Any]]:
    if not keys:
        return
    renditions = get_image_model().get_rendition_model().objects.filter(image__in=keys).order_by("pk")
    names = ("filter_spec", "focal_point_key", "file", "width", "height")
    for key, *row in renditions.values_list("image_id", *names):
        yield "image", key, row
    for key, color in Placeholder.objects.filter(image__in=keys).values_list("image_id", "color"):
        yield "image", key, color


def _linked(keys: Collection[str], hidden: set[str]) -> Iterator[tuple[str, int, Any]]:
    """Yield of each linked page whether it is public, which guide it is, and its title, which a link to a guide has."""
    if not keys:
        return
    pages = Page.objects.filter(pk__in=keys)
    for key, path, *row in pages.values_list("pk", "path", "guide", "title", "locale_id"):
        yield "page", key, (row, is_below(hidden, path))


def _translations(pages: dict[int, _Page], hidden: set[str]) -> Iterator[tuple[int, Any]]:
    """Yield the published guides in other languages."""
    by_key: dict[UUID, list[int]] = defaultdict(list)
    for pk, page in pages.items():
        by_key[page.translation_key].append(pk)
    others = Page.objects.filter(translation_key__in=by_key, guide__delivery__isnull=False, live=True).order_by("pk")
    for key, path, other, *row in others.values_list("translation_key", "path", "pk", "url_path", "locale_id"):
        for pk in by_key[key]:
            if pk != other:
                yield pk, (other, row, is_below(hidden, path))


def _replies(pages: dict[int, _Page], hidden: set[str]) -> Iterator[tuple[int, Any]]:
    """Yield the replies below each guide; of one that became a question, the guides where its answer may stand."""
    replies = Reply.objects.shown().filter(guide__page__in=pages).order_by("created_at", "pk")
    names = ("pk", "state", "parent_id", "name", "text", "is_publisher", "created_at", "faq_entry_id")
    found = list(replies.values_list("guide__page", *names))
    entries = {str(row[-1]) for row in found if row[-1]}
    places: dict[str, list[Any]] = defaultdict(list)
    if entries:
        asked = Dependency.objects.filter(kind="faq_entry", key__in=entries, guide__delivery__isnull=False)
        rows = asked.order_by("guide").values_list(
            "key", "guide__page__path", "guide__page__live", "guide", "guide__delivery__path"
        )
        for key, path, *row in rows:
            places[key].append((row, is_below(hidden, path)))
    for pk, *row in found:
        yield pk, (row, places.get(str(row[-1])))


def _of(rows: QuerySet[Any], key: str, *names: Any) -> Iterator[tuple[int, Any]]:
    for pk, *row in rows.values_list(key, *names):
        yield pk, row


def _fields(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.name not in BOOKKEEPING]


def _above(path: str) -> Iterable[str]:
    return (path[:end] for end in range(Page.steplen, len(path), Page.steplen))
