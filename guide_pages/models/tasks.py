"""The step of a workflow in which somebody else checks what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogContext
from wagtail.models import AbstractGroupApprovalTask, Revision

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class ReviewTask(AbstractGroupApprovalTask):
    """Wagtail's approval by a group, except that nobody approves what they wrote or submitted themselves.

    They may still ask for changes. Wagtail's own task lets everybody in the group approve, its writer, too.
    """

    class Meta:
        verbose_name = _("Review by somebody else")
        verbose_name_plural = _("Reviews by somebody else")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, StrPromise, bool]]:
        actions: list[tuple[str, StrPromise, bool]] = super().get_actions(obj, user)
        if not actions or not is_of(user, obj):
            return actions
        return [action for action in actions if action[0] != "approve"]

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> Any:
        if action_name != "approve":
            return super().on_action(task_state, user, action_name, **kwargs)
        if is_of(user, task_state.workflow_state.content_object):
            raise PermissionDenied
        with transaction.atomic(), LogContext(user=user):
            task_state.approve(user=user, update=False, **kwargs)
            # By nobody, as far as permission is asked: who approves publishes, and need not be let publish otherwise.
            task_state.workflow_state.update(user=None)
        return None

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[Any]:
        """What waits for this user: not what they wrote or submitted."""
        states: QuerySet[Any] = super().get_task_states_user_can_moderate(user, **kwargs)
        return states.exclude(Q(workflow_state__requested_by=user) | Q(revision__user=user))

    @classmethod
    def get_description(cls) -> StrPromise:
        return _("Members of the chosen groups approve it, unless they wrote or submitted it themselves")


def is_of(user: Any, obj: Any) -> bool:
    """True if a user submitted what is in review, or wrote any of it since it was last published."""
    state = obj.current_workflow_state
    if state is not None and state.requested_by_id == user.pk:
        return True
    written = Revision.objects.for_instance(obj).filter(user=user)
    if obj.live_revision_id:
        written = written.filter(created_at__gt=obj.live_revision.created_at)
    return bool(written.exists())
