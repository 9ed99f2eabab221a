"""What a bulk edit would do to each device: its columns before and after, or why it cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import stored_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.editing import BulkWish, EditedRow, EditPlan, Setting, checked_settings, names_of, shown
from coorddesk.core.errors import UserError
from coorddesk.core.fields import Field, Way
from coorddesk.core.fold import fold_code
from coorddesk.core.history_rows import CHUNK_ROWS, table_named
from coorddesk.core.messages import Message, _, digits
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.models import Asset, CustomField, CustomValue, StatusLabel
from coorddesk.inventory.queries import asset_fields, default_labels
from coorddesk.inventory.rules import (
    CustomType,
    MetaStatus,
    NumberPattern,
    StoredCustom,
    Warranty,
    called,
    custom_id,
    custom_key,
    held,
    keeps_holder,
    kept,
    pattern_typed,
    settled_end,
    status_by_holder,
    taken,
    trouble_with,
)
from coorddesk.inventory.service.held import held_by_others

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Columns = dict[str, Any]

NUMBERING = "numbering"
"""What troubles with new numbers name as their field."""

_LINKS = {key: f"{key}_id" for key in ("category", "model", "place", "holder", "department", "supplier")}
_COLUMNS = _LINKS | {"status": "status_label_id"}
_TEXTS = frozenset({"name", "order_number", "invoice_number", "notes"})
_SAYS_WHAT = ("tag", "serial", "name", "category_id", "model_id")
_DERIVED = ("status", "holder", "warranty_end")


class Draft:
    """One device on its way: its stored columns, those that become others, and its own fields by their ids."""

    def __init__(
        self,
        asset_id: int,
        stored: Columns,
        custom: dict[int, StoredCustom | None] | None = None,
        refusal: Message | None = None,
    ) -> None:
        """Nothing becomes another yet."""
        self.id = asset_id
        self.stored = stored
        self.new: Columns = {}
        self.custom = custom or {}
        self.new_custom: dict[int, StoredCustom | None] = {}
        self.refusal = refusal

    @property
    def called(self) -> str:
        """What it is called in a sentence."""
        return called(self.stored.get("tag"), self.stored.get("serial"), self.stored.get("name", ""), self.id)

    def value(self, column: str) -> Any:
        """What a column holds in the end."""
        return self.new.get(column, self.stored[column])


@dataclass(frozen=True)
class Plan:
    """The drafts of all devices in the order of the wish, and how they are shown."""

    settings: Mapping[str, tuple[Field, Setting]]
    drafts: tuple[Draft, ...]
    shown: EditPlan


@dataclass(frozen=True)
class _Desk:
    """What drafts are made with."""

    metas: Mapping[int, MetaStatus]
    defaults: Mapping[MetaStatus, int]
    customs: Mapping[int, tuple[CustomType, StoredCustom | None]]
    settings: Mapping[str, tuple[Field, Setting]]


@allowed(*EDITORS)
def drafted(session: Session, wish: BulkWish) -> Plan:
    """Every device with what it becomes. Raises `UserError` for what none could become."""
    fields = asset_fields(session)
    settings = checked_settings(session, fields, wish)
    desk = _Desk(
        dict(session.execute(select(StatusLabel.id, StatusLabel.meta)).all()),
        default_labels(session),
        _customs(session, settings),
        settings,
    )
    _refuse_impossible(desk)
    drafts = tuple(_drafts(session, desk, wish))
    for draft in drafts:
        if draft.refusal is None:
            _become(draft, desk)
    if wish.numbering is not None:
        pattern = _pattern(wish.numbering.pattern)
        _number(session, drafts, pattern, wish.numbering.first)
    for draft in drafts:
        if draft.refusal is None and not any(draft.value(column) for column in _SAYS_WHAT):
            draft.refusal = _("{device} would have neither name nor number, category nor model.", device=draft.called)
    return Plan(settings, drafts, _shown(session, fields, desk, drafts, numbered=wish.numbering is not None))


def _customs(
    session: Session, settings: Mapping[str, tuple[Field, Setting]]
) -> dict[int, tuple[CustomType, StoredCustom | None]]:
    """Of each of the desk's own fields that is named, its type and what is kept of the value."""
    ids = [field_id for key in settings if (field_id := custom_id(key)) is not None]
    rows = session.execute(select(CustomField.id, CustomField.type, CustomField.choices).where(CustomField.id.in_(ids)))
    found = {}
    for field_id, kind, choices in rows:
        key = custom_key(field_id)
        try:
            found[field_id] = (kind, kept(kind, choices, settings[key][1].value))
        except UserError as error:
            raise UserError(error.message, field=key) from error
    return found


def _refuse_impossible(desk: _Desk) -> None:
    """What no device could become, whatever it is."""
    values: dict[str, Any] = {key: setting.value for key, (_about, setting) in desk.settings.items()}
    trouble = trouble_with(values.get("price"), values.get("quantity"), values.get("warranty_months"))
    if trouble is not None:
        raise UserError(trouble[1], field=trouble[0])
    if "status" in values:
        meta = desk.metas[values["status"]]
        if meta is MetaStatus.RETIRED:
            raise UserError(_("A device is retired with a reason and a date: use “Retire”."), field="status")
        if values.get("holder") is not None and not keeps_holder(meta):
            raise UserError(_("What is in stock is held by nobody: choose another status."), field="status")


def _drafts(session: Session, desk: _Desk, wish: BulkWish) -> Iterator[Draft]:
    """Every device as it is stored, those that cannot be edited with the reason."""
    connection, table = session.connection(), table_named(Asset.__tablename__)
    moves = not desk.settings.keys().isdisjoint({"status", "place", "holder"})
    versions = dict(zip(wish.ids, wish.versions, strict=False))
    ids = tuple(dict.fromkeys(wish.ids))
    for start in range(0, len(ids), CHUNK_ROWS):
        part = ids[start : start + CHUNK_ROWS]
        stored = stored_rows(connection, table, part)
        customs = _stored_customs(session, part, desk)
        held = {} if desk.settings.keys().isdisjoint({"status", "holder"}) else held_by_others(session, part)
        for asset_id in part:
            if asset_id not in stored:
                yield Draft(asset_id, {}, refusal=_("Device {number} is no longer there.", number=digits(asset_id)))
                continue
            draft = Draft(asset_id, dict(stored[asset_id]), customs.get(asset_id))
            draft.refusal = _refusal(draft, desk, versions.get(asset_id), moves=moves)
            if draft.refusal is None and asset_id in held:
                draft.refusal = held[asset_id].said(draft.called)
            yield draft


def _stored_customs(session: Session, ids: tuple[int, ...], desk: _Desk) -> dict[int, dict[int, StoredCustom | None]]:
    found: dict[int, dict[int, StoredCustom | None]] = {}
    if desk.customs:
        columns = (CustomValue.text, CustomValue.folded, CustomValue.number, CustomValue.day)
        wanted = select(CustomValue.asset_id, CustomValue.field_id, *columns)
        wanted = wanted.where(CustomValue.asset_id.in_(ids), CustomValue.field_id.in_(desk.customs))
        for asset_id, field_id, text, folded, number, day in session.execute(wanted):
            found.setdefault(asset_id, {})[field_id] = StoredCustom(text, folded, number, day)
    return found


def _refusal(draft: Draft, desk: _Desk, version: int | None, *, moves: bool) -> Message | None:
    if draft.stored["deleted_at"] is not None:
        return _("{device} is in the bin. Restore it first.", device=draft.called)
    if version is not None and draft.stored["version"] != version:
        return _("Somebody changed {device} since you saw it. Look at it again.", device=draft.called)
    if moves and desk.metas[draft.stored["status_label_id"]] is MetaStatus.RETIRED:
        return _("{device} is retired. Bring it back first.", device=draft.called)
    return None


def _become(draft: Draft, desk: _Desk) -> None:
    for key, (_about, setting) in desk.settings.items():
        field_id = custom_id(key)
        if field_id is not None:
            draft.new_custom[field_id] = desk.customs[field_id][1]
        else:
            draft.new[_COLUMNS.get(key, key)] = _written(draft, key, setting)
    _follow(draft, desk)
    _settle_warranty(draft)


def _written(draft: Draft, key: str, setting: Setting) -> Any:
    if key not in _TEXTS:
        return setting.value
    text = "" if setting.value is None else str(setting.value)
    if setting.way is Way.ADD:
        return tidy_lines(f"{draft.stored[key]}\n{text}")
    return tidy_lines(text) if key == "notes" else tidy(text)


def _follow(draft: Draft, desk: _Desk) -> None:
    """Whoever is given a device has it assigned, and what is in stock is held by nobody."""
    meta = desk.metas[draft.value("status_label_id")]
    if "status" not in desk.settings and "holder" in desk.settings:
        becomes = status_by_holder(meta, held=draft.new["holder_id"] is not None)
        if becomes is not meta:
            draft.new["status_label_id"] = desk.defaults[becomes]
    elif "status" in desk.settings and not keeps_holder(meta):
        draft.new["holder_id"] = None


def _settle_warranty(draft: Draft) -> None:
    columns = ("purchase_date", "warranty_months", "warranty_end")
    if not draft.new.keys().isdisjoint(columns):
        before = Warranty(*(draft.stored[column] for column in columns))
        draft.new["warranty_end"] = settled_end(before, Warranty(*map(draft.value, columns)))


def _pattern(text: str) -> NumberPattern:
    try:
        pattern = pattern_typed(text)
    except UserError as error:
        raise UserError(error.message, field=NUMBERING) from error
    if pattern is None:
        raise UserError(_("Say what the numbers look like, such as {example}.", example="PC-{###}"), field=NUMBERING)
    return pattern


def _number(session: Session, drafts: tuple[Draft, ...], pattern: NumberPattern, first: int) -> None:
    """Give the numbers in order; one whose number is another's keeps its own, which may be wanted by a third."""
    if first < 0:
        raise UserError(_("Numbers begin at 0 or above."), field=NUMBERING)
    today: date = clock_of(session).today()
    takers = [draft for draft in drafts if draft.refusal is None]
    for number, draft in enumerate(takers, first):
        draft.new["tag"] = pattern.tag(number, today)
        draft.new["tag_folded"] = fold_code(draft.new["tag"])
    owners = _owners(session, [draft.new["tag_folded"] for draft in takers])
    given_up = {draft.id for draft in takers}
    while True:
        refused = [
            draft
            for draft in takers
            if draft.id in given_up and (owner := owners.get(draft.new["tag_folded"])) is not None
            if owner.id != draft.id and owner.id not in given_up
        ]
        if not refused:
            return
        for draft in refused:
            owner = owners[draft.new["tag_folded"]]
            named = " · ".join(part for part in (owner.tag, owner.name, owner.serial) if part)
            draft.refusal = taken("tag", draft.new["tag"], named, in_bin=owner.deleted_at is not None)
            given_up.remove(draft.id)


def _owners(session: Session, tags: list[str]) -> dict[str, Any]:
    """The devices that have these numbers, by the folded number."""
    wanted = select(Asset.tag_folded, Asset.id, Asset.tag, Asset.name, Asset.serial, Asset.deleted_at)
    parts = [tags[start : start + CHUNK_ROWS] for start in range(0, len(tags), CHUNK_ROWS)]
    return {row.tag_folded: row for part in parts for row in session.execute(wanted.where(Asset.tag_folded.in_(part)))}


def _shown(
    session: Session, fields: tuple[Field, ...], desk: _Desk, drafts: tuple[Draft, ...], *, numbered: bool
) -> EditPlan:
    """The drafts as a table: what is said to change, and what follows from it where it does."""
    named = {*desk.settings} | ({"tag"} if numbered else set())
    following = {
        key
        for key in _DERIVED
        if any(
            draft.value(_COLUMNS.get(key, key)) != draft.stored[_COLUMNS.get(key, key)] for draft in drafts if draft.new
        )
    }
    columns = tuple(about for about in fields if about.key in named | following)
    before, after = (
        [[_held(draft, about.key, desk, is_new=new) for about in columns] for draft in drafts] for new in (0, 1)
    )
    names = [
        names_of(session, about, {row[place] for rows in (before, after) for row in rows})
        for place, about in enumerate(columns)
    ]

    def said(values: list[Any]) -> tuple[Any, ...]:
        return tuple(shown(value, about, known) for value, about, known in zip(values, columns, names, strict=True))

    return EditPlan(
        columns,
        tuple(
            EditedRow(draft.id, draft.stored.get("version", 0), draft.called, said(old), said(new), draft.refusal)
            for draft, old, new in zip(drafts, before, after, strict=True)
        ),
    )


def _held(draft: Draft, key: str, desk: _Desk, *, is_new: int) -> Any:
    """The value of a field before, or in the end; a refused device stays as it is."""
    is_new = is_new and draft.refusal is None
    field_id = custom_id(key)
    if field_id is not None:
        stored = draft.new_custom[field_id] if is_new else draft.custom.get(field_id)
        kind = desk.customs[field_id][0]
        return None if stored is None else held(kind, stored.text, stored.number, stored.day)
    column = _COLUMNS.get(key, key)
    return draft.value(column) if is_new else draft.stored.get(column)
