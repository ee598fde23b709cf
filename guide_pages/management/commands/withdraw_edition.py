"""Withdraw an edition of a guide."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from guide_pages.publishing.withdrawing import ReasonField, WithdrawalRefused, withdraw
from guide_pages.records import Edition


class Command(BaseCommand):
    help = "Withdraw an edition: its words are shown to nobody any more, who asks for it gets the reason."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("guide", type=UUID, help="the guide's id, as in the API")
        parser.add_argument("number", type=int, help="the edition's number")
        parser.add_argument("--reason", required=True, help="for readers: “The dose for children was wrong.”")
        parser.add_argument(
            "--unpublish", action="store_true", help="unpublish the guide, if it says these words now; else refuse"
        )

    def handle(self, *args: Any, guide: UUID, number: int, reason: str, unpublish: bool, **options: Any) -> None:
        edition = Edition.objects.filter(guide=guide, number=number).first() if 0 < number < 2**31 else None
        if edition is None:
            raise CommandError(_("This guide has no such edition."))
        try:
            reason = ReasonField().clean(reason)
        except ValidationError as error:
            raise CommandError("\n".join(f"* {message}" for message in error.messages)) from error
        try:
            numbers = withdraw(edition, reason, unpublish=unpublish)
        except WithdrawalRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(_("Withdrawn: edition %s.") % ", ".join(str(number) for number in numbers))
