"""What goes into a loan, checked thing by thing: set aside for a draft, handed out for one that is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.directory.models import Person
from coorddesk.directory.rules import PersonName
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.queries import default_labels
from coorddesk.inventory.rules import MetaStatus
from coorddesk.inventory.service.chosen import Chosen, ChosenAsset, devices_in_use, move_to
from coorddesk.lending.models import Kit, KitItem, LoanLine
from coorddesk.lending.queries.claims import Wanted, conflicts
from coorddesk.lending.queries.holding import Holding, holdings
from coorddesk.lending.rules import LoanState, MayBeOverridden, Period, said_things
from coorddesk.lending.service.accessories import Counted, count_out, refuse_accessories
from coorddesk.lending.service.rows import Terms, Things

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@dataclass(frozen=True)
class PutOut:
    """What was put into a loan: in words, whose loan it is, and whose story it belongs to."""

    said: Message
    borrower: str
    subjects: tuple[Subject, ...]


@dataclass(frozen=True)
class _Piece:
    """A device or so many of an accessory, and the kit that it goes with."""

    asset_id: int | None
    item_id: int | None
    quantity: int
    kit_id: int | None


@allowed(*EDITORS)
def put_out(session: Session, loan: Terms, things: Things, *, despite: bool, since: datetime | None = None) -> PutOut:
    """Put things into a loan; those of an open one go out at once (`since` if not now).

    Refused where something is on loan or set aside already, under repair, lost, retired or in the bin; what is
    somebody else's or reserved may be lent `despite` that.
    """
    pieces = _pieces(session, things)
    ids = tuple(piece.asset_id for piece in pieces if piece.asset_id is not None)
    assets = fit_devices(session, ids)
    _refuse_held(session, loan, assets)
    counted = [Counted(piece.item_id, piece.quantity) for piece in pieces if piece.item_id is not None]
    refuse_accessories(session, counted, despite=despite)
    if not despite:
        _refuse_promised(session, loan, assets, things)
    goes_out = loan.state is LoanState.OPEN
    moment = (since or clock_of(session).now()) if goes_out else None
    before = {asset.id: asset for asset in assets}
    places = count_out(session, loan, counted) if goes_out else {}
    lines = [_line(loan, piece, before, places) | {"out_at": moment} for piece in pieces]
    insert_rows(session, table_named(LoanLine.__tablename__), lines)
    if goes_out:
        carry_out(session, loan.person_id, assets)
    names = [asset.called for asset in assets]
    said = said_things(names, sum(piece.quantity for piece in pieces if piece.asset_id is None))
    devices = (("asset", asset.id) for asset in assets)
    return PutOut(said, loan.borrower, (*devices, *(("stock_item", item_id) for item_id in places)))


@allowed(*EDITORS)
def fit_devices(session: Session, ids: Sequence[int]) -> list[ChosenAsset]:
    """Devices that are to go out; refused if one may not, though it may have been set aside before."""
    assets = devices_in_use(session, Chosen(tuple(ids))) if ids else []
    for asset in assets:
        if asset.meta is MetaStatus.UNDER_REPAIR:
            raise UserError(_("{device} is under repair.", device=asset.called))
        if asset.meta is MetaStatus.UNAVAILABLE:
            raise UserError(_("{device} is unavailable: give it another status first.", device=asset.called))
    return assets


@allowed(*EDITORS)
def carry_out(session: Session, person_id: int | None, assets: Sequence[ChosenAsset]) -> None:
    """Give devices the status and the holder of what is on loan; their place stays: it is where they come back to."""
    label = default_labels(session)[MetaStatus.ON_LOAN]
    move_to(session, [(asset, {"status_label_id": label, "holder_id": person_id}) for asset in assets], "")


def _line(
    loan: Terms, piece: _Piece, before: dict[int, ChosenAsset], places: dict[int, int | None]
) -> dict[str, object]:
    asset = before.get(piece.asset_id or 0)
    return {
        "loan_id": loan.loan_id,
        "asset_id": piece.asset_id,
        "item_id": piece.item_id,
        "kit_id": piece.kit_id,
        "quantity": piece.quantity,
        "status_label_id": asset.status_label_id if asset else None,
        "holder_id": asset.holder_id if asset else None,
        "place_id": places.get(piece.item_id or 0),
    }


def _pieces(session: Session, things: Things) -> list[_Piece]:
    """Everything once, what belongs to kits before what goes by itself."""
    if things.is_nothing:
        raise UserError(_("Say what is lent."), field="things")
    found = _of_kits(session, things.kits)
    inside = {piece.asset_id for piece in found}
    found += [_Piece(asset_id, None, 1, None) for asset_id in dict.fromkeys(things.devices) if asset_id not in inside]
    return found + [_Piece(None, item_id, quantity, None) for item_id, quantity in things.accessories]


def _of_kits(session: Session, kits: Sequence[int]) -> list[_Piece]:
    found = []
    for kit_id in dict.fromkeys(kits):
        kit = session.get(Kit, kit_id)
        if kit is None:
            raise UserError(_("This kit is no longer there. Choose another."), field="things")
        items = session.scalars(select(KitItem).where(KitItem.kit_id == kit_id).order_by(KitItem.id)).all()
        if not items:
            raise UserError(_("The kit “{kit}” is empty: say first what belongs to it.", kit=kit.name))
        found += [_Piece(item.asset_id, item.item_id, item.quantity, kit_id) for item in items]
    return found


def _refuse_held(session: Session, loan: Terms, assets: Sequence[ChosenAsset]) -> None:
    held = holdings(session, [asset.id for asset in assets])
    for asset in assets:
        if asset.id in held:
            raise UserError(_said_held(asset.called, held[asset.id], loan))


def _said_held(device: str, holding: Holding, loan: Terms) -> Message:
    if holding.loan_id == loan.loan_id:
        return _("{device} is in this loan already.", device=device)
    if not holding.is_out:
        return _("{device} is set aside for {person}.", device=device, person=holding.borrower)
    if holding.due is None:
        return _("{device} is on loan to {person} without end.", device=device, person=holding.borrower)
    return _("{device} is on loan to {person} until {day}.", device=device, person=holding.borrower, day=holding.due)


def _refuse_promised(session: Session, loan: Terms, assets: Sequence[ChosenAsset], things: Things) -> None:
    """What is somebody else's own, or reserved for a day before it is back."""
    for asset in assets:
        if asset.holder_id not in {None, loan.person_id} and asset.meta is not MetaStatus.ON_LOAN:
            row = session.get_one(Person, asset.holder_id)
            name = PersonName(row.last_name, row.first_name).full
            raise MayBeOverridden(_("{device} is assigned to {person}.", device=asset.called, person=name))
    period = Period(loan.first, loan.due)
    wanted = Wanted(period, [asset.id for asset in assets], things.kits, {}, 0, loan.loan_id)
    for conflict in conflicts(session, wanted, with_loans=False):
        raise MayBeOverridden(conflict.said)
