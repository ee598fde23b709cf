"""Which settings a process takes, and guidepost.env, which says it for the server, for cron and for commands alike."""

from __future__ import annotations

import io
import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import environ
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = Path(__file__).resolve().parents[2] / "guidepost.env"
SETTINGS = "DJANGO_SETTINGS_MODULE"
YES = environ.Env.BOOLEAN_TRUE_STRINGS
NO = ("false", "off", "n", "no", "0")
NOBODY_SAID = (
    "Nothing says which settings to take. On a server guidepost.env does: cp guidepost.env.example guidepost.env, and "
    "fill it in. On your own machine `make run` prepares everything; or set "
    "DJANGO_SETTINGS_MODULE=config.settings.development."
)


class Environment(environ.Env):
    """Reads variables. One that cannot be understood ends the start with a sentence that names it; blank is not set.

    The library takes whatever is no word for yes as no: a slip of the pen would end HTTPS.
    """

    def get_value(
        self, var: str, cast: Any = None, default: Any = environ.Env.NOTSET, parse_default: bool = False
    ) -> Any:
        if cast not in (bool, int):
            return super().get_value(var, cast, default, parse_default)
        said = self.ENVIRON.get(var, "").strip()
        if not said:
            return default
        if cast is bool and said.lower() not in (*YES, *NO):
            raise ImproperlyConfigured(f"{var} is “{said}”: make it true or false.")
        try:
            return super().get_value(var, cast, default, parse_default)
        except ValueError:
            raise ImproperlyConfigured(f"{var} is “{said}”: make it a whole number.") from None

    def address(self, var: str, read: Callable[[str], dict[str, Any]], default: str) -> dict[str, Any]:
        """What a variable's address says as settings. The address is not repeated: there may be a password in it."""
        try:
            with warnings.catch_warnings(action="ignore"):
                found = read(self.ENVIRON.get(var, "").strip() or default)
        except (ImproperlyConfigured, ValueError):
            found = {}
        if not any(found.get(name) for name in ("ENGINE", "BACKEND", "EMAIL_BACKEND")):
            raise ImproperlyConfigured(
                f"{var} is no address that can be read: docs/settings.md shows what one is like."
            )
        return found


def load_environment(default: str = "", file: Path = FILE) -> None:
    """Put what guidepost.env says into the environment, which counts where it says something else.

    The file belongs to the settings that it names: where the environment names others, nothing of the file is taken.
    Exits with a sentence where the file cannot be read or names no settings, or where there is none and no default.
    """
    values = _read(file)
    settings = os.environ.get(SETTINGS) or values.get(SETTINGS) or default
    if not settings:
        raise SystemExit(NOBODY_SAID)
    os.environ[SETTINGS] = settings
    if values.get(SETTINGS) == settings:
        for name, value in values.items():
            os.environ.setdefault(name, value)


def _read(file: Path) -> dict[str, str]:
    """The file's variables: none where there is no file."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise SystemExit(f"{file} cannot be read ({reason}): run this as the user that the site runs as.") from None
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#") and "=" not in line:
            raise SystemExit(f"{file}, line {number}, is no NAME=value.")

    class Parsed(environ.Env):
        ENVIRON: dict[str, str] = {}

    Parsed.read_env(io.StringIO(text))
    if not Parsed.ENVIRON.get(SETTINGS):
        raise SystemExit(f"{file} does not say which settings to take: {SETTINGS}=config.settings.production")
    return Parsed.ENVIRON
