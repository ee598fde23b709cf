"""Own words in the editor: no *Publish* for them, and a reviewer is told why they cannot approve what they changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page
from wagtail.permissions import policy_registry

from faq_blocks.models import FaqEntry
from guide_pages.pages.checked import is_checked, needs_another
from guide_pages.pages.review_task import ReviewTask, is_held, is_of
from guide_pages.records.fields import GuidePageFields

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def stop_own_words(request: HttpRequest, obj: Any) -> HttpResponse | None:
    """Return to the editor, with what was written as a draft, where somebody else has to check it first."""
    if not isinstance(obj, (FaqEntry, GuidePageFields)) or not needs_another(request.user, obj):
        return None
    said = gettext("Saved as a draft, and not published: somebody else has to check what you wrote. Submit it.")
    messages.warning(request, said)
    return redirect(AdminURLFinder(request.user).get_edit_url(obj) or "wagtailadmin_home")


def may_publish_answer(entry: FaqEntry, user: Any) -> bool:
    """Return True where nobody else has to check an answer before this user publishes it."""
    return not needs_another(user, entry)


def offer_no_publishing(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Take *Publish* from the menu of an answer that somebody else has to check first: a new one is one's own."""
    if context["model"] is not FaqEntry or request.user.is_superuser:
        return
    entry = context.get("instance")
    if needs_another(request.user, entry) if entry else is_checked(FaqEntry(live=False)):
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]
    elif entry:
        _mind_own_words(menu_items, entry)


def offer_publishing_of_others(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Let *Publish* go from the menu of a guide that somebody else has to check, as soon as this user changes it."""
    page = context.get("page")
    if isinstance(page, GuidePageFields) and not request.user.is_superuser:
        _mind_own_words(menu_items, page)


def _mind_own_words(menu_items: list[Any], obj: Any) -> None:
    if is_checked(obj) and any(item.name == "action-publish" for item in menu_items):
        menu_items.append(OwnWordsItem())


class OwnWordsItem(ActionMenuItem):
    """Shows nothing: its script takes *Publish* from the menu once the form has been saved by itself."""

    name = "own-words"

    class Media:
        js: ClassVar = ["guide_pages/own-words.js"]
        css: ClassVar = {"all": ["guide_pages/guides-admin.css"]}

    def render_html(self, parent_context: Any = None) -> str:
        return ""


def say_why_not_approved(request: HttpRequest, obj: Any) -> None:
    """Tell a reviewer who pressed “Approve” and may not any more: autosave made them one of the authors meanwhile.

    Wagtail then saves only, and says no more than that.
    """
    if request.method != "POST" or request.POST.get("workflow-action-name") != "approve":
        return
    if (
        isinstance(getattr(obj, "current_workflow_task", None), ReviewTask)
        and is_held(obj)
        and is_of(request.user, obj)
    ):
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
