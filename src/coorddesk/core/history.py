"""The history: every transaction is one change set with each row before and after, written with it.

Rows are read from the database itself before the first flush that touches them and again at the
end, so that what is kept is what was stored, whatever the session believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, event, inspect, select

from coorddesk.core.history_rows import CHUNK_ROWS, RowChange, pack, plain_row, table_named
from coorddesk.core.history_tables import DO, ChangeChunk, ChangeRow, ChangeSet, ChangeSubject
from coorddesk.core.messages import Message, _n, encode
from coorddesk.core.orm import Base, is_append_only, is_unwatched

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import ORMExecuteState, Session

    from coorddesk.core.access import Actor
    from coorddesk.core.clock import Clock
    from coorddesk.core.feature import Subject

_RECORDER = "recorder"
_NOTHING_YET = encode(Message(""))


def record(session: Session, deed: Message, *subjects: Subject) -> None:
    """Name what a verb does, and the records whose story it belongs to."""
    recorder_of(session).name(deed, subjects)


def cannot_be_undone(session: Session, reason: Message) -> None:
    """Say why the deed stays, and what to do instead ("Write a credit note instead")."""
    recorder_of(session).lasting = reason


def recorder_of(session: Session) -> Recorder:
    """The recorder of the session's transaction."""
    recorder = session.info[_RECORDER]
    assert isinstance(recorder, Recorder)
    return recorder


class Recorder:
    """Gathers one transaction's changes; rows touched through the session are folded, first before to last after."""

    def __init__(self, session: Session, actor: Actor, clock: Clock, revision: str) -> None:
        """Listen to `session` for as long as it lives."""
        self.lasting: Message | None = None
        self.kinds: set[str] = set()
        self.subjects: dict[Subject, None] = {}
        self._session = session
        self._actor = actor
        self._clock = clock
        self._revision = revision
        self._deeds: list[Message] = []
        self._touched: dict[tuple[str, int], dict[str, Any] | None] = {}
        self._set_id: int | None = None
        self._place = 0
        self._undoing: tuple[str, int] | None = None
        session.info[_RECORDER] = self
        event.listen(session, "before_flush", self._before_flush)
        event.listen(session, "after_flush", self._after_flush)
        event.listen(session, "do_orm_execute", _refuse_writing)

    def name(self, deed: Message, subjects: Iterable[Subject]) -> None:
        """Add a deed and its subjects."""
        self._deeds.append(deed)
        self.subjects.update(dict.fromkeys(subjects))

    def undoing(self, direction: str, root_id: int) -> None:
        """Mark the change set as undoing or redoing another."""
        self._undoing = (direction, root_id)

    def write_chunk(self, changes: Sequence[RowChange]) -> None:
        """Keep changes of one table made by a bulk write, after those made through the session so far."""
        self._seal()
        table = changes[0].table
        self.kinds.add(table)
        for start in range(0, len(changes), CHUNK_ROWS):
            part = changes[start : start + CHUNK_ROWS]
            ids = [change.row_id for change in part]
            self._insert(
                ChangeChunk,
                [{"table_name": table, "low": min(ids), "high": max(ids), "data": pack(part)} | self._next()],
            )

    def finish(self, deed: Message | None) -> int | None:
        """Write what is still to write; returns the change set's id, or None if nothing changed."""
        self._session.flush()
        self._seal()
        if self._set_id is None:
            return None
        values: dict[str, Any] = {
            "deed": encode(deed or self._deed()),
            "kinds": sorted(self.kinds),
            "lasting": encode(self.lasting) if self.lasting else None,
        }
        connection = self._session.connection()
        sets = table_named(ChangeSet.__tablename__)
        connection.execute(sets.update().where(sets.c.id == self._set_id).values(**values))
        self._insert(
            ChangeSubject,
            [
                {"change_set_id": self._set_id, "kind": kind, "subject_id": subject_id}
                for kind, subject_id in self.subjects
            ],
        )
        return self._set_id

    def _deed(self) -> Message:
        match self._deeds:
            case []:
                raise AssertionError(f"a change of {sorted(self.kinds)} without a deed")
            case [deed]:
                return deed
            case [deed, *others]:
                return _n("{deed} and {count} more", "{deed} and {count} more", len(others), deed=deed)

    def _before_flush(self, session: Session, *_: object) -> None:
        """Read the rows that the flush will change, while they still stand."""
        wanted: dict[Table, list[int]] = {}
        changed = [row for row in session.dirty if session.is_modified(row, include_collections=False)]
        for row in [*changed, *session.deleted]:
            table = _table_of(row)
            if is_append_only(table):
                raise AssertionError(f"{table.name} is append-only")
            if not is_unwatched(table) and (table.name, row.id) not in self._touched:
                wanted.setdefault(table, []).append(row.id)
        for table, ids in wanted.items():
            stored = self._stored(table, ids)
            self._touched |= {(table.name, row_id): stored[row_id] for row_id in ids}

    def _after_flush(self, session: Session, *_: object) -> None:
        for row in session.new:
            table = _table_of(row)
            if not is_unwatched(table):
                self._touched.setdefault((table.name, row.id), None)

    def _seal(self) -> None:
        """Write the rows touched through the session so far."""
        self._session.flush()
        if not self._touched:
            return
        touched, self._touched = self._touched, {}
        changes = [change for change in self._folded(touched) if change.before != change.after]
        order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
        changes.sort(key=lambda change: _replayable(change, order))
        self.kinds |= {change.table for change in changes}
        rows = [
            {"table_name": c.table, "row_id": c.row_id, "before": c.before, "after": c.after} | self._next()
            for c in changes
        ]
        self._insert(ChangeRow, rows)

    def _folded(self, touched: dict[tuple[str, int], dict[str, Any] | None]) -> Iterable[RowChange]:
        by_table: dict[str, list[int]] = {}
        for name, row_id in touched:
            by_table.setdefault(name, []).append(row_id)
        for name, ids in by_table.items():
            stored = self._stored(table_named(name), ids)
            for row_id in ids:
                yield _difference(name, row_id, touched[name, row_id], stored.get(row_id))

    def _stored(self, table: Table, ids: list[int]) -> dict[int, dict[str, Any]]:
        connection = self._session.connection()
        found: dict[int, dict[str, Any]] = {}
        for start in range(0, len(ids), CHUNK_ROWS):
            rows = connection.execute(select(table).where(table.c.id.in_(ids[start : start + CHUNK_ROWS])))
            found |= {row["id"]: plain_row(dict(row)) for row in rows.mappings()}
        return found

    def _next(self) -> dict[str, int]:
        """The change set's id, made at the first need, and the next place in it."""
        if self._set_id is None:
            self._set_id = self._open()
        self._place += 1
        return {"change_set_id": self._set_id, "place_in_set": self._place}

    def _open(self) -> int:
        direction, root_id = self._undoing or (DO, None)
        sets = table_named(ChangeSet.__tablename__)
        values = {
            "moment": self._clock.now(),
            "actor": self._actor.name,
            "role": self._actor.role.value,
            "source": self._actor.source,
            "deed": _NOTHING_YET,
            "kinds": [],
            "revision": self._revision,
            "direction": direction,
            "root_id": root_id,
        }
        key = self._session.connection().execute(sets.insert().values(**values)).inserted_primary_key
        assert key is not None
        return int(key[0])

    def _insert(self, model: type[Base], rows: list[dict[str, Any]]) -> None:
        if rows:
            self._session.connection().execute(table_named(model.__tablename__).insert(), rows)


def _refuse_writing(state: ORMExecuteState) -> None:
    """Bulk statements would pass the history by; core.bulk is the way."""
    if state.is_insert or state.is_update or state.is_delete:
        raise AssertionError("write through the session's rows or core.bulk, or the history misses it")


def _table_of(row: object) -> Table:
    table = inspect(row).mapper.local_table  # type: ignore[union-attr]  # every row here is mapped
    assert isinstance(table, Table)
    return table


def _difference(table: str, row_id: int, before: dict[str, Any] | None, after: dict[str, Any] | None) -> RowChange:
    if before is None or after is None:
        return RowChange(table, row_id, before, after)
    changed = [key for key, value in after.items() if before[key] != value]
    return RowChange(table, row_id, {k: before[k] for k in changed}, {k: after[k] for k in changed})


def _replayable(change: RowChange, order: dict[str, int]) -> tuple[int, int, int]:
    """Inserts (parents first), then updates, then deletes (children first): undoing walks it backwards."""
    place = order[change.table]
    if change.before is None:
        return (0, place, change.row_id)
    if change.after is None:
        return (2, -place, -change.row_id)
    return (1, place, change.row_id)
