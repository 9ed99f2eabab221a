"""Bulk writes: thousands of rows in one statement, with their history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, bindparam, func, select, text

from coorddesk.core.history import recorder_of
from coorddesk.core.history_rows import CHUNK_ROWS, RowChange, plain_row
from coorddesk.core.orm import is_append_only

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

Values = dict[str, Any]


def insert_rows(session: Session, table: Table, rows: Sequence[Values]) -> list[int]:
    """Insert rows that all name the same columns; returns their ids in order."""
    if not rows:
        return []
    session.flush()
    connection = session.connection()
    first = _reserve_ids(connection, table, len(rows))
    numbered = [{"id": row_id, **row} for row_id, row in enumerate(rows, first)]
    connection.execute(table.insert(), numbered)
    recorder_of(session).write_chunk([RowChange(table.name, row["id"], None, row) for row in numbered])
    return list(range(first, first + len(rows)))


def update_rows(session: Session, table: Table, changes: Sequence[tuple[int, Values]]) -> None:
    """Change columns of rows by id and raise their versions; a column that has the value already is left out."""
    session.flush()
    for part in _parts(changes):
        _update_part(session, table, part)


def delete_rows(session: Session, table: Table, ids: Sequence[int]) -> None:
    """Delete rows by id."""
    assert not is_append_only(table), f"{table.name} is append-only"
    session.flush()
    connection = session.connection()
    for part in _parts(ids):
        rows = connection.execute(select(table).where(table.c.id.in_(part))).mappings().all()
        connection.execute(table.delete().where(table.c.id.in_(part)))
        if rows:
            recorder_of(session).write_chunk([RowChange(table.name, r["id"], plain_row(dict(r)), None) for r in rows])
    session.expire_all()


def _update_part(session: Session, table: Table, part: Sequence[tuple[int, Values]]) -> None:
    assert not is_append_only(table), f"{table.name} is append-only"
    connection = session.connection()
    columns = sorted({key for _, values in part for key in values})
    wanted = [table.c.id, *(table.c[key] for key in columns)]
    if "version" in table.c:
        wanted.append(table.c.version)
    stored = {
        row["id"]: dict(row)
        for row in connection.execute(select(*wanted).where(table.c.id.in_([i for i, _ in part]))).mappings()
    }
    differing = [
        (row_id, {key: value for key, value in values.items() if stored[row_id][key] != value})
        for row_id, values in part
    ]
    changes = [_with_version(stored[row_id], row_id, values) for row_id, values in differing if values]
    _write_updates(connection, table, changes)
    if changes:
        recorder_of(session).write_chunk(
            [
                RowChange(
                    table.name, row_id, plain_row({key: stored[row_id][key] for key in values}), plain_row(values)
                )
                for row_id, values in changes
            ]
        )
    session.expire_all()


def _with_version(stored: Values, row_id: int, values: Values) -> tuple[int, Values]:
    if "version" in stored:
        values = values | {"version": stored["version"] + 1}
    return row_id, values


def _write_updates(connection: Connection, table: Table, changes: Sequence[tuple[int, Values]]) -> None:
    """One executemany for each set of columns."""
    by_columns: dict[tuple[str, ...], list[Values]] = {}
    for row_id, values in changes:
        by_columns.setdefault(tuple(values), []).append({"row_id": row_id, **values})
    for parameters in by_columns.values():
        connection.execute(table.update().where(table.c.id == bindparam("row_id")), parameters)


def _reserve_ids(connection: Connection, table: Table, count: int) -> int:
    """The first of `count` ids that were never used; the database will not use them for others."""
    if connection.dialect.name == "sqlite":
        used = connection.execute(
            text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name}
        ).scalar()
        return int(used or 0) + 1
    sequence = func.pg_get_serial_sequence(table.name, "id")
    first = int(connection.execute(select(func.nextval(sequence))).scalar_one())
    connection.execute(select(func.setval(sequence, first + count - 1)))
    return first


def _parts(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), CHUNK_ROWS):
        yield items[start : start + CHUNK_ROWS]
