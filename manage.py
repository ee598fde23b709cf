#!/usr/bin/env python3
"""Runs the commands of Django, Wagtail and Guidepost.

The environment says with which settings, or guidepost.env beside this file. Where neither does, what `make` has
installed is for one's own machine and takes development settings; anything else is refused, and never guessed.
"""

import sys
from pathlib import Path


def main() -> None:
    """Puts site/ on the path, finds the settings, and hands over to Django."""
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from config.environment import load_environment

    is_made_by_make = Path(sys.prefix, ".installed").exists()
    load_environment(default="config.settings.development" if is_made_by_make else "")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
