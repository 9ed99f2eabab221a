"""What was changed in a device's record, field by field, read from the history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.history_tables import DO
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.records import Entry
from coorddesk.core.story import ChangeSetRow, FieldChange, RowStory
from coorddesk.directory.models import Department, Supplier
from coorddesk.inventory.models import Category, Manufacturer, Model
from coorddesk.inventory.queries.custom_edits import CustomEdit, custom_edits
from coorddesk.inventory.queries.rows import ASSET_COLUMNS
from coorddesk.inventory.rules import CONDITION_TITLES, Condition

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def edits(session: Session, asset_id: int, story: RowStory) -> list[Entry]:
    """The latest deeds on a record, newest first: those that made, undid or redid it by name, others field by field."""
    found = story.fields()
    names = _linked_names(session, found)
    told = {change_set.id: (change_set, list(fields)) for change_set, fields in groupby(found, key=_set_of)}
    custom = {change_set.id: (change_set, edits) for change_set, edits in custom_edits(session, asset_id, story)}
    for set_id, (change_set, _edits) in custom.items():
        told.setdefault(set_id, (change_set, []))
    return [
        Entry(change_set.moment, text, change_set.actor)
        for set_id, (change_set, fields) in sorted(told.items(), key=itemgetter(0), reverse=True)
        for text in _told(change_set, fields, names, custom[set_id][1] if set_id in custom else ())
    ]


def _set_of(change: FieldChange) -> ChangeSetRow:
    return change.change_set


def _told(
    change_set: ChangeSetRow, fields: Sequence[FieldChange], names: Names, custom: Sequence[CustomEdit]
) -> Iterator[Message]:
    made = any(change.field == "quantity" and change.before is None for change in fields)
    if made or change_set.direction != DO:
        yield change_set.deed
        return
    for change in fields:
        if change.field == "deleted_at":
            yield _("Taken out of the bin") if change.after is None else _("Put in the bin")
        elif change.field in _TITLES:
            yield _change(change, names)
    for edit in custom:
        yield _before_and_after(edit.title, edit.before, edit.after)


def _change(change: FieldChange, names: Names) -> Message:
    """One field before and after; what movements tell and derived copies have no title here."""
    before, after = (_value(change.field, value, names) for value in (change.before, change.after))
    return _before_and_after(_TITLES[change.field], before, after)


def _before_and_after(title: Message, before: Any, after: Any) -> Message:
    if before is None:
        return _("{field}: {after}", field=title, after=after)
    if after is None:
        return _("{field}: {before} removed", field=title, before=before)
    return _("{field}: {before} → {after}", field=title, before=before, after=after)


def _value(field: str, value: Any, names: Names) -> Any:
    if value in {None, ""}:
        return None
    if field in _NAMED:
        return names.get((field, value), f"#{value}")
    if field == "condition":
        return CONDITION_TITLES[Condition(value)]
    if field == "price":
        return _p("amount", "{whole}.{cents}", whole=value // 100, cents=f"{value % 100:02}")
    return value


def _linked_names(session: Session, found: list[FieldChange]) -> Names:
    """What the records that fields pointed at are called now."""
    names: Names = {}
    for field, query in _NAMED.items():
        ids = {value for change in found if change.field == field for value in (change.before, change.after) if value}
        if ids:
            for row_id, *parts in session.execute(query.where(query.selected_columns[0].in_(ids))):
                names[field, row_id] = " ".join(part for part in parts if part)
    return names


Names = dict[tuple[str, int], str]

_NAMED: dict[str, Select[*tuple[Any, ...]]] = {
    "category_id": select(Category.id, Category.name),
    "model_id": select(Model.id, Manufacturer.name, Model.name, Model.number).outerjoin(Manufacturer),
    "department_id": select(Department.id, Department.name),
    "supplier_id": select(Supplier.id, Supplier.name),
}
_OWN = {"tag", "serial", "name", "condition", "purchase_date", "price", "warranty_months", "warranty_end"}
_OWN |= {"order_number", "invoice_number", "quantity", "notes"}
_TITLES: dict[str, Message] = {column.key: column.title for column in ASSET_COLUMNS if column.key in _OWN}
_TITLES |= {f"{column.key}_id": column.title for column in ASSET_COLUMNS if f"{column.key}_id" in _NAMED}
