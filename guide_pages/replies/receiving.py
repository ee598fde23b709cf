"""The one way in: what a reader sends becomes a reply that waits for a moderator."""

from __future__ import annotations

import hashlib
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from guide_pages.records import Guide, Reply

from .limits import refuse_too_many
from .words import fingerprint

#: Characters. Of shorter texts, many people write the same: that is no sign of a machine.
SHORT = 40


class Sent(NamedTuple):
    """What a reader sent, cleaned: a form's words, and where it belongs.

    `key` names the sending, so that what is sent twice is one reply; `suspicion` is why a moderator should doubt it.
    What is private is for the editors alone, `about` the part of the guide with this anchor.
    """

    name: str
    email: str
    text: str
    network: str
    key: str
    parent: UUID | None = None
    suspicion: str = ""
    is_private: bool = False
    about: str = ""


class NoParent(Exception):
    """The guide shows no such reply."""


class KeyReused(Exception):
    """The same key came with other words."""


def receive(guide_id: UUID, sent: Sent) -> Reply:
    """Store a reply to a guide that takes some, and return it; or the one that was stored when it was first sent.

    Raise NoParent, KeyReused or TooMany, and changes nothing then. Whether the public may see the guide has been asked
    before. Nothing that is sent sets anything but words: state, id and who is the publisher are decided here.
    """
    key = hashlib.sha256(f"{guide_id} {sent.key}".encode()).hexdigest()
    if known := _known(guide_id, sent, key, _parent_id(guide_id, sent.parent)):
        return known
    refuse_too_many(guide_id, sent.network)
    with transaction.atomic():
        Guide.objects.select_for_update(no_key=True).get(pk=guide_id)  # what is sent twice at once comes one by one
        parent = _parent_id(guide_id, sent.parent)
        if known := _known(guide_id, sent, key, parent):
            return known
        refuse_too_many(guide_id, sent.network)
        suspicion = sent.suspicion or _suspicion(sent)
        return Reply.objects.create(
            guide_id=guide_id,
            parent_id=parent,
            is_private=sent.is_private,
            about=sent.about,
            name=sent.name,
            email=sent.email,
            text=sent.text,
            network=sent.network,
            fingerprint=fingerprint(sent.text),
            key=key,
            suspicion=suspicion,
            state=Reply.State.SPAM if suspicion else Reply.State.WAITING,
        )


def _known(guide_id: UUID, sent: Sent, key: str, parent: UUID | None) -> Reply | None:
    """Return the stored reply that is sent again: by its key, or word for word from the same place while it waits.

    One that is shown is not found by its words: to send them with somebody's email would tell whether it is theirs.
    """
    known = Reply.objects.filter(key=key).first()
    if known is not None and (known.text, known.email) != (sent.text, sent.email):
        raise KeyReused
    mine = Reply.objects.filter(
        guide=guide_id,
        parent=parent,
        network=sent.network,
        email=sent.email,
        text=sent.text,
        is_private=sent.is_private,
        about=sent.about,
    )
    return known or mine.filter(state__in=[Reply.State.WAITING, Reply.State.SPAM]).first()


def _parent_id(guide_id: UUID, parent: UUID | None) -> UUID | None:
    """Return the id of what is answered, one level deep: what answers an answer stands beside it."""
    if parent is None:
        return None
    row = Reply.objects.answerable().filter(guide=guide_id, pk=parent).values_list("pk", "parent").first()
    if row is None:
        raise NoParent
    return row[1] or row[0]


def _suspicion(sent: Sent) -> str:
    """Return why a reply may be a machine's, or "": the same words came with another email, under whatever guide."""
    if len(sent.text) < SHORT:
        return ""
    others = Reply.objects.filter(fingerprint=fingerprint(sent.text)).exclude(email__iexact=sent.email)
    return gettext("The same words were sent with another email.") if others.exists() else ""
