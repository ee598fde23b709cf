"""“Was this helpful?”: two buttons and a word, with what keeps robots out of replies."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from guide_pages.records import Guide, Helpful, Passage
from guide_pages.records.helpful import ADDED_LENGTH

from .forms import HONEYPOT, CleanField
from .limits import Limit, refuse_beyond

PER_NETWORK = Limit(30, timedelta(minutes=10))
PER_GUIDE = Limit(600, timedelta(hours=1))
#: Who says something else of the same part within this time has thought again.
SECOND_THOUGHTS = timedelta(hours=1)


class Part(NamedTuple):
    """What is asked about: a guide, or a section or question of it. `heading` is its heading or question."""

    anchor: str
    heading: str


def parts(guide_id: UUID) -> list[Part]:
    """Return a guide, which has no anchor, and its sections and questions, as its readers are told now. One query."""
    passages = Passage.objects.filter(guide=guide_id).order_by("pk").values_list("anchor", "heading")
    return [Part(*passage) for passage in passages]


class HelpfulForm(forms.Form):
    """Yes or no, and a word about it."""

    honeypot = HONEYPOT

    helpful = forms.ChoiceField(
        label=_("Was this helpful?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        error_messages={"required": _("Say yes or no.")},
    )
    words = CleanField(
        label=_("What would have helped? (optional)"),
        max_length=ADDED_LENGTH,
        lines=True,
        required=False,
        help_text=_("Editors read it; nobody can answer. Write nothing about yourself."),
    )


class Said(NamedTuple):
    """What a reader said. `key` names the sending: whoever adds a word to it afterwards sends the same."""

    anchor: str
    has_helped: bool
    words: str
    network: str
    key: str


@transaction.atomic
def take(guide_id: UUID, said: Said) -> Helpful:
    """Store what a reader says of a guide or a part of it, or change what they have said before.

    Raise TooMany, and change nothing then. Whether the public may see the guide and its part has been asked before.
    """
    Guide.objects.select_for_update(no_key=True).get(pk=guide_id)  # what is sent twice at once comes one by one
    key = hashlib.sha256(f"{guide_id} {said.key}".encode()).hexdigest()
    mine = Helpful.objects.filter(guide=guide_id, anchor=said.anchor)
    recent = Q(network=said.network, said_at__gt=now() - SECOND_THOUGHTS) & ~Q(network="")
    before = mine.filter(Q(key=key) | recent).order_by("-said_at").first()
    if before is None:
        rows: Any = Helpful.objects.order_by("-said_at").values_list("said_at", flat=True)
        refuse_beyond(rows.filter(network=said.network, said_at__gt=now() - PER_NETWORK.within), PER_NETWORK)
        refuse_beyond(rows.filter(guide=guide_id, said_at__gt=now() - PER_GUIDE.within), PER_GUIDE)
        before = Helpful(guide_id=guide_id, anchor=said.anchor, key=key)
    before.has_helped, before.network = said.has_helped, said.network
    before.words = said.words or before.words
    before.save()
    return before
