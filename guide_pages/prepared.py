"""Queries whose SQL is written once.

Writing the SQL of the public condition takes Django some milliseconds; running it takes a tenth of one.
A read is a query and a copy of bytes: so its SQL is kept, and only the values are new each time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import connection
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
        """Run the query with a value for each slot. One query; the columns in the queryset's order."""
        written = self._written = self._written or self._write()
        given = {
            name: field.get_db_prep_value(values[name], connection, prepared=False)
            for name, field in written.fields.items()
        }
        parameters = written.parameters.copy()
        for place, name in written.places:
            parameters[place] = given[name]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, parameters)
            rows = cursor.fetchall()
        if written.converters:
            return [tuple(row) for row in written.compiler.apply_converters(rows, written.converters)]
        return list(rows)

    def first(self, **values: Any) -> tuple[Any, ...] | None:
        """The first row, or None."""
        return next(iter(self.rows(**values)), None)

    def _write(self) -> _Written:
        compiler = self._build().query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        slots = [(place, slot) for place, slot in enumerate(parameters) if isinstance(slot, Slot)]
        return _Written(
            sql,
            list(parameters),
            {slot.name: slot.output_field for _, slot in slots},
            [(place, slot.name) for place, slot in slots],
            compiler.get_converters([selected[0] for selected in compiler.select]),
            compiler,
        )
