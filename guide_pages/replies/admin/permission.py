"""Who may moderate replies, and see whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PERMISSION = "guide_pages.moderate_reply"


def may_moderate(user: Any) -> bool:
    return bool(user.has_perm(PERMISSION))


class ModeratorsOnly:
    """Mixin of a view: asked before anything is looked up."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_moderate(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response
