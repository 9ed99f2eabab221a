"""The history: every transaction is one change set with each row before and after, written with it.

Rows are read from the database itself before and after each flush, so that what is kept is what was
stored, whatever the session believed. Steps are kept in the order in which they were made, so that
undoing, which walks them backwards, meets no state that has not stood before.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, event
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_state

from coorddesk.core.history_rows import (
    CHUNK_ROWS,
    RowChange,
    by_ids,
    difference,
    pack,
    pack_inserted,
    plain_row,
    table_named,
)
from coorddesk.core.history_tables import DO, TOLD, ChangeChunk, ChangeRow, ChangeSet, ChangeSubject
from coorddesk.core.messages import Message, _, _n, encode
from coorddesk.core.orm import Base, is_append_only, is_unwatched

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import ORMExecuteState

    from coorddesk.core.access import Actor
    from coorddesk.core.clock import Clock
    from coorddesk.core.history_rows import Values
    from coorddesk.core.records import Subject

_RECORDER = "recorder"
_SETS, _ROWS, _CHUNKS, _SUBJECTS = (
    table_named(model.__tablename__) for model in (ChangeSet, ChangeRow, ChangeChunk, ChangeSubject)
)
_NOTHING_YET = encode(Message(""))
_FEW_ROWS = 20
"""Up to so many rows of a bulk write are kept one by one, so that the story of each is found at once."""


def record(session: Session, deed: Message, *subjects: Subject) -> None:
    """Name what a verb does, and the records whose story it belongs to."""
    recorder_of(session).name(deed, subjects)


def cannot_be_undone(session: Session, reason: Message) -> None:
    """Say why the deed stays, and what to do instead ("Write a credit note instead")."""
    recorder_of(session).lasting = reason


def tell(session: Session, deed: Message, *subjects: Subject) -> None:
    """Keep that somebody did what changes nothing, such as looking at a secret; there is nothing to take back."""
    recorder = recorder_of(session)
    recorder.name(deed, subjects)
    recorder.tells = True


def recorder_of(session: Session) -> Recorder:
    """The recorder of the session's transaction."""
    recorder = session.info.get(_RECORDER)
    if not isinstance(recorder, Recorder):
        raise AssertionError("this session only reads; a verb wants the one of a transaction")  # noqa: TRY004 - our bug
    return recorder


def refuse_append_only(table: Table) -> None:
    """Stop a verb that would change or remove what may only be added to."""
    if is_append_only(table):
        raise AssertionError(f"{table.name} is append-only")


class ReadingSession(Session):
    """A session that writes nothing."""


class RecordedSession(Session):
    """The session of a transaction: it tells its `Recorder` of each flush."""


class Recorder:
    """Gathers what one transaction changes and writes it as a change set."""

    def __init__(self, session: RecordedSession, actor: Actor, clock: Clock, revision: str) -> None:
        """Gather what `session` changes on behalf of `actor`, under the schema `revision`."""
        self.revision = revision
        self.lasting: Message | None = None
        self.tells = False
        self.kinds: set[str] = set()
        self.subjects: dict[Subject, None] = {}
        self._session = session
        self._actor = actor
        self._clock = clock
        self._deeds: list[Message] = []
        self._changing: dict[Table, list[int]] = {}
        self._before: dict[Subject, Values] = {}
        self._steps: list[RowChange] = []
        self._rows: list[dict[str, Any]] = []  # to write, all together
        self._set_id: int | None = None
        self._place = 0
        self._turn: tuple[str, int | None] = (DO, None)
        session.info[_RECORDER] = self

    def name(self, deed: Message, subjects: Iterable[Subject]) -> None:
        """Add a deed and its subjects."""
        self._deeds.append(deed)
        self.subjects.update(dict.fromkeys(subjects))

    def begin_turn(self, direction: str, root_id: int) -> None:
        """Make the change set one that undoes or redoes another, and does nothing else."""
        self._session.flush()
        if self._steps or self._place:
            raise AssertionError("an undo is a transaction of its own")
        self._turn = (direction, root_id)

    def write(self, changes: Sequence[RowChange]) -> None:
        """Keep changes of one table that a bulk write made, after those made through the session so far."""
        self._write_steps()
        if len(changes) <= _FEW_ROWS:
            self._write_rows(changes)
            return
        for start in range(0, len(changes), CHUNK_ROWS):
            part = changes[start : start + CHUNK_ROWS]
            self._write_chunk(part[0].table, [change.row_id for change in part], pack(part))

    def write_inserted(self, table: Table, columns: Mapping[str, Sequence[Any]]) -> None:
        """Keep rows that a bulk write inserted, given by their columns, "id" among them."""
        ids = columns["id"]
        if len(ids) <= _FEW_ROWS:
            rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
            self.write([RowChange(table.name, row["id"], None, row) for row in rows])
            return
        self._write_steps()
        for start in range(0, len(ids), CHUNK_ROWS):
            part = {key: column[start : start + CHUNK_ROWS] for key, column in columns.items()}
            self._write_chunk(table.name, part["id"], pack_inserted(part))

    def touched(self) -> set[str]:
        """The tables that were changed so far."""
        self._write_steps()
        return self.kinds

    def write_kept(self) -> None:
        """Write what is kept row by row so far."""
        set_id, rows = self._opened(), self._rows
        self._rows = []
        self._insert(_ROWS, [row | {"change_set_id": set_id} for row in rows])

    def finish(self, deed: Message | None) -> int | None:
        """Write what is still to write; returns the change set's id, or None if nothing changed."""
        self._write_steps()
        if not self._place:
            if not self.tells:
                return None
            self._turn = (TOLD, None)
            self.kinds |= {kind for kind, _id in self.subjects}
            self.lasting = _("This changed nothing, so there is nothing to take back.")
        said = {
            "deed": encode(deed or self._deed()),
            "kinds": sorted(self.kinds),
            "lasting": encode(self.lasting) if self.lasting else None,
        }
        if self._set_id is None:
            self._set_id = self._open(said)
        else:
            self._session.connection().execute(_SETS.update().where(_SETS.c.id == self._set_id).values(said))
        self.write_kept()
        subjects = [
            {"change_set_id": self._set_id, "kind": kind, "subject_id": subject_id}
            for kind, subject_id in self.subjects
        ]
        self._insert(_SUBJECTS, subjects)
        return self._set_id

    def before_flush(self) -> None:
        """Read the rows that the flush will change, while they still stand."""
        session = self._session
        changed = [row for row in session.dirty if session.is_modified(row, include_collections=False)]
        self._changing = _ids_by_table([*changed, *session.deleted])
        for table in self._changing:
            refuse_append_only(table)
        self._before = self._stored(self._changing)

    def after_flush(self) -> None:
        """Keep what the flush did, as steps that the database would take one by one.

        Within a table they stand in SQLAlchemy's order (updates, inserts, deletes), so that unique values do not clash
        on the way back; from table to table in the order that foreign keys allow.
        """
        new = sorted(map(instance_state, self._session.new), key=lambda state: state.insert_order or 0)
        inserted = _ids_by_table([state.obj() for state in new])
        before, after = self._before, self._stored(self._changing) | self._stored(inserted)
        touched = [*sorted(before), *((table.name, row_id) for table, ids in inserted.items() for row_id in ids)]
        steps = [difference(*key, before.get(key), after.get(key)) for key in dict.fromkeys(touched)]
        order = _table_order(len(Base.metadata.tables))
        self._steps += sorted((step for step in steps if step.before != step.after), key=lambda s: _rank(s, order))

    def _deed(self) -> Message:
        if not self._deeds:
            raise AssertionError(f"a change of {sorted(self.kinds)} without a deed")
        deed, *others = self._deeds
        return _n("{deed} and {count} more", "{deed} and {count} more", len(others), deed=deed) if others else deed

    def _stored(self, wanted: dict[Table, list[int]]) -> dict[Subject, Values]:
        connection = self._session.connection()
        found: dict[Subject, Values] = {}
        for table, ids in wanted.items():
            for start in range(0, len(ids), CHUNK_ROWS):
                rows = connection.execute(by_ids(table), {"ids": ids[start : start + CHUNK_ROWS]})
                found |= {(table.name, row["id"]): plain_row(dict(row)) for row in rows.mappings()}
        return found

    def _write_steps(self) -> None:
        """Write the steps made through the session so far."""
        self._session.flush()
        steps, self._steps = self._steps, []
        self._write_rows(steps)

    def _write_rows(self, changes: Sequence[RowChange]) -> None:
        """Keep changes row by row; they are written at the end, or once they are many."""
        self.kinds |= {change.table for change in changes}
        self._rows += [
            {
                "place_in_set": self._next_place(),
                "table_name": change.table,
                "row_id": change.row_id,
                "before": None if change.before is None else plain_row(change.before),
                "after": None if change.after is None else plain_row(change.after),
            }
            for change in changes
        ]
        if len(self._rows) >= CHUNK_ROWS:
            self.write_kept()

    def _write_chunk(self, table: str, ids: Sequence[int], data: bytes) -> None:
        self.kinds.add(table)
        row = {"table_name": table, "low": min(ids), "high": max(ids), "data": data}
        where = {"change_set_id": self._opened(), "place_in_set": self._next_place()}
        self._insert(_CHUNKS, [row | where])

    def _next_place(self) -> int:
        self._place += 1
        return self._place

    def _opened(self) -> int:
        """The change set's id; where much is written, it is needed before its deed is known."""
        if self._set_id is None:
            self._set_id = self._open({"deed": _NOTHING_YET, "kinds": []})
        return self._set_id

    def _open(self, said: Mapping[str, Any]) -> int:
        direction, root_id = self._turn
        values = {
            "moment": self._clock.now(),
            "actor": self._actor.name,
            "role": self._actor.role.value,
            "source": self._actor.source,
            "revision": self.revision,
            "direction": direction,
            "root_id": root_id,
            "lasting": None,
        }
        key = self._session.connection().execute(_SETS.insert(), {**values, **said}).inserted_primary_key
        assert key is not None
        return int(key[0])

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._session.connection().execute(table.insert(), rows)


@event.listens_for(RecordedSession, "before_flush")
def _before_flush(session: Session, *_: object) -> None:
    recorder_of(session).before_flush()


@event.listens_for(RecordedSession, "after_flush")
def _after_flush(session: Session, *_: object) -> None:
    recorder_of(session).after_flush()


@event.listens_for(ReadingSession, "before_flush")
def _refuse_flush(session: Session, *_: object) -> None:
    raise AssertionError(f"{[*session.new, *session.dirty, *session.deleted]} in a session that only reads")


@event.listens_for(ReadingSession, "do_orm_execute")
@event.listens_for(RecordedSession, "do_orm_execute")
def _refuse_writing(state: ORMExecuteState) -> None:
    """Bulk statements would pass the history by; core.bulk is the way."""
    if state.is_insert or state.is_update or state.is_delete:
        raise AssertionError("write through the session's rows or core.bulk, or the history misses it")


def _ids_by_table(rows: Iterable[object]) -> dict[Table, list[int]]:
    """The ids of the rows whose tables have a history."""
    found: dict[Table, list[int]] = {}
    for row in rows:
        table = instance_state(row).mapper.local_table
        assert isinstance(table, Table)
        if not is_unwatched(table):
            assert isinstance(row, Base)
            found.setdefault(table, []).append(row.id)
    return found


@lru_cache(maxsize=1)
def _table_order(_tables: int) -> dict[str, int]:
    """The place of each table among those it points at and those that point at it, parents first."""
    return {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}


def _rank(step: RowChange, order: dict[str, int]) -> tuple[int, int, int]:
    """What stays, parents first, each table's updates before its inserts; then what goes, children first."""
    place = order[step.table]
    if step.after is None:
        return (1, -place, 0)
    return (0, place, 1 if step.before is None else 0)
