"""Bulk writes: thousands of rows in one statement, with their history.

Rows are written in the order given, and undone last first: where rows of one table point at each other,
parents come first when they are inserted, and children when they are deleted.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Connection, Table, bindparam, func, select, text
from sqlalchemy.dialects import sqlite

from coorddesk.core.history import recorder_of, refuse_append_only
from coorddesk.core.history_rows import CHUNK_ROWS, RowChange, Values, by_ids, plain_row
from coorddesk.core.orm import is_unwatched

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Column, Delete, Dialect, Update
    from sqlalchemy.orm import Session
    from sqlalchemy.types import TypeEngine

_SQLITE_VALUES = 32_766
"""How many values a statement of SQLite may have (SQLITE_MAX_VARIABLE_NUMBER since 3.32)."""
_TABLES = 256  # more than there are


def insert_rows(session: Session, table: Table, rows: Sequence[Values]) -> list[int]:
    """Insert rows that all name the same columns, the others get their defaults; returns their ids in order."""
    return insert_columns(session, table, {key: [row[key] for row in rows] for key in rows[0]}) if rows else []


def insert_columns(session: Session, table: Table, columns: Mapping[str, Sequence[Any]]) -> list[int]:
    """Insert rows given by their columns, all of one length, the others get their defaults; returns their ids."""
    count = len(next(iter(columns.values())))
    if not count:
        return []
    connection = _connection(session, table)
    others = {key: [value] * count for key, value in _defaults(table, columns).items()}
    every: dict[str, Sequence[Any]] = {**others, **columns}
    if count == 1:
        ids: Sequence[int] = [_insert_one(connection, table, every)]
    else:
        first = _reserve_ids(connection, table, count)
        ids = range(first, first + count)
        _insert(connection, table, {"id": ids, **every})
    recorder_of(session).write_inserted(table, {"id": ids, **every})
    return list(ids)


def update_rows(session: Session, table: Table, changes: Sequence[tuple[int, Values]]) -> None:
    """Change columns of rows by id and raise their versions; values that stand already are left out."""
    refuse_append_only(table)
    relink_rows(session, table, changes)


def relink_rows(session: Session, table: Table, changes: Sequence[tuple[int, Values]]) -> None:
    """What `update_rows` does, in ledgers too: where two records became one, an entry says of it what it said before.

    Of a row that is only added to, nothing but what it points at may change.
    """
    links = {key.parent.name for key in table.foreign_keys}
    if not all(values.keys() <= links for _row_id, values in changes):
        refuse_append_only(table)
    connection = _connection(session, table)
    for part in _parts(changes):
        _update_part(session, connection, table, part)
    session.expire_all()


def touch_rows(session: Session, table: Table, ids: Iterable[int]) -> None:
    """Raise the versions of rows that are there, and nothing else of them."""
    connection = _connection(session, table)
    for part in _parts(sorted(set(ids))):
        stored = stored_rows(connection, table, part, {"version"})
        _write_changes(session, connection, table, stored, [(row_id, {}) for row_id in stored])
    session.expire_all()


def delete_rows(session: Session, table: Table, ids: Sequence[int]) -> None:
    """Delete rows by id, one after the other; those that are gone already are left out."""
    refuse_append_only(table)
    connection = _connection(session, table)
    for part in _parts(ids):
        stored = stored_rows(connection, table, part)
        there = [row_id for row_id in dict.fromkeys(part) if row_id in stored]
        if there:
            connection.execute(_deletion(table), [{"the_id": row_id} for row_id in there])
            recorder_of(session).write([RowChange(table.name, i, plain_row(stored[i]), None) for i in there])
    session.expire_all()


def stored_rows(
    connection: Connection, table: Table, ids: Sequence[int], columns: Collection[str] | None = None
) -> dict[int, Values]:
    """The rows of at most a chunk of ids, by id; whole, or only those columns of them."""
    wanted = by_ids(table, None if columns is None else ("id", *sorted(columns)))
    return {row["id"]: dict(row) for row in connection.execute(wanted, {"ids": ids}).mappings()}


def write_values(
    connection: Connection, table: Table, stored: dict[int, Values], changes: Sequence[tuple[int, Values]]
) -> None:
    """Write columns of rows in the order given, in one statement: where a row keeps a value, it is written again."""
    columns = sorted({key for _, values in changes for key in values})
    rows = [
        {"the_id": row_id, **{key: values.get(key, stored[row_id][key]) for key in columns}}
        for row_id, values in changes
    ]
    connection.execute(_update(table), rows)


def _update_part(session: Session, connection: Connection, table: Table, part: Sequence[tuple[int, Values]]) -> None:
    columns = {"version"} & set(table.c.keys()) | {key for _, values in part for key in values}
    stored = stored_rows(connection, table, [row_id for row_id, _ in part], columns)
    assert len(stored) == len(part), "a row that is not there, or twice in one chunk"
    changes = [
        (row_id, differing)
        for row_id, values in part
        if (differing := {key: value for key, value in values.items() if stored[row_id][key] != value})
    ]
    _write_changes(session, connection, table, stored, changes)


def _write_changes(
    session: Session,
    connection: Connection,
    table: Table,
    stored: dict[int, Values],
    changes: Sequence[tuple[int, Values]],
) -> None:
    """Write what differs from what is stored, and keep it in the history."""
    if not changes:
        return
    if "version" in table.c:
        changes = [(row_id, values | {"version": stored[row_id]["version"] + 1}) for row_id, values in changes]
    write_values(connection, table, stored, changes)
    recorder_of(session).write(
        [
            RowChange(table.name, row_id, plain_row({key: stored[row_id][key] for key in values}), plain_row(values))
            for row_id, values in changes
        ]
    )


@lru_cache(maxsize=_TABLES)
def _update(table: Table) -> Update:
    return table.update().where(table.c.id == bindparam("the_id"))


@lru_cache(maxsize=_TABLES)
def _deletion(table: Table) -> Delete:
    return table.delete().where(table.c.id == bindparam("the_id"))


class _Written(dict[Any, Any]):
    """What a column's values become for the driver, each found out once."""

    def __init__(self, write: Callable[[Any], Any]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, value: Any) -> Any:
        self[value] = written = self._write(value)
        return written


def _insert(connection: Connection, table: Table, every: Mapping[str, Sequence[Any]]) -> None:
    """Hand rows to the driver as they are; SQLAlchemy's own way through each of them costs as much as the writing.

    SQLite takes many in one statement, a sixth faster than one after the other.
    """
    into, marks, values = _for_driver(connection.dialect, table, every)
    rows = zip(*values, strict=True)
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(into + marks, list(rows))
        return
    while part := list(islice(rows, _SQLITE_VALUES // len(values))):
        connection.exec_driver_sql(into + ", ".join([marks] * len(part)), tuple(chain.from_iterable(part)))


def _insert_one(connection: Connection, table: Table, every: Mapping[str, Sequence[Any]]) -> int:
    """Insert one row; the database says its id, with no question before."""
    into, marks, values = _for_driver(connection.dialect, table, every)
    row = tuple(next(iter(column)) for column in values)
    if connection.dialect.name == "sqlite":
        return connection.exec_driver_sql(into + marks, row).lastrowid
    return int(connection.exec_driver_sql(f"{into}{marks} RETURNING id", row).scalar_one())


def _for_driver(
    dialect: Dialect, table: Table, every: Mapping[str, Sequence[Any]]
) -> tuple[str, str, list[Iterable[Any]]]:
    """An INSERT as far as its values, the marks of one row, and the columns as the driver wants them.

    Columns where nothing stands are blank without being named.
    """
    columns = {key: column for key, column in every.items() if not _is_left_blank(table.c[key], column)}
    values = [_written(column, table.c[key].type.dialect_impl(dialect), dialect) for key, column in columns.items()]
    quote = dialect.identifier_preparer.quote
    marks = f"({', '.join(['?' if dialect.positional else '%s'] * len(values))})"
    return f"INSERT INTO {quote(table.name)} ({', '.join(map(quote, columns))}) VALUES ", marks, values  # noqa: S608 - our own names


def _is_left_blank(column: Column[Any], values: Sequence[Any]) -> bool:
    return column.server_default is None and values.count(None) == len(values)


def _written(column: Sequence[Any], kind: TypeEngine[Any], dialect: Dialect) -> Iterable[Any]:
    """A column as the driver wants it."""
    if isinstance(kind, sqlite.DATE):  # as its own processor does, which takes seven times as long
        return [None if day is None else date.isoformat(day) for day in column]
    write = kind.bind_processor(dialect)
    if isinstance(kind, JSON) and write is not None:
        return map(write, column)  # lists are nothing to be remembered by
    return column if write is None else map(_Written(write).__getitem__, column)


def _connection(session: Session, table: Table) -> Connection:
    """The session's connection, once everything before is written."""
    assert not is_unwatched(table), f"{table.name} keeps no history; write it plainly"
    session.flush()
    return session.connection()


def _defaults(table: Table, columns: Collection[str]) -> Values:
    """What the columns get that rows do not name, so that the history holds them too."""
    return {
        column.name: column.default.arg if column.default is not None else None  # type: ignore[attr-defined]
        for column in table.c
        if column.name not in columns and not column.primary_key
    }


def _reserve_ids(connection: Connection, table: Table, count: int) -> int:
    """The first of `count` ids that were never used; the database will not use them for others."""
    if connection.dialect.name == "sqlite":
        used = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        return int(connection.execute(used, {"name": table.name}).scalar() or 0) + 1
    sequence = func.pg_get_serial_sequence(table.name, "id")
    first = int(connection.execute(select(func.nextval(sequence))).scalar_one())
    connection.execute(select(func.setval(sequence, first + count - 1)))
    return first


def _parts(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), CHUNK_ROWS):
        yield items[start : start + CHUNK_ROWS]
