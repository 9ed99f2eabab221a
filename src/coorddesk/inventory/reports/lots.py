"""The sheet of a purchase lot: what came, and how far each of its devices is; and the list of lots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from coorddesk.core.codes import code_of
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.inventory.queries.lots import (
    LOT_COLUMNS,
    LotCard,
    LotDeviceRow,
    LotQuery,
    LotRow,
    StepRow,
    lot_card,
    lot_ids,
    lot_page,
)
from coorddesk.reporting.blocks import Beside, Code, Document, Fact, Facts, Listing, Sheet, Signatures
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import LYING
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_CODE = 24  # millimetres
_MOST_STEPS = 8
"""Of a checklist that stand beside one another on paper; of a longer one, the last."""
_IN_LIST = (
    "name",
    "purchase_date",
    "model",
    "supplier",
    "order_number",
    "devices",
    "deployed",
    "left",
    "price",
    "value",
)


def lot_sheets(session: Session, choice: Sequence[int] | None) -> Document:
    """A sheet for each lot: those chosen, or all that are not deployed yet."""
    rows = lot_page(session, list(lot_ids(session)))
    ids = [i for i, row in rows.items() if row.left] if choice is None else [i for i in choice if i in rows]
    cards = [card for lot_id in ids if (card := lot_card(session, lot_id)) is not None]
    title = _("Lot sheet")
    return Document(
        title=title,
        sheets=tuple(_sheet(card) for card in cards),
        table=Report(
            title,
            (*_DEVICE, *(_step_column(step, place) for card in cards[:1] for place, step in enumerate(card.steps))),
            tuple(Group(verbatim(card.row.name), card.devices) for card in cards),
            _devices,
            grouped_by=_("Lot"),
        ),
        page=LYING,
    )


def lots(session: Session, choice: LotQuery | None) -> Report[LotRow]:
    """The lots of a query, the latest first unless it says otherwise."""
    query = LotQuery() if choice is None else choice
    ids = list(lot_ids(session, query))
    page = lot_page(session, ids)
    by_key = {column.key: column for column in LOT_COLUMNS}
    return Report(
        _("Purchase lots"),
        tuple(by_key[key] for key in _IN_LIST),
        (Group(None, [page[lot_id] for lot_id in ids]),),
        lambda count: _n("{count} lot", "{count} lots", count),
        (_("Search: “{text}”", text=query.text),) if query.text else (),
        offered=LOT_COLUMNS,
    )


def _choose(subject: Subject) -> Sequence[int] | None:
    return (subject[1],) if subject[0] == "lot" else None


LOT_SHEETS = ReportKind(
    "lot-sheets",
    _("Lot sheet"),
    _("What came in a lot: each device with its numbers, and what was done to it before it serves."),
    lot_sheets,
    _choose,
    frozenset({"lot"}),
)
LOT_LIST = ReportKind(
    "lots",
    _("Purchase lots"),
    _("What was bought together, from whom, and how many of it are deployed."),
    lots,
)


def _sheet(card: LotCard) -> Sheet:
    row = card.row
    bought = (
        Fact(_("Category"), row.category),
        Fact(_("Model"), row.made_of),
        Fact(_("Supplier"), row.supplier),
        Fact(_("Purchase date"), row.purchase_date, Kind.DATE),
        Fact(_("Order number"), row.order_number),
        Fact(_("Invoice number"), row.invoice_number),
        Fact(_("Price of one"), row.price, Kind.AMOUNT),
        Fact(_("Warranty (months)"), row.warranty_months, Kind.NUMBER),
        Fact(_("Deployed"), _("{done} of {all}", done=row.deployed, all=row.devices), Kind.CHOICE),
        Fact(_("Notes"), row.notes),
    )
    shown = card.steps[-_MOST_STEPS:]
    columns = (*_DEVICE, *(_step_column(step, place) for place, step in enumerate(shown)))
    return Sheet(
        name=verbatim(row.name),
        title=verbatim(row.name),
        blocks=(
            Beside((Facts(bought),), (Code(code_of(("lot", row.id)), _CODE),), _CODE),
            Listing(card.devices, _devices, _("No device."), columns),
        ),
        foot=(Signatures((_("Prepared by"), _("Checked by"))),),
    )


def _step_column(step: StepRow, place: int) -> Column[LotDeviceRow]:
    """When a step was done and by whom; room to tick it where it was not."""
    return Column(f"step{place}", step.title, lambda row: _done(row, step.id), Kind.CHOICE, 11)


def _done(row: LotDeviceRow, step_id: int) -> Any:
    check = row.checks.get(step_id)
    if check is None:
        return None
    return _("{day} {who}", day=check.day, who=_initials(check.actor))


def _initials(name: str) -> str:
    return "".join(part[0] for part in name.split() if part)


def _devices(count: int) -> Message:
    return _n("{count} device", "{count} devices", count)


_DEVICE: tuple[Column[LotDeviceRow], ...] = (
    Column("tag", _("Inventory number"), lambda row: row.tag, Kind.CODE, 13),
    Column("serial", _("Serial number"), lambda row: row.serial, Kind.CODE, 15),
    Column("place", _("Place"), lambda row: row.place, width=20),
)
