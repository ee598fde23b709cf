"""What is kept of a person's replies: told, erased, forgotten."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from guide_pages.moderation.forgetting import erase, export, purge


class Command(BaseCommand):
    help = "Export or erase what somebody has left as replies, or forget what has been kept long enough."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        for name, words in (
            ("export", "print all that is kept of this person's replies, as JSON"),
            ("erase", "remove this person's replies, and the answers to them"),
        ):
            acts.add_parser(name, help=words).add_argument("email")
        acts.add_parser(
            "purge", help="forget networks and refused replies after 30 days; publish_scheduled does it, too"
        )

    def handle(self, *args: Any, act: str, email: str = "", **options: Any) -> None:
        if act == "export":
            self.stdout.write(json.dumps(export(email), ensure_ascii=False, indent=2))
        elif act == "erase":
            erased = erase(email)
            self.stdout.write(_("%s replies erased.") % erased.replies)
            for entry in erased.entries:
                self.stdout.write(_("FAQ entry %s was made of one, and has been worked on: look at it.") % entry.pk)
        else:
            self.stdout.write(_("%s replies removed or forgotten in part.") % purge())
