"""Publishing many pages at once: a guide that cannot be published does not stop the others."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from faq_blocks.compilation import Finding
from guide_pages.publishing.refusals import PublishRefused

logger = logging.getLogger(__name__)


class GuidePublishBulkAction(PublishBulkAction):
    """Wagtail's action, each page in a savepoint of its own; refusals are said as messages."""

    def get_execution_context(self) -> dict[str, Any]:
        self.refusals: list[PublishRefused] = []
        return {**super().get_execution_context(), "refusals": self.refusals}

    @classmethod
    def execute_action(
        cls,
        objects: Iterable[Page],
        include_descendants: bool = False,
        user: Any = None,
        refusals: list[PublishRefused] | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        refusals = refusals if refusals is not None else []
        parents = [cls._publish(page, user, refusals) for page in objects]
        below = cls._draft_descendants(objects, user) if include_descendants else ()
        children = [cls._publish(page, user, refusals) for page in below]
        return sum(parents), sum(children)

    @staticmethod
    def _draft_descendants(objects: Iterable[Page], user: Any) -> Iterator[Page]:
        for page in objects:
            for descendant in page.get_descendants().not_live().specific().iterator():
                if user is None or descendant.permissions_for_user(user).can_publish():
                    yield descendant

    @staticmethod
    def _publish(page: Page, user: Any, refusals: list[PublishRefused]) -> bool:
        try:
            with transaction.atomic():
                revision = page.get_latest_revision() or page.specific.save_revision(user=user)
                revision.publish(user=user)
        except PublishRefused as refusal:
            refusals.append(refusal)
            return False
        except ValidationError as error:
            refusals.append(PublishRefused.from_fields(page.specific, error))
            return False
        except Exception as error:  # whatever it is must not keep the others from being published
            logger.exception("Page %s could not be published.", page.pk)
            refusals.append(PublishRefused(page.title, [Finding(f"{type(error).__name__}: {error}")]))
            return False
        return True

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        for refusal in self.refusals:
            messages.error(self.request, " ".join(refusal.messages))
        if not num_parent_objects:
            return None
        message: str = super().get_success_message(num_parent_objects, num_child_objects)
        return message
