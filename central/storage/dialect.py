"""Dialect knows the few statements that SQLite and PostgreSQL spell differently."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec
import psycopg
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    Text,
    any_,
    collate,
    func,
    literal,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DataError

Cell = int | str | bytes | None


@cache
def _ignoring(name: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    insert = postgresql.insert if name == "postgresql" else sqlite.insert
    return insert(table).on_conflict_do_nothing()


@cache
def _adding(name: str, table: Table, figure: str) -> sqlite.Insert | postgresql.Insert:
    insert = postgresql.insert if name == "postgresql" else sqlite.insert
    statement = insert(table)
    keys: Sequence[Column[object]] = list(table.primary_key.columns)
    total = table.c[figure] + statement.excluded[figure]
    return statement.on_conflict_do_update(index_elements=keys, set_={figure: total})


@cache
def _replacing(
    name: str, table: Table, columns: tuple[str, ...]
) -> sqlite.Insert | postgresql.Insert:
    insert = postgresql.insert if name == "postgresql" else sqlite.insert
    statement = insert(table)
    keys: Sequence[Column[object]] = list(table.primary_key.columns)
    others = {n: statement.excluded[n] for n in columns if not table.c[n].primary_key}
    return statement.on_conflict_do_update(index_elements=keys, set_=others)


def insert_or_replace(
    connection: Connection, table: Table, columns: tuple[str, ...]
) -> sqlite.Insert | postgresql.Insert:
    """INSERT of these columns that writes over the row whose key is there."""
    return _replacing(connection.dialect.name, table, columns)


def insert_or_ignore(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """INSERT that leaves rows alone whose key is there."""
    return _ignoring(connection.dialect.name, table)


def insert_or_add(
    connection: Connection, table: Table, figure: str
) -> sqlite.Insert | postgresql.Insert:
    """INSERT that adds its figure to the row whose key is there."""
    return _adding(connection.dialect.name, table, figure)


def insert_rows(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[Sequence[Cell]]
) -> None:
    """Plain INSERT of many rows by the shortest way that each driver has; none of them may be there already.

    A statement for each row costs PostgreSQL and its driver more than the row; COPY is one for all.
    """
    if not rows:
        return
    statement = _inserting(connection.dialect.name, table, columns)
    if connection.dialect.name != "postgresql":
        connection.exec_driver_sql(statement, [tuple(row) for row in rows])
        return
    driver = connection.connection.driver_connection
    assert driver is not None, "an open transaction has a connection"
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.DataError as error:
        # as of any other statement
        raise DataError(statement, None, error) from error


@cache
def _inserting(name: str, table: Table, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    if name == "postgresql":
        return f'COPY "{table.name}" ({names}) FROM STDIN'
    marks = ", ".join("?" * len(columns))
    return f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'


def among(
    connection: Connection, column: Column[Any], values: Sequence[Any]
) -> ColumnElement[bool]:
    """True for rows whose column, a text or a number, has one of these values.

    A statement with hundreds of parameters is written and read anew each time; an array is one.
    """
    if connection.dialect.name == "postgresql":
        return column == any_(literal(list(values), postgresql.ARRAY(column.type)))
    each = func.json_each(msgspec.json.encode(values).decode()).table_valued("value")
    return column.in_(select(each.c.value))


def by_bytes(connection: Connection, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Order of a key: numbers by size, texts by their UTF-8 bytes, whatever language the database speaks."""
    if not isinstance(column.type, Text):
        return column
    if connection.dialect.name == "postgresql":
        return collate(column, "C")
    return collate(column, "BINARY")
