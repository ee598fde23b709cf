"""Who is at work in the admin: the groups that set-up makes, somebody in them, and their browser."""

from __future__ import annotations

import io
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client


def set_up() -> str:
    """Make the roles. Return what the command says."""
    said = io.StringIO()
    call_command("guide_roles", stdout=said)
    return said.getvalue()


def somebody(*roles: str, username: str = "") -> Any:
    """A user of these roles, called after the first."""
    name = username or roles[0].lower()
    user = get_user_model().objects.create_user(name, f"{name}@example.com", name)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client
