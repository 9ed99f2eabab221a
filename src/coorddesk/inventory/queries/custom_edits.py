"""What was changed in the desk's own fields of a device, read from the history."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from coorddesk.core.fields import Field, said_value
from coorddesk.core.history_rows import RowChange, Values, joined, read_chunk, table_named, typed_row
from coorddesk.core.history_tables import ChangeChunk, ChangeRow
from coorddesk.core.messages import Message
from coorddesk.core.story import ChangeSetRow, RowStory, of_row
from coorddesk.inventory.models import CustomField, CustomValue
from coorddesk.inventory.queries.custom import FieldRow, custom_fields
from coorddesk.inventory.rules import CustomType, held

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TYPES_KEPT = 200
"""How many deeds on a field itself are looked through for the type it had."""
_MOST_CHUNKS = 20
"""Of a change set that wrote more, an import, only those are read that can hold a value that stands today."""


class CustomEdit(NamedTuple):
    """A field's title, and what the device said in it before and after, as people read it; None for nothing."""

    title: Message
    before: Message | None
    after: Message | None


class _Step(NamedTuple):
    change_set: int
    place: int
    change: RowChange


def custom_edits(session: Session, asset_id: int, story: RowStory) -> list[tuple[ChangeSetRow, list[CustomEdit]]]:
    """What the latest change sets of a device did to its fields; those that did nothing to them are left out."""
    fields = {row.id: row for row in custom_fields(session)}
    sets = {row.id: row for row in story.change_sets} if fields else {}
    if not sets:
        return []
    wanted = select(CustomValue.id, CustomValue.field_id).where(CustomValue.asset_id == asset_id)
    field_of: dict[int, int] = dict(session.execute(wanted).all())
    steps = sorted([*_single_steps(session, sets), *_bulk_steps(session, sets, field_of)], key=_by_place)
    for step in steps:
        whole = step.change.before or {} if step.change.after is None else step.change.after
        if whole.get("asset_id") == asset_id:
            field_of[step.change.row_id] = whole["field_id"]
    mine = [step for step in steps if field_of.get(step.change.row_id) in fields]
    told = {field_of[step.change.row_id] for step in mine}
    types = {field_id: _Types(session, fields[field_id]) for field_id in told}
    return [
        (
            sets[change_set],
            [_edit(session, change, types[field_of[change.row_id]].at(change_set)) for change in _joined(found)],
        )
        for change_set, found in groupby(mine, key=lambda step: step.change_set)
    ]


class _Types:
    """A field as it was at any time: it may have been of another type while nobody said anything in it."""

    def __init__(self, session: Session, field: FieldRow) -> None:
        changes = of_row(session, (CustomField.__tablename__, field.id), _TYPES_KEPT) if field.version > 1 else []
        self._field = field
        self._until = [
            (change.change_set.id, CustomType(change.before))
            for change in reversed(changes)
            if change.field == "type" and change.before is not None
        ]

    def at(self, change_set: int) -> FieldRow:
        """The field when a change set was written."""
        kind = next((kind for until, kind in self._until if change_set < until), self._field.type)
        return replace(self._field, type=kind)


def _by_place(step: _Step) -> tuple[int, int]:
    return step.change_set, step.place


def _single_steps(session: Session, change_sets: Collection[int]) -> Iterator[_Step]:
    wanted = select(
        ChangeRow.change_set_id, ChangeRow.place_in_set, ChangeRow.row_id, ChangeRow.before, ChangeRow.after
    ).where(ChangeRow.change_set_id.in_(change_sets), ChangeRow.table_name == _TABLE.name)
    for change_set, place, row_id, before, after in session.execute(wanted):
        yield _Step(change_set, place, RowChange(_TABLE.name, row_id, before, after))


def _bulk_steps(session: Session, change_sets: Collection[int], field_of: dict[int, int]) -> Iterator[_Step]:
    chunk = ChangeChunk
    wanted = select(chunk.change_set_id, chunk.place_in_set, chunk.id, chunk.low, chunk.high)
    wanted = wanted.where(chunk.change_set_id.in_(change_sets), chunk.table_name == _TABLE.name)
    rows = session.execute(wanted.order_by(chunk.change_set_id, chunk.place_in_set)).all()
    for change_set, chunks in groupby(rows, key=lambda row: row.change_set_id):
        found = list(chunks)
        few = len(found) <= _MOST_CHUNKS
        for row in found:
            if few or any(row.low <= row_id <= row.high for row_id in field_of):
                for change in read_chunk(session.connection(), row.id):
                    yield _Step(change_set, row.place_in_set, change)


def _joined(steps: Iterator[_Step]) -> list[RowChange]:
    """One change for each value, where a change set wrote it several times."""
    rows: dict[int, RowChange] = {}
    for step in steps:
        row_id = step.change.row_id
        rows[row_id] = joined(rows[row_id], step.change) if row_id in rows else step.change
    return list(rows.values())


def _edit(session: Session, change: RowChange, field: FieldRow) -> CustomEdit:
    return CustomEdit(field.title, _said(session, change.before, field), _said(session, change.after, field))


def _said(session: Session, row: Values | None, field: FieldRow) -> Message | None:
    """The value in some of the columns, as people read it."""
    if row is None:
        return None
    columns: dict[str, Any] = {"text": "", "number": None, "day": None} | typed_row(_TABLE, row)
    value = held(field.type, columns["text"], columns["number"], columns["day"])
    return said_value(session, Field(field.key, field.title, field.kind), value)


_TABLE = table_named(CustomValue.__tablename__)
