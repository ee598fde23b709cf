"""The demonstration's sign-ins, for development only: one for each role."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from guide_pages.models import ReviewTask

#: Who may do what: the group of each user.
USERS = {"writer": "Writers", "editor": "Editors", "reviewer": "Reviewers", "moderator": "Moderators"}


def prepare_groups(say: Callable[[str], None]) -> None:
    """Make the roles, unless they are there: what somebody decided about them stays.

    Who signed in before there were roles gets theirs.
    """
    if ReviewTask.objects.exists():
        return
    said = StringIO()
    call_command("guide_roles", stdout=said)
    for line in said.getvalue().splitlines():
        say(line)
    for name, group_name in USERS.items():
        for user in get_user_model().objects.filter(username=name, email=f"{name}@example.org"):
            user.groups.set(Group.objects.filter(name=group_name))


def create_users(say: Callable[[str], None]) -> None:
    """Create admin and a user for each role, each with its name as password, where there is no such user."""
    users = get_user_model().objects
    if not users.filter(username="admin").exists():
        users.create_superuser("admin", "admin@example.org", "admin")
        say("User admin created")
    for name, group_name in USERS.items():
        if users.filter(username=name).exists():
            continue
        group = Group.objects.filter(name=group_name).first()
        if group is None:
            raise CommandError(f"There is no group “{group_name}” for the user {name}.")
        users.create_user(name, f"{name}@example.org", name).groups.add(group)
        say(f"User {name} created, in {group_name}")
