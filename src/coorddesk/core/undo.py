"""Undo and redo: a change set is taken back whole or not at all, and every refusal names its cause.

Taking back is itself a change set, so nothing is ever removed from the history. Undoing walks the steps
of the latest turn (the deed itself, or its redo) backwards, redoing those of the latest undo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, func, select

from coorddesk.core.access import Role, allowed
from coorddesk.core.bulk import stored_rows, write_values
from coorddesk.core.errors import Refused
from coorddesk.core.history import recorder_of
from coorddesk.core.history_rows import RowChange, pieces_of, plain_row, table_named, typed_row
from coorddesk.core.history_tables import DO, REDO, UNDO, ChangeSet, ChangeSubject
from coorddesk.core.jobs import Progress, collector_at_rest, unwatched
from coorddesk.core.messages import Message, _, decode, digits
from coorddesk.core.refusals import (
    refuse_built_upon,
    refuse_changed_since,
    refuse_missing,
    refuse_pointed_at,
    refuse_taken,
    refuse_what_lasts,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_sets = table_named(ChangeSet.__tablename__)
_subjects = table_named(ChangeSubject.__tablename__)


@allowed(Role.COORDINATOR, Role.STAFF)
def undo(session: Session, change_set_id: int, progress: Progress = unwatched) -> Message:
    """Take a change set back in a transaction of its own; returns what it was called.

    Raises `Refused` when it is undone already, was written under another schema, wrote what may only be
    added to, or something since depends on it.
    """
    root = _root(session.connection(), change_set_id)
    last = _last_turn(session.connection(), root.id)
    if last is not None and last.direction == UNDO:
        raise Refused(_("This is undone already."))
    return _take_back(session, root, root.id if last is None else last.id, UNDO, progress)


@allowed(Role.COORDINATOR, Role.STAFF)
def redo(session: Session, change_set_id: int, progress: Progress = unwatched) -> Message:
    """Do an undone change set again; returns what it was called. Raises `Refused` as `undo` does."""
    root = _root(session.connection(), change_set_id)
    last = _last_turn(session.connection(), root.id)
    if last is None or last.direction != UNDO:
        raise Refused(_("This is not undone, so there is nothing to do again."))
    return _take_back(session, root, last.id, REDO, progress)


def next_to_undo(session: Session, actor: str | None = None) -> int | None:
    """The change set done or redone last that still stands; by `actor` where one is named."""
    return _latest_unturned(session, (DO, REDO), actor, after=0)


def next_to_redo(session: Session, actor: str | None = None) -> int | None:
    """The change set undone last, unless something new was done since; by `actor` where one is named."""
    done = select(func.max(_sets.c.id)).where(_sets.c.direction == DO)
    if actor is not None:
        done = done.where(_sets.c.actor == actor)
    return _latest_unturned(session, (UNDO,), actor, after=session.scalar(done) or 0)


def _latest_unturned(session: Session, directions: tuple[str, ...], actor: str | None, after: int) -> int | None:
    """The root of the latest turn of these directions that no other turn followed."""
    later = _sets.alias()
    root = func.coalesce(_sets.c.root_id, _sets.c.id)
    turned = select(later.c.id).where(later.c.root_id == root, later.c.id > _sets.c.id).exists()
    query = select(root).where(_sets.c.direction.in_(directions), _sets.c.id > after, ~turned)
    if actor is not None:
        query = query.where(_sets.c.actor == actor)
    found = session.scalar(query.order_by(_sets.c.id.desc()).limit(1))
    return None if found is None else int(found)


def _take_back(session: Session, root: Any, turn_id: int, direction: str, progress: Progress) -> Message:
    """Walk the steps of `turn_id` backwards, in the name of `root`."""
    connection = session.connection()
    progress(0, None, _("Looking at what was done since"))
    recorder = recorder_of(session)
    recorder.begin_turn(direction, root.id)
    refuse_what_lasts(root, recorder.revision)
    refuse_built_upon(connection, root.id, turn_id)
    deed = decode(root.deed)
    subjects = select(_subjects.c.kind, _subjects.c.subject_id).where(_subjects.c.change_set_id == root.id)
    said = _("Undo: {deed}", deed=deed) if direction == UNDO else _("Redo: {deed}", deed=deed)
    recorder.name(said, [(row.kind, row.subject_id) for row in connection.execute(subjects)])
    pieces = pieces_of(connection, turn_id)
    doing = _("Taking back") if direction == UNDO else _("Doing again")
    with collector_at_rest():
        for done, piece in enumerate(reversed(pieces)):
            progress(done, len(pieces), doing)
            recorder.write(_reverse(connection, table_named(piece.table), piece.read()[::-1]))
    session.expire_all()
    return deed


def _reverse(connection: Connection, table: Table, changes: list[RowChange]) -> list[RowChange]:
    """Write the opposite of changes of one table and kind; returns what was done."""
    if changes[0].before is None:
        return _remove(connection, table, changes)
    if changes[0].after is None:
        return _bring_back(connection, table, changes)
    return _set_back(connection, table, changes)


def _remove(connection: Connection, table: Table, changes: list[RowChange]) -> list[RowChange]:
    ids = [change.row_id for change in changes]
    stored = stored_rows(connection, table, ids)
    refuse_changed_since(table, changes, stored)
    refuse_pointed_at(connection, table, ids)
    connection.execute(table.delete().where(table.c.id.in_(ids)))
    return [RowChange(table.name, row_id, plain_row(stored[row_id]), None) for row_id in ids]


def _bring_back(connection: Connection, table: Table, changes: list[RowChange]) -> list[RowChange]:
    rows = {change.row_id: typed_row(table, change.before or {}) for change in changes}
    refuse_missing(connection, table, rows)
    refuse_taken(connection, table, rows)
    connection.execute(table.insert(), list(rows.values()))
    return [RowChange(table.name, change.row_id, None, change.before) for change in changes]


def _set_back(connection: Connection, table: Table, changes: list[RowChange]) -> list[RowChange]:
    stored = stored_rows(connection, table, [change.row_id for change in changes])
    refuse_changed_since(table, changes, stored)
    back = {change.row_id: typed_row(table, change.before or {}) for change in changes}
    if "version" in table.c:
        back = {row_id: values | {"version": stored[row_id]["version"] + 1} for row_id, values in back.items()}
    rows = {row_id: stored[row_id] | values for row_id, values in back.items()}
    refuse_missing(connection, table, rows)
    refuse_taken(connection, table, rows)
    write_values(connection, table, stored, list(back.items()))
    return [
        RowChange(table.name, row_id, plain_row({key: stored[row_id][key] for key in values}), plain_row(values))
        for row_id, values in back.items()
    ]


def _root(connection: Connection, change_set_id: int) -> Any:
    """The deed itself, of whatever turn is named."""
    found = connection.execute(select(_sets).where(_sets.c.id == change_set_id)).one_or_none()
    if found is None:
        raise Refused(_("There is no change number {number} in the history.", number=digits(change_set_id)))
    return found if found.root_id is None else _root(connection, found.root_id)


def _last_turn(connection: Connection, root_id: int) -> Any:
    """The latest undo or redo of a change set, if any."""
    turns = select(_sets.c.id, _sets.c.direction).where(_sets.c.root_id == root_id)
    return connection.execute(turns.order_by(_sets.c.id.desc()).limit(1)).one_or_none()
