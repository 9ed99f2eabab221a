"""Undo and redo: a change set is taken back whole or not at all, and every refusal names its cause.

Taking back is itself a change set, so nothing is ever removed from the history. A change set stands
unless the last thing done to it was an undo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, and_, bindparam, func, select

from coorddesk.core.access import Role, allowed
from coorddesk.core.errors import Refused
from coorddesk.core.history import recorder_of
from coorddesk.core.history_rows import RowChange, changes_backwards, table_named, typed_row, unpack
from coorddesk.core.history_tables import DO, REDO, UNDO, ChangeChunk, ChangeRow, ChangeSet, ChangeSubject
from coorddesk.core.messages import Message, _, decode
from coorddesk.core.orm import Base, is_append_only

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

_sets = table_named(ChangeSet.__tablename__)
_chunks = table_named(ChangeChunk.__tablename__)
_rows = table_named(ChangeRow.__tablename__)
_subjects = table_named(ChangeSubject.__tablename__)


@allowed(Role.COORDINATOR, Role.STAFF)
def undo(session: Session, change_set_id: int) -> Message:
    """Take a change set back; returns what it was called.

    Raises `Refused` when it is undone already, was written under another schema, touched append-only
    rows, or something since depends on it.
    """
    root = _root(session, change_set_id)
    if not stands(session, root.id):
        raise Refused(_("This is undone already."))
    return _take_back(session, root, root.id, UNDO)


@allowed(Role.COORDINATOR, Role.STAFF)
def redo(session: Session, change_set_id: int) -> Message:
    """Do an undone change set again; returns what it was called. Raises `Refused` as `undo` does."""
    root = _root(session, change_set_id)
    last = _last_turn(session.connection(), root.id)
    if last is None or last.direction != UNDO:
        raise Refused(_("This is not undone, so there is nothing to do again."))
    return _take_back(session, root, last.id, REDO)


def stands(session: Session, root_id: int) -> bool:
    """Whether the change set is in effect."""
    last = _last_turn(session.connection(), root_id)
    return last is None or last.direction == REDO


def next_to_undo(session: Session, actor: str | None = None) -> int | None:
    """The latest standing change set, of `actor` where one is named."""
    roots = select(_sets.c.id).where(_sets.c.direction == DO, _standing()).order_by(_sets.c.id.desc()).limit(1)
    return session.scalar(_by(roots, actor))


def next_to_redo(session: Session, actor: str | None = None) -> int | None:
    """The change set undone last, unless something new was done since."""
    connection = session.connection()
    latest_deed = connection.scalar(_by(select(func.max(_sets.c.id)).where(_sets.c.direction == DO), actor)) or 0
    turned = _sets.alias()
    undone = (
        select(turned.c.root_id)
        .join(_sets, _sets.c.id == turned.c.root_id)
        .where(turned.c.direction == UNDO, turned.c.id > latest_deed, ~_standing())
        .where(turned.c.id == _latest_turn_of(turned.c.root_id))
        .order_by(turned.c.id.desc())
        .limit(1)
    )
    return connection.scalar(_by(undone, actor))


def _take_back(session: Session, root: Any, reversed_id: int, direction: str) -> Message:
    """Apply the change set `reversed_id` backwards, in the name of `root`."""
    session.flush()
    connection = session.connection()
    recorder = recorder_of(session)
    _refuse_what_lasts(root, connection)
    _refuse_what_was_built_upon(connection, root.id, reversed_id)
    recorder.undoing(direction, root.id)
    deed = decode(root.deed)
    subjects = connection.execute(
        select(_subjects.c.kind, _subjects.c.subject_id).where(_subjects.c.change_set_id == root.id)
    )
    said = _("Undo: {deed}", deed=deed) if direction == UNDO else _("Redo: {deed}", deed=deed)
    recorder.name(said, [(row.kind, row.subject_id) for row in subjects])
    for changes in changes_backwards(connection, reversed_id):
        recorder.write_chunk(_reverse(connection, changes))
    session.expire_all()
    return deed


def _reverse(connection: Connection, changes: list[RowChange]) -> list[RowChange]:
    """Write the opposite of changes of one table and kind."""
    table = table_named(changes[0].table)
    if changes[0].before is None:
        return _remove(connection, table, changes)
    if changes[0].after is None:
        return _bring_back(connection, table, changes)
    return _set_back(connection, table, changes)


def _remove(connection: Connection, table: Table, changes: list[RowChange]) -> list[RowChange]:
    ids = [change.row_id for change in changes]
    stored = _expect_unchanged(connection, table, changes)
    _refuse_pointed_at(connection, table, ids)
    connection.execute(table.delete().where(table.c.id.in_(ids)))
    return [RowChange(table.name, row_id, stored[row_id], None) for row_id in ids]


def _bring_back(connection: Connection, table: Table, changes: list[RowChange]) -> list[RowChange]:
    rows = [typed_row(table, change.before or {}) for change in changes]
    connection.execute(table.insert(), rows)
    return [RowChange(table.name, change.row_id, None, change.before) for change in changes]


def _set_back(connection: Connection, table: Table, changes: list[RowChange]) -> list[RowChange]:
    stored = _expect_unchanged(connection, table, changes)
    done: list[RowChange] = []
    by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for change in changes:
        new = typed_row(table, change.before or {})
        if "version" in table.c:
            new["version"] = stored[change.row_id]["version"] + 1
        by_columns.setdefault(tuple(new), []).append({"row_id": change.row_id, **new})
        done.append(RowChange(table.name, change.row_id, {key: stored[change.row_id][key] for key in new}, new))
    for parameters in by_columns.values():
        connection.execute(table.update().where(table.c.id == bindparam("row_id")), parameters)
    return done


def _expect_unchanged(connection: Connection, table: Table, changes: list[RowChange]) -> dict[int, dict[str, Any]]:
    """The rows as stored; refused if one is not as the change left it."""
    ids = [change.row_id for change in changes]
    stored = {row["id"]: dict(row) for row in connection.execute(select(table).where(table.c.id.in_(ids))).mappings()}
    for change in changes:
        left = typed_row(table, change.after or {})
        row = stored.get(change.row_id)
        if row is None or any(row[key] != value for key, value in left.items() if key != "version"):
            raise Refused(_("Something it changed has been changed again since."))
    return stored


def _refuse_pointed_at(connection: Connection, table: Table, ids: list[int]) -> None:
    """Refuse to remove rows that other rows point at."""
    for other in Base.metadata.sorted_tables:
        for column in other.c:
            if not any(key.column.table is table for key in column.foreign_keys):
                continue
            pointing = select(other.c.id).where(column.in_(ids))
            if other is table:
                pointing = pointing.where(other.c.id.not_in(ids))
            found = connection.scalar(pointing.limit(1))
            if found is not None:
                raise Refused(_built_upon(connection, other.name, found))


def _built_upon(connection: Connection, table: str, row_id: int) -> Message:
    """Name the deed that made the row which is in the way."""
    maker = connection.execute(
        select(_sets.c.deed)
        .join(_rows, _rows.c.change_set_id == _sets.c.id)
        .where(_rows.c.table_name == table, _rows.c.row_id == row_id)
        .order_by(_sets.c.id.desc())
        .limit(1)
    ).scalar() or connection.scalar(
        select(_sets.c.deed)
        .join(_chunks, _chunks.c.change_set_id == _sets.c.id)
        .where(_chunks.c.table_name == table, _chunks.c.low <= row_id, _chunks.c.high >= row_id)
        .order_by(_sets.c.id.desc())
        .limit(1)
    )
    return _because_of(maker)


def _because_of(encoded_deed: Any) -> Message:
    return _("Something done since depends on it: “{deed}”. Undo that first.", deed=decode(encoded_deed))


def _refuse_what_lasts(root: Any, connection: Connection) -> None:
    if root.lasting is not None:
        raise Refused(decode(root.lasting))
    current = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if root.revision != current:
        raise Refused(_("It was done before an upgrade of the program and can no longer be undone; change it by hand."))
    if any(is_append_only(table_named(kind)) for kind in root.kinds):
        raise Refused(_("It wrote entries that may never be removed; enter a correcting one instead."))


def _refuse_what_was_built_upon(connection: Connection, root_id: int, reversed_id: int) -> None:
    """Refuse if a later standing change set is about one of the same records or rows."""
    for later in _later_on_same(connection, root_id, reversed_id):
        raise Refused(_because_of(later.deed))


def _later_on_same(connection: Connection, root_id: int, after: int) -> Sequence[Any]:
    later = select(_sets.c.id, _sets.c.deed).where(
        _sets.c.direction == DO, _sets.c.id > after, _sets.c.id != root_id, _standing()
    )
    found = connection.execute(later.order_by(_sets.c.id.desc())).all()
    if not found:
        return []
    mine = _Touched.by(connection, root_id)
    return [row for row in found if mine.meets(connection, row.id)]


class _Touched:
    """The records and rows of a change set, in the three forms in which they are kept."""

    def __init__(self, single: set[tuple[str, int]], bulk: dict[str, set[int]]) -> None:
        self._single = single
        self._bulk = bulk

    @classmethod
    def by(cls, connection: Connection, set_id: int) -> _Touched:
        """What the change set touched."""
        rows = select(_rows.c.table_name, _rows.c.row_id).where(_rows.c.change_set_id == set_id)
        subjects = select(_subjects.c.kind, _subjects.c.subject_id).where(_subjects.c.change_set_id == set_id)
        single = {(name, row_id) for query in (rows, subjects) for name, row_id in connection.execute(query)}
        bulk: dict[str, set[int]] = {}
        for name, data in connection.execute(
            select(_chunks.c.table_name, _chunks.c.data).where(_chunks.c.change_set_id == set_id)
        ):
            bulk.setdefault(name, set()).update(change.row_id for change in unpack(name, data))
        return cls(single, bulk)

    def meets(self, connection: Connection, other_id: int) -> bool:
        """Whether another change set touched one of the same."""
        other = _Touched.by(connection, other_id)
        if self._single & other._single:
            return True
        if any(self._bulk[name] & other._bulk[name] for name in self._bulk.keys() & other._bulk.keys()):
            return True
        return self._holds(other._single) or other._holds(self._single)

    def _holds(self, single: set[tuple[str, int]]) -> bool:
        return any(row_id in self._bulk.get(name, ()) for name, row_id in single)


def _root(session: Session, change_set_id: int) -> Any:
    connection = session.connection()
    found = connection.execute(select(_sets).where(_sets.c.id == change_set_id)).one_or_none()
    if found is None:
        raise Refused(_("There is no change number {number} in the history.", number=change_set_id))
    return found if found.root_id is None else _root(session, found.root_id)


def _last_turn(connection: Connection, root_id: int) -> Any:
    """The latest undo or redo of a change set, if any."""
    turns = select(_sets.c.id, _sets.c.direction).where(_sets.c.root_id == root_id)
    return connection.execute(turns.order_by(_sets.c.id.desc()).limit(1)).one_or_none()


def _latest_turn_of(root: Any) -> Any:
    other = _sets.alias()
    return select(func.max(other.c.id)).where(other.c.root_id == root).scalar_subquery()


def _standing() -> ColumnElement[bool]:
    """Of a change set in an enclosing query: no undo of it without a redo after."""
    turn = _sets.alias()
    undone = and_(turn.c.root_id == _sets.c.id, turn.c.direction == UNDO, turn.c.id == _latest_turn_of(turn.c.root_id))
    return ~select(turn.c.id).where(undone).correlate(_sets).exists()


def _by(query: Any, actor: str | None) -> Any:
    return query if actor is None else query.where(_sets.c.actor == actor)
