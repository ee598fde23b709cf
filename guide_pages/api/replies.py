"""Replies: those that are shown under a guide, and a new one."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import DateTimeField, F, Q, TextField, UUIDField, Value
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import Router

from guide_pages.queries.hosts import host
from guide_pages.queries.prepared import Prepared, Slot
from guide_pages.reading.representation import respond_compressed
from guide_pages.records import Reply
from guide_pages.replies.forms import ReplyForm
from guide_pages.replies.limits import MAX_BYTES, Posts, TooMany, is_too_long, network_of
from guide_pages.replies.origins import is_foreign
from guide_pages.replies.places import is_open, place_at
from guide_pages.replies.receiving import KeyReused, NoParent, Sent, receive

from .cursors import from_cursor, to_cursor
from .guides import here
from .joining import JSON
from .operations import Cursor, IdempotencyKey, PageSize, Revision, read, write
from .problems import Fault, Refused, bad_cursor, not_found, unprocessable
from .schemas import GuideReply, NewReply, ReceivedReply, ReplyList

router = Router(tags=["Replies"])

_NO_GUIDE = "No public guide has this id."


@read(router, "guides/{guide_id}/replies", "listReplies", ReplyList, errors=(400, 404))
def list_replies(
    request: HttpRequest, guide_id: UUID, cursor: Cursor = None, limit: PageSize = 20, rev: Revision = 1
) -> HttpResponse:
    """What readers have replied to a public guide, once approved, the oldest first. An answer names its `parent`."""
    kind = f"replies.{guide_id}"
    rows = _listed(limit, cursor is not None).rows(**host(request), guide=guide_id, **_place(kind, cursor))
    if not rows:
        raise not_found(_NO_GUIDE)
    *_, takes_replies, close_at = rows.pop(0)
    items = [_item(*row[1:8]) for row in rows[:limit]]
    last = rows[limit - 1] if len(rows) > limit else None
    next_cursor = to_cursor(kind, last[1].isoformat(), str(last[2])) if last else None
    answer = ReplyList(items=items, next_cursor=next_cursor, is_open=is_open(takes_replies, close_at))
    body = answer.model_dump_json().encode()
    return respond_compressed(request, body, JSON)


def _item(
    created_at: Any, id: UUID, parent: UUID | None, name: str, is_publisher: bool, text: str, place: Any
) -> GuideReply:
    return GuideReply(
        id=id,
        parent=parent,
        name=name or None,
        is_publisher=is_publisher,
        text=text or None,
        created_at=created_at,
        answered_in=json.loads(place) if place else None,
    )


def _place(kind: str, cursor: str | None) -> dict[str, Any]:
    if cursor is None:
        return {}
    try:
        created_at, reply = from_cursor(kind, cursor)
        return {"created_at": datetime.fromisoformat(created_at), "reply": UUID(reply)}
    except (TypeError, ValueError) as error:
        raise bad_cursor() from error


@lru_cache(maxsize=200)
def _listed(limit: int, is_continued: bool) -> Prepared:
    return Prepared(lambda: _rows(limit, is_continued))


def _rows(limit: int, is_continued: bool) -> Any:
    """Return a row that tells of the guide, where a public one is there, and after it one for each reply."""
    guide = Slot("guide", UUIDField())
    shown = Reply.objects.shown().filter(guide=guide, guide__delivery__in=here())
    if is_continued:
        created_at, reply = Slot("created_at", DateTimeField()), Slot("reply", UUIDField())
        shown = shown.filter(Q(created_at__gte=created_at) & (Q(created_at__gt=created_at) | Q(pk__gt=reply)))
    told = ("created_at", "id", "parent_id", "name", "is_publisher", "text")
    question = Cast(
        "answered_in", TextField()
    )  # PostgreSQL sends it to a prepared query in a form that Django cannot read
    replies = shown.annotate(row=Value(1)).values_list(
        "row", *told, question, Value(False), Value(None, DateTimeField())
    )
    nothing, nobody = Value(""), Value(None, UUIDField())
    head = here().filter(guide=guide).values_list(
        Value(0), Value(None, DateTimeField()), nobody, nobody, nothing, Value(False), nothing,
        Value(None, TextField()), F("takes_replies"), F("replies_close_at"),
    )  # fmt: skip
    return replies.union(head, all=True).order_by("row", "created_at", "id")[: limit + 2]


@write(
    router, "guides/{guide_id}/replies", "createReply", {202: ReceivedReply}, errors=(400, 403, 404, 409, 413, 415, 429)
)
def create_reply(
    request: HttpRequest, guide_id: UUID, body: NewReply, idempotency_key: IdempotencyKey = None
) -> HttpResponse:
    """Leave a reply to a public guide that takes some. It is shown when a moderator has approved it.

    With an `Idempotency-Key` it can be sent again when no answer came: it is stored once.
    """
    place = place_at(request, guide_id)
    if place is None:
        raise not_found(_NO_GUIDE)
    if not place.is_open:
        raise Refused(409, "closed", gettext("This guide takes no replies."))
    form = ReplyForm(body.model_dump())
    if not form.is_valid():
        faults = [(name, message) for name, messages in form.errors.items() for message in messages]
        raise unprocessable(Fault(location="body", name=name, detail=message) for name, message in faults)
    words = form.cleaned_data
    key = f"{words['email']} {idempotency_key}" if idempotency_key else uuid4().hex
    try:
        reply = receive(place.guide, Sent(**words, network=network_of(request), key=key, parent=body.parent))
    except NoParent as error:
        fault = Fault(location="body", name="parent", detail=gettext("The guide shows no such reply."))
        raise unprocessable([fault]) from error
    except KeyReused as error:
        detail = gettext("This key came with other words before. Make a new key for a new reply.")
        raise unprocessable([Fault(location="header", name="Idempotency-Key", detail=detail)]) from error
    except TooMany as error:
        raise _too_many(error) from error
    return HttpResponse(ReceivedReply(id=reply.pk).model_dump_json(), status=202, content_type=JSON)


def refuse_unread(request: HttpRequest) -> None:
    """Raise Refused for what need not be read."""
    if is_foreign(request, trusted=_other_origins()):
        raise Refused(403, "foreign", gettext("A page of another site may not send replies to this one."))
    try:
        Posts().count(request)
    except TooMany as error:
        raise _too_many(error) from error
    if is_too_long(request):
        raise Refused(413, "too-large", gettext("A reply has at most %s bytes.") % MAX_BYTES)
    if request.content_type != "application/json":
        raise Refused(415, "media-type", gettext("Send JSON, as application/json."))


def _other_origins() -> list[str]:
    """Return the origins whose pages may use the API, as django-cors-headers is told."""
    any_origin = getattr(settings, "CORS_ALLOW_ALL_ORIGINS", False)
    return ["*"] if any_origin else list(getattr(settings, "CORS_ALLOWED_ORIGINS", ()))


def _too_many(error: TooMany) -> Refused:
    detail = gettext("Too many replies. Send this one again in %s seconds.") % error.seconds
    return Refused(429, "too-many", detail, retry_after=error.seconds)
