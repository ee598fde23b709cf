"""Whether it is the database that does not answer."""

from __future__ import annotations

import sqlite3

from django.db import InterfaceError, OperationalError

#: Seconds until whoever met an outage should ask again.
RETRY_AFTER = 30


def database_is_away(error: BaseException | None) -> bool:
    """Return True if the database does not answer or takes nothing for now; not if it was asked for something wrong.

    SQLite says by the same error that a table is unknown.
    """
    if not isinstance(error, InterfaceError | OperationalError):
        return False
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return not isinstance(error.__cause__, sqlite3.Error) or (code is not None and code & 0xFF != sqlite3.SQLITE_ERROR)
