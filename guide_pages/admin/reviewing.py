"""A reviewer in the editor: told why they cannot approve what they have changed, and led to where they may go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import policy_registry

from guide_pages.pages.review_task import ReviewTask, is_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def say_why_not_approved(request: HttpRequest, obj: Any) -> None:
    """Tell a reviewer who pressed “Approve” and may not any more: autosave made them one of the authors meanwhile.

    Wagtail then saves only, and says no more than that.
    """
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
    """Return a redirect to the dashboard after an approval, for a reviewer who may not see the list of pages.

    Wagtail would lead there, to be told that they may not.
    """
    is_done = "action-workflow-action" in request.POST
    pages = policy_registry.get_by_type(Page)
    return redirect("wagtailadmin_home") if is_done and not pages.explorable_root_instance(request.user) else None
