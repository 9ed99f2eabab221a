"""Forgetting what was said of people: the history, too, no longer tells what their rows held.

Everything else of it stays: when, by whom and to which record something was done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, tuple_, update

from coorddesk.core.history import cannot_be_undone, recorder_of
from coorddesk.core.history_rows import CHUNK_ROWS, RowChange, Values, pack, unpack
from coorddesk.core.history_tables import ChangeChunk, ChangeRow, ChangeSet, ChangeSubject
from coorddesk.core.messages import _

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

FORGOTTEN = "…"
"""What stands in a deed where somebody was named."""


@dataclass(frozen=True)
class Forgotten:
    """What is no longer told of rows of a table: their columns by id, each with what stands there instead.

    `names` are left out of the deeds on these rows, and those deeds are no longer part of the story of `people`.
    """

    table: str
    rows: Mapping[int, Values]
    names: Collection[str] = ()
    people: Collection[Subject] = field(default=())


def forget_in_history(session: Session, *forgotten: Forgotten) -> None:
    """Rewrite the history, that of this very transaction too; it cannot be taken back."""
    recorder, connection = recorder_of(session), session.connection()
    recorder.touched()
    recorder.write_kept()
    for each in forgotten:
        for part in _parts(each.rows):
            _forget_rows(connection, each.table, part)
            _forget_chunks(connection, each.table, part)
            _forget_deeds(connection, each, part)
    cannot_be_undone(session, _("What was forgotten is gone, from the history too. Only a backup still has it."))


def _forget_rows(connection: Connection, table: str, rows: Mapping[int, Values]) -> None:
    wanted = select(ChangeRow.id, ChangeRow.row_id, ChangeRow.before, ChangeRow.after)
    wanted = wanted.where(ChangeRow.table_name == table, ChangeRow.row_id.in_(rows))
    for change_id, row_id, before, after in connection.execute(wanted).all():
        change = RowChange(table, row_id, before, after)
        said = _blank_change(change, rows[row_id])
        if said != change:
            values = {"before": said.before, "after": said.after}
            connection.execute(update(ChangeRow).where(ChangeRow.id == change_id).values(values))


def _forget_chunks(connection: Connection, table: str, rows: Mapping[int, Values]) -> None:
    wanted = select(ChangeChunk.id, ChangeChunk.data).where(
        ChangeChunk.table_name == table, ChangeChunk.low <= max(rows), ChangeChunk.high >= min(rows)
    )
    for chunk_id, data in connection.execute(wanted).all():
        changes = unpack(table, data)
        told = [_blank_change(change, rows[change.row_id]) if change.row_id in rows else change for change in changes]
        if told != changes:
            connection.execute(update(ChangeChunk).where(ChangeChunk.id == chunk_id).values(data=pack(told)))


def _forget_deeds(connection: Connection, forgotten: Forgotten, rows: Mapping[int, Values]) -> None:
    """Leave names out of what was done to these rows, and the deeds out of the stories of people."""
    about = select(ChangeSubject.change_set_id).where(
        ChangeSubject.kind == forgotten.table, ChangeSubject.subject_id.in_(rows)
    )
    names = {name for name in forgotten.names if name}
    for set_id, deed in connection.execute(select(ChangeSet.id, ChangeSet.deed).where(ChangeSet.id.in_(about))).all():
        said = _without(deed, names)
        if said != deed:
            connection.execute(update(ChangeSet).where(ChangeSet.id == set_id).values(deed=said))
    if forgotten.people:
        sets = connection.scalars(about.distinct()).all()
        theirs = tuple_(ChangeSubject.kind, ChangeSubject.subject_id).in_(list(forgotten.people))
        for start in range(0, len(sets), CHUNK_ROWS):
            some = ChangeSubject.change_set_id.in_(sets[start : start + CHUNK_ROWS])
            connection.execute(delete(ChangeSubject).where(some, theirs))


def _blank_change(change: RowChange, instead: Values) -> RowChange:
    """What is forgotten of both states did not change any more."""
    before, after = _blank(change.before, instead), _blank(change.after, instead)
    if before is not None and after is not None:
        same = {key for key in instead if key in before and before[key] == after.get(key)}
        before = {key: value for key, value in before.items() if key not in same}
        after = {key: value for key, value in after.items() if key not in same}
    return change._replace(before=before, after=after)


def _blank(row: Values | None, instead: Values) -> Values | None:
    return None if row is None else row | {key: value for key, value in instead.items() if key in row}


def _without(said: Any, names: Collection[str]) -> Any:
    """A deed as it is stored, without the names of people."""
    if isinstance(said, dict):
        return {key: value if key == "text" else _without(value, names) for key, value in said.items()}
    return FORGOTTEN if isinstance(said, str) and said in names else said


def _parts(rows: Mapping[int, Values]) -> Iterator[Mapping[int, Values]]:
    ids = sorted(rows)
    for start in range(0, len(ids), CHUNK_ROWS):
        yield {row_id: rows[row_id] for row_id in ids[start : start + CHUNK_ROWS]}
