"""The verbs by which things come back: by a scan, line by line, or a whole loan at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Select, bindparam, func, select

from coorddesk.core.access import allowed
from coorddesk.core.asking import asked
from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy_lines
from coorddesk.core.versions import raise_versions
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.queries import default_labels
from coorddesk.inventory.rules import Condition, MetaStatus
from coorddesk.inventory.service.chosen import Chosen, ChosenAsset, chosen_assets, move_to
from coorddesk.inventory.service.conditions import set_conditions
from coorddesk.lending.models import Loan, LoanLine
from coorddesk.lending.rules import LoanState, said_things, status_back
from coorddesk.lending.service.accessories import count_in
from coorddesk.lending.service.rows import OpenLine, Seen, lines_of_devices, loan_as_seen, open_lines

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Back:
    """A line whose thing came back: how much of an accessory (None: all), and how a damaged device looks."""

    line_id: int
    quantity: int | None = None
    condition: Condition | None = None
    note: str = ""


@dataclass(frozen=True)
class LinesBack:
    """What came back of a loan."""

    loan: Seen
    lines: tuple[Back, ...]


@dataclass(frozen=True)
class DevicesBack:
    """Devices that came back, of whatever loans: what a scan says. `condition` where they came back damaged."""

    devices: tuple[int, ...]
    condition: Condition | None = None
    note: str = ""


@allowed(*EDITORS)
def return_devices(session: Session, wish: DevicesBack) -> tuple[int, ...]:
    """Take devices back; returns their loans. Refused where one is not on loan."""
    assets = chosen_assets(session, Chosen(tuple(dict.fromkeys(wish.devices))))
    held = lines_of_devices(session, [asset.id for asset in assets])
    for asset in assets:
        if asset.id not in held:
            raise UserError(_("{device} is not on loan.", device=asset.called))
        if held[asset.id].out_at is None:
            person = held[asset.id].borrower
            raise UserError(
                _("{device} has not gone out yet: it is set aside for {person}.", device=asset.called, person=person)
            )
    loans = sorted({line.loan_id for line in held.values()})
    for loan_id in loans:
        of_loan = [asset for asset in assets if held[asset.id].loan_id == loan_id]
        lines = [held[asset.id] for asset in of_loan]
        _take_back(session, lines, [Back(line.id, None, wish.condition, wish.note) for line in lines], of_loan)
    return tuple(loans)


@allowed(*EDITORS)
def return_loan(session: Session, wish: Seen) -> None:
    """Take back all that is still out of a loan."""
    row = loan_as_seen(session, wish, LoanState.OPEN)
    lines = tuple(Back(line.id) for line in open_lines(session, row.id))
    return_lines(session, LinesBack(wish, lines))


@allowed(*EDITORS)
def return_lines(session: Session, wish: LinesBack) -> None:
    """Take back what came back of a loan; the last of it ends the loan."""
    row = loan_as_seen(session, wish.loan, LoanState.OPEN)
    wanted = {back.line_id for back in wish.lines}
    lines = [line for line in open_lines(session, row.id) if line.id in wanted]
    if len(lines) < len(wanted) or not lines:
        raise UserError(_("Something of this is no longer on loan. Look at the loan again."))
    _take_back(session, lines, wish.lines, None)


@allowed(*EDITORS)
def stand_again(
    session: Session, lines: Sequence[OpenLine], assets: Sequence[ChosenAsset] | None = None
) -> Sequence[ChosenAsset]:
    """Let the devices of lines stand as they did before the loan, as far as they are still on loan."""
    by_asset = {line.asset_id: line for line in lines if line.asset_id is not None}
    if not by_asset:
        return []
    if assets is None:
        assets = chosen_assets(session, Chosen(tuple(by_asset)))
    labels = default_labels(session)
    gone = [asset for asset in assets if by_asset[asset.id].out_at is not None]
    move_to(session, [(asset, _standing(asset, by_asset[asset.id], labels)) for asset in gone], "")
    return assets


@allowed(*EDITORS)
def settle(session: Session, loan_id: int) -> None:
    """Note that a loan has changed; end it if nothing is out any more, and without any line left it never was."""
    table = table_named(Loan.__tablename__)
    ((lines, back),) = asked(session, _COUNTS, id=loan_id)
    if back < lines:
        raise_versions(session, table, [loan_id])
        return
    state = LoanState.RETURNED if lines else LoanState.CANCELLED
    update_rows(session, table, [(loan_id, {"state": state, "closed_at": clock_of(session).now()})])


def _take_back(
    session: Session, lines: Sequence[OpenLine], wished: Sequence[Back], assets: Sequence[ChosenAsset] | None
) -> None:
    """Take back lines of one loan; `assets` are their devices, where somebody has looked at them already."""
    backs, loan_id = {back.line_id: back for back in wished}, lines[0].loan_id
    counts = {line.id: _count(line, backs[line.id]) for line in lines}
    assets = stand_again(session, lines, assets)
    count_in(session, loan_id, lines, counts)
    said = {line.asset_id: backs[line.id].condition for line in lines if line.asset_id is not None}
    worn = {asset_id: condition for asset_id, condition in said.items() if condition is not None}
    if worn:
        set_conditions(session, worn)
    _close(session, lines, backs, counts)
    settle(session, loan_id)
    deed = _deed([asset.called for asset in assets], sum(counts.values()) - len(assets), lines[0].borrower, backs)
    record(session, deed, ("loan", loan_id), *dict.fromkeys(line.subject for line in lines))


def _standing(asset: ChosenAsset, line: OpenLine, labels: Mapping[MetaStatus, int]) -> dict[str, int | None]:
    """The status and holder that a device gets back; the very label where it still means what the device becomes."""
    becomes = status_back(asset.meta, line.meta_before)
    if becomes is None:
        return {"holder_id": line.holder_id} if asset.meta is MetaStatus.UNDER_REPAIR else {}
    label = line.status_label_id if line.meta_before is becomes else labels[becomes]
    return {"status_label_id": label, "holder_id": line.holder_id if becomes is not MetaStatus.IN_STOCK else None}


def _count(line: OpenLine, back: Back) -> int:
    count = line.quantity if back.quantity is None else back.quantity
    if not 0 < count <= line.quantity:
        raise UserError(_("Between 1 and {count} of it can come back.", count=line.quantity), field="quantity")
    return count


def _close(session: Session, lines: Sequence[OpenLine], backs: Mapping[int, Back], counts: Mapping[int, int]) -> None:
    """Write when each line came back; what stays out of an accessory goes on as a line of its own."""
    table, now = table_named(LoanLine.__tablename__), clock_of(session).now()
    changes, rests = [], []
    for line in lines:
        back = backs[line.id]
        written: dict[str, object] = {
            "back_at": now,
            "condition_back": back.condition,
            "note_back": tidy_lines(back.note),
        }
        if counts[line.id] < line.quantity:
            rests.append({key: getattr(line, key) for key in _KEPT} | {"quantity": line.quantity - counts[line.id]})
            written["quantity"] = counts[line.id]
        changes.append((line.id, written))
    update_rows(session, table, changes)
    insert_rows(session, table, rests)


def _deed(names: Sequence[str], others: int, person: str, backs: Mapping[int, Back]) -> Message:
    said = said_things(names, others)
    if any(back.condition is not None for back in backs.values()):
        return _("Take {things} back from {person}, damaged", things=said, person=person)
    return _("Take {things} back from {person}", things=said, person=person)


_COUNTS: Select[int, int] = select(func.count(LoanLine.id), func.count(LoanLine.back_at)).where(
    LoanLine.loan_id == bindparam("id")
)
_KEPT = ("loan_id", "asset_id", "item_id", "kit_id", "out_at", "status_label_id", "holder_id", "place_id")
