"""What is due by schedules: which devices each means, and on which day each of them is due next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, func, select

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message
from coorddesk.directory.models import Person, Place
from coorddesk.directory.queries import places_below
from coorddesk.directory.rules import PersonName, natural_order
from coorddesk.inventory.models import Asset, AssetMovement, Category, Model, StatusLabel
from coorddesk.inventory.rules import MetaStatus, called
from coorddesk.maintenance.models import MaintenancePlan, MaintenanceTurn
from coorddesk.maintenance.rules import URGENCY_TITLES, Outcome, Rhythm, Turn, Urgency, next_due, urgency

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TURN_COLUMNS = (MaintenanceTurn.due, MaintenanceTurn.outcome, MaintenanceTurn.day)


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


def due_days(session: Session, plan: MaintenancePlan) -> dict[int, date]:
    """On which day each device of a schedule is due next; those that are never due again are left out."""
    latest = _latest_turns(session, plan.id)
    rhythm = plan.rhythm
    found = ((asset_id, _next(rhythm, latest.get(asset_id), since)) for asset_id, since in _devices(session, plan))
    return {asset_id: due for asset_id, due in found if due is not None}


def due_devices(session: Session, plan_id: int, among: Collection[Urgency] = frozenset(Urgency)) -> tuple[DueRow, ...]:
    """The devices of a schedule by the day on which they are due, then place by place; of some urgencies alone."""
    plan = session.get(MaintenancePlan, plan_id)
    if plan is None:
        return ()
    today = clock_of(session).today()
    near = {asset_id: (due, urgency(due, today, plan.ahead)) for asset_id, due in due_days(session, plan).items()}
    wanted = {asset_id: each for asset_id, each in near.items() if each[1] in among}
    turns, done = _latest_turns(session, plan_id), _last_done(session, plan_id)
    rows = [
        DueRow(
            plan_id,
            plan.name,
            row.id,
            called(row.tag, row.serial, row.name, row.id),
            row.name or " ".join(part for part in (row.model,) if part),
            row.category,
            row.path,
            None if row.last_name is None else PersonName(row.last_name, row.first_name).full,
            *wanted[row.id],
            done.get(row.id),
            row.id in turns and turns[row.id].outcome is Outcome.POSTPONED,
        )
        for row in _named(session, list(wanted))
    ]
    return tuple(sorted(rows, key=lambda row: (row.due, natural_order(row.place or ""), natural_order(row.device))))


def all_due(session: Session, among: Collection[Urgency]) -> tuple[DueRow, ...]:
    """The devices that are due by any schedule, schedule by schedule in the order of their names."""
    plans = session.scalars(select(MaintenancePlan.id).order_by(MaintenancePlan.name_folded)).all()
    return tuple(row for plan_id in plans for row in due_devices(session, plan_id, among))


def plans_of_device(session: Session, asset_id: int) -> list[DueRow]:
    """By which schedules a device is due, and when, the nearest first."""
    found = []
    for plan in session.scalars(select(MaintenancePlan).order_by(MaintenancePlan.name_folded)).all():
        meant = select(Asset.id).where(Asset.id == asset_id, *_limits(session, plan))
        if session.scalar(meant) is not None:
            found += [row for row in due_devices(session, plan.id) if row.asset_id == asset_id]
    return sorted(found, key=lambda row: row.due)


def _devices(session: Session, plan: MaintenancePlan) -> Iterator[tuple[int, date | None]]:
    """The devices that a schedule means, each with the day on which it came."""
    wanted = select(Asset.id, Asset.purchase_date).where(*_limits(session, plan)).order_by(Asset.id)
    rows = session.execute(wanted).all()
    undated = [asset_id for asset_id, bought in rows if bought is None]
    entered = _entered(session, undated)
    for asset_id, bought in rows:
        yield asset_id, bought or entered.get(asset_id)


def _limits(session: Session, plan: MaintenancePlan) -> list[ColumnElement[bool]]:
    """What a device must be like for a schedule to mean it: here, in use, and within all its limits."""
    in_use = select(StatusLabel.id).where(StatusLabel.meta != MetaStatus.RETIRED)
    limits: list[ColumnElement[bool]] = [Asset.deleted_at.is_(None), Asset.status_label_id.in_(in_use)]
    for column, limit in ((Asset.id, plan.asset_id), (Asset.model_id, plan.model_id)):
        if limit is not None:
            limits.append(column == limit)
    if plan.category_id is not None:
        limits.append(Asset.category_id == plan.category_id)
    if plan.place_id is not None:
        limits.append(Asset.place_id.in_(places_below(session, plan.place_id)))
    return limits


def _entered(session: Session, asset_ids: Sequence[int]) -> dict[int, date]:
    """When devices of which nobody knows the purchase were entered."""
    clock = clock_of(session)
    first = select(AssetMovement.asset_id, func.min(AssetMovement.moment)).group_by(AssetMovement.asset_id)
    found: dict[int, date] = {}
    for part in _parts(asset_ids):
        rows: Iterable[tuple[int, datetime]] = session.execute(first.where(AssetMovement.asset_id.in_(part)))
        found |= {asset_id: clock.local(moment).date() for asset_id, moment in rows}
    return found


def _latest_turns(session: Session, plan_id: int) -> dict[int, Turn]:
    """What became of the latest turn of each device that had one."""
    latest = select(func.max(MaintenanceTurn.id)).where(MaintenanceTurn.plan_id == plan_id)
    wanted = select(MaintenanceTurn.asset_id, *_TURN_COLUMNS).where(
        MaintenanceTurn.id.in_(latest.group_by(MaintenanceTurn.asset_id))
    )
    return {asset_id: Turn(due, outcome, day) for asset_id, due, outcome, day in session.execute(wanted)}


def _last_done(session: Session, plan_id: int) -> dict[int, date]:
    done = MaintenanceTurn.plan_id == plan_id, MaintenanceTurn.outcome == Outcome.DONE
    wanted = select(MaintenanceTurn.asset_id, func.max(MaintenanceTurn.day)).where(*done)
    return dict(session.execute(wanted.group_by(MaintenanceTurn.asset_id)).all())


def _named(session: Session, asset_ids: Sequence[int]) -> Iterator[Any]:
    for part in _parts(asset_ids):
        yield from session.execute(_NAMED.where(Asset.id.in_(part)))


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


@lru_cache(maxsize=10_000)
def _next(rhythm: Rhythm, turn: Turn | None, since: date | None) -> date | None:
    """Many devices came and were looked after on the same days."""
    return next_due(rhythm, turn, since)


_AT_ONCE = 500
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
