"""What a guide's page says below the guide: its replies, and the form or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString

from faq_blocks.references import Reference
from guide_pages.queries.visibility import is_public
from guide_pages.records import Delivery, Reply
from guide_pages.replies.forms import ReplyForm
from guide_pages.replies.opening import Opening
from guide_pages.replies.tokens import page_token
from guide_pages.replies.words import to_html

if TYPE_CHECKING:
    from uuid import UUID

    from faq_blocks.models import FaqEntry
    from guide_pages.document import CompiledGuide, GuideDocument


class Shown(NamedTuple):
    """A reply as readers see it, with the answers to it."""

    reply: Reply
    html: SafeString
    answers: list[Shown]


@dataclass(frozen=True)
class Discussion:
    """All of it, for the template. `references` is what a guide's page then depends on."""

    opening: Opening
    replies: list[Shown]
    count: int
    form: ReplyForm
    token: str
    action: str
    token_url: str
    references: set[Reference]

    @property
    def answer_url(self) -> str:
        """Where a reader answers a reply; nothing where replies are closed."""
        return self.action if self.opening.is_open else ""


def discussion(guide_id: UUID, document: GuideDocument, opening: Opening) -> Discussion:
    """Return what stands under a guide now, and write nothing. One query, and some for each reply made a question."""
    replies = list(
        Reply.objects.shown().filter(guide=guide_id).order_by("created_at", "pk").select_related("faq_entry")
    )
    references: set[Reference] = set()
    for reply in replies:
        reply.answered_in = None
        if reply.faq_entry is not None:
            references.add(Reference("faq_entry", str(reply.faq_entry.pk)))
            reply.answered_in = _place_of(reply.faq_entry, document, references)
    answers: dict[UUID | None, list[Shown]] = {}
    for reply in replies:
        answers.setdefault(reply.parent_id, []).append(Shown(reply, to_html(reply.text), []))
    threads = [shown._replace(answers=answers.get(shown.reply.pk, [])) for shown in answers.get(None, [])]
    return Discussion(
        opening=opening,
        replies=threads,
        count=len(replies),
        form=ReplyForm(auto_id="reply_%s"),
        token=page_token(guide_id),
        action=reverse("guidepost_reply", args=[guide_id]),
        token_url=reverse("guidepost_reply_token", args=[guide_id]),
        references=references,
    )


def _place_of(entry: FaqEntry, document: GuideDocument, references: set[Reference]) -> dict[str, Any] | None:
    """Return where readers find an entry of the FAQ library: in this guide, else in the first public one with it."""
    if anchor := _anchor(entry, document):
        return {"guide": str(document.id), "anchor": anchor, "url": f"{document.url}#{anchor}"}
    elsewhere = Delivery.objects.filter(
        is_public("guide__page__"), guide__dependencies__kind="faq_entry", guide__dependencies__key=str(entry.pk)
    ).exclude(guide=document.id)
    for delivery in elsewhere.order_by("first_published_at", "pk").select_related("edition", "site", "guide"):
        if anchor := _anchor(entry, delivery.edition.compiled):
            references.add(Reference("page", str(delivery.guide.page_id)))
            url = f"{delivery.site.root_url}{delivery.path}#{anchor}"
            return {"guide": str(delivery.guide_id), "anchor": anchor, "url": url}
    return None


def _anchor(entry: FaqEntry, guide: CompiledGuide) -> str:
    return next((question.anchor for question in guide.questions() if question.library_entry == entry.uuid), "")


def keep_places(discussion: Discussion) -> None:
    """Store where each reply's question is, for the API. For the publishing transaction."""
    shown = [one.reply for thread in discussion.replies for one in (thread, *thread.answers)]
    known = dict(Reply.objects.filter(pk__in=[reply.pk for reply in shown]).values_list("pk", "answered_in"))
    changed = [reply for reply in shown if known[reply.pk] != reply.answered_in]
    Reply.objects.bulk_update(changed, ["answered_in"])
