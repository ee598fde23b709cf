"""Serves the demonstration site on one's own machine: what `make run` runs."""

from __future__ import annotations

import io
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from wagtail.models import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.management.base import CommandParser, OutputWrapper

HOST = "127.0.0.1"
LOCAL_HOSTS = ("localhost", HOST)
SIGN_INS = "admin/admin, writer/writer, editor/editor, reviewer/reviewer, moderator/moderator"


class Dots(io.StringIO):
    """Shows a dot for every ten lines that a command says, so that a person sees it move."""

    def __init__(self, shown_on: OutputWrapper) -> None:
        super().__init__()
        self.shown_on = shown_on
        self.lines = 0

    def write(self, words: str) -> int:
        before, self.lines = self.lines, self.lines + words.count("\n")
        self.shown_on.write("." * (self.lines // 10 - before // 10), ending="")
        self.shown_on.flush()
        return len(words)


class Command(BaseCommand):
    """Brings database and demonstration up to date, says where everything is, and serves it."""

    help = "Migrates, loads the demonstration, and serves it on this machine, with development settings only."
    requires_system_checks: list[str] = []  # migrate checks

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port: int, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("serve_demo is for development settings: it has well-known passwords.")
        call_command("move_private_files", stdout=io.StringIO())
        self.migrate()
        place_site(port)
        self.run_if_there("load_demo", "Loading the demonstration")
        self.run_if_there("reconcile", "Bringing every guide in step")
        self.announce(port)
        call_command("runserver", f"{HOST}:{port}", use_reloader=False, skip_checks=True, stdout=io.StringIO())

    def migrate(self) -> None:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if missing:
            with self.step(f"Preparing the database, {missing} migrations"):
                call_command("migrate", interactive=False, stdout=Dots(self.stdout))

    def run_if_there(self, command: str, description: str) -> None:
        if command in get_commands():
            with self.step(description):
                try:
                    call_command(command, stdout=Dots(self.stdout))
                except CommandError as error:  # a guide that failed keeps its last edition: the others are served
                    self.stderr.write(f"\n{error}")

    @contextmanager
    def step(self, description: str) -> Iterator[None]:
        """Says what is being done, and how long it took."""
        self.stdout.write(f"{description} ", ending="")
        self.stdout.flush()
        start = time.monotonic()
        yield
        self.stdout.write(f" {time.monotonic() - start:.1f} s")

    def announce(self, port: int) -> None:
        site = f"http://{HOST}:{port}"
        self.stdout.write(
            f"\n  Site      {site}/\n"
            f"  Admin     {site}{reverse('wagtailadmin_home')}\n"
            f"  Sign in   {SIGN_INS} (on this machine only)\n"
            f"  Stop      Ctrl-C\n\n"
        )
        self.stdout.flush()


def place_site(port: int) -> None:
    """Makes the default site's address the one that is served, unless it has been given a real host name."""
    site = Site.objects.filter(is_default_site=True, hostname__in=LOCAL_HOSTS).first()
    if site and (site.hostname, site.port) != (HOST, port):
        site.hostname, site.port = HOST, port
        site.save()
