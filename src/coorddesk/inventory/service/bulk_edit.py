"""The verb that edits many devices at once: fields, places, new numbers; one change, shown before it is written."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

from coorddesk.core.access import allowed
from coorddesk.core.bulk import update_rows
from coorddesk.core.editing import BulkWish, EditKind, EditPlan, refuse_refused
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.models import Asset
from coorddesk.inventory.queries import ASSET_COLUMNS, AssetQuery, asset_fields, asset_ids
from coorddesk.inventory.rules import PLAIN, asset_copies, custom_id
from coorddesk.inventory.service.bulk_plan import Draft, Plan, drafted
from coorddesk.inventory.service.chosen import STANDING, write_movements
from coorddesk.inventory.service.custom import write_custom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.criteria import Criterion

_SEARCHED = ("tag", "serial", "name", "order_number", "invoice_number")


@allowed(*EDITORS)
def plan_bulk_edit(session: Session, wish: BulkWish) -> EditPlan:
    """Old and new of every device, and which are refused; writes nothing. Raises `UserError` for an impossible wish."""
    return drafted(session, wish).shown


@allowed(*EDITORS)
def bulk_edit_assets(session: Session, wish: BulkWish) -> EditPlan:
    """Edit many devices as one change; whole or not at all, but for those that the wish lets out."""
    plan = drafted(session, wish)
    refuse_refused(plan.shown, wish)
    changed = {row.id for row in plan.shown.rows if row.is_changed}
    drafts = [draft for draft in plan.drafts if draft.id in changed]
    _free_numbers(session, drafts)
    columns = [(draft.id, _columns(draft)) for draft in drafts]
    update_rows(session, table_named(Asset.__tablename__), [each for each in columns if each[1]])
    moved = [draft for draft in drafts if any(draft.value(key) != draft.stored[key] for key in STANDING)]
    write_movements(session, [(draft.id, {key: draft.value(key) for key in STANDING}) for draft in moved], wish.note)
    custom = {
        field_id: setting.value for key, (_about, setting) in plan.settings.items() if (field_id := custom_id(key))
    }
    if custom:
        write_custom(session, {draft.id: custom for draft in drafts})
    record(session, _deed(plan, drafts), *(("asset", draft.id) for draft in drafts))
    return plan.shown


def _columns(draft: Draft) -> dict[str, Any]:
    """What is written to a row, with the copies that are searched and sorted."""
    new = {key: value for key, value in draft.new.items() if draft.stored[key] != value}
    if not new.keys().isdisjoint(_SEARCHED):
        new |= asset_copies(*map(draft.value, _SEARCHED))._asdict()
    return new


def _free_numbers(session: Session, drafts: Sequence[Draft]) -> None:
    """Take away first what others of them are given, so that two can exchange their numbers."""
    wanted = {draft.new["tag_folded"]: draft.id for draft in drafts if "tag_folded" in draft.new}
    blocking = [draft for draft in drafts if wanted.get(draft.stored["tag_folded"], draft.id) != draft.id]
    nothing = {"tag": None, "tag_folded": None}
    update_rows(session, table_named(Asset.__tablename__), [(draft.id, nothing) for draft in blocking])


def _deed(plan: Plan, drafts: Sequence[Draft]) -> Message:
    """The fields that were named, and the device or how many."""
    titles = [about.title for about, _setting in plan.settings.values()]
    if any("tag" in draft.new for draft in drafts):
        titles.append(_NUMBER)
    fields = reduce(lambda one, other: _("{one}, {other}", one=one, other=other), titles)
    devices = verbatim(drafts[0].called) if len(drafts) == 1 else _n("{count} device", "{count} devices", len(drafts))
    return _("Edit {devices}: {fields}", devices=devices, fields=fields)


_NUMBER = next(column.title for column in ASSET_COLUMNS if column.key == "tag")


def _find(session: Session, criteria: Sequence[Criterion]) -> Sequence[int]:
    return asset_ids(session, AssetQuery(criteria=tuple(criteria)))


ASSET_EDITS = EditKind(
    "assets",
    _("Device"),
    lambda count: _n("{count} device", "{count} devices", count),
    asset_fields,
    _find,
    plan_bulk_edit,
    bulk_edit_assets,
    PLAIN.text,
)
"""Devices, for whoever edits many of anything."""
