"""A document → the bytes that are sent. Addresses, renditions and the site's frame are filled in here."""

from __future__ import annotations

import hashlib
import math
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from uuid import UUID

import brotli
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import override

from faq_blocks.references import Reference
from faq_blocks.rich_text import compile_rich_text
from faq_blocks.templatetags.nodes import render_node
from guide_pages.document import CompiledGuide, ContentsEntry, GuideCard, GuideDocument, Notice, Translation
from guide_pages.pictures.addresses import GuideAddresses
from guide_pages.queries.visibility import is_public
from guide_pages.records import Guide
from guide_pages.records.settings import GuideSettings
from guide_pages.replies.opening import RESTRICTED, opening_of

from .addresses import numbered
from .alternates import of_guide
from .asking import asked_at_parts, asking
from .discussion import Discussion, discussion
from .glossary import opening_in_place
from .languages import alternates_of, to_choose
from .sharing import share_of_guide
from .site_data import trail
from .structured_data import structured_data
from .surroundings import Surroundings
from .topics import topics_of_guide

if TYPE_CHECKING:
    from wagtail.models import Page, Site

    from guide_pages.records import SharePicture

#: Words that an adult reads in a minute, silently: Brysbaert, Journal of Memory and Language 109 (2019).
WORDS_A_MINUTE = 238


class Said(NamedTuple):
    """What is delivered: an edition's words, and the facts about it that are not words."""

    id: UUID
    edition: int
    compiled: CompiledGuide
    references: set[Reference]
    first_published_at: datetime
    updated_at: datetime


class Rendered(NamedTuple):
    """An edition as bytes. `references` is all that they were made from, `discussion` what they say below the guide,
    `notice` what the site says above its words."""

    document: GuideDocument
    card: bytes
    json: bytes
    html: bytes
    references: set[Reference]
    discussion: Discussion | None
    notice: str


def render_guide(
    said: Said,
    page: Page,
    site: Site,
    *,
    around: Surroundings | None = None,
    picture: SharePicture | None = None,
    is_preview: bool = False,
    is_restricted: bool = False,
    userbar: str = "",
) -> Rendered:
    """Return the document, and the JSON, card and page made of it. A preview says nothing of replies.

    `picture` is shown by those who share the page.
    """
    around = around or Surroundings()
    settings = around.settings(site)
    document, references = build_document(said, page, site, settings)
    card = GuideCard(**{name: getattr(document, name) for name in GuideCard.model_fields})
    opening = RESTRICTED if is_restricted else opening_of(page, settings, said.first_published_at)
    with override(document.locale):
        below = None if is_preview else discussion(said.id, document, opening)
    shell = around.shell(site, page)
    context = {**shell.context, "share": share_of_guide(document, page, site, picture)}
    context["urgent_languages"] = settings.languages_in(document.locale, site)
    html = render_page(document, page, site, context, below, is_preview=is_preview, userbar=userbar)
    with override(document.locale):
        notice = str(shell.context.get("notice", ""))
    return Rendered(
        document=document,
        card=_json(card),
        json=_json(document),
        html=html.encode(),
        references=references
        | {Reference("frame", str(pk)) for pk in shell.pages}
        | (below.references if below else set()),
        discussion=below,
        notice=notice,
    )


def _json(part: GuideCard | GuideDocument) -> bytes:
    return part.model_dump_json().encode()


def build_document(said: Said, page: Page, site: Site, settings: GuideSettings) -> tuple[GuideDocument, set[Reference]]:
    """Return the document with today's addresses and pictures, and all that it was made from."""
    references = {
        *said.references,
        Reference("site", str(site.pk)),
        Reference("translation", str(page.translation_key)),
    }

    def read(kind: str, key: int) -> None:
        references.add(Reference(kind, str(key)))

    beside = settings.said_in(said.compiled.locale)
    disclaimer = compile_rich_text(beside.disclaimer, read)
    banner = Notice(
        heading=beside.urgent_help_heading,
        text=compile_rich_text(beside.urgent_help_text, read),
        contacts=beside.contacts,
        countries=beside.countries,
    )
    addresses = GuideAddresses(references, root_url=site.root_url)
    addresses.is_read_afresh = False  # it was asked which site this is
    _site_id, root_url, path = page.get_url_parts(request=addresses) or (site.pk, site.root_url, page.url_path)
    fields: dict[str, Any] = {name: getattr(said.compiled, name) for name in CompiledGuide.model_fields}
    document = GuideDocument(
        **fields,
        id=said.id,
        edition=said.edition,
        digest="",
        url=f"{root_url}{path}",
        path=path,
        translations=translations(page, addresses),
        first_published_at=said.first_published_at,
        updated_at=said.updated_at,
        reading_minutes=reading_minutes(said.compiled),
        contents=[
            ContentsEntry(type=part.type, anchor=part.anchor, heading=part.heading) for part in said.compiled.body
        ],
        disclaimer=disclaimer if disclaimer.plain else None,
        urgent_help=banner if banner.heading else None,
    )
    document = document.with_addresses(addresses)
    document = document.without_what_is_lost() or document  # a guide can do without any of it
    digest = hashlib.sha256(_json(document)).hexdigest()
    return document.model_copy(update={"digest": digest}), references


def translations(page: Page, addresses: GuideAddresses) -> list[Translation]:
    """Return the same guide in the other languages that have published it."""
    others = (
        Guide.objects.filter(is_public("page__"), delivery__isnull=False, page__translation_key=page.translation_key)
        .exclude(page=page.pk)
        .select_related("page__locale")
        .order_by("page__locale__language_code", "pk")
    )
    pages = ((other.pk, cast("Page", other.page)) for other in others)
    urls = ((pk, page.locale.language_code, page.get_full_url(request=addresses)) for pk, page in pages)
    return [Translation(id=pk, locale=locale, url=url) for pk, locale, url in urls if url]


def reading_minutes(guide: CompiledGuide) -> int:
    """Return how long a guide takes to read, in whole minutes, at least one."""
    words = sum(len(part.plain_text().split()) for part in guide.body)
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def render_page(
    document: GuideDocument,
    page: Page,
    site: Site,
    shell: dict[str, Any],
    below: Discussion | None = None,
    *,
    is_preview: bool = False,
    userbar: str = "",
) -> str:
    """Return the public page, the same for every reader."""
    with override(document.locale), timezone.override(timezone.get_default_timezone()):  # not its editor's
        asked = {} if is_preview or below is None or below.opening is RESTRICTED else asking(document)
        versions = {document.locale: document.url, **{other.locale: other.url for other in document.translations}}
        body, addresses = numbered("\n".join(_part(node, asked, document) for node in document.body))
        body = opening_in_place(body, document.glossary, document.locale)
        way = trail(document.url, shell.get("breadcrumbs", ()), site)
        return render_to_string(
            "guide_pages/guide_page.html",
            {
                **shell,
                "languages": to_choose(shell.get("homes", []), versions, document.locale),
                "hreflangs": [] if is_preview else alternates_of(versions),
                "guide": document,
                "topics": topics_of_guide(document, page, site),
                "body": mark_safe(body),  # noqa: S308 - made by the templates of its nodes
                "addresses": addresses,
                "discussion": below,
                "asking": asked,
                "seo_title": getattr(page, "seo_title", ""),
                "canonical_url": document.url,
                "meta_description": shell["share"].description,
                "structured_data": structured_data(document, site, has_trail=bool(way)),
                "trail": way,
                "alternates": [] if is_preview else of_guide(document.id, site.root_url, document.url),
                "is_preview": is_preview,
                "userbar": userbar,
            },
        )


def _part(node: Any, asked: dict[str, Any], document: GuideDocument) -> str:
    html = render_node(node)
    if not asked:
        return html
    questions = {question.anchor: question.question for question in document.questions()}
    return asked_at_parts(html, node.anchor, questions, asked["error_url"])


def brotlied(body: bytes) -> bytes:
    """Compress for browsers that know brotli. A higher quality takes four times as long for the same size."""
    return bytes(brotli.compress(body, quality=6))
