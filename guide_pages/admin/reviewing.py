"""A reviewer in the editor: told why they cannot approve what they have changed, and led to where they may go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import policy_registry

from guide_pages.records import ReviewTask
from guide_pages.records.tasks import is_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


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


def lead_home(request: HttpRequest, page: Page) -> HttpResponse | None:
    """After an approval Wagtail leads to the list of pages, which a reviewer may not see: it says that they may not."""
    is_done = "action-workflow-action" in request.POST
    pages = policy_registry.get_by_type(Page)
    return redirect("wagtailadmin_home") if is_done and not pages.explorable_root_instance(request.user) else None
