"""Find guides whose readers get something else than the live page says, and mend them."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from guide_pages.publishing.reconciling import reconcile
from guide_pages.publishing.working_off import work_off_everything


class Command(BaseCommand):
    help = (
        "Bring every guide in step with its page, and say what differed. Exits with 1 where something failed; "
        "with --check, changes nothing and exits with 1 if anything differs."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only look; exit 1 if anything differs")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        found = failed = 0
        for difference in reconcile(check=check):
            found += 1
            failed += difference.is_failure
            self.stdout.write(f"{difference.what}: {difference.outcome}")
        if not check:
            work_off_everything()
        self.stdout.write(gettext("%s differed.") % found if found else gettext("Everything is in step."))
        if failed:
            raise CommandError(gettext("%s could not be brought in step.") % failed)
        if check and found:
            raise SystemExit(1)
