"""Queries whose SQL is written once.

Writing the SQL of the public condition takes Django some milliseconds; running it takes a tenth of one.
A read is a query and a copy of bytes: so its SQL is kept, and only the values are new each time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    parameters: Sequence[Any]
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
        with connection.cursor() as cursor:
            cursor.execute(written.sql, [_filled(parameter, values) for parameter in written.parameters])
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
        converters = compiler.get_converters([selected[0] for selected in compiler.select])
        return _Written(sql, parameters, converters, compiler)


def _filled(parameter: Any, values: dict[str, Any]) -> Any:
    if not isinstance(parameter, Slot):
        return parameter
    return parameter.output_field.get_db_prep_value(values[parameter.name], connection, prepared=False)
