"""Editing many rows of one table at once: the plan that is shown, and the same plan written as one change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any

from coorddesk.core.bulk import stored_rows, update_rows
from coorddesk.core.editing import (
    BulkWish,
    EditedRow,
    EditPlan,
    Setting,
    checked_settings,
    names_of,
    refuse_refused,
    shown,
)
from coorddesk.core.errors import UserError
from coorddesk.core.fields import Field, Way
from coorddesk.core.history import record
from coorddesk.core.history_rows import CHUNK_ROWS, table_named
from coorddesk.core.messages import Message, _, digits, verbatim
from coorddesk.core.tidy import tidy, tidy_lines

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Values = dict[str, Any]
Settings = Mapping[str, tuple[Field, Setting]]


@dataclass(frozen=True)
class RowEdits:
    """How rows of a table are edited: each field is a column, or the `id` of the record that it names.

    `noun` counts them, `called` tells what one is called by its columns. `refusal(session, old, new)` says why a row
    cannot become so, `copies` what is written besides the columns that were said to change.
    """

    table: str
    fields: Sequence[Field]
    noun: Callable[[int], Message]
    called: Callable[[Mapping[str, Any]], str] = field(repr=False)
    refusal: Callable[[Session, Mapping[str, Any], Mapping[str, Any]], Message | None] = field(repr=False)
    copies: Callable[[Mapping[str, Any]], Mapping[str, Any]] = field(default=lambda _row: {}, repr=False)


def plan_rows(session: Session, edits: RowEdits, wish: BulkWish) -> EditPlan:
    """Old and new of every row, and which are refused; writes nothing. Raises `UserError` for an impossible wish."""
    settings, drafts = _drafted(session, edits, wish)
    return _shown(session, edits, settings, drafts)


def edit_rows(session: Session, edits: RowEdits, wish: BulkWish) -> EditPlan:
    """Edit many rows as one change; whole or not at all, but for those that the wish lets out."""
    settings, drafts = _drafted(session, edits, wish)
    plan = _shown(session, edits, settings, drafts)
    refuse_refused(plan, wish)
    changed = {row.id for row in plan.rows if row.is_changed}
    written = [draft for draft in drafts if draft.id in changed]
    update_rows(session, table_named(edits.table), [(draft.id, _columns(edits, draft)) for draft in written])
    record(session, _deed(edits, settings, written), *((edits.table, draft.id) for draft in written))
    return plan


@dataclass
class _Draft:
    """One row on its way: its stored columns, and those that become others."""

    id: int
    old: Values
    new: Values
    refusal: Message | None = None


def _drafted(session: Session, edits: RowEdits, wish: BulkWish) -> tuple[Settings, list[_Draft]]:
    if wish.numbering is not None:
        raise UserError(_("These have no numbers to give."))
    settings = checked_settings(session, edits.fields, wish)
    return settings, list(_drafts(session, edits, settings, wish))


def _drafts(session: Session, edits: RowEdits, settings: Settings, wish: BulkWish) -> Iterator[_Draft]:
    versions = dict(zip(wish.ids, wish.versions, strict=False))
    ids = tuple(dict.fromkeys(wish.ids))
    for start in range(0, len(ids), CHUNK_ROWS):
        part = ids[start : start + CHUNK_ROWS]
        stored = stored_rows(session.connection(), table_named(edits.table), part)
        for row_id in part:
            if row_id not in stored:
                gone = _("Number {number} is no longer there.", number=digits(row_id))
                yield _Draft(row_id, {}, {}, gone)
                continue
            old = dict(stored[row_id])
            new = {_column(about): _written(old, about, setting) for about, setting in settings.values()}
            draft = _Draft(row_id, old, old | new)
            if versions.get(row_id, old["version"]) != old["version"]:
                draft.refusal = _(
                    "Somebody changed “{name}” since you saw it. Look at it again.", name=edits.called(old)
                )
            elif draft.new != old:
                draft.refusal = edits.refusal(session, old, draft.new)
            yield draft


def _column(about: Field) -> str:
    return f"{about.key}_id" if about.is_record else about.key


def _written(old: Values, about: Field, setting: Setting) -> Any:
    if not about.is_text:
        return setting.value
    text = "" if setting.value is None else str(setting.value)
    if setting.way is Way.ADD:
        return tidy_lines(f"{old[about.key]}\n{text}")
    return tidy_lines(text) if Way.ADD in about.ways else tidy(text)


def _columns(edits: RowEdits, draft: _Draft) -> Values:
    new = {key: value for key, value in draft.new.items() if draft.old[key] != value}
    return {**new, **edits.copies(draft.new)}


def _shown(session: Session, edits: RowEdits, settings: Settings, drafts: Sequence[_Draft]) -> EditPlan:
    columns = tuple(about for about in edits.fields if about.key in settings)
    names = [
        names_of(session, about, {side.get(_column(about)) for draft in drafts for side in (draft.old, draft.new)})
        for about in columns
    ]

    def said(side: Values) -> tuple[Any, ...]:
        return tuple(shown(side.get(_column(about)), about, known) for about, known in zip(columns, names, strict=True))

    return EditPlan(
        columns,
        tuple(
            EditedRow(
                draft.id,
                draft.old.get("version", 0),
                edits.called(draft.old) if draft.old else "",
                said(draft.old),
                said(draft.old if draft.refusal is not None else draft.new),
                draft.refusal,
            )
            for draft in drafts
        ),
    )


def _deed(edits: RowEdits, settings: Settings, drafts: Sequence[_Draft]) -> Message:
    titles = [about.title for about, _setting in settings.values()]
    fields = reduce(lambda one, other: _("{one}, {other}", one=one, other=other), titles)
    records = verbatim(edits.called(drafts[0].old)) if len(drafts) == 1 else edits.noun(len(drafts))
    return _("Edit {records}: {fields}", records=records, fields=fields)
