"""Who may moderate replies, and see whose they are: by Wagtail's own policy for a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.permissions import policy_registry

from guide_pages.records.replies import Reply

if TYPE_CHECKING:
    from django.db.models import QuerySet

ACTION = "moderate"


def may_moderate(user: Any) -> bool:
    return bool(policy_registry.get_by_type(Reply).user_has_permission(user, ACTION))


def moderators() -> QuerySet[Any]:
    """Return the users who may moderate replies."""
    users: QuerySet[Any] = policy_registry.get_by_type(Reply).users_with_permission(ACTION)
    return users
