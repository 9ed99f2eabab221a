"""Repairs on paper: those under way, and the slip that goes with a device."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.codes import code_of
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.organisation import organisation
from coorddesk.core.tables import Kind
from coorddesk.directory.queries import SupplierRow, supplier_page
from coorddesk.inventory.queries import AssetRow, asset_page
from coorddesk.maintenance.queries import (
    REPAIR_COLUMNS,
    RepairQuery,
    RepairRow,
    StepRow,
    all_stated,
    repair_ids,
    repair_page,
    steps_of,
)
from coorddesk.maintenance.rules import REPAIR_STATE_TITLES
from coorddesk.reporting.blocks import (
    Beside,
    Block,
    Code,
    Document,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Sheet,
    Signatures,
    Typed,
    TypedText,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import LYING
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Choice = RepairQuery | Sequence[int] | None
"""The repairs of a list as it is filtered, those that were selected, or all under way."""

_SHOWN = ("device", "device_name", "fault", "state", "since", "days", "holder", "loan_device", "supplier", "reference")
_BY_KEY = {column.key: column for column in REPAIR_COLUMNS}
_CODE_SIDE = 30
"""In millimetres; a scanner reads it at arm's length."""


def repairs(session: Session, choice: Choice) -> Report[RepairRow]:
    """Repairs under the state in which they are, in the order of their way."""
    page = _read(session, choice)
    groups = [Group(title, [row for row in page if row.state is state]) for state, title in REPAIR_STATE_TITLES.items()]
    keys = [key for key in _SHOWN if key != "state"]
    return Report(
        _("Repairs"),
        tuple(_BY_KEY[key] for key in (*keys, "quote", "cost")),
        tuple(group for group in groups if group.rows),
        said_repairs,
        _stated(session, choice),
        grouped_by=_p("repair", "State"),
        page=LYING,
        offered=REPAIR_COLUMNS,
    )


def slips(session: Session, choice: Choice) -> Document:
    """A slip for each repair: whose device it is, what is wrong with it, and the code that finds the repair again."""
    rows = _read(session, choice)
    devices = asset_page(session, [row.asset_id for row in rows])
    shops = supplier_page(session, [row.supplier_id for row in rows if row.supplier_id is not None])
    ours = organisation(session).name
    title = _("Repair slip")
    sheets = [
        _slip(row, devices[row.asset_id], shops.get(row.supplier_id or 0), steps_of(session, row.id), ours)
        for row in rows
    ]
    return Document(
        title=title,
        sheets=tuple(sheets),
        table=replace(repairs(session, [row.id for row in rows]), title=title),
        typed=(
            TypedText(
                "request",
                _("What is asked for"),
                _("Please send us a quote before any repair that is not under warranty, and give this number back."),
            ),
        ),
    )


def said_repairs(count: int) -> Message:
    """So many repairs."""
    return _n("{count} repair", "{count} repairs", count)


def _stated(session: Session, choice: Choice) -> tuple[Message, ...]:
    if choice is None or isinstance(choice, RepairQuery):
        return all_stated(session, choice or RepairQuery())
    return (_("Chosen by hand"),)


def _read(session: Session, choice: Choice) -> list[RepairRow]:
    query = RepairQuery() if choice is None else choice
    ids = repair_ids(session, query) if isinstance(query, RepairQuery) else query
    page = repair_page(session, ids)
    return [page[repair_id] for repair_id in ids if repair_id in page]


def _slip(row: RepairRow, device: AssetRow, shop: SupplierRow | None, steps: Sequence[StepRow], ours: str) -> Sheet:
    about = (
        Fact(_("Inventory number"), device.tag, Kind.CODE),
        Fact(_("Serial number"), device.serial, Kind.CODE),
        Fact(_("What it is"), row.device_name),
        Fact(_("Model"), " ".join(part for part in (device.manufacturer, device.model) if part)),
        Fact(_("Holder"), row.holder),
        Fact(_("Place"), row.place),
        Fact(_("Warranty until"), device.warranty_end, Kind.DATE),
    )
    trip = (
        Fact(_("Supplier"), row.supplier),
        Fact(_("Contact"), shop and shop.contact),
        Fact(_("Telephone"), shop and shop.phone, Kind.CODE),
        Fact(_("Customer number"), shop and shop.customer_number, Kind.CODE),
        Fact(_("Supplier's reference"), row.reference, Kind.CODE),
        Fact(_("Under warranty"), row.under_warranty, Kind.YES_NO),
        Fact(_("Quote"), row.quote, Kind.AMOUNT),
        *(Fact(step.title, step.day, Kind.DATE) for step in steps),
    )
    notes: tuple[Block, ...] = (Heading(_("Notes")), Paragraph(verbatim(row.notes))) if row.notes else ()
    return Sheet(
        name=verbatim(row.device),
        title=_("Repair of {device}", device=row.device),
        blocks=(
            Beside((Facts(about),), (Code(code_of(("repair", row.id)), _CODE_SIDE),), _CODE_SIDE + 10),
            Heading(_p("repair", "Fault")),
            Paragraph(verbatim(row.fault)),
            *notes,
            Heading(_("The way of the repair")),
            Facts(trip),
            Typed("request", framed=True),
        ),
        foot=(Signatures((verbatim(ours) if ours else _("For the organisation"), _("Received by, on"))),),
    )


def _choose(subject: Subject) -> Choice:
    return (subject[1],) if subject[0] == "repair" else RepairQuery.about(subject)


def _choose_slip(subject: Subject) -> Sequence[int] | None:
    return (subject[1],) if subject[0] == "repair" else None


REPAIRS = ReportKind(
    "repairs",
    _("Repairs"),
    _("Where each repair stands, since when, and what was lent meanwhile."),
    repairs,
    _choose,
    frozenset({"asset", "supplier", "place"}),
)
SLIPS = ReportKind(
    "repair-slips",
    _("Repair slips"),
    _("The paper that goes with a device to its repair, with the code that finds it again."),
    slips,
    _choose_slip,
    frozenset({"repair"}),
)
REPAIR_REPORTS = (REPAIRS, SLIPS)
