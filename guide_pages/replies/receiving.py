"""The one way in: what a reader sends becomes a reply that waits for a moderator."""

from __future__ import annotations

import hashlib
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from guide_pages.models import Guide, Reply

from .digests import tell_moderators
from .limits import refuse_too_many
from .words import fingerprint


class Sent(NamedTuple):
    """What a reader sent, cleaned: a form's words, and where it belongs.

    `key` names the sending, so that what is sent twice is one reply; `suspicion` is why a moderator should doubt it.
    """

    name: str
    email: str
    text: str
    network: str
    key: str
    parent: UUID | None = None
    suspicion: str = ""


class NoParent(Exception):
    """The guide shows no such reply."""


class KeyReused(Exception):
    """The same key came with other words."""


def receive(guide_id: UUID, sent: Sent) -> Reply:
    """Store a reply to a guide that takes some, and return it; or the one that was stored when it was first sent.

    Raises NoParent, KeyReused or TooMany, and changes nothing then. Whether the public may see the guide has been asked
    before. Nothing that is sent sets anything but words: state, id and who is the publisher are decided here.
    """
    key = hashlib.sha256(f"{guide_id} {sent.email.lower()} {sent.key}".encode()).hexdigest()
    words = fingerprint(sent.text)
    if known := _known(guide_id, sent, key, words):
        return known
    parent = _parent(guide_id, sent.parent)
    refuse_too_many(guide_id, sent.network)
    with transaction.atomic():
        Guide.objects.select_for_update(no_key=True).get(pk=guide_id)  # what is sent twice at once comes one by one
        if known := _known(guide_id, sent, key, words):
            return known
        refuse_too_many(guide_id, sent.network)
        suspicion = sent.suspicion or _suspicion(words, sent)
        reply = Reply.objects.create(
            guide_id=guide_id,
            parent_id=parent,
            name=sent.name,
            email=sent.email,
            text=sent.text,
            network=sent.network,
            fingerprint=words,
            key=key,
            suspicion=suspicion,
            state=Reply.State.SPAM if suspicion else Reply.State.WAITING,
        )
        if not suspicion:
            transaction.on_commit(lambda: tell_moderators.enqueue())
    return reply


def _known(guide_id: UUID, sent: Sent, key: str, words: str) -> Reply | None:
    """The reply that this one is, sent again: with its key, or word for word by the same person."""
    known = Reply.objects.filter(key=key).first()
    if known is not None and known.fingerprint != words:
        raise KeyReused
    return known or Reply.objects.of_email(sent.email).filter(guide=guide_id, fingerprint=words).first()


def _parent(guide_id: UUID, parent: UUID | None) -> UUID | None:
    """The reply that this one answers: one level deep, so what answers an answer stands beside it."""
    if parent is None:
        return None
    row = Reply.objects.shown().filter(guide=guide_id, pk=parent).values_list("pk", "parent").first()
    if row is None:
        raise NoParent
    return row[1] or row[0]


#: Words that say so little that many people say the same.
_SHORT = 40


def _suspicion(words: str, sent: Sent) -> str:
    """The same words by others, under whatever guide, are what a machine sends."""
    if len(sent.text) < _SHORT:
        return ""
    others = Reply.objects.filter(fingerprint=words).exclude(email__iexact=sent.email)
    return gettext("The same words were sent by somebody else.") if others.exists() else ""
