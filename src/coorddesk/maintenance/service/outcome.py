"""What a repair came to, as a line of the maintenance log: written when it is over, and kept in step with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Select, select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.tidy import tidy
from coorddesk.directory.service import EDITORS
from coorddesk.maintenance.models import MaintenanceEntry, Repair
from coorddesk.maintenance.queries.repairs import days_of_steps
from coorddesk.maintenance.rules import CLOSED, RepairState, Work, hours_away

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@allowed(*EDITORS)
def write_outcome(session: Session, repair: Repair) -> None:
    """Let the log say what a repair came to: one that was given back, or abandoned but not for nothing."""
    is_worth_a_line = repair.state is RepairState.GIVEN_BACK or repair.cost is not None
    if repair.state not in CLOSED or not is_worth_a_line:
        forget_outcome(session, repair.id)
        return
    assert repair.closed is not None
    row = session.scalar(_of(repair.id)) or MaintenanceEntry(repair_id=repair.id, points=[])
    row.asset_id, row.day, row.work = repair.asset_id, repair.closed, Work.REPAIR
    row.what, row.done_by, row.notes = repair.fault, "", repair.outcome
    row.supplier_id, row.documents = repair.supplier_id, tidy(repair.reference)
    row.cost, row.under_warranty = repair.cost, repair.under_warranty
    row.downtime = hours_away(days_of_steps(session, repair.id), repair.closed)
    row.search = fold(f"{row.what} {row.done_by} {row.documents} {row.notes}")
    session.add(row)
    session.flush()


@allowed(*EDITORS)
def forget_outcome(session: Session, repair_id: int) -> None:
    """Take the line of a repair out of the log."""
    ids = [row.id for row in session.scalars(_of(repair_id))]
    delete_rows(session, table_named(MaintenanceEntry.__tablename__), ids)


def _of(repair_id: int) -> Select[MaintenanceEntry]:
    return select(MaintenanceEntry).where(MaintenanceEntry.repair_id == repair_id)
