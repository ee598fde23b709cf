"""Find guides whose readers get something else than the live page says, and mend them."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext

from guide_pages.publishing.reconciling import ALL, Shard, reconcile
from guide_pages.publishing.working_off import work_off_everything


def moment(words: str) -> datetime:
    """Return a date, or date and time, in the site's time zone where it names none."""
    try:
        at = parse_datetime(words)
        if at is None and (date := parse_date(words)):
            at = datetime(date.year, date.month, date.day)  # noqa: DTZ001 - made aware below
    except ValueError as error:
        raise ArgumentTypeError(f"{words!r}: {error}") from None
    if at is None:
        raise ArgumentTypeError(f"{words!r} is no date as 2026-11-27, nor a time as 2026-11-27T10:30.")
    return make_aware(at) if is_naive(at) else at


def shard(words: str) -> Shard:
    """Return the part of all guides that is meant by words like 1/3."""
    number, _slash, parts = words.partition("/")
    if not (number.isdecimal() and parts.isdecimal() and 1 <= int(number) <= int(parts)):
        raise ArgumentTypeError(f"{words!r} is no part of a whole: 1/3, 2/3 and 3/3 are all.")
    return Shard(int(number), int(parts))


def count(words: str) -> int:
    """Return a number of processes."""
    if not (words.isdecimal() and 1 <= int(words) <= 64):
        raise ArgumentTypeError(f"{words!r} is no number from 1 to 64.")
    return int(words)


class Command(BaseCommand):
    help = (
        "Bring every guide in step with its page, and say what differed. What was made from what is there now is "
        "skipped. Exits with 1 where something failed; with --check, changes nothing and exits with 1 if anything "
        "differs."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only look; exit 1 if anything differs")
        parser.add_argument(
            "--anew",
            action="store_true",
            help="make every guide again: after a change of the site's own templates, hooks or code. "
            "If it is stopped, go on without --anew",
        )
        parser.add_argument("--since", type=moment, help="only pages that were saved or published since then")
        parser.add_argument("--shard", type=shard, default=ALL, help="only this part of all guides, as 1/3")
        parser.add_argument("--processes", type=count, default=1, help="let so many processes share the work")
        parser.add_argument("--no-pictures", action="store_true", help="do not look for the pictures' files")

    def handle(
        self,
        *args: Any,
        check: bool = False,
        anew: bool = False,
        since: datetime | None = None,
        shard: Shard = ALL,
        processes: int = 1,
        no_pictures: bool = False,
        **options: Any,
    ) -> None:
        if check and anew:
            raise CommandError(gettext("--check changes nothing, and --anew makes everything: choose one."))
        found = failed = 0
        for difference in reconcile(
            check=check, anew=anew, since=since, shard=shard, processes=processes, pictures=not no_pictures
        ):
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
