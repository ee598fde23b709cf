"""The demonstration's sign-ins, for development only, and what its groups may do."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError
from django.db.models import Model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
)

from faq_blocks.models import FaqEntry
from guide_pages.models import Contributor, Topic

EDITORS, MODERATORS = "Editors", "Moderators"
SNIPPETS: tuple[type[Model], ...] = (FaqEntry, Topic, Contributor)
PAGE_ACTIONS = {EDITORS: ("add", "change"), MODERATORS: ("add", "change", "publish")}
SNIPPET_ACTIONS = ("add", "change", "delete", "view")
DRAFTING_ACTIONS = ("add", "change", "view")
IMAGE_ACTIONS = ("add", "change", "choose")
USERS = {"editor": (EDITORS, MODERATORS), "reviewer": (MODERATORS,)}  # a small publisher: the editor publishes, too


def prepare_groups(say: Callable[[str], None]) -> None:
    """Let Wagtail's two groups work on guides, unless someone has already decided what they may do."""
    for name, actions in PAGE_ACTIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        if not group.permissions.filter(content_type__in=snippet_types()).exists():
            allow(group, actions)
            say(f"{name} may work on guides, the FAQ library, people and topics")


def review_answers(say: Callable[[str], None]) -> None:
    """Let answers of the FAQ library be submitted for review, as pages are."""
    workflow = Workflow.objects.filter(active=True).order_by("pk").first()
    kind = ContentType.objects.get_for_model(FaqEntry)
    if workflow and not WorkflowContentType.objects.filter(content_type=kind).exists():
        WorkflowContentType.objects.create(content_type=kind, workflow=workflow)
        say(f"Answers of the FAQ library are reviewed by “{workflow.name}”")


def allow(group: Group, page_actions: tuple[str, ...]) -> None:
    """Give a group the admin, pages, snippets and images; those who may publish pages may publish answers."""
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    if "publish" in page_actions:  # a person and a topic have no drafts: a change is public at once
        for model in SNIPPETS:
            group.permissions.add(*permissions(model, SNIPPET_ACTIONS))
        group.permissions.add(*permissions(FaqEntry, ("publish",)))
    else:
        group.permissions.add(*permissions(FaqEntry, DRAFTING_ACTIONS))
    root = Page.get_first_root_node()
    for permission in permissions(Page, page_actions):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    everything = Collection.get_first_root_node()
    for permission in permissions(get_image_model(), IMAGE_ACTIONS):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=everything, permission=permission)


def snippet_types() -> list[ContentType]:
    """Return the content types of the snippets that editors look after."""
    return [ContentType.objects.get_for_model(model) for model in SNIPPETS]


def permissions(model: type[Model], actions: tuple[str, ...]) -> list[Permission]:
    """Return a model's permissions for these actions."""
    kind = ContentType.objects.get_for_model(model)
    return list(
        Permission.objects.filter(content_type=kind, codename__in=[f"{action}_{kind.model}" for action in actions])
    )


def create_users(say: Callable[[str], None]) -> None:
    """Create admin, editor and reviewer, each with its name as password, where there is no such user."""
    users = get_user_model().objects
    if not users.filter(username="admin").exists():
        users.create_superuser("admin", "admin@example.org", "admin")
        say("User admin created")
    for name, group_names in USERS.items():
        if users.filter(username=name).exists():
            continue
        groups = list(Group.objects.filter(name__in=group_names))
        if len(groups) < len(group_names):
            raise CommandError(f"There is no group “{' or '.join(group_names)}” for the user {name}.")
        users.create_user(name, f"{name}@example.org", name).groups.set(groups)
        say(f"User {name} created, in {' and '.join(group_names)}")
