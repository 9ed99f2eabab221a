"""The story of a device as maintenance knows it, and those of repairs, schedules and entries themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.clock import clock_of, start_of_day
from coorddesk.core.messages import Message, _
from coorddesk.core.records import Entry
from coorddesk.core.story import of_subject
from coorddesk.maintenance.models import MaintenanceEntry, MaintenancePlan, MaintenanceTurn, Repair, RepairStep
from coorddesk.maintenance.rules import REPAIR_STATE_TITLES, WORK_TITLES, Outcome
from coorddesk.notes.rules import TABLES as TOLD_BY_NOTES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_KEPT = 200
_OWN = {"repair", "maintenance_plan", "maintenance_entry"}


def timeline(session: Session, subject: Subject) -> Sequence[Entry]:
    """What was done to a device and where its repairs stood, newest first; of own records, the deeds on them."""
    kind, record_id = subject
    if kind in _OWN:
        deeds = of_subject(session, subject, _KEPT)
        return [Entry(each.moment, each.deed, each.actor) for each in deeds if not each.kinds <= TOLD_BY_NOTES]
    if kind != "asset":
        return ()
    told = [*_entries(session, record_id), *_steps(session, record_id), *_turns(session, record_id)]
    return sorted(told, key=lambda entry: entry.moment, reverse=True)


def _entries(session: Session, asset_id: int) -> Iterator[Entry]:
    """What was done; what a repair came to is told by its steps."""
    of_asset = MaintenanceEntry.asset_id == asset_id, MaintenanceEntry.repair_id.is_(None)
    latest = select(MaintenanceEntry).where(*of_asset).order_by(MaintenanceEntry.day.desc()).limit(_KEPT)
    for row in session.scalars(latest):
        said = _("{work}: {what}", work=WORK_TITLES[row.work], what=row.what)
        yield _of_day(session, row.day, said, row.done_by, ("maintenance_entry", row.id), row.notes)


def _steps(session: Session, asset_id: int) -> Iterator[Entry]:
    steps = select(RepairStep, Repair.fault).join(Repair, Repair.id == RepairStep.repair_id)
    latest = steps.where(Repair.asset_id == asset_id).order_by(RepairStep.id.desc()).limit(_KEPT)
    for step, fault in session.execute(latest):
        said = _("Repair ({fault}): {state}", fault=fault, state=REPAIR_STATE_TITLES[step.state])
        yield _of_day(session, step.day, said, step.actor, ("repair", step.repair_id), step.note, step.moment)


def _turns(session: Session, asset_id: int) -> Iterator[Entry]:
    """What was put off or left out; what was done is an entry of the log."""
    turns = select(MaintenanceTurn, MaintenancePlan.name).join(
        MaintenancePlan, MaintenancePlan.id == MaintenanceTurn.plan_id
    )
    of_asset = MaintenanceTurn.asset_id == asset_id, MaintenanceTurn.outcome != Outcome.DONE
    for turn, name in session.execute(turns.where(*of_asset).order_by(MaintenanceTurn.id.desc()).limit(_KEPT)):
        said = (
            _("“{plan}” skipped", plan=name)
            if turn.outcome is Outcome.SKIPPED
            else _("“{plan}” postponed to {day}", plan=name, day=turn.day)
        )
        yield Entry(turn.moment, said, turn.actor, ("maintenance_plan", turn.plan_id), turn.reason)


def _of_day(  # noqa: PLR0913, PLR0917 - what a line of the story says
    session: Session,
    day: date,
    said: Message,
    actor: str,
    related: Subject,
    body: str,
    written: datetime | None = None,
) -> Entry:
    """Something known to the day; at its moment, if it was written down on that day."""
    clock = clock_of(session)
    if written is not None and clock.local(written).date() == day:
        return Entry(written, said, actor, related, body)
    return Entry(start_of_day(clock, day), said, actor, related, body, whole_day=True)
