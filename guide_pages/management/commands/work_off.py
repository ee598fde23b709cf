"""A worker without a queue: lets guides follow what has changed, and makes the files of new images."""

from __future__ import annotations

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.translation import gettext as _

from guide_pages.publishing.working_off import work_off_with_pictures

logger = logging.getLogger(__name__)

#: Seconds after which it is looked again whether something is due.
PAUSE = 1


class Command(BaseCommand):
    help = "Bring in step what is due: guides that share what has changed, and images without their files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--watch", action="store_true", help="go on for ever, looking every second")

    def handle(self, *args: Any, watch: bool, **options: Any) -> None:
        if watch:
            self.watch()
        self.stdout.write(_("%s done.") % work_off_with_pictures())

    def watch(self) -> None:
        """Go on until the process is ended. While the database is away, wait."""
        while True:
            try:
                work_off_with_pictures()
            except Exception:  # a worker outlives what it meets, a database that is away, too
                logger.exception("What is due could not be worked off; it stays due.")
            close_old_connections()
            time.sleep(PAUSE)
