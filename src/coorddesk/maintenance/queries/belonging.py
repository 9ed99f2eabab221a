"""What of maintenance belongs to others: the repairs, schedules and log of a device, a supplier or a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import _, _n
from coorddesk.core.records import Belongings, Hit
from coorddesk.maintenance.queries.due import plans_of_device
from coorddesk.maintenance.queries.entries import EntryQuery, EntryRow, entry_ids, entry_page
from coorddesk.maintenance.queries.repairs import RepairQuery, repair_ids, repair_page
from coorddesk.maintenance.rules import CLOSED

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


def belongings(session: Session, subject: Subject, limit: int) -> Sequence[Belongings]:
    """The repairs under way first, then by which schedules a device is due, then the log."""
    found = [*_repairs(session, subject, limit), *_plans(session, subject, limit), *_entries(session, subject, limit)]
    return tuple(found)


def _repairs(session: Session, subject: Subject, limit: int) -> Iterator[Belongings]:
    query = RepairQuery.about(subject)
    if query is None:
        return
    ids = repair_ids(session, query)
    page = repair_page(session, ids)
    rows = sorted(page.values(), key=lambda row: (row.state in CLOSED, -row.id))
    under_way = sum(not row.is_over for row in rows)
    if rows:
        title = _n("{count} repair", "{count} repairs", len(rows))
        if under_way:
            title = _n("{repairs}, {count} under way", "{repairs}, {count} under way", under_way, repairs=title)
        yield Belongings(title, "repair", tuple(row.hit for row in rows[:limit]))


def _plans(session: Session, subject: Subject, limit: int) -> Iterator[Belongings]:
    if subject[0] != "asset":
        return
    rows = plans_of_device(session, subject[1])
    if rows:
        title = _n("{count} maintenance schedule", "{count} maintenance schedules", len(rows))
        hits = tuple(
            Hit(
                ("maintenance_plan", row.plan_id),
                row.plan,
                _("{urgency}: {day}", urgency=row.urgency_title, day=row.due),
            )
            for row in rows[:limit]
        )
        yield Belongings(title, "maintenance_plan", hits)


def _entries(session: Session, subject: Subject, limit: int) -> Iterator[Belongings]:
    query = None if subject[0] == "maintenance_plan" else EntryQuery.about(subject)
    if query is None:
        return
    ids = entry_ids(session, query)
    page = entry_page(session, ids[:limit])
    if ids:
        title = _n("{count} entry in the maintenance log", "{count} entries in the maintenance log", len(ids))
        of_device = subject[0] == "asset"
        hits = tuple(_hit(page[entry_id], of_device=of_device) for entry_id in ids[:limit])
        yield Belongings(title, "maintenance_entry", hits)


def _hit(row: EntryRow, *, of_device: bool) -> Hit:
    said = _("{day}", day=row.day) if of_device else _("{day} · {device}", day=row.day, device=row.device)
    return Hit(("maintenance_entry", row.id), row.what, said)
