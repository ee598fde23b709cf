"""Writing how an edition is sent now, with all that is known of it beside the bytes."""

from __future__ import annotations

import hashlib
from typing import NamedTuple, cast

from wagtail.models import Site

from faq_blocks.references import Reference
from guide_pages.compiling.compiler import Compiled, references_of
from guide_pages.compiling.names import with_names_of_today
from guide_pages.document import CompiledGuide
from guide_pages.gzipping import gzipped
from guide_pages.records import Delivery, Dependency, Edition, Guide, Tombstone
from guide_pages.records.fields import GuidePageFields
from guide_pages.rendering.discussion import Discussion
from guide_pages.rendering.guide import Rendered, Said, brotlied, render_guide, renderer_version
from guide_pages.replies.opening import Opening

from .kept_files import keep_files
from .passages import write_passages
from .reply_places import keep_places
from .sequences import will_be_told
from .tombstones import bury

#: What tells whether a delivery is still right, without its bytes.
_COMPARED = ("digest", "html_digest", "renderer", "site", "path", "takes_replies", "replies_close_at")
#: What is stored anew where the JSON stays as it was.
_NOT_JSON = [
    field.name
    for field in Delivery._meta.concrete_fields
    if not field.primary_key and field.name not in {"sequence", "digest", "card", "json", "json_br", "json_gzip"}
]


class Written(NamedTuple):
    """What `write_delivery` found: what is sent differs from before; it stands at another address; the keys of entries
    of the FAQ library that it depends on now, and did not before, or the reverse."""

    has_changed: bool
    entries: set[int]
    is_readdressed: bool = False


def write_delivery(guide: Guide, edition: Edition, compiled: Compiled, page: GuidePageFields, site: Site) -> Written:
    """Write how an edition is sent, its dependencies and passages. Leave what is as it was."""
    before = Delivery.objects.filter(guide=guide).only(*_COMPARED).first()
    guide_today, references = _today(edition, compiled)
    said = Said(
        id=guide.pk,
        edition=edition.number,
        compiled=guide_today,
        references=references,
        first_published_at=page.first_published_at or guide.editions.earliest("number").created_at,
        updated_at=edition.created_at,
    )
    rendered = render_guide(said, page, site)
    entries = keep_dependencies(guide, rendered.references)
    are_passages_new = write_passages(guide, rendered.document, site.pk)
    discussion = cast(Discussion, rendered.discussion)
    keep_places(guide.pk, discussion)
    now = _delivery(guide, edition, site, said, rendered, discussion.opening)
    moves = before is None or before.digest != now.digest or before.site_id != site.pk
    if not moves and before and _is_as_before(before, now):
        return Written(are_passages_new, entries)
    if before and before.site_id != site.pk:
        bury(guide, before.site_id, Tombstone.Reason.ELSEWHERE)
    guide.tombstones.filter(site=site).delete()
    keep_files(rendered.html)
    _compress_page(now, rendered.html)
    if moves:
        _compress_json(now, rendered.json)
    now.save(update_fields=None if moves else _NOT_JSON)
    will_be_told(site.pk)  # also where it waits already: who gives sequences has left it to us
    is_readdressed = before is None or before.path != now.path or before.site_id != site.pk
    return Written(True, entries, is_readdressed)


def _today(edition: Edition, compiled: Compiled) -> tuple[CompiledGuide, set[Reference]]:
    """Return the edition's words with what its topics and people are called now, and what that was made from."""
    if not compiled.problems:
        return compiled.guide, compiled.references
    guide = with_names_of_today(edition.compiled)
    return guide, compiled.references | references_of(guide)


def _delivery(guide: Guide, edition: Edition, site: Site, said: Said, rendered: Rendered, opening: Opening) -> Delivery:
    """Return the delivery as it would be, without its sequence and compressed forms."""
    return Delivery(
        guide=guide,
        edition=edition,
        site=site,
        path=rendered.document.path,
        first_published_at=said.first_published_at,
        updated_at=said.updated_at,
        renderer=renderer_version(),
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


def _is_as_before(before: Delivery, now: Delivery) -> bool:
    names = ("html_digest", "renderer", "takes_replies", "replies_close_at")
    return all(getattr(before, name) == getattr(now, name) for name in names)


def keep_dependencies(guide: Guide, references: set[Reference]) -> set[int]:
    """Store what a guide was made from. Return the keys of entries of the FAQ library that came or went."""
    known = {Reference(kind, key) for kind, key in guide.dependencies.values_list("kind", "key")}
    for gone in known - references:
        guide.dependencies.filter(kind=gone.kind, key=gone.key).delete()
    Dependency.objects.bulk_create(Dependency(guide=guide, kind=kind, key=key) for kind, key in references - known)
    return {int(key) for kind, key in references ^ known if kind == "faq_entry"}
