"""What a moderator can decide of a reply, and what is said of it afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from guide_pages.moderation.moderating import moderate
from guide_pages.records import Reply

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrPromise

State = Reply.State


class Decision(NamedTuple):
    """A state that a reply can be put into, by what a moderator calls it."""

    state: State
    label: StrPromise
    many: StrPromise


DECISIONS = [
    Decision(State.APPROVED, _("Approve"), _("Approve the selected replies")),
    Decision(State.REJECTED, _("Reject"), _("Reject the selected replies")),
    Decision(State.SPAM, _("Spam"), _("Mark the selected replies as spam")),
    Decision(State.DELETED, _("Delete"), _("Delete the selected replies")),
]
#: What is approved of a report of an error, which nobody is shown.
DONE = Decision(State.APPROVED, _("Done"), _("Done with the selected reports"))
WAIT = Decision(State.WAITING, _("Put back"), _("Let the selected replies wait again"))


def decisions(reply: Reply) -> list[Decision]:
    """Return the decisions that are open for a reply as it is."""
    back = [] if reply.state == State.WAITING else [WAIT]
    here = [DONE, *DECISIONS[2:]] if reply.is_private else DECISIONS
    return [decision for decision in [*here, *back] if decision.state != reply.state]


def decide(request: HttpRequest, ids: Iterable[UUID], state: str) -> None:
    """Put replies into a state, and say so, with a way back."""
    act = moderate(ids, state, request.user)
    if act is None:
        messages.warning(request, gettext("Nothing was to be done: somebody has decided the same already."))
        return
    said = ngettext("%(count)s reply: %(state)s.", "%(count)s replies: %(state)s.", act.changed) % {
        "count": act.changed,
        "state": State(state).label,
    }
    messages.success(
        request, format_html(_WITH_UNDO, said, reverse("guidepost_replies:undo", args=[act.uuid]), gettext("Undo"))
    )


_WITH_UNDO = (
    '{} <button type="button" class="button button-small button-secondary" data-controller="w-action" '
    'data-action="w-action#post" data-w-action-url-value="{}">{}</button>'
)
