"""Take what is no picture out of the folder that a server may show."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.storage import shown_by_mistake


class Command(BaseCommand):
    help = "Move documents, and all that is no picture, from MEDIA_ROOT to PRIVATE_ROOT, and say which."
    requires_system_checks: list[str] = []  # it mends what they find

    def handle(self, *args: Any, **options: Any) -> None:
        taken = []
        for file in list(shown_by_mistake()):
            name = file.relative_to(settings.MEDIA_ROOT)
            target = Path(settings.PRIVATE_ROOT, name)
            if target.exists():
                taken.append(str(file))
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(file, target)
            self.stdout.write(f"{name}: moved")
        if taken:
            raise CommandError(f"PRIVATE_ROOT has a file of the same name; compare them by hand: {', '.join(taken)}")
