"""What the admin's history says of guides and replies."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry

from guide_pages.moderation.moderating import ANSWER, UNDO, action
from guide_pages.moderation.questions import MAKE_QUESTION
from guide_pages.publishing.history import FOLLOWED
from guide_pages.publishing.withdrawing import WITHDRAWN
from guide_pages.records import Guide, Reply

from .draft_links import ENDED
from .due import named


def guide_log_actions(actions: Any) -> None:
    actions.register_model(Guide, ModelLogEntry)
    actions.register_action(ENDED, _("End the draft's tokens"), _("Ended all tokens of the draft"))

    @actions.register_action(FOLLOWED)
    class FollowedFormatter(LogFormatter):
        label = _("Follow what is shared")

        def format_message(self, log_entry: Any) -> str:
            what, number = named(log_entry.data["what"]), log_entry.data["edition"]
            if log_entry.data["what"].startswith("site:"):
                return gettext("The guide settings of “%s” changed") % what
            if number is None:
                return gettext("“%s” changed, which the guide shows") % what
            return gettext("“%(what)s” changed, which the guide shows: edition %(number)s") % {
                "what": what,
                "number": number,
            }

    @actions.register_action(WITHDRAWN)
    class WithdrawalFormatter(LogFormatter):
        label = _("Withdraw an edition")

        def format_message(self, log_entry: Any) -> str:
            numbers = ", ".join(str(number) for number in log_entry.data["editions"])
            return gettext("Withdrew edition %(numbers)s: %(reason)s") % {
                "numbers": numbers,
                "reason": log_entry.data["reason"],
            }


def reply_log_actions(actions: Any) -> None:
    actions.register_model(Reply, ModelLogEntry)
    for name, label in (
        (action(Reply.State.APPROVED), _("Approved")),
        (action(Reply.State.REJECTED), _("Rejected")),
        (action(Reply.State.SPAM), _("Marked as spam")),
        (action(Reply.State.DELETED), _("Deleted")),
        (action(Reply.State.WAITING), _("Put back to wait")),
        (UNDO, _("Undone")),
        (ANSWER, _("Answered")),
        (MAKE_QUESTION, _("Made a question")),
    ):
        actions.register_action(name, label, label)
