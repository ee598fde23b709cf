"""Nobody approves their own words: where somebody else has to check a guide or an answer before it is published."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from wagtail.models import PagePermissionTester

from .review_task import ReviewTask, is_held, is_of


def is_checked(obj: Any) -> bool:
    """Return True for a page or an answer that is reviewed by somebody else, where its site's settings hold to that."""
    workflow = obj.get_workflow()
    if workflow is None or not ReviewTask.objects.active().filter(workflow_tasks__workflow=workflow).exists():
        return False
    return is_held(obj)


def needs_another(user: Any, obj: Any) -> bool:
    """Return True if a user may not publish this by themselves: they wrote or submitted what is not published yet.

    Superusers may: they can change the settings, too.
    """
    return not user.is_superuser and is_checked(obj) and is_of(user, obj)


class GuidePermissionTester(PagePermissionTester):
    """Wagtail's rules for a page, and that nobody publishes their own words. Asked by every way to publish that knows
    its user: the editor, bulk actions, Wagtail's API."""

    @cached_property
    def needs_another(self) -> bool:
        return needs_another(self.user, self.page)

    def can_publish(self) -> bool:
        return self.may_publish_others() and not self.needs_another

    def may_publish_others(self) -> bool:
        """Return True for whoever may publish what somebody else wrote."""
        return bool(super().can_publish())

    def can_set_view_restrictions(self) -> bool:
        return self.may_publish_others()

    def can_unschedule(self) -> bool:
        return self.may_publish_others()


class GuideIndexPermissionTester(PagePermissionTester):
    """Wagtail's rules for a page that has guides below, and that a new one is not published by who writes it."""

    def can_publish_subpage(self) -> bool:
        may: bool = super().can_publish_subpage()
        return may and (self.user.is_superuser or not is_checked(self.page))
