"""Why a change set cannot be taken back: each cause is found, and named by the deed that is in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Connection, Table, UniqueConstraint, or_, select, tuple_

from coorddesk.core.errors import Refused
from coorddesk.core.history_rows import RowChange, Values, changes_of_row, pieces_of, read_chunk, table_named, typed_row
from coorddesk.core.history_tables import DO, REDO, ChangeChunk, ChangeRow, ChangeSet, ChangeSubject
from coorddesk.core.messages import Message, _, decode
from coorddesk.core.orm import Base, is_lasting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LOOK_BACK = 100
"""How many change sets of a row are searched for the deed that is in the way."""

_sets = table_named(ChangeSet.__tablename__)
_chunks = table_named(ChangeChunk.__tablename__)
_rows = table_named(ChangeRow.__tablename__)
_subjects = table_named(ChangeSubject.__tablename__)


def refuse_what_lasts(root: Any, revision: str) -> None:
    """Refuse what was said to last, what was done under another schema, and entries that stay for good."""
    if root.lasting is not None:
        raise Refused(decode(root.lasting))
    if root.revision != revision:
        raise Refused(_("It was done before an upgrade of the program and can no longer be undone; change it by hand."))
    if any(is_lasting(table_named(kind)) for kind in root.kinds):
        raise Refused(_("It wrote entries that may never be removed; enter a correcting one instead."))


def refuse_built_upon(connection: Connection, root_id: int, turn_id: int) -> None:
    """Refuse if other deeds on the same records or rows were done, undone or redone since, and stay so."""
    for other in sorted(_roots_later_on_same(connection, turn_id) - {root_id}, reverse=True):
        stood, stands = _stands(connection, other, turn_id), _stands(connection, other, None)
        if stood == stands:
            continue
        deed = _deed_of(connection, other)
        if stands:
            raise Refused(_("Something done since depends on it: “{deed}”. Undo that first.", deed=deed))
        raise Refused(_("It builds on something that is undone since: “{deed}”. Do that again first.", deed=deed))


def refuse_changed_since(table: Table, changes: Sequence[RowChange], stored: dict[int, Values]) -> None:
    """Refuse if a row is not as the change left it, though the history knows of nothing since."""
    for change in changes:
        left = typed_row(table, change.after or {})
        row = stored.get(change.row_id)
        if row is None or any(row[key] != value for key, value in left.items() if key != "version"):
            raise Refused(_("What it changed was changed since by something other than CoordDesk; change it by hand."))


def refuse_pointed_at(connection: Connection, table: Table, ids: Sequence[int]) -> None:
    """Refuse to remove rows that other rows point at."""
    for other in Base.metadata.sorted_tables:
        for column in other.c:
            if not column.references(table.c.id):
                continue
            pointing = select(other.c.id, column).where(column.in_(ids))
            if other is table:
                pointing = pointing.where(other.c.id.not_in(ids))
            found = connection.execute(pointing.limit(1)).one_or_none()
            if found is not None:
                raise _in_the_way(connection, other, found[0], {column.name: found[1]})


def refuse_missing(connection: Connection, table: Table, rows: dict[int, Values]) -> None:
    """Refuse to write rows that point at what is gone."""
    for key in table.foreign_keys:
        target = key.column.table
        wanted = {row[key.parent.name] for row in rows.values()} - {None}
        missing = wanted - set(connection.scalars(select(target.c.id).where(target.c.id.in_(wanted))))
        if target is table:
            missing -= rows.keys()
        if missing:
            raise _in_the_way(connection, target, min(missing), None)


def refuse_taken(connection: Connection, table: Table, rows: dict[int, Values]) -> None:
    """Refuse to write values that must be unique and that other rows have by now."""
    for columns in _unique_columns(table):
        wanted = {tuple(row[column.name] for column in columns) for row in rows.values()}
        whole = [values for values in wanted if None not in values]
        taken = select(table.c.id, *columns).where(tuple_(*columns).in_(whole), table.c.id.not_in(rows))
        found = connection.execute(taken.limit(1)).one_or_none()
        if found is not None:
            raise _in_the_way(connection, table, found[0], dict(zip((c.name for c in columns), found[1:], strict=True)))


def _in_the_way(connection: Connection, table: Table, row_id: int, left: Values | None) -> Refused:
    """The refusal that names the latest deed that left a row with these values, or without any."""
    for set_id, change in changes_of_row(connection, table.name, row_id, _LOOK_BACK).items():
        after = None if change.after is None else typed_row(table, change.after)
        if after is left is None or (after and left and left.items() <= after.items()):
            deed = _deed_of(connection, set_id)
            return Refused(_("Something done since stands in its way: “{deed}”. Undo that first.", deed=deed))
    return Refused(_("Something that is there by now stands in its way."))


def _unique_columns(table: Table) -> Iterator[list[Column[Any]]]:
    """The columns of each unique constraint; a partial index is minded by the verbs, through their subjects."""
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield list(constraint.columns)


def _roots_later_on_same(connection: Connection, turn_id: int) -> set[int]:
    """The deeds that had a turn after `turn_id`, on a record that it is about or a row that it changed."""
    later = connection.execute(select(_sets.c.id, _sets.c.root_id).where(_sets.c.id > turn_id)).all()
    touching = _touching_since(connection, turn_id) if later else set()
    return {root_id or set_id for set_id, root_id in later if set_id in touching}


def _touching_since(connection: Connection, turn_id: int) -> set[int]:
    found: set[int] = set()
    for table, ids in _touched(connection, turn_id).items():
        low, high = min(ids), max(ids)
        for same in (
            (_rows.c.change_set_id, _rows.c.table_name, _rows.c.row_id),
            (
                _subjects.c.change_set_id,
                _subjects.c.kind,
                _subjects.c.subject_id,
            ),
        ):
            set_id, kind, row_id = same
            later = select(set_id, row_id).where(kind == table, row_id.between(low, high), set_id > turn_id)
            found |= {later_id for later_id, later_row in connection.execute(later) if later_row in ids}
        chunks = select(_chunks.c.change_set_id, _chunks.c.id).where(
            _chunks.c.table_name == table,
            _chunks.c.low <= high,
            _chunks.c.high >= low,
            _chunks.c.change_set_id > turn_id,
        )
        for later_id, chunk_id in connection.execute(chunks).all():
            if later_id not in found and any(change.row_id in ids for change in read_chunk(connection, chunk_id)):
                found.add(later_id)
    return found


def _touched(connection: Connection, set_id: int) -> dict[str, set[int]]:
    """The ids, by table, of the records that a change set is about and of the rows that it changed."""
    touched: dict[str, set[int]] = {}
    subjects = select(_subjects.c.kind, _subjects.c.subject_id).where(_subjects.c.change_set_id == set_id)
    for kind, subject_id in connection.execute(subjects):
        touched.setdefault(kind, set()).add(subject_id)
    for piece in pieces_of(connection, set_id):
        touched.setdefault(piece.table, set()).update(change.row_id for change in piece.read())
    return touched


def _stands(connection: Connection, root_id: int, at: int | None) -> bool:
    """Whether a deed was in effect once the change set `at` was written; now, without it."""
    turns = select(_sets.c.direction).where(or_(_sets.c.id == root_id, _sets.c.root_id == root_id))
    if at is not None:
        turns = turns.where(_sets.c.id <= at)
    return connection.scalar(turns.order_by(_sets.c.id.desc()).limit(1)) in {DO, REDO}


def _deed_of(connection: Connection, set_id: int) -> Message:
    return decode(connection.execute(select(_sets.c.deed).where(_sets.c.id == set_id)).scalar_one())
