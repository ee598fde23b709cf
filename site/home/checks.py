"""What Django's check command says of the site's files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from .storage import shown_by_mistake


def check_private_files(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Documents are out of reach of a server that shows `MEDIA_ROOT`."""
    media, private = Path(settings.MEDIA_ROOT).resolve(), Path(settings.PRIVATE_ROOT).resolve()
    if private.is_relative_to(media):
        return [
            Error(
                f"PRIVATE_ROOT ({private}) is inside MEDIA_ROOT ({media}), which a server in front may show.",
                hint="Set PRIVATE_ROOT to a folder beside it.",
                id="home.E001",
            )
        ]
    if stray := next(shown_by_mistake(), None):
        return [
            Error(
                f"MEDIA_ROOT, which a server in front may show, holds files that are no pictures, such as {stray}.",
                hint="Run `manage.py move_private_files`: it moves them to PRIVATE_ROOT, where they are found.",
                id="home.E002",
            )
        ]
    return []
