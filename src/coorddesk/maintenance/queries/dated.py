"""Maintenance in the agenda: which schedules are due on a day, and when repairs begin and end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from coorddesk.core.clock import clock_of
from coorddesk.core.dated import Dated, DatedKind, DatedState, Period, state_on
from coorddesk.core.messages import _, _n
from coorddesk.maintenance.models import MaintenancePlan, Repair
from coorddesk.maintenance.queries.reckoning import due_days
from coorddesk.maintenance.queries.repairs import repair_page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_DUE = DatedKind("maintenance", _("Maintenance due"), "list-checks")
_REPAIRS = DatedKind("repair", _("Repairs"), "wrench")


def events(session: Session, period: Period) -> Sequence[Dated]:
    """A statement for each schedule, of which there are a handful, and those of a page of repairs."""
    return [*_schedules(session, period), *_repairs(session, period)]


def _schedules(session: Session, period: Period) -> Iterator[Dated]:
    """What is due next; how many devices of a schedule on each day."""
    today = clock_of(session).today()
    for plan in session.scalars(select(MaintenancePlan).order_by(MaintenancePlan.id)).all():
        due = Counter(day for day, _postponed in due_days(session, plan, period.last).values())
        for day, count in due.items():
            if period.holds(day):
                title = _n("{name}: {count} device", "{name}: {count} devices", count, name=plan.name)
                subject = ("maintenance_plan", plan.id)
                yield Dated(_DUE, title, day, day, subject, day.isoformat(), state=state_on(day, today))


def _repairs(session: Session, period: Period) -> Iterator[Dated]:
    days = (Repair.opened, Repair.closed)
    near = or_(*(day.between(period.first, period.last) for day in days))
    ids = session.scalars(select(Repair.id).where(near).order_by(Repair.id)).all()
    for row in repair_page(session, ids).values():
        begun = _("Repair of {device}: {fault}", device=row.device, fault=row.fault)
        ended = _("Repair of {device} ended", device=row.device)
        state = DatedState.DONE if row.is_over else DatedState.TO_COME
        for mark, day, title in (("opened", row.opened, begun), ("closed", row.closed, ended)):
            if day is not None and period.holds(day):
                yield Dated(_REPAIRS, title, day, day, ("repair", row.id), mark, state=state)
