"""What needs doing in maintenance, for the bell of the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.messages import _, _n
from coorddesk.core.records import Alert
from coorddesk.maintenance.models import MaintenancePlan
from coorddesk.maintenance.queries.reckoning import near_counts
from coorddesk.maintenance.queries.repairs import repair_counts
from coorddesk.maintenance.rules import RepairState, Urgency

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session


def alerts(session: Session, today: date) -> Sequence[Alert]:
    """What is overdue or due by schedules, and repairs that are ready to be given back."""
    return [*_schedules(session, today), *_repairs(session)]


def _schedules(session: Session, today: date) -> Iterator[Alert]:
    plans = session.scalars(select(MaintenancePlan).order_by(MaintenancePlan.id)).all()
    late, due = near_counts(session, plans, today)
    if late:
        text = _n("Maintenance of {count} device is overdue", "Maintenance of {count} devices is overdue", late)
        advice = _("Do it, postpone it or skip it, and say why.")
        yield Alert(Urgency.OVERDUE.value, "maintenance_plan", text, advice, is_urgent=True)
    if due:
        text = _n("Maintenance of {count} device is due", "Maintenance of {count} devices is due", due)
        yield Alert(Urgency.DUE.value, "maintenance_plan", text, _("Print its checklist and take it along."))


def _repairs(session: Session) -> Iterator[Alert]:
    if ready := repair_counts(session)[RepairState.READY]:
        text = _n("{count} repair is ready", "{count} repairs are ready", ready)
        yield Alert(RepairState.READY.value, "repair", text, _("Give it back, and take back what was lent meanwhile."))
