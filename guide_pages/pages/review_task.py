"""The step of a workflow in which somebody else checks what was written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.log_actions import LogContext
from wagtail.models import AbstractGroupApprovalTask, Page, Revision, Site

from faq_blocks.rich_text import compile_rich_text
from guide_pages.records import GuideSettings

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

#: What of a revision says how it is edited or where it stands, and none of its words.
_NOT_WORDS = frozenset(
    {
        "pk",
        "path",
        "depth",
        "numchild",
        "url_path",
        "draft_title",
        "live",
        "live_revision",
        "latest_revision",
        "latest_revision_created_at",
        "first_published_at",
        "last_published_at",
        "has_unpublished_changes",
        "expired",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
        "wagtail_admin_comments",
    }
)


class ReviewTask(AbstractGroupApprovalTask):
    """Wagtail's approval by a group, except that nobody approves what they wrote or submitted themselves.

    They may still ask for changes. Wagtail's own task lets everybody in the group approve, its writer, too.
    """

    class Meta:
        verbose_name = _("Review by somebody else")
        verbose_name_plural = _("Reviews by somebody else")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, StrPromise, bool]]:
        actions: list[tuple[str, StrPromise, bool]] = super().get_actions(obj, user)
        if not actions or not _is_own(user, obj):
            return actions
        return [action for action in actions if action[0] != "approve"]

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> Any:
        if action_name != "approve":
            return super().on_action(task_state, user, action_name, **kwargs)
        if _is_own(user, task_state.workflow_state.content_object):
            raise PermissionDenied
        with transaction.atomic(), LogContext(user=user):
            task_state.approve(user=user, update=False, **kwargs)
            # Without a user no permission to publish is asked for: approving publishes, also for who may not otherwise.
            task_state.workflow_state.update(user=None)
        return None

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[Any]:
        """Return the tasks that wait for this user: not for what they wrote or submitted."""
        states: QuerySet[Any] = super().get_task_states_user_can_moderate(user, **kwargs)
        saved = Revision.objects.filter(
            user=user,
            base_content_type=OuterRef("workflow_state__base_content_type"),
            object_id=OuterRef("workflow_state__object_id"),
        )
        touched = states.filter(Exists(saved)).select_related("workflow_state")
        asked = states.filter(workflow_state__requested_by=user).select_related("workflow_state")
        own = [state.pk for state in (*touched, *asked) if _is_own(user, state.workflow_state.content_object)]
        return states.exclude(pk__in=own)

    @classmethod
    def get_description(cls) -> StrPromise:
        return _("Members of the chosen groups approve it, unless they wrote or submitted it themselves")


def is_held(obj: Any) -> bool:
    """Return True where the settings say that nobody approves their own words. An answer is of the default site."""
    site = obj.get_site() if isinstance(obj, Page) else None
    site = site or Site.objects.filter(is_default_site=True).first()
    return site is None or GuideSettings.of(site).checked_by_another


def _is_own(user: Any, obj: Any) -> bool:
    return is_held(obj) and is_of(user, obj)


def is_of(user: Any, obj: Any) -> bool:
    """Return True if a user submitted what is in review, or wrote any of it since it was last published.

    A revision that says the same as the one before does not make its user an author: Wagtail saves one when a reviewer
    comments, or approves in the editor.
    """
    state = obj.current_workflow_state
    if state is not None and state.requested_by_id == user.pk:
        return True
    revisions = Revision.objects.for_instance(obj)
    written = revisions.filter(user=user)
    if obj.live_revision_id:
        written = written.filter(created_at__gt=obj.live_revision.created_at)
    return any(_says_else(revision, revisions) for revision in written.order_by("-pk"))


def _says_else(revision: Revision, revisions: QuerySet[Revision]) -> bool:
    before = revisions.filter(pk__lt=revision.pk).order_by("-pk").first()
    return before is None or _words(before) != _words(revision)


def _words(revision: Revision) -> Any:
    model = revision.content_type.model_class()
    streams = {field.name for field in model._meta.get_fields() if isinstance(field, StreamField)}
    words = {name: value for name, value in revision.content.items() if name not in _NOT_WORDS}
    return _said({name: json.loads(value or "[]") if name in streams else value for name, value in words.items()})


def _said(value: Any) -> Any:
    """Return a part of a revision, without what an editor's browser adds to it: keys of blocks, and what is empty."""
    if isinstance(value, dict):
        names = value.keys() - {"id", "pk"}
        return {name: said for name in names if (said := _said(value[name]))}
    if isinstance(value, list):
        return [_said(item) for item in value]
    if isinstance(value, str):
        return compile_rich_text(value, lambda kind, key: None).html if "<" in value else value.strip()
    return value
