"""Makes the four roles of people who make guides, each a group, and the workflow in which guides are reviewed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import BaseCommand
from django.db import transaction
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from faq_blocks.models import FaqEntry
from guide_pages.pages.review_task import ReviewTask
from guide_pages.records import Contributor, GlossaryTerm, GuideSettings, Outline, Reply, Synonyms, Topic

WRITERS, EDITORS, REVIEWERS, MODERATORS = "Writers", "Editors", "Reviewers", "Moderators"
WORKFLOW, TASK = "Review", "Checked by a reviewer"
CHANGING = ("add", "change", "delete", "view")


class Role(NamedTuple):
    """What a group may do: with all pages, with files of all collections, and with kinds of things."""

    does: str
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    models: dict[type[Model], tuple[str, ...]] = {}


ROLES = {
    WRITERS: Role(
        "compose guides and answers, and submit them",
        pages=("add", "change"),
        files=("add", "change", "choose"),
        models={FaqEntry: ("add", "change", "view")},
    ),
    EDITORS: Role(
        "compose and publish guides, and keep answers, topics, people and guide settings",
        pages=("add", "change", "publish", "lock", "unlock"),
        files=("add", "change", "delete", "choose"),
        models={
            FaqEntry: (*CHANGING, "publish"),
            Topic: CHANGING,
            GlossaryTerm: CHANGING,
            Synonyms: CHANGING,
            Contributor: CHANGING,
            Outline: CHANGING,
            GuideSettings: ("change",),
        },
    ),
    REVIEWERS: Role("check and approve what somebody else wrote", models={FaqEntry: ("view",)}),
    MODERATORS: Role("decide about replies, and see readers' emails", models={Reply: ("moderate",)}),
}


class Command(BaseCommand):
    """Makes groups and workflow once; what somebody decides about them afterwards stays."""

    help = (
        "Makes the groups Writers, Editors, Reviewers and Moderators with what each may do on this site's pages, and "
        "the workflow “Review” for all pages and answers. Takes Wagtail's permissions for pages and files from "
        "Moderators. Done once: a second run changes nothing."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if ReviewTask.objects.exists():
            self.stdout.write("The roles are there already; nothing was changed.")
            return
        for name, role in ROLES.items():
            group, _ = Group.objects.get_or_create(name=name)
            if name in (REVIEWERS, MODERATORS):
                take_all(group)
            give(group, role)
            self.stdout.write(f"{name} {role.does}")
        review_everything(Group.objects.get(name=REVIEWERS))
        self.stdout.write(f"Guides and answers that are submitted are approved by {REVIEWERS}")


def take_all(group: Group) -> None:
    """Take what Wagtail's set-up, or anybody, let a group do with pages, files and things."""
    group.permissions.clear()
    GroupPagePermission.objects.filter(group=group).delete()
    GroupCollectionPermission.objects.filter(group=group).delete()


def give(group: Group, role: Role) -> None:
    """Let a group do what its role does."""
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for model, actions in role.models.items():
        group.permissions.add(*permissions(model, actions))
    root, everything = Page.get_first_root_node(), Collection.get_first_root_node()
    for permission in permissions(Page, role.pages):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    for model in (get_image_model(), get_document_model()):
        for permission in permissions(model, role.files):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=everything, permission=permission)


def permissions(model: type[Model], actions: Iterable[str]) -> list[Permission]:
    """Return a model's permissions for these actions."""
    kind = ContentType.objects.get_for_model(model)
    return list(
        Permission.objects.filter(content_type=kind, codename__in=[f"{action}_{kind.model}" for action in actions])
    )


def review_everything(reviewers: Group) -> None:
    """Make the workflow, for all pages that have no other of their own, and for answers."""
    task = ReviewTask.objects.create(name=TASK)
    task.groups.add(reviewers)
    workflow = Workflow.objects.create(name=WORKFLOW)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    answers = ContentType.objects.get_for_model(FaqEntry)
    before = Workflow.objects.filter(workflow_pages__page=Page.get_first_root_node()).first()
    WorkflowPage.objects.update_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})
    WorkflowContentType.objects.update_or_create(content_type=answers, defaults={"workflow": workflow})
    is_used = before and (before.workflow_pages.exists() or before.workflow_content_types.exists())
    if before and not is_used:
        before.deactivate()  # what waits in it is a draft again: the group that approved it may not any more
