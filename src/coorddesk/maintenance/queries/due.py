"""What is due by schedules, device by device: for lists, cards and papers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from coorddesk.core.clock import clock_of
from coorddesk.core.criteria_sql import among as is_among
from coorddesk.core.messages import Message
from coorddesk.directory.models import Person, Place
from coorddesk.directory.rules import PersonName, natural_order
from coorddesk.inventory.models import Asset, Category, Model
from coorddesk.inventory.rules import called
from coorddesk.maintenance.models import MaintenancePlan, MaintenanceTurn
from coorddesk.maintenance.queries.reckoning import due_days, plans_meaning
from coorddesk.maintenance.rules import URGENCY_TITLES, Outcome, Urgency, urgency

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class DueRow:
    """A device that is due by a schedule: on which day, how near that is, and what became of the last time."""

    plan_id: int
    plan: str
    asset_id: int
    device: str
    name: str
    category: str | None
    place: str | None
    holder: str | None
    due: date
    urgency: Urgency
    last: date | None  # done on
    is_postponed: bool

    @property
    def urgency_title(self) -> Message:
        """How near it is, in words."""
        return URGENCY_TITLES[self.urgency]


def due_devices(
    session: Session,
    plan_id: int,
    among: Collection[Urgency] = frozenset(Urgency),
    *,
    most: int | None = None,
    asset_ids: Collection[int] | None = None,
) -> tuple[DueRow, ...]:
    """The devices of a schedule by the day on which they are due, then place by place.

    Of some urgencies alone, of some devices alone, or the `most` that are due first.
    """
    plan = session.get(MaintenancePlan, plan_id)
    if plan is None:
        return ()
    today = clock_of(session).today()
    latest = None if Urgency.COMING in among else today + timedelta(days=plan.ahead)
    days = due_days(session, plan, latest, asset_ids)
    near = {asset_id: urgency(due, today, plan.ahead) for asset_id, (due, _is_postponed) in days.items()}
    meant = [asset_id for asset_id, urgency in near.items() if urgency in among]
    wanted = sorted(meant, key=lambda asset_id: days[asset_id][0])[:most]
    rows = [
        DueRow(
            plan_id,
            plan.name,
            row.id,
            called(row.tag, row.serial, row.name, row.id),
            row.name or row.model or "",
            row.category,
            row.path,
            None if row.last_name is None else PersonName(row.last_name, row.first_name).full,
            days[row.id][0],
            near[row.id],
            row.last,
            days[row.id][1],
        )
        for row in _named(session, plan_id, wanted)
    ]
    place_order = {place: natural_order(place or "") for place in {row.place for row in rows}}
    return tuple(sorted(rows, key=lambda row: (row.due, place_order[row.place], natural_order(row.device))))


def all_due(session: Session, among: Collection[Urgency]) -> tuple[DueRow, ...]:
    """The devices that are due by any schedule, schedule by schedule in the order of their names."""
    plans = session.scalars(select(MaintenancePlan.id).order_by(MaintenancePlan.name_folded)).all()
    return tuple(row for plan_id in plans for row in due_devices(session, plan_id, among))


def plans_of_device(session: Session, asset_id: int) -> list[DueRow]:
    """By which schedules a device is due, and when, the nearest first."""
    plans = plans_meaning(session, asset_id)
    found = [row for plan in plans for row in due_devices(session, plan.id, asset_ids=[asset_id])]
    return sorted(found, key=lambda row: row.due)


def _named(session: Session, plan_id: int, asset_ids: Sequence[int]) -> Iterable[Any]:
    """What devices are called, where they are, and when they were done last."""
    last = select(func.max(MaintenanceTurn.day)).where(
        MaintenanceTurn.plan_id == plan_id,
        MaintenanceTurn.asset_id == Asset.id,
        MaintenanceTurn.outcome == Outcome.DONE,
    )
    wanted = _NAMED.add_columns(last.correlate(Asset).scalar_subquery().label("last"))
    return session.execute(wanted.where(is_among(session, Asset.id, asset_ids))) if asset_ids else ()


_NAMED: Select[*tuple[Any, ...]] = (
    select(
        Asset.id,
        Asset.tag,
        Asset.serial,
        Asset.name,
        Model.name.label("model"),
        Category.name.label("category"),
        Place.path,
        Person.last_name,
        Person.first_name,
    )
    .select_from(Asset)
    .outerjoin(Model, Model.id == Asset.model_id)
    .outerjoin(Category, Category.id == Asset.category_id)
    .outerjoin(Place, Place.id == Asset.place_id)
    .outerjoin(Person, Person.id == Asset.holder_id)
)
