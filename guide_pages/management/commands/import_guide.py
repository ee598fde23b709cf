"""Bring a document in as a draft guide."""

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
from guide_pages.publishing.working_off import work_off_everything


class Command(BaseCommand):
    help = "Bring a document in as a draft guide, and report what was kept, left out and guessed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="text, Markdown, HTML or Word (.docx); - for standard input")
        parser.add_argument("--parent", metavar="PATH", help="URL path of the guide index (default: the only one)")
        parser.add_argument("--images", metavar="FOLDER", type=Path, help="pictures for the places that want one")
        parser.add_argument("--publish", action="store_true", help="publish the guide, without images still wanted")
        present = parser.add_mutually_exclusive_group()
        present.add_argument("--update", action="store_true", help="bring the text into the guide of the same title")
        present.add_argument("--again", action="store_true", help="make a second guide of the same title")
        parser.add_argument("--json", action="store_true", help="report, and say what went wrong, as JSON")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            report = self.bring_in(file, options)
        except ImportRefused as error:
            if options["json"]:
                self.stdout.write(json.dumps({"error": str(error)}, ensure_ascii=False))
            raise CommandError(_("%s Nothing was changed.") % error) from error
        work_off_everything()
        self.stdout.write(report.as_json() if options["json"] else report.as_text())

    def bring_in(self, file: str, options: dict[str, Any]) -> Report:
        source = source_from(sys.stdin.buffer.read(MAX_DOCX_BYTES + 1), "-") if file == "-" else read_source(Path(file))
        if_present = IfPresent.UPDATE if options["update"] else IfPresent.AGAIN if options["again"] else IfPresent.LEAVE
        wish = Wish(index_at(options["parent"]), options["images"], options["publish"], if_present)
        return import_guide(source, wish)
