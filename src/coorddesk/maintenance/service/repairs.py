"""The verbs on repairs: a device is sent, followed step by step, and comes back to where and whose it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.bulk import delete_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.models import Supplier
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, refuse_gone, row_as_seen, row_there
from coorddesk.inventory.models import StatusLabel
from coorddesk.inventory.queries import default_labels
from coorddesk.inventory.rules import MetaStatus, status_by_holder
from coorddesk.inventory.service import Chosen
from coorddesk.inventory.service.chosen import ChosenAsset, chosen_assets, devices_in_use, move_to
from coorddesk.lending.queries.holding import holdings
from coorddesk.maintenance.models import Repair, RepairStep
from coorddesk.maintenance.queries.repairs import days_of_steps, repair_under_way
from coorddesk.maintenance.rules import CLOSED, REPAIR_STATE_TITLES, RepairState, entry_trouble, step_trouble
from coorddesk.maintenance.service.loans import refuse_lent
from coorddesk.maintenance.service.outcome import forget_outcome, write_outcome

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@dataclass(frozen=True)
class RepairDetails:
    """What is written down about a repair; `quote` and `cost` in cents, `reference` is the supplier's number for it."""

    fault: str
    supplier_id: int | None = None
    reference: str = ""
    quote: int | None = None
    cost: int | None = None
    under_warranty: bool = False
    outcome: str = ""
    notes: str = ""


@dataclass(frozen=True)
class NewRepair:
    """Devices to send for repair, one repair for each, and how far they have come on a day."""

    devices: Chosen
    details: RepairDetails
    day: date
    state: RepairState = RepairState.TO_SEND


@dataclass(frozen=True)
class RepairEdit:
    """New details for a repair, and the version their author saw."""

    id: int
    version: int
    details: RepairDetails


@dataclass(frozen=True)
class Advance:
    """A repair has come to a state on a day."""

    id: int
    version: int
    state: RepairState
    day: date
    note: str = ""


@dataclass(frozen=True)
class End:
    """A repair is over: given back or abandoned, what they did and what it cost."""

    step: Advance
    outcome: str = ""
    cost: int | None = None
    under_warranty: bool = False


@allowed(*EDITORS)
def open_repair(session: Session, wish: NewRepair) -> list[int]:
    """Send devices for repair; returns the ids of the repairs. Their status says so until they come back."""
    assets = devices_in_use(session, wish.devices)
    if wish.state in CLOSED:
        raise UserError(_("A repair begins before it is over."), field="state")
    trouble = step_trouble([], wish.state, wish.day, clock_of(session).today())
    if trouble is not None:
        raise UserError(trouble[1], field=trouble[0])
    for asset in assets:
        if repair_under_way(session, asset.id) is not None:
            raise UserError(_("{device} is in a repair already: end that one first.", device=asset.called))
    rows = [_opened(session, asset, wish) for asset in assets]
    session.add_all(rows)
    session.flush()
    ids = [row.id for row in rows]
    for repair_id in ids:
        _add_step(session, repair_id, wish.state, wish.day, "")
    label = default_labels(session)[MetaStatus.UNDER_REPAIR]
    broken = [asset for asset in assets if asset.meta is not MetaStatus.UNDER_REPAIR]
    fault = tidy(wish.details.fault)
    move_to(session, [(asset, {"status_label_id": label}) for asset in broken], fault)
    said = verbatim(assets[0].called) if len(assets) == 1 else _n("{count} device", "{count} devices", len(assets))
    subjects: list[Subject] = [*(("repair", i) for i in ids), *(("asset", asset.id) for asset in assets)]
    record(session, _("Send {devices} for repair: {fault}", devices=said, fault=fault), *subjects)
    return ids


@allowed(*EDITORS)
def edit_repair(session: Session, wish: RepairEdit) -> None:
    """Change what is written down about a repair; of one that is over, its line in the log follows."""
    row = row_there(session, Repair, wish.id)
    refuse_stale(row, wish.version, _TITLES, _as_read(session, wish.details), _as_read(session, row))
    _write(session, row, wish.details)
    session.flush()
    write_outcome(session, row)
    _record(session, row, _("Edit the repair of {device}", device=_device(session, row.asset_id).called))


@allowed(*EDITORS)
def advance_repair(session: Session, wish: Advance) -> None:
    """Write down that a repair has come so far; `end_repair` is for its end."""
    if wish.state in CLOSED:
        raise UserError(_("Say what came of it: end the repair."), field="state")
    row = _stepped(session, wish)
    device = _device(session, row.asset_id).called
    state = REPAIR_STATE_TITLES[wish.state]
    _record(session, row, _("Repair of {device}: {state}", device=device, state=state))


@allowed(*EDITORS)
def end_repair(session: Session, wish: End) -> None:
    """End a repair: the device stands as before it, and the log says what was done and what it cost.

    What was lent meanwhile must be back.
    """
    if wish.step.state not in CLOSED:
        raise UserError(_("A repair ends by being given back or abandoned."), field="state")
    refuse_lent(session, row_there(session, Repair, wish.step.id))
    row = _stepped(session, wish.step)
    _write(
        session,
        row,
        replace(_details(row), cost=wish.cost, under_warranty=wish.under_warranty, outcome=wish.outcome),
    )
    row.closed = wish.step.day
    session.flush()
    write_outcome(session, row)
    asset = _device(session, row.asset_id)
    if asset.meta is MetaStatus.UNDER_REPAIR:
        move_to(session, [(asset, {"status_label_id": _label_after(session, row, asset)})], wish.step.note)
    is_back = wish.step.state is RepairState.GIVEN_BACK
    said = _("Give {device} back, repaired", device=asset.called)
    _record(session, row, said if is_back else _("Abandon the repair of {device}", device=asset.called))


@allowed(*EDITORS)
def delete_repair(session: Session, wish: Deletion) -> None:
    """Delete a repair that was a mistake, with its steps and its line in the log; the device stands as before it."""
    row = row_as_seen(session, Repair, wish.id, wish.version)
    refuse_lent(session, row)
    asset = _device(session, row.asset_id)
    label = _label_after(session, row, asset)
    is_over = row.state in CLOSED
    forget_outcome(session, row.id)
    steps = session.scalars(select(RepairStep.id).where(RepairStep.repair_id == row.id)).all()
    delete_rows(session, table_named(RepairStep.__tablename__), steps)
    delete_unused(session, row, asset.called)
    if not is_over and asset.meta is MetaStatus.UNDER_REPAIR:
        move_to(session, [(asset, {"status_label_id": label})], "")
    deed = _("Delete a repair of {device}", device=asset.called)
    record(session, deed, ("repair", wish.id), ("asset", asset.id))


def _opened(session: Session, asset: ChosenAsset, wish: NewRepair) -> Repair:
    row = Repair(asset_id=asset.id, state=wish.state, opened=wish.day, label_before_id=asset.status_label_id)
    _write(session, row, wish.details)
    return row


def _stepped(session: Session, wish: Advance) -> Repair:
    """A repair as its author saw it, one step further."""
    row = row_as_seen(session, Repair, wish.id, wish.version)
    steps = days_of_steps(session, row.id)
    trouble = step_trouble(steps, wish.state, wish.day, clock_of(session).today())
    if trouble is not None:
        raise UserError(trouble[1], field=trouble[0])
    row.state = wish.state
    _add_step(session, row.id, wish.state, wish.day, wish.note)
    return row


def _add_step(session: Session, repair_id: int, state: RepairState, day: date, note: str) -> None:
    moment, actor = clock_of(session).now(), actor_of(session).name
    step = RepairStep(repair_id=repair_id, state=state, day=day, moment=moment, actor=actor, note=tidy_lines(note))
    session.add(step)
    session.flush()


def _write(session: Session, row: Repair, details: RepairDetails) -> None:
    trouble = entry_trouble(details.cost, None)
    if trouble is not None:
        raise UserError(trouble[1], field=trouble[0])
    trouble = entry_trouble(details.quote, None)
    if trouble is not None:
        raise UserError(trouble[1], field="quote")
    if not tidy(details.fault):
        raise UserError(_("Say what is wrong with it."), field="fault")
    refuse_gone(session, [("supplier", Supplier, details.supplier_id)])
    row.fault, row.reference = tidy(details.fault), tidy(details.reference)
    row.supplier_id, row.quote, row.cost = details.supplier_id, details.quote, details.cost
    row.under_warranty = details.under_warranty
    row.outcome, row.notes = tidy_lines(details.outcome), tidy_lines(details.notes)
    row.search = _search(row)


def _search(row: Repair) -> str:
    """The folded words by which a repair is found."""
    return fold(f"{row.fault} {row.reference} {row.outcome} {row.notes}")


def _details(row: Repair) -> RepairDetails:
    return RepairDetails(
        row.fault,
        row.supplier_id,
        row.reference,
        row.quote,
        row.cost,
        row.under_warranty,
        row.outcome,
        row.notes,
    )


def _label_after(session: Session, row: Repair, asset: ChosenAsset) -> int:
    """The status that a device had before, where that is still true of it; otherwise that of who holds it or not."""
    label = session.get_one(StatusLabel, row.label_before_id)
    meta = label.meta
    is_no_longer_lent = meta is MetaStatus.ON_LOAN and not _is_on_loan(session, asset.id)
    if is_no_longer_lent or meta in {MetaStatus.UNDER_REPAIR, MetaStatus.RETIRED}:
        meta = MetaStatus.IN_STOCK
    becomes = status_by_holder(meta, held=asset.holder_id is not None)
    return label.id if becomes is label.meta else default_labels(session)[becomes]


def _is_on_loan(session: Session, asset_id: int) -> bool:
    held = holdings(session, [asset_id]).get(asset_id)
    return held is not None and held.is_out


def _device(session: Session, asset_id: int) -> ChosenAsset:
    return chosen_assets(session, Chosen((asset_id,)))[0]


def _record(session: Session, row: Repair, deed: Message) -> None:
    record(session, deed, ("repair", row.id), ("asset", row.asset_id))


def _as_read(session: Session, repair: Repair | RepairDetails) -> dict[str, Any]:
    """What is written down, as forms show it."""
    supplier = None if repair.supplier_id is None else session.get(Supplier, repair.supplier_id)
    own = {key: getattr(repair, key) for key in _TITLES if key != "supplier"}
    return own | {"supplier": None if supplier is None else supplier.name}


_TITLES: dict[str, Message] = {
    "fault": _p("repair", "Fault"),
    "supplier": _("Supplier"),
    "reference": _("Supplier's reference"),
    "quote": _("Quote"),
    "cost": _("Cost"),
    "under_warranty": _("Under warranty"),
    "outcome": _("What they did"),
    "notes": _("Notes"),
}
