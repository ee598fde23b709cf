"""Queries whose SQL is written once.

Writing the SQL of the public condition takes Django some milliseconds; running it takes a tenth of one.
A read is a query and a copy of bytes: so its SQL is kept, and only the values are new each time. PostgreSQL,
where planning takes longer than running, keeps the plan too, if whoever owns the connection says so when it is opened:
`prepare_threshold` in psycopg's documents, `plan_cache_mode` in PostgreSQL's. Nothing is set here, where it would stay
on a connection that a pooler gives to somebody else next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, cast

from django.db import InterfaceError, OperationalError, connection
from django.db.models import Expression, Field, QuerySet


class Slot(Expression):
    """Stands in a queryset for a value that is given when the query is run."""

    def __init__(self, name: str, output_field: Field[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", (self,)


class _Written(NamedTuple):
    sql: str
    parameters: list[Any]
    fields: dict[str, Field[Any, Any]]
    places: list[tuple[int, str]]
    converters: Any
    compiler: Any


class Prepared:
    """A `values_list` queryset with slots. `build` is called once, at the first read."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._written: _Written | None = None

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Return the rows for a value of each slot, the columns in the queryset's order. One query."""
        written = self._written = self._written or self._write()
        given = {
            name: field.get_db_prep_value(values[name], connection, prepared=False)
            for name, field in written.fields.items()
        }
        parameters = written.parameters.copy()
        for place, name in written.places:
            parameters[place] = given[name]
        rows = _run(written.sql, parameters)
        if written.converters:
            return [tuple(row) for row in written.compiler.apply_converters(rows, written.converters)]
        return list(rows)

    def first(self, **values: Any) -> tuple[Any, ...] | None:
        """Return the first row, or None."""
        return next(iter(self.rows(**values)), None)

    def _write(self) -> _Written:
        compiler = self._build().query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        converters = compiler.get_converters([selected[0] for selected in compiler.select])
        return _written(sql, parameters, converters, compiler)


class PreparedSQL(Prepared):
    """The same for what the ORM cannot say: `write` returns the SQL and its parameters, slots among them."""

    def __init__(self, write: Callable[[], tuple[str, Sequence[Any]]]) -> None:
        self._sql = write
        self._written = None

    def _write(self) -> _Written:
        return _written(*self._sql())


def _written(sql: str, parameters: Sequence[Any], converters: Any = None, compiler: Any = None) -> _Written:
    slots = [(place, slot) for place, slot in enumerate(parameters) if isinstance(slot, Slot)]
    return _Written(
        sql,
        list(parameters),
        {slot.name: slot.output_field for _, slot in slots},
        [(place, slot.name) for place, slot in slots],
        converters,
        compiler,
    )


def _run(sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    """Run the query and return its rows, on a new connection if the one that was kept open has been lost."""
    try:
        return _run_once(sql, parameters)
    except (InterfaceError, OperationalError):
        if connection.in_atomic_block or connection.is_usable():
            raise
        connection.close()
        return _run_once(sql, parameters)


def _run_once(sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with _cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _cursor() -> Any:
    """Return a cursor whose statements the server can keep; Django's own binds values into the text."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    from django.db.backends.postgresql import base  # noqa: PLC0415 - needs psycopg, which SQLite's sites do without

    wrapper, bound = cast("Any", connection), getattr(base, "ServerBindingCursor", None)
    if bound is None:  # psycopg 2 has none
        return connection.cursor()
    wrapper.ensure_connection()
    cursor = bound(wrapper.connection)
    cursor.format = 1  # binary: as text, bytes are twice as long
    return wrapper._prepare_cursor(cursor)
