"""What a guide's page says below the guide: its replies, and the form or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.safestring import SafeString

from faq_blocks.references import Reference
from guide_pages.queries.visibility import is_public
from guide_pages.records import Delivery, Reply
from guide_pages.records.replies import ReplyQuerySet
from guide_pages.replies.forms import ReplyForm
from guide_pages.replies.opening import Opening
from guide_pages.replies.tokens import page_token
from guide_pages.replies.words import to_html

if TYPE_CHECKING:
    from uuid import UUID

    from faq_blocks.models import FaqEntry
    from guide_pages.document import CompiledGuide, GuideDocument


#: Replies that stand in a guide's page, with the answers to them; the others are a page further.
THREADS_A_PAGE = 50


class Shown(NamedTuple):
    """A reply as readers see it, with the answers to it."""

    reply: Reply
    html: SafeString
    answers: list[Shown]


@dataclass(frozen=True)
class Discussion:
    """All of it, for the template.

    `replies` are the newest, `count` says how many there are, `earlier_url` leads to the others; `questions` are those
    that became questions of the library. `references` is what a guide's page then depends on.
    """

    opening: Opening
    replies: list[Shown]
    count: int
    form: ReplyForm
    token: str
    action: str
    token_url: str
    earlier_url: str
    references: set[Reference]
    questions: list[Reply]

    @property
    def answer_url(self) -> str:
        """Where a reader answers a reply; nothing where replies are closed."""
        return self.action if self.opening.is_open else ""


def discussion(guide_id: UUID, document: GuideDocument, opening: Opening) -> Discussion:
    """Return what stands under a guide now, and write nothing. A query; five where there are replies, and more for
    those that became questions."""
    references: set[Reference] = set()
    count = shown_under(guide_id).count()
    questions = list(shown_under(guide_id).exclude(faq_entry=None).select_related("faq_entry")) if count else []
    for reply in questions:
        entry = cast("FaqEntry", reply.faq_entry)
        references.add(Reference("faq_entry", str(entry.pk)))
        reply.answered_in = _place_of(entry, document, references)
    pages = thread_pages(guide_id) if count else Paginator(Reply.objects.none(), THREADS_A_PAGE)
    return Discussion(
        opening=opening,
        replies=threads(pages.get_page(1), {reply.pk: reply.answered_in for reply in questions}),
        count=count,
        earlier_url=f"{reverse('guidepost_replies', args=[guide_id])}?page=2" if pages.num_pages > 1 else "",
        form=ReplyForm(auto_id="reply_%s"),
        token=page_token(guide_id),
        action=reverse("guidepost_reply", args=[guide_id]),
        token_url=reverse("guidepost_reply_token", args=[guide_id]),
        references=references,
        questions=questions,
    )


def shown_under(guide_id: UUID) -> ReplyQuerySet:
    """Return the replies that a guide's readers are shown."""
    return Reply.objects.shown().filter(guide=guide_id)


def thread_pages(guide_id: UUID) -> Paginator[Reply]:
    """Return the replies that answer no other, the newest on the first page: the guide's own."""
    return Paginator(shown_under(guide_id).filter(parent=None).order_by("-created_at", "-pk"), THREADS_A_PAGE)


def threads(page: Page[Reply], answered_in: dict[UUID, Any] | None = None) -> list[Shown]:
    """Return the replies of a page, the oldest first, each with the answers to it. One query more.

    `answered_in` is where the questions are that some became, by reply, as far as it differs from what is stored.
    """
    first = list(reversed(page.object_list))
    below = Reply.objects.shown().filter(parent__in=first).order_by("created_at", "pk")
    answers: dict[UUID | None, list[Shown]] = {}
    for reply in below:
        answers.setdefault(reply.parent_id, []).append(_shown(reply, [], answered_in))
    return [_shown(reply, answers.get(reply.pk, []), answered_in) for reply in first]


def _shown(reply: Reply, answers: list[Shown], answered_in: dict[UUID, Any] | None) -> Shown:
    if answered_in is not None:
        reply.answered_in = answered_in.get(reply.pk)
    return Shown(reply, to_html(reply.text), answers)


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
