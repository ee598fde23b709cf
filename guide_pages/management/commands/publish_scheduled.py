"""Wagtail's command, which stops at the first failure. This one goes on, and says what failed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import DraftStateMixin, Page, Revision

from guide_pages.moderation.digests import is_due, tell_moderators
from guide_pages.moderation.forgetting import due_to_forget
from guide_pages.outages.queue import enqueue
from guide_pages.publishing.changes import forget_changes
from guide_pages.publishing.in_step import bring_in_step
from guide_pages.publishing.sequences import give_sequences, waiting_sites
from guide_pages.publishing.working_off import work_off_with_pictures
from guide_pages.records import Delivery
from guide_pages.records.imports import forget_imports
from guide_pages.searching.recording import forget_searches

#: Seconds after which what guides have to follow is left to the next minute's run.
ENOUGH = 50


class Command(WagtailCommand):
    help = (
        "Publish, expire and close what is due, mail moderators, forget what is old, and let guides follow what has "
        "changed. Run it every minute."
    )

    def handle(self, *args: Any, dryrun: bool = False, **options: Any) -> None:
        if dryrun:
            super().handle(*args, dryrun=True, **options)
            return
        began = time.monotonic()
        failures = [failure for name, act in due() if (failure := attempt(name, act))]
        if is_due():
            enqueue(tell_moderators)
        work_off_with_pictures(seconds=ENOUGH - (time.monotonic() - began))
        if failures:
            raise CommandError("\n".join(failures))


def due() -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield what is due, the oldest first: its name, and what to do with it."""
    now = timezone.now()
    models = [Page, *(m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page))]
    for model in models:
        for instance in model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
            expire = partial(instance.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled")
            yield str(instance), expire
    for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        yield revision.object_str, partial(revision.publish, log_action="wagtail.publish.scheduled")
    for page in Page.objects.filter(guide__delivery__in=Delivery.objects.closing()):
        yield str(page), partial(bring_in_step, page.pk)
    for site_id in waiting_sites():
        yield _("the feed of site %s") % site_id, partial(give_sequences, site_id)
    yield from due_to_forget()
    yield _("changes of pages"), forget_changes
    yield _("old searches"), forget_searches
    yield _("old imports"), forget_imports


def attempt(name: str, act: Callable[[], Any]) -> str:
    """Do it, whole or not at all. Return why it failed, or ""."""
    try:
        with transaction.atomic():
            act()
    except Exception as error:  # whatever it is must not keep the others from being published
        reasons = getattr(error, "messages", None) or [f"{type(error).__name__}: {error}"]
        return _("“%(name)s”: %(reasons)s") % {"name": name, "reasons": " ".join(reasons)}
    return ""
