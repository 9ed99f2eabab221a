"""What must always be true of maintenance, and where it is not: for `coorddesk check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.core.records import Finding
from coorddesk.inventory.models import Asset
from coorddesk.inventory.rules import called
from coorddesk.maintenance.models import (
    Checklist,
    MaintenanceEntry,
    MaintenancePlan,
    MaintenanceTurn,
    Repair,
    RepairStep,
)
from coorddesk.maintenance.queries.repairs import is_loan_out
from coorddesk.maintenance.rules import CLOSED, RepairState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_READ_AT_ONCE = 1000


def findings(session: Session) -> Sequence[Finding]:
    """Repairs elsewhere than their last step, ends without their line in the log, turns and copies gone astray."""
    return [*_repairs(session), *_outcomes(session), *_turns(session), *_copies(session), *_names(session)]


def _repairs(session: Session) -> Iterator[Finding]:
    """The state, first and last day of each repair are those of its steps; none over has its loan still out."""
    steps: dict[int, list[RepairStep]] = {}
    for step in session.scalars(select(RepairStep).order_by(RepairStep.id)):
        steps.setdefault(step.repair_id, []).append(step)
    for row in session.scalars(select(Repair).order_by(Repair.id)):
        its, about = steps.get(row.id, []), ("repair", row.id)
        is_over = row.state in CLOSED
        if not its or its[-1].state is not row.state or row.opened != its[0].day:
            yield Finding(_("The repair “{fault}” is not where its last step left it.", fault=row.fault), about)
        elif row.closed != (its[-1].day if is_over else None):
            yield Finding(_("The repair “{fault}” is not over when its last step says so.", fault=row.fault), about)
        if is_over and is_loan_out(session, row.loan_id):
            said = _("The repair “{fault}” is over, but what was lent meanwhile is not back.", fault=row.fault)
            yield Finding(said, about)
    yield from _twice(session)


def _twice(session: Session) -> Iterator[Finding]:
    under_way = select(Repair.asset_id).where(Repair.state.not_in(CLOSED)).group_by(Repair.asset_id)
    several = under_way.having(func.count(Repair.id) > 1)
    for asset in session.scalars(select(Asset).where(Asset.id.in_(several))):
        device = called(asset.tag, asset.serial, asset.name, asset.id)
        yield Finding(_("{device} is in two repairs at once.", device=device), ("asset", asset.id))


def _outcomes(session: Session) -> Iterator[Finding]:
    """Each repair that was given back has one line in the log, which says the same."""
    joined = select(Repair, MaintenanceEntry).outerjoin(MaintenanceEntry, MaintenanceEntry.repair_id == Repair.id)
    owed = or_(Repair.state == RepairState.GIVEN_BACK, MaintenanceEntry.id.is_not(None))
    rows: Iterable[tuple[Repair, MaintenanceEntry | None]] = session.execute(joined.where(owed))
    for repair, entry in rows:
        told = None if entry is None else (entry.asset_id, entry.day, entry.cost, entry.supplier_id)
        if told != (repair.asset_id, repair.closed, repair.cost, repair.supplier_id):
            said = _("The log does not say what the repair “{fault}” came to.", fault=repair.fault)
            yield Finding(said, ("repair", repair.id))


def _turns(session: Session) -> Iterator[Finding]:
    """What was done in a turn is an entry about the same device and schedule."""
    wanted = select(MaintenanceTurn.asset_id).join(MaintenanceEntry, MaintenanceEntry.id == MaintenanceTurn.entry_id)
    astray = or_(
        MaintenanceEntry.asset_id != MaintenanceTurn.asset_id,
        MaintenanceEntry.plan_id.is_distinct_from(MaintenanceTurn.plan_id),
    )
    for asset_id in session.scalars(wanted.where(astray)):
        said = _("A schedule says that this was done, but the log says it of something else.")
        yield Finding(said, ("asset", asset_id))


def _copies(session: Session) -> Iterator[Finding]:
    entries = select(MaintenanceEntry).execution_options(yield_per=_READ_AT_ONCE)
    for entry in session.scalars(entries):
        if entry.search != fold(f"{entry.what} {entry.done_by} {entry.documents} {entry.notes}"):
            said = _("“{name}” would not be found by its words.", name=entry.what)
            yield Finding(said, ("maintenance_entry", entry.id))
    for repair in session.scalars(select(Repair)):
        if repair.search != fold(f"{repair.fault} {repair.reference} {repair.outcome} {repair.notes}"):
            said = _("“{name}” would not be found by its words.", name=repair.fault)
            yield Finding(said, ("repair", repair.id))


def _names(session: Session) -> Iterator[Finding]:
    for kind in (MaintenancePlan, Checklist):
        for row_id, name, folded in session.execute(select(kind.id, kind.name, kind.name_folded)):
            if folded != fold(name):
                yield Finding(_("“{name}” would not be found by its name.", name=name), (kind.__tablename__, row_id))
