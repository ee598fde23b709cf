"""What guides show of what they share: said once for each kind, compared before and after a change.

Where these facts are the same, nobody is concerned: a draft, a body that no guide shows, bookkeeping.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from faq_blocks.models import FaqEntry
from guide_pages.records import Contributor, GlossaryTerm, GuideSettings, Synonyms, Topic


class Kind(NamedTuple):
    """What guides depend on under this name: a model, and the fields of it that they show.

    Of what `may_be_draft`, a row that is not live shows only that.
    """

    name: str
    model: type[Model]
    fields: tuple[str, ...]
    may_be_draft: bool = False


#: What ends the name of a kind that is known by the key of its translations.
LANGUAGE = "_language"
#: What a picture is cut by, beside its file.
_FOCAL_POINT = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
_SAID_BESIDE = (
    "disclaimer",
    "urgent_help_heading",
    "urgent_help_text",
    "urgent_help_contacts",
    "urgent_help_countries",
    "translations",
)
#: The kinds of which pages around guides show something themselves, and not only the guides that they list. What else
#: they show of a page, the page's save tells.
AROUND = frozenset({"topic", "topic_page", "document", "page", "site", "address", "synonyms"})


def kinds() -> list[Kind]:
    """Return every kind of thing that guides share. `frame` are the pages in the menu and above a guide;
    of a `topic_page` only pages around guides show something."""
    return [
        Kind("faq_entry", FaqEntry, ("question", "answer", "more"), may_be_draft=True),
        Kind("contributor", Contributor, ("name", "credentials", "role", "biography", "photo", "url")),
        Kind("topic", Topic, ("name", "slug")),
        Kind("topic_page", Topic, ("introduction",)),
        Kind("term", GlossaryTerm, ("term", "also", "definition")),
        Kind("synonyms", Synonyms, ("locale", "words")),
        Kind("document", get_document_model(), ("file", "collection")),
        Kind("image", get_image_model(), ("file", *_FOCAL_POINT)),
        Kind("page", Page, ("url_path",), may_be_draft=True),
        Kind("frame", Page, ("title", "url_path", "show_in_menus"), may_be_draft=True),
        Kind("site", GuideSettings, ("site", *_SAID_BESIDE, "replies", "replies_days")),
        Kind("address", Site, ("hostname", "port", "site_name", "root_page", "is_default_site")),
    ]


def languages() -> list[Kind]:
    """Return the kinds of things whose translations stand for them: a guide that has read one in another language
    depends, under this name, on the key that all its translations have."""
    return [
        Kind(f"{kind.name}{LANGUAGE}", kind.model, ("translation_key", "locale"), kind.may_be_draft)
        for kind in kinds()
        if kind.name in ("faq_entry", "contributor", "topic", "term")
    ]


class Facts(NamedTuple):
    """What a row shows to guides, by the name of the kind. Nothing for a row that is not there."""

    by_kind: dict[str, tuple[Any, ...]]

    @classmethod
    def stored(cls, instance: Model) -> Facts:
        """Return what the row of this instance shows now. One query; none for what has no row yet."""
        found = [kind for kind in (*kinds(), *languages()) if isinstance(instance, kind.model)]
        if not found or instance.pk is None:
            return cls({})
        model = found[0].model
        names = {name for kind in found for name in _read(kind)}
        row = model._base_manager.filter(pk=instance.pk).values(*names).first()
        return cls({kind.name: _facts(kind, row) for kind in found} if row else {})

    def differ_from(self, before: Facts) -> set[str]:
        """Return the kinds under which something else is shown than before."""
        names = self.by_kind.keys() | before.by_kind.keys()
        return {name for name in names if self.by_kind.get(name) != before.by_kind.get(name)}

    @property
    def file(self) -> str:
        """The file of an image; nothing for anything else."""
        name, *_focal_point = self.by_kind.get("image") or ("",)
        return str(name)

    @property
    def is_in_menu(self) -> bool:
        """True for a page that its site's menu names, if it stands there."""
        *_rest, in_menu = self.by_kind.get("frame") or (False,)
        return bool(in_menu)


def facts_of(kind: Kind, keys: Collection[object]) -> dict[Any, tuple[Any, ...]]:
    """Return what many rows of a kind show now, by their keys. One query."""
    rows = kind.model._base_manager.filter(pk__in=keys).values("pk", *_read(kind))
    return {row["pk"]: _facts(kind, row) for row in rows}


def _read(kind: Kind) -> tuple[str, ...]:
    return (*kind.fields, "live") if kind.may_be_draft else kind.fields


def _facts(kind: Kind, row: dict[str, Any]) -> tuple[Any, ...]:
    if kind.may_be_draft and not row["live"]:
        return ()
    return tuple(row[name] for name in kind.fields)
