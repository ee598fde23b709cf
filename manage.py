#!/usr/bin/env python3
"""Runs the commands of Django, Wagtail and Guidepost."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Puts site/ on the path and hands over to Django."""
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
