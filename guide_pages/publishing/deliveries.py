"""Writing how an edition is sent now, with all that is known of it beside the bytes."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import NamedTuple, cast

from wagtail.models import Site

from faq_blocks.references import Reference
from guide_pages.compiling.compiler import Compiled, references_of
from guide_pages.compiling.names import with_names_of_today
from guide_pages.document import CompiledGuide
from guide_pages.gzipping import gzipped
from guide_pages.records import Delivery, Dependency, Edition, Guide, Passage, Tombstone
from guide_pages.records.fields import GuidePageFields
from guide_pages.rendering.discussion import Discussion
from guide_pages.rendering.guide import Rendered, Said, brotlied, render_guide
from guide_pages.rendering.markdown import guide_markdown
from guide_pages.rendering.surroundings import Surroundings
from guide_pages.rendering.version import renderer_version, version_of

from .changes import note_change
from .kept_files import keep_files
from .passages import passages, write_passages
from .reply_places import keep_places
from .sequences import will_be_told
from .share_pictures import right_picture, want_picture, wanted_picture
from .tombstones import bury

#: What tells whether a delivery is still right, without its bytes.
COMPARED = (
    "digest",
    "html_digest",
    "markdown_digest",
    "inputs",
    "site",
    "path",
    "takes_replies",
    "replies_close_at",
)
#: What is stored anew only where it differs from before.
_JSON = {"sequence", "digest", "card", "json", "json_br", "json_gzip"}
_MARKDOWN = {"markdown_digest", "markdown", "markdown_br", "markdown_gzip"}


class Prepared(NamedTuple):
    """A delivery as it is to be, with what is stored beside it, and what is stored now.

    `place` is the guide's in the page tree, `picture` what its picture is to say. `moves`: clients are told. What does
    not differ has no compressed forms.
    """

    delivery: Delivery
    before: Delivery | None
    rendered: Rendered
    passages: list[Passage] | None
    place: str
    picture: str
    moves: bool
    differs: bool


class Written(NamedTuple):
    """What `write_delivery` found: what is sent differs from before; it stands at another address; the keys of entries
    of the FAQ library that it depends on now, and did not before, or the reverse."""

    has_changed: bool
    entries: set[int]
    is_readdressed: bool = False


def prepare_delivery(
    guide: Guide,
    edition: Edition,
    compiled: Compiled,
    page: GuidePageFields,
    site: Site,
    around: Surroundings,
    *,
    anew: bool = True,
    was_hidden: bool = False,
) -> Prepared:
    """Return how an edition is to be sent. Writes nothing.

    Unless `anew`, what the same code has stored of the same document is taken to be right.
    """
    before = Delivery.objects.filter(guide=guide).only(*COMPARED).first()
    guide_today, references = _today(edition, compiled)
    said = Said(
        id=guide.pk,
        edition=edition.number,
        compiled=guide_today,
        references=references,
        first_published_at=page.first_published_at or _first_edition_at(guide, edition),
        updated_at=edition.created_at,
    )
    wanted = wanted_picture(guide_today.title, site)
    rendered = render_guide(said, page, site, around=around, picture=right_picture(guide, wanted))
    now = _delivery(guide, edition, site, said, rendered)
    is_same = before is not None and not (anew or was_hidden) and _says_the_same(guide, before, now)
    if before is not None and is_same:
        now.markdown_digest = before.markdown_digest
    else:
        _add_markdown(now, rendered)
    moves = was_hidden or before is None or before.digest != now.digest or before.site_id != site.pk
    differs = moves or before is None or not _is_as_before(before, now)
    if differs:
        _compress_page(now, rendered.html)
    if moves:
        _compress_json(now, rendered.json)
    if moves or _has_new_markdown(before, now):
        _compress_markdown(now)
    made = None if is_same else list(passages(guide, rendered.document, site.pk))
    return Prepared(now, before, rendered, made, page.path, wanted, moves, differs)


def write_delivery(guide: Guide, prepared: Prepared, inputs: str) -> Written:
    """Write how a guide is sent, its dependencies and passages. Leave what is as it was.

    `inputs` is the digest of what it was made from; nothing where that is not known.
    """
    now, before, rendered, made, place, picture, moves, differs = prepared
    now.inputs = inputs
    entries = keep_dependencies(guide, rendered.references)
    are_passages_new = made is not None and write_passages(guide, made)
    keep_places(guide.pk, cast(Discussion, rendered.discussion))
    want_picture(guide, picture)
    if not differs and before is not None:
        if before.inputs != inputs:
            Delivery.objects.filter(guide=guide).update(inputs=inputs)
        return Written(are_passages_new, entries)
    if before and before.site_id != now.site_id:
        bury(guide, before.site_id, Tombstone.Reason.ELSEWHERE)
    guide.tombstones.filter(site=now.site_id).delete()
    keep_files(rendered.html)
    now.edition_id = now.edition.pk  # a new one has been saved since
    if moves:
        note_change(place)
    now.save(
        update_fields=None if moves else _fields_but(_JSON if _has_new_markdown(before, now) else _JSON | _MARKDOWN)
    )
    will_be_told(now.site_id)  # also where it waits already: who gives sequences has left it to us
    is_readdressed = before is None or before.path != now.path or before.site_id != now.site_id
    return Written(True, entries, is_readdressed)


def _has_new_markdown(before: Delivery | None, now: Delivery) -> bool:
    return before is None or before.markdown_digest != now.markdown_digest


def _fields_but(names: set[str]) -> list[str]:
    fields = Delivery._meta.concrete_fields
    return [field.name for field in fields if not field.primary_key and field.name not in names]


def _first_edition_at(guide: Guide, edition: Edition) -> datetime:
    first = guide.editions.order_by("number").values_list("created_at", flat=True).first()
    return first or edition.created_at


def _today(edition: Edition, compiled: Compiled) -> tuple[CompiledGuide, set[Reference]]:
    """Return the edition's words with what its topics and people are called now, and what that was made from."""
    if not compiled.problems:
        return compiled.guide, compiled.references
    guide = with_names_of_today(edition.compiled)
    return guide, compiled.references | references_of(guide)


def _delivery(guide: Guide, edition: Edition, site: Site, said: Said, rendered: Rendered) -> Delivery:
    """Return the delivery as it would be, without its sequence and compressed forms."""
    opening = cast(Discussion, rendered.discussion).opening
    return Delivery(
        guide=guide,
        edition=edition,
        site=site,
        path=rendered.document.path,
        first_published_at=said.first_published_at,
        updated_at=said.updated_at,
        takes_replies=opening.is_open,
        replies_close_at=opening.close_at,
        digest=rendered.document.digest,
        html_digest=hashlib.sha256(rendered.html).hexdigest(),
        card=rendered.card,
        json=rendered.json,
        html=rendered.html,
    )


def _compress_page(delivery: Delivery, html: bytes) -> None:
    delivery.html_br, delivery.html_gzip = brotlied(html), gzipped(html)


def _compress_json(delivery: Delivery, json: bytes) -> None:
    delivery.json_br, delivery.json_gzip = brotlied(json), gzipped(json)


def _says_the_same(guide: Guide, before: Delivery, now: Delivery) -> bool:
    """Return True if a document was stored by the same code: its Markdown and passages are the same, too."""
    is_code_known = version_of(before.inputs) == version_of(renderer_version())
    return is_code_known and before.digest == now.digest and guide.passages.exists()


def _add_markdown(delivery: Delivery, rendered: Rendered) -> None:
    delivery.markdown = guide_markdown(rendered.document, rendered.notice).encode()
    delivery.markdown_digest = hashlib.sha256(delivery.markdown).hexdigest()


def _compress_markdown(delivery: Delivery) -> None:
    markdown = bytes(delivery.markdown)
    delivery.markdown_br, delivery.markdown_gzip = brotlied(markdown), gzipped(markdown)


def _is_as_before(before: Delivery, now: Delivery) -> bool:
    names = ("html_digest", "markdown_digest", "takes_replies", "replies_close_at")
    return all(getattr(before, name) == getattr(now, name) for name in names)


def keep_dependencies(guide: Guide, references: set[Reference]) -> set[int]:
    """Store what a guide was made from. Return the keys of entries of the FAQ library that came or went."""
    known = {Reference(kind, key) for kind, key in guide.dependencies.values_list("kind", "key")}
    for gone in known - references:
        guide.dependencies.filter(kind=gone.kind, key=gone.key).delete()
    Dependency.objects.bulk_create(Dependency(guide=guide, kind=kind, key=key) for kind, key in references - known)
    return {int(key) for kind, key in references ^ known if kind == "faq_entry"}
