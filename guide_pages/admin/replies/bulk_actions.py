"""Deciding about many replies at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.dateparse import parse_datetime
from django.utils.timezone import now
from wagtail.admin.views.bulk_action import BulkAction

from guide_pages.moderation.permission import may_moderate
from guide_pages.records import Reply

from .deciding import DECISIONS, WAIT, Decision, decide
from .listing import found

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
        """Return the replies that were there when the moderator was asked to confirm: later ones are unseen."""
        until = parse_datetime(self.request.GET.get("until", "")) or now()
        return found(self.request).filter(created_at__lte=until).values_list("pk", flat=True)

    @classmethod
    def get_queryset(cls, model: type[Reply], object_ids: Iterable[object]) -> list[Reply]:
        return list(Reply.objects.filter(pk__in=_uuids(object_ids)).order_by("-created_at"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.copy()
        query["until"] = now().isoformat()
        context = super().get_context_data(**kwargs)
        return {**context, "decision": self.decision, "submit_url": f"{self.request.path}?{query.urlencode()}"}

    def get_execution_context(self) -> dict[str, Any]:
        return {"request": self.request, "decision": self.decision}

    @classmethod
    def execute_action(
        cls, objects: Iterable[Reply], request: Any = None, decision: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        ids: list[UUID] = [reply.pk for reply in objects]
        decide(request, ids, decision.state)
        return len(ids), 0


def _uuids(words: Iterable[object]) -> Iterator[UUID]:
    for word in words:
        with suppress(ValueError):
            yield UUID(str(word))


def bulk_actions() -> list[type[ReplyBulkAction]]:
    """Return a class for each decision, to be registered with Wagtail."""
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
