"""The databases of a run: made, copied, and dropped at the end."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

PREFIX = "guidepost_bench"


class PostgreSQL:
    """Databases on a server. Names are short; the database's own begins with PREFIX."""

    engine = "postgresql"

    def __init__(self, server: str) -> None:
        self._server = server.rpartition("/")[0]

    def url(self, name: str) -> str:
        """Return the address, as DATABASE_URL."""
        return f"{self._server}/{PREFIX}_{name}"

    def create(self, name: str) -> None:
        """Make an empty one in place of what is there."""
        self._create(name, "template1")

    def copy(self, name: str, to: str) -> None:
        """Make one with the same content. Nobody may be connected to the first."""
        self._create(to, f"{PREFIX}_{name}")

    def _create(self, name: str, template: str) -> None:
        own = sql.Identifier(f"{PREFIX}_{name}")
        self._do("postgres", sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(own))
        self._do("postgres", sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(own, sql.Identifier(template)))

    def tidy(self, name: str) -> None:
        """Do now what the database would do later, in the middle of a round."""
        self._do(f"{PREFIX}_{name}", sql.SQL("VACUUM (ANALYZE)"))
        self._do(f"{PREFIX}_{name}", sql.SQL("CHECKPOINT"))

    def size(self, name: str) -> int:
        """Return its bytes on disk."""
        return int(self._ask(sql.SQL("SELECT pg_database_size({})").format(f"{PREFIX}_{name}")))

    def version(self) -> str:
        """Return the engine's name and version."""
        return f"PostgreSQL {str(self._ask(sql.SQL('SHOW server_version'))).split()[0]}"

    def drop_all(self) -> None:
        """Drop what was made; that of a run that was killed, too."""
        with psycopg.connect(f"{self._server}/postgres", autocommit=True) as connection:
            for (name,) in connection.execute("SELECT datname FROM pg_database").fetchall():
                if name.startswith(f"{PREFIX}_"):
                    connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _do(self, database: str, statement: sql.Composable) -> None:
        with psycopg.connect(f"{self._server}/{database}", autocommit=True) as connection:
            connection.execute(statement)

    def _ask(self, statement: sql.Composable) -> object:
        with psycopg.connect(f"{self._server}/postgres") as connection:
            row = connection.execute(statement).fetchone()
        return row[0] if row else None

    def answer_or_exit(self) -> None:
        """Raise SystemExit with the way out if the server does not answer."""
        try:
            self.version()
        except psycopg.Error as error:
            where = urlsplit(self._server).netloc.rpartition("@")[2]
            raise SystemExit(
                f"PostgreSQL does not answer at {where} ({str(error).strip().splitlines()[0]}).\n"
                "  apt-get install postgresql and start it, name another in GUIDEPOST_TEST_DATABASE_URL, "
                "or make bench DB=sqlite"
            ) from None


class SQLite:
    """Databases in a directory: what can be asked of them is as on a server."""

    engine = "sqlite"

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def url(self, name: str) -> str:
        return f"sqlite:///{self._file(name)}"

    def create(self, name: str) -> None:
        self._file(name).unlink(missing_ok=True)

    def copy(self, name: str, to: str) -> None:
        self.tidy(name)
        shutil.copyfile(self._file(name), self._file(to))

    def tidy(self, name: str) -> None:
        with sqlite3.connect(self._file(name)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()

    def size(self, name: str) -> int:
        return self._file(name).stat().st_size

    def version(self) -> str:
        return f"SQLite {sqlite3.sqlite_version}"

    def drop_all(self) -> None:
        """Do nothing: the directory goes with all that is in it."""

    def _file(self, name: str) -> Path:
        return self._directory / f"{PREFIX}_{name}.sqlite3"
