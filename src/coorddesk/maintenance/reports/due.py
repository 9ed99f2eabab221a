"""What is due by schedules, for paper and sheets, and the sheet that one takes along to do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.maintenance.queries import (
    DueRow,
    PlanQuery,
    PlanRow,
    all_stated,
    checklists,
    due_devices,
    plan_ids,
    plan_page,
)
from coorddesk.maintenance.rules import Urgency, said_rhythm
from coorddesk.reporting.blocks import Document, Fact, Facts, Heading, Listing, Sheet, Signatures
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import LYING, UPRIGHT
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Choice = PlanQuery | Sequence[int] | None
"""The schedules of a list as it is filtered, those that were selected, or all."""

_NOW = frozenset({Urgency.OVERDUE, Urgency.DUE})
_BOX = "\N{BALLOT BOX}"

_COLUMNS: tuple[Column[DueRow], ...] = (
    Column("due", _("Next due on"), lambda row: row.due, Kind.DATE, 12),
    Column("urgency", _p("maintenance", "Urgency"), lambda row: row.urgency_title, Kind.CHOICE, 10),
    Column("device", _("Device"), lambda row: row.device, Kind.CODE, 14),
    Column("name", _("What it is"), lambda row: row.name, width=24),
    Column("place", _("Place"), lambda row: row.place, width=32),
    Column("holder", _("Holder"), lambda row: row.holder, width=20),
    Column("last", _("Last done on"), lambda row: row.last, Kind.DATE, 12),
    Column("category", _("Category"), lambda row: row.category, width=18),
)


def maintenance_due(session: Session, choice: Choice) -> Report[DueRow]:
    """Device by device what is due or overdue, under each schedule; of chosen schedules also what is coming."""
    plans = _plans(session, choice)
    among = _NOW if choice is None or isinstance(choice, PlanQuery) else frozenset(Urgency)
    rows = [(plan, due_devices(session, plan.id, among)) for plan in plans]
    groups = tuple(Group(verbatim(plan.name), due) for plan, due in rows if due)
    stated = all_stated(session, choice) if isinstance(choice, PlanQuery) else ()
    left_out = (_("What is not due yet is left out"),) if among == _NOW else ()
    return Report(
        _("Maintenance due"),
        _COLUMNS[:-1],
        groups,
        devices,
        (*stated, *left_out),
        grouped_by=_("Schedule"),
        page=LYING,
        offered=_COLUMNS,
    )


@dataclass(frozen=True)
class _Line:
    """A point of a checklist on paper, to be ticked by hand."""

    number: int
    text: str


_POINTS: tuple[Column[_Line], ...] = (
    Column("number", _p("checklist", "No."), lambda row: row.number, Kind.NUMBER, 4),
    Column("text", _("Point"), lambda row: row.text, width=60),
    Column("box", _p("checklist", "Done"), lambda _row: _BOX, width=7),
    Column("remark", _("Remark"), lambda _row: "", width=30),
)
_DEVICES: tuple[Column[DueRow], ...] = (
    Column("device", _("Device"), lambda row: row.device, Kind.CODE, 14),
    Column("name", _("What it is"), lambda row: row.name, width=24),
    Column("place", _("Place"), lambda row: row.place, width=32),
    Column("due", _("Next due on"), lambda row: row.due, Kind.DATE, 12),
    Column("good", _p("checklist", "Good"), lambda _row: _BOX, width=7),
    Column("remark", _("Remark"), lambda _row: "", width=26),
)


def checklist_sheets(session: Session, choice: Choice) -> Document:
    """A sheet for each schedule: the points to look at, and the devices that are due, to be ticked by hand."""
    plans = _plans(session, choice)
    points = {each.id: each.points for each in checklists(session)}
    among = _NOW if choice is None or isinstance(choice, PlanQuery) else frozenset(Urgency)
    rows = {plan.id: due_devices(session, plan.id, among) or due_devices(session, plan.id) for plan in plans}
    title = _("Checklist")
    return Document(
        title=title,
        sheets=tuple(_sheet(plan, points.get(plan.checklist_id or 0, ()), rows[plan.id]) for plan in plans),
        table=Report(
            title,
            _DEVICES,
            tuple(Group(verbatim(plan.name), rows[plan.id]) for plan in plans),
            devices,
            grouped_by=_("Schedule"),
            page=UPRIGHT,
        ),
    )


def _sheet(plan: PlanRow, points: Sequence[str], rows: Sequence[DueRow]) -> Sheet:
    facts = (
        Fact(_("For which devices"), plan.target),
        Fact(_("How often"), said_rhythm(plan.rhythm)),
        Fact(_("Supplier"), plan.supplier),
        Fact(_("Notes"), plan.notes),
    )
    lines = [_Line(number, text) for number, text in enumerate(points, 1)]
    to_look_at = (Heading(_("To look at")), Listing(lines, None, _("No checklist."), _POINTS)) if lines else ()
    return Sheet(
        name=verbatim(plan.name),
        title=verbatim(plan.name),
        blocks=(
            Facts(facts),
            *to_look_at,
            Heading(_("Devices")),
            Listing(rows, devices, _("No device is due."), _DEVICES),
        ),
        foot=(Signatures((_("Done by, on"), _("Seen by, on"))),),
    )


def devices(count: int) -> Message:
    """So many devices."""
    return _n("{count} device", "{count} devices", count)


def _plans(session: Session, choice: Choice) -> list[PlanRow]:
    ids = plan_ids(session, choice or PlanQuery()) if choice is None or isinstance(choice, PlanQuery) else choice
    page = plan_page(session, list(ids))
    return [page[plan_id] for plan_id in ids if plan_id in page]


def _choose(subject: Subject) -> Sequence[int] | None:
    return (subject[1],) if subject[0] == "maintenance_plan" else None


MAINTENANCE_DUE = ReportKind(
    "maintenance-due",
    _("Maintenance due"),
    _("What is due or overdue by schedules, device by device."),
    maintenance_due,
    _choose,
    frozenset({"maintenance_plan"}),
)
CHECKLIST_SHEETS = ReportKind(
    "checklist-sheets",
    _("Checklists to take along"),
    _("For each schedule the points to look at and the devices that are due, to be ticked by hand."),
    checklist_sheets,
    _choose,
    frozenset({"maintenance_plan"}),
)
