"""Loads the demonstration content."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from demo.loading import Demonstration
from demo.sign_ins import create_users, prepare_groups
from guide_pages.publishing.working_off import work_off_everything


class Command(BaseCommand):
    """Creates what is missing of the demonstration and changes nothing that is there."""

    help = "Load the demonstration: two guides, their people and pictures. What is there already stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the flag that asks for the sign-ins outside development."""
        parser.add_argument(
            "--with-users",
            action="store_true",
            help="also create the users admin, writer, editor, reviewer and moderator, whose passwords everybody knows "
            "(in development they are always created)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, saying in a line each what was created."""
        created: list[str] = []

        def say(line: str) -> None:
            created.append(line)
            self.stdout.write(line)

        Demonstration.load(say)
        work_off_everything()
        prepare_groups(say)
        if settings.DEBUG or options["with_users"]:
            create_users(say)
        if not created:
            self.stdout.write("The demonstration is loaded already; nothing was changed.")
