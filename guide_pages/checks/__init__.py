"""System checks: what `docs/installing.md` asks for, each in a sentence, with the way to mend it as its hint.

Each has an id, which is never given to another check, and a row in the document. They look at settings, know nothing of
what is in the database, and run before every command, so `migrate` is refused before anything is changed.
"""

from __future__ import annotations

from . import addresses, databases, installed, keys, middleware, prefix, requests, tasks

__all__ = ["addresses", "databases", "installed", "keys", "middleware", "prefix", "requests", "tasks"]
