"""Deciding about many replies at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from wagtail.admin.views.bulk_action import BulkAction

from guide_pages.models import Reply

from .deciding import DECISIONS, WAIT, Decision, decide
from .listing import found
from .permission import may_moderate

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class ReplyBulkAction(BulkAction):
    """Puts the chosen replies into a state; “all” are those that the list shows as it is filtered."""

    decision: ClassVar[Decision]
    models: ClassVar = [Reply]
    template_name = "guide_pages/admin/replies/confirm_bulk.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_moderate(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_all_objects_in_listing_query(self, parent_id: str | None) -> Any:
        return found(self.request).values_list("pk", flat=True)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "decision": self.decision}

    def get_execution_context(self) -> dict[str, Any]:
        return {"request": self.request, "decision": self.decision}

    @classmethod
    def execute_action(
        cls, objects: Iterable[Reply], request: Any = None, decision: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        ids: list[UUID] = [reply.pk for reply in objects]
        decide(request, ids, decision.state)
        return len(ids), 0


def bulk_actions() -> list[type[ReplyBulkAction]]:
    """A class for each decision, as Wagtail registers them."""
    return [
        type(
            f"{decision.state.name.title()}BulkAction",
            (ReplyBulkAction,),
            {
                "display_name": decision.label,
                "action_type": str(decision.state),
                "aria_label": decision.many,
                "action_priority": number,
                "decision": decision,
            },
        )
        for number, decision in enumerate([*DECISIONS, WAIT])
    ]
