"""The one error of an import."""

from __future__ import annotations


class ImportRefused(Exception):
    """Nothing was brought in. The message says to an editor what to mend."""
