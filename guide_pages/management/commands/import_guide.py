"""Bring documents in as draft guides."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from guide_pages.importing.importer import IfPresent, Wish, import_guide
from guide_pages.importing.parents import index_at
from guide_pages.importing.refusal import ImportRefused
from guide_pages.importing.report import Report
from guide_pages.importing.source import MAX_DOCX_BYTES, read_source, source_from
from guide_pages.importing.wordpress import is_export, read_export
from guide_pages.importing.wordpress.bringing import bring_in_posts
from guide_pages.publishing.working_off import work_off_everything

#: How the command exits when something was refused, and with `--strict` when a line of what came in was uncertain.
REFUSED, UNCERTAIN = 1, 3
Result = tuple[str, Report | ImportRefused]


class Command(BaseCommand):
    several = False
    help = "Bring documents in as draft guides, and report what was kept, left out and guessed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files",
            nargs="+",
            metavar="file",
            help="a document or an export of WordPress; - for standard input",
        )
        parser.add_argument("--parent", metavar="PATH", help="URL path of the guide index (default: the only one)")
        parser.add_argument("--images", metavar="FOLDER", type=Path, help="pictures for the places that want one")
        parser.add_argument(
            "--fetch-images", action="store_true", help="fetch the pictures that a page or an export names by address"
        )
        parser.add_argument("--publish", action="store_true", help="publish the guide, without images still wanted")
        present = parser.add_mutually_exclusive_group()
        present.add_argument("--update", action="store_true", help="bring the text into the guide of the same title")
        present.add_argument(
            "--overwrite", action="store_true", help="the same, also over words that an editor has changed since"
        )
        present.add_argument("--again", action="store_true", help="make a second guide of the same title")
        parser.add_argument("--dry-run", action="store_true", help="report what would be done, and do nothing")
        parser.add_argument("--strict", action="store_true", help="exit with 3 if a line has to be looked at")
        parser.add_argument("--json", action="store_true", help="report, and say what went wrong, as JSON")

    def handle(self, *args: Any, files: list[str], **options: Any) -> None:
        results: list[Result] = []
        try:
            wish = self.wish(options)
            for file in files:
                self.bring_in(file, wish, results)
        except ImportRefused as error:
            results.append((files[0], error))
        if not options["dry_run"]:
            work_off_everything()
        self.say(results, options)

    def wish(self, options: dict[str, Any]) -> Wish:
        chosen = next((name for name in ("update", "overwrite", "again") if options[name]), "leave")
        return Wish(
            index_at(options["parent"]),
            options["images"],
            options["publish"],
            IfPresent[chosen.upper()],
            dry_run=options["dry_run"],
            fetch_images=options["fetch_images"],
        )

    def bring_in(self, file: str, wish: Wish, results: list[Result]) -> None:
        """Bring a file in, and add what became of it, or of each post in it, to the results."""
        path = Path(file)
        try:
            if file != "-" and is_export(path):
                self.several = True
                export = read_export(path)
                for done, result in enumerate(bring_in_posts(path, export, wish), 1):
                    results.append(result)
                    self.progress(done, export.posts, result[0])
                return
            source = source_from(sys.stdin.buffer.read(MAX_DOCX_BYTES + 1), "-") if file == "-" else read_source(path)
            results.append((file, import_guide(source, wish)))
        except ImportRefused as error:
            results.append((file, error))

    def progress(self, done: int, of: int, title: str) -> None:
        """Show on a terminal how far an export has been read."""
        if sys.stderr.isatty():
            bar = ("#" * (30 * done // max(of, 1))).ljust(30, ".")
            sys.stderr.write(f"\r[{bar}] {done}/{of} {title[:30]:30}" + ("\n" if done == of else ""))
            sys.stderr.flush()

    def say(self, results: list[Result], options: dict[str, Any]) -> None:
        """Write the reports. Raise `CommandError`, with the code to exit with, for what was refused."""
        refused = [(name, result) for name, result in results if isinstance(result, ImportRefused)]
        if len(results) == 1 and not self.several:
            self.say_one(results[0][1], options)
        elif options["json"]:
            self.stdout.write(json.dumps([_as_dict(*each) for each in results], ensure_ascii=False, indent=2))
        else:
            for name, result in results:
                self.stdout.write(result.as_text() if isinstance(result, Report) else f"{name}: {result}")
        if refused:
            counts = {"refused": len(refused), "all": len(results)}
            raise CommandError(_("%(refused)d of %(all)d were refused.") % counts, returncode=REFUSED)
        uncertain = any(isinstance(result, Report) and result.uncertain for _name, result in results)
        if options["strict"] and uncertain:
            raise CommandError(_("There are lines to look at."), returncode=UNCERTAIN)

    def say_one(self, result: Report | ImportRefused, options: dict[str, Any]) -> None:
        if isinstance(result, ImportRefused):
            if options["json"]:
                self.stdout.write(json.dumps({"error": str(result)}, ensure_ascii=False))
            raise CommandError(_("%s Nothing was changed.") % result, returncode=REFUSED) from result
        self.stdout.write(result.as_json() if options["json"] else result.as_text())


def _as_dict(source: str, result: Report | ImportRefused) -> dict[str, Any]:
    said = result.as_dict() if isinstance(result, Report) else {"error": str(result)}
    return {"source": source, **said}
