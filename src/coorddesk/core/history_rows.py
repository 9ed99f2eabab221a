"""Rows as the history keeps them: plain data, packed by the chunk for bulk writes."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache, partial, reduce
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from sqlalchemy import Connection, Select, Table, bindparam, select

from coorddesk.core.history_tables import ChangeChunk, ChangeRow
from coorddesk.core.orm import Base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

CHUNK_ROWS = 500
_STATEMENTS = 512  # more than there are tables, and columns that are written together

Values = dict[str, Any]


class RowChange(NamedTuple):
    """One row of a change set; of an update only the columns that changed, before and after."""

    table: str
    row_id: int
    before: Values | None
    after: Values | None


@dataclass(frozen=True)
class Piece:
    """Changes of one table and kind that follow one another in a change set, each row once; read when asked for."""

    place: int
    table: str
    low: int
    high: int
    read: Callable[[], list[RowChange]]


def plain(value: Any) -> Any:
    """A column's value as JSON can hold it (used as json's `default` as well)."""
    if isinstance(value, date):  # datetime too
        return value.isoformat()
    raise TypeError(f"the history cannot hold {type(value).__name__}")


def plain_row(row: Values) -> Values:
    """A row's values as JSON can hold them."""
    return {key: plain(value) if isinstance(value, date) else value for key, value in row.items()}


def typed_row(table: Table, row: Values) -> Values:
    """Give a plain row the types its columns want."""
    readers = _readers(table)
    read = {key: readers[key](row[key]) for key in readers.keys() & row.keys() if isinstance(row[key], str)}
    return row | read


def pack(changes: Sequence[RowChange]) -> bytes:
    """Pack changes of one table; columns that all rows share are named once."""
    before = _shared_columns([change.before for change in changes])
    after = _shared_columns([change.after for change in changes])
    rows = [(c.row_id, _cells(c.before, before), _cells(c.after, after)) for c in changes]
    return _compressed((before, after, rows))


def pack_inserted(columns: Mapping[str, Sequence[Any]]) -> bytes:
    """Pack rows that were inserted, given by their columns, "id" among them; what all rows share is kept once."""
    shared = {key: column[0] for key, column in columns.items() if column.count(column[0]) == len(column)}
    others = [list(column) for key, column in columns.items() if key not in shared]
    return _compressed({"columns": list(columns), "count": len(columns["id"]), "shared": shared, "others": others})


def unpack(table: str, data: bytes) -> list[RowChange]:
    """Read back what was packed, values still plain."""
    packed = orjson.loads(zlib.decompress(data))
    if isinstance(packed, dict):
        return _inserted(table, packed)
    before, after, rows = packed
    return [RowChange(table, row_id, _values(old, before), _values(new, after)) for row_id, old, new in rows]


def joined(first: RowChange, then: RowChange) -> RowChange:
    """Two changes of one row as one: from what stood before the first to what the second left."""
    if first.before is None or then.after is None:
        before = None if first.before is None else (then.before or {}) | first.before
        after = None if then.after is None else (first.after or {}) | then.after
        return RowChange(first.table, first.row_id, before, after)
    return difference(first.table, first.row_id, (then.before or {}) | first.before, (first.after or {}) | then.after)


def difference(table: str, row_id: int, before: Values | None, after: Values | None) -> RowChange:
    """The change of a row from one state to another; of a row that stays only what differs."""
    if before is None or after is None:
        return RowChange(table, row_id, before, after)
    changed = [key for key, value in after.items() if before[key] != value]
    return RowChange(table, row_id, {key: before[key] for key in changed}, {key: after[key] for key in changed})


def pieces_of(connection: Connection, change_set_id: int) -> list[Piece]:
    """All of a change set in the order in which it was done; chunks are read one at a time, when asked for."""
    chunks = select(*_CHUNK_RANGE, ChangeChunk.id).where(ChangeChunk.change_set_id == change_set_id)
    pieces = [
        Piece(place, table, low, high, partial(read_chunk, connection, chunk_id))
        for place, table, low, high, chunk_id in connection.execute(chunks)
    ]
    rows = connection.execute(_ROW.where(ChangeRow.change_set_id == change_set_id).order_by(ChangeRow.place_in_set))
    for place, run in _runs((place, RowChange(*change)) for place, *change in rows):
        ids = [change.row_id for change in run]
        pieces.append(Piece(place, run[0].table, min(ids), max(ids), partial(list, run)))
    return sorted(pieces, key=lambda piece: piece.place)


def changes_of_row(connection: Connection, table: str, row_id: int, limit: int) -> dict[int, RowChange]:
    """What each of the latest `limit` change sets of a row did to it, by change set, newest first."""
    steps: dict[int, dict[int, RowChange]] = {}
    for found in (_single_steps(connection, table, row_id), _bulk_steps(connection, table, row_id)):
        sets: set[int] = set()
        for set_id, place, change in found:
            sets.add(set_id)
            if len(sets) > limit:
                break
            steps.setdefault(set_id, {})[place] = change
    latest = sorted(steps, reverse=True)[:limit]
    return {set_id: reduce(joined, (steps[set_id][place] for place in sorted(steps[set_id]))) for set_id in latest}


def read_chunk(connection: Connection, chunk_id: int) -> list[RowChange]:
    """The rows of one bulk write, or of a part of it."""
    chunk = connection.execute(select(ChangeChunk.table_name, ChangeChunk.data).where(ChangeChunk.id == chunk_id)).one()
    return unpack(chunk.table_name, chunk.data)


def table_named(name: str) -> Table:
    """The table of that name."""
    return Base.metadata.tables[name]


@lru_cache(maxsize=_STATEMENTS)
def by_ids(table: Table, columns: tuple[str, ...] | None = None) -> Select[*tuple[Any, ...]]:
    """Rows of a table by `ids`, whole or those columns of them; built once, since building costs more than asking."""
    wanted = select(table) if columns is None else select(*(table.c[name] for name in columns))
    return wanted.where(table.c.id.in_(bindparam("ids", expanding=True)))


_CHUNK_RANGE = (ChangeChunk.place_in_set, ChangeChunk.table_name, ChangeChunk.low, ChangeChunk.high)
_ROW = select(ChangeRow.place_in_set, ChangeRow.table_name, ChangeRow.row_id, ChangeRow.before, ChangeRow.after)


def _runs(rows: Iterable[tuple[int, RowChange]]) -> Iterator[tuple[int, list[RowChange]]]:
    """Changes that can be written together: one after the other, of one table and kind, each row once."""
    start, run = 0, dict[int, RowChange]()
    for place, change in rows:
        if run and (place != start + len(run) or change.row_id in run or not _alike(run, change)):
            yield start, list(run.values())
            run = {}
        if not run:
            start = place
        run[change.row_id] = change
    if run:
        yield start, list(run.values())


def _alike(run: dict[int, RowChange], change: RowChange) -> bool:
    first = next(iter(run.values()))
    return (
        len(run) < CHUNK_ROWS
        and first.table == change.table
        and (first.before is None) == (change.before is None)
        and (first.after is None) == (change.after is None)
    )


def _single_steps(connection: Connection, table: str, row_id: int) -> Iterator[tuple[int, int, RowChange]]:
    newest_first = (
        select(ChangeRow.change_set_id, ChangeRow.place_in_set, ChangeRow.before, ChangeRow.after)
        .where(ChangeRow.table_name == table, ChangeRow.row_id == row_id)
        .order_by(ChangeRow.change_set_id.desc(), ChangeRow.place_in_set.desc())
    )
    for set_id, place, before, after in connection.execute(newest_first):
        yield set_id, place, RowChange(table, row_id, before, after)


def _bulk_steps(connection: Connection, table: str, row_id: int) -> Iterator[tuple[int, int, RowChange]]:
    newest_first = (
        select(ChangeChunk.change_set_id, ChangeChunk.place_in_set, ChangeChunk.id)
        .where(ChangeChunk.table_name == table, ChangeChunk.low <= row_id, ChangeChunk.high >= row_id)
        .order_by(ChangeChunk.change_set_id.desc(), ChangeChunk.place_in_set.desc())
    )
    for set_id, place, chunk_id in connection.execute(newest_first).all():
        for change in read_chunk(connection, chunk_id):
            if change.row_id == row_id:
                yield set_id, place, change


@lru_cache
def _readers(table: Table) -> dict[str, Callable[[str], Any]]:
    """How to read the columns whose values are kept as another kind of text."""
    readers: dict[str, Callable[[str], Any]] = {}
    for column in table.c:
        kind = column.type.python_type
        if issubclass(kind, datetime | date):
            readers[column.name] = kind.fromisoformat
        elif issubclass(kind, Enum):
            readers[column.name] = kind
    return readers


def _inserted(table: str, packed: dict[str, Any]) -> list[RowChange]:
    """What `pack_inserted` packed; before it, inserted rows were packed like any others."""
    others = iter(packed["others"])
    columns = {
        key: repeat(packed["shared"][key], packed["count"]) if key in packed["shared"] else next(others)
        for key in packed["columns"]
    }
    rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    return [RowChange(table, row["id"], None, row) for row in rows]


def _compressed(packed: Any) -> bytes:
    return zlib.compress(orjson.dumps(packed, default=plain), 1)


def _shared_columns(rows: list[Values | None]) -> list[str] | None:
    """The columns, if all rows have the same ones; None if each row must name its own."""
    first = rows[0]
    if first is None:
        return None
    columns = list(first)
    return columns if all(row is not None and list(row) == columns for row in rows) else None


def _cells(row: Values | None, columns: list[str] | None) -> Any:
    if row is None or columns is None:
        return row
    return list(row.values())


def _values(cells: Any, columns: list[str] | None) -> Values | None:
    if cells is None or columns is None:
        return cells  # type: ignore[no-any-return]  # as packed: a dict or nothing
    return dict(zip(columns, cells, strict=True))
