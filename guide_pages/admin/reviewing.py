"""A reviewer who has changed what they review is told why they cannot approve it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from wagtail.admin import messages

from guide_pages.models import ReviewTask
from guide_pages.models.tasks import is_of

if TYPE_CHECKING:
    from django.http import HttpRequest


def say_why_not_approved(request: HttpRequest, obj: Any) -> None:
    """Wagtail only saves, and says that, where an action is not to be had any more: autosave made the reviewer one of
    its authors while the button stood there."""
    if request.method != "POST" or request.POST.get("workflow-action-name") != "approve":
        return
    if isinstance(getattr(obj, "current_workflow_task", None), ReviewTask) and is_of(request.user, obj):
        messages.error(
            request,
            gettext(
                "Not approved: you changed or submitted this yourself. Somebody else has to approve it, or you request "
                "changes."
            ),
        )
