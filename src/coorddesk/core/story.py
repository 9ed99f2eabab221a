"""Reading the history: what was done on this desk, to one record, and to one row field by field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.core.history_rows import (
    Piece,
    RowChange,
    Values,
    changes_of_row,
    joined,
    pieces_of,
    typed_row,
)
from coorddesk.core.history_tables import ChangeSet, ChangeSubject
from coorddesk.core.messages import Message, decode
from coorddesk.core.orm import Base, is_folded, is_secret
from coorddesk.core.tables import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sqlalchemy import Table
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_NOT_FOR_PEOPLE = {"id", "version"}


@dataclass(frozen=True)
class ChangeSetRow:
    """One change set as a list shows it.

    `direction` is 'do', 'undo', 'redo', or 'told' if it changed nothing; `root` is the change set that was done, undone
    or redone. It `stands` unless something took it back since. `subjects` counts the records it is about, `kinds` are
    the tables it changed.
    """

    id: int
    moment: datetime
    actor: str
    source: str
    deed: Message
    direction: str
    root: int
    stands: bool
    subjects: int
    kinds: frozenset[str]


@dataclass(frozen=True)
class FieldChange:
    """One field of a row before and after a change set; None while there was no row."""

    change_set: ChangeSetRow
    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class RowStory:
    """The change sets about a record, newest first, and what each did to its row, by the id of the change set."""

    change_sets: list[ChangeSetRow]
    changed: dict[int, RowChange]

    def fields(self) -> list[FieldChange]:
        """What they did to the row field by field, newest first."""
        return [
            field
            for change_set in self.change_sets
            if change_set.id in self.changed
            for field in _fields(change_set, self.changed[change_set.id])
        ]


def change_sets(session: Session, *, limit: int, before: int | None = None) -> list[ChangeSetRow]:
    """The latest change sets, newest first; the next page is the one `before` the last id of this one."""
    query = select(ChangeSet.id).order_by(ChangeSet.id.desc()).limit(limit)
    if before is not None:
        query = query.where(ChangeSet.id < before)
    return _described(session, session.scalars(query).all())


def of_subject(session: Session, subject: Subject, limit: int) -> list[ChangeSetRow]:
    """The latest change sets that are about a record or changed its row, be it in bulk; newest first."""
    return whole_story(session, subject, limit).change_sets


def whole_story(session: Session, subject: Subject, limit: int) -> RowStory:
    """These change sets, and what they did to the row itself, as `of_row` tells it: both are asked for once."""
    kind, subject_id = subject
    about = (
        select(ChangeSubject.change_set_id)
        .where(ChangeSubject.kind == kind, ChangeSubject.subject_id == subject_id)
        .order_by(ChangeSubject.change_set_id.desc())
        .limit(limit)
    )
    changed = changes_of_row(session.connection(), kind, subject_id, limit)
    change_sets = _described(session, _latest([*session.scalars(about), *changed], limit))
    return RowStory(change_sets, changed)


def of_row(session: Session, subject: Subject, limit: int) -> list[FieldChange]:
    """What the latest `limit` change sets of one row did to it field by field, newest first."""
    table, row_id = subject
    changed = changes_of_row(session.connection(), table, row_id, limit)
    return [
        field
        for change_set in _described(session, _latest(changed, limit))
        for field in _fields(change_set, changed[change_set.id])
    ]


def row_changes(session: Session, change_set_id: int, limit: int) -> list[RowChange]:
    """The first `limit` rows that a change set changed, each once, with typed values and no folded copies."""
    rows: dict[Subject, RowChange] = {}
    for piece in pieces_of(session.connection(), change_set_id):
        if len(rows) < limit or _has_one_of(piece, rows):
            for step in piece.read():
                key = step.table, step.row_id
                if key in rows:
                    rows[key] = joined(rows[key], step)
                elif len(rows) < limit:
                    rows[key] = step
    return [_for_people(row) for row in rows.values() if row.before != row.after]


def added_rows(session: Session, change_set_id: int, tables: Collection[str]) -> dict[str, list[int]]:
    """The rows that a change set added to these tables, in their order: none of a table is no entry."""
    added: dict[str, list[int]] = {}
    for piece in pieces_of(session.connection(), change_set_id):
        ids = [step.row_id for step in piece.read() if step.before is None] if piece.table in tables else ()
        if ids:
            added.setdefault(piece.table, []).extend(ids)
    return added


def _latest(ids: Iterable[int], limit: int) -> list[int]:
    return sorted(set(ids), reverse=True)[:limit]


def _has_one_of(piece: Piece, rows: Collection[Subject]) -> bool:
    return any(table == piece.table and piece.low <= row_id <= piece.high for table, row_id in rows)


def _described(session: Session, ids: Collection[int]) -> list[ChangeSetRow]:
    """The change sets of these ids, newest first."""
    found = session.scalars(select(ChangeSet).where(ChangeSet.id.in_(ids)).order_by(ChangeSet.id.desc())).all()
    turns: dict[int | None, list[int]] = {}
    turned = select(ChangeSet.root_id, ChangeSet.id).where(ChangeSet.root_id.in_({_root(row) for row in found}))
    for root, turn in session.execute(turned):
        turns.setdefault(root, []).append(turn)
    about = select(ChangeSubject.change_set_id, func.count()).where(ChangeSubject.change_set_id.in_(ids))
    subjects = dict(session.execute(about.group_by(ChangeSubject.change_set_id)).all())
    return [
        ChangeSetRow(
            id=row.id,
            moment=row.moment,
            actor=row.actor,
            source=row.source,
            deed=decode(row.deed),
            direction=row.direction,
            root=_root(row),
            stands=sum(turn > row.id for turn in turns.get(_root(row), [])) % 2 == 0,
            subjects=subjects.get(row.id, 0),
            kinds=frozenset(row.kinds),
        )
        for row in found
    ]


def _root(row: ChangeSet) -> int:
    return row.root_id or row.id


def _fields(change_set: ChangeSetRow, change: RowChange) -> Iterator[FieldChange]:
    read = _for_people(change)
    before, after = read.before or {}, read.after or {}
    for field in before | after:
        if before.get(field) != after.get(field):
            yield FieldChange(change_set, field, before.get(field), after.get(field))


def _for_people(change: RowChange) -> RowChange:
    table = Base.metadata.tables.get(change.table)
    before, after = (_readable(table, values) for values in (change.before, change.after))
    return RowChange(change.table, change.row_id, before, after)


def _readable(table: Table | None, values: Values | None) -> Values | None:
    """Typed values without version, copies and secrets; as they were kept where the schema has moved on since."""
    if table is None or values is None:
        return values
    known = {
        key: HIDDEN if value and _is_secret(table, key) else value
        for key, value in values.items()
        if key not in _NOT_FOR_PEOPLE and not _is_copy(table, key)
    }
    try:
        return typed_row(table, known)
    except ValueError:
        return known


def _is_copy(table: Table, key: str) -> bool:
    return key in table.c and is_folded(table.c[key])


def _is_secret(table: Table, key: str) -> bool:
    return key in table.c and is_secret(table.c[key])
