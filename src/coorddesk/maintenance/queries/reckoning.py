"""How the devices of schedules stand: counted by the database, or each with the day on which it is due next.

A question is built once for all schedules with the same limits, and asked with the days of each (`rules.until`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, ColumnElement, Date, Integer, Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import aliased

from coorddesk.core.clock import clock_of, start_of_day
from coorddesk.core.criteria_sql import among
from coorddesk.directory.models import Place
from coorddesk.inventory.models import Asset, AssetMovement, StatusLabel
from coorddesk.inventory.rules import MetaStatus
from coorddesk.maintenance.models import MaintenancePlan, MaintenanceTurn
from coorddesk.maintenance.rules import Outcome, Rhythm, Turn, next_due, until

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_DAY = timedelta(days=1)
_EARLIEST, _LATEST = date(1970, 1, 1), date(9000, 1, 1)
"""No device was entered before or after, and no time zone takes a moment out of the calendar in between."""


@dataclass(frozen=True)
class Outlook:
    """How many devices of a schedule are ever due again, overdue and due, and the day of the first of them."""

    devices: int
    overdue: int
    due: int
    next: date | None


def outlooks(session: Session, plans: Sequence[MaintenancePlan]) -> dict[int, Outlook]:
    """How each schedule stands today."""
    inside = _inside(session, plans)
    return {plan.id: _outlook(session, plan, inside) for plan in plans}


def near_counts(session: Session, plans: Sequence[MaintenancePlan], today: date) -> tuple[int, int]:
    """How often a device is overdue by a schedule, and how often due: what is asked after every change."""
    inside, overdue, due = _inside(session, plans), 0, 0
    for plan in plans:
        asked = _asked(plan, inside) | _near(session, plan, today)
        late, near = session.execute(_counted(_shape(plan)), asked).one()
        overdue, due = overdue + late, due + near - late
    return overdue, due


def due_days(
    session: Session, plan: MaintenancePlan, by: date | None = None, asset_ids: Collection[int] | None = None
) -> dict[int, tuple[date, bool]]:
    """On which day each device of a schedule is due next, and whether it was postponed to it.

    Those that are never due again are left out; with `by`, those that are due later; with `asset_ids`, all others.
    """
    clock, rhythm = clock_of(session), plan.rhythm
    asked = _asked(plan, _inside(session, [plan])) | _days(session, "due", rhythm, by or date.max)
    wanted = _each_due(_shape(plan))
    if asset_ids is not None:
        wanted = wanted.where(among(session, Asset.id, list(asset_ids)))
    found: dict[int, tuple[date, bool]] = {}
    for asset_id, bought, entered, due, outcome, day in session.execute(wanted, asked):
        since = bought if bought is not None or entered is None else clock.local(entered).date()
        on = _next(rhythm, None if due is None else Turn(due, outcome, day), since)
        assert on is not None  # the question asks for no others
        found[asset_id] = on, outcome is Outcome.POSTPONED
    return found


def plans_meaning(session: Session, asset_id: int) -> Sequence[MaintenancePlan]:
    """The schedules that mean a device, by name."""
    place = select(Place.id, Place.parent_id).join(Asset, Asset.place_id == Place.id).where(Asset.id == asset_id)
    around = place.cte("around", recursive=True)
    around = around.union_all(select(Place.id, Place.parent_id).join(around, around.c.parent_id == Place.id))
    plan = MaintenancePlan
    limits = (
        or_(plan.asset_id.is_(None), plan.asset_id == Asset.id),
        or_(plan.model_id.is_(None), plan.model_id == Asset.model_id),
        or_(plan.category_id.is_(None), plan.category_id == Asset.category_id),
        or_(plan.place_id.is_(None), plan.place_id.in_(select(around.c.id))),
    )
    wanted = select(plan).join(Asset, Asset.id == asset_id).where(*_IN_USE, *limits)
    return session.scalars(wanted.order_by(plan.name_folded)).all()


@dataclass(frozen=True)
class _Shape:
    """What tells the questions about two schedules apart, besides their values."""

    limits: tuple[str, ...]
    is_floating: bool

    @property
    def claims(self) -> list[ColumnElement[bool]]:
        """What a device must be like to be meant: here, in use, and within all limits."""
        columns = {"asset": Asset.id, "model": Asset.model_id, "category": Asset.category_id}
        own = [column == bindparam(key, type_=Integer) for key, column in columns.items() if key in self.limits]
        inside = [Asset.place_id.in_(bindparam("places", expanding=True))] if "place" in self.limits else []
        return [*_IN_USE, *own, *inside]

    @property
    def counted_from(self) -> ColumnElement[date]:
        """The day from which the next one is counted, of a device that was done or skipped."""
        due, day = MaintenanceTurn.due, MaintenanceTurn.day
        later = case((day > due, day), else_=due)
        return case((MaintenanceTurn.outcome == Outcome.DONE, day), else_=later) if self.is_floating else later


def _shape(plan: MaintenancePlan) -> _Shape:
    keys = ("asset", "model", "category", "place")
    return _Shape(tuple(key for key in keys if getattr(plan, f"{key}_id") is not None), plan.rhythm.is_floating)


@lru_cache
def _counted(shape: _Shape) -> Select[*tuple[Any, ...]]:
    """How many devices are overdue, and how many due or overdue."""
    return _meant(shape, _count(shape, "overdue"), _count(shape, "due"))


@lru_cache
def _stood(shape: _Shape) -> Select[*tuple[Any, ...]]:
    """How many devices are ever due, overdue and near, and from which day the first of each kind are counted."""
    is_undated = and_(_IS_NEW, Asset.purchase_date.is_(None))
    unknown = bindparam("start", type_=AssetMovement.moment.type)
    return _meant(
        shape,
        *(_count(shape, key) for key in ("ever", "overdue", "due")),
        func.min(case((_IS_NEW, Asset.purchase_date))),
        func.min(case((is_undated, func.coalesce(AssetMovement.moment, unknown)))),
        func.min(case((or_(_IS_NEW, _IS_POSTPONED), None), else_=shape.counted_from)),
        func.min(case((_IS_POSTPONED, MaintenanceTurn.day))),
    )


@lru_cache
def _each_due(shape: _Shape) -> Select[*tuple[Any, ...]]:
    """Each device that is due by a day, with all that this hangs on."""
    of_turn = (MaintenanceTurn.due, MaintenanceTurn.outcome, MaintenanceTurn.day)
    wanted = _meant(shape, Asset.id, Asset.purchase_date, AssetMovement.moment, *of_turn)
    return wanted.where(_is_due(shape, "due")).order_by(Asset.id)


def _meant(shape: _Shape, *columns: Any) -> Select[*tuple[Any, ...]]:
    """The devices that a schedule means, with their latest turn, or else the movement by which one was entered."""
    plan = bindparam("plan", type_=Integer)
    latest = select(func.max(_turn.id)).where(_turn.plan_id == plan, _turn.asset_id == Asset.id)
    is_latest = MaintenanceTurn.id == latest.correlate(Asset).scalar_subquery()
    first = select(func.min(_movement.id)).where(_movement.asset_id == Asset.id)
    is_asked = and_(Asset.purchase_date.is_(None), _IS_NEW)
    is_first = AssetMovement.id == case((is_asked, first.correlate(Asset).scalar_subquery()))
    joined = select(*columns).select_from(Asset)
    joined = joined.outerjoin(MaintenanceTurn, and_(MaintenanceTurn.plan_id == plan, is_latest))
    return joined.outerjoin(AssetMovement, is_first).where(*shape.claims)


def _count(shape: _Shape, key: str) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((_is_due(shape, key), 1), else_=0)), 0)


def _is_due(shape: _Shape, key: str) -> ColumnElement[bool]:
    """Whether a device is due by the day whose values have this key."""
    came, counted, postponed = (bindparam(f"{key}_{what}", type_=Date) for what in ("came", "counted", "postponed"))
    entered = bindparam(f"{key}_entered", type_=AssetMovement.moment.type)
    is_ever = bindparam(f"{key}_ever", type_=Boolean)  # of a device of which nothing is known, when it came
    return case(
        (_IS_NEW, func.coalesce(Asset.purchase_date <= came, AssetMovement.moment < entered, is_ever)),
        (_IS_POSTPONED, MaintenanceTurn.day <= postponed),
        else_=shape.counted_from <= counted,
    )


def _days(session: Session, key: str, rhythm: Rhythm, limit: date) -> dict[str, Any]:
    """The values with which `_is_due` asks for a day."""
    by = until(rhythm, limit)
    came = by.came or date.min
    return {
        f"{key}_came": came,
        f"{key}_entered": _moment(session, min(came, _LATEST) + _DAY),
        f"{key}_ever": by.came is not None,
        f"{key}_counted": by.counted or date.min,
        f"{key}_postponed": by.postponed,
    }


def _near(session: Session, plan: MaintenancePlan, today: date) -> dict[str, Any]:
    announced = today + timedelta(days=plan.ahead)
    overdue = _days(session, "overdue", plan.rhythm, today - _DAY)
    return overdue | _days(session, "due", plan.rhythm, announced)


def _asked(plan: MaintenancePlan, inside: Mapping[int, list[int]]) -> dict[str, Any]:
    """The schedule and its limits."""
    limits = {"asset": plan.asset_id, "model": plan.model_id, "category": plan.category_id}
    places = {} if plan.place_id is None else {"places": inside[plan.place_id]}
    return {"plan": plan.id} | places | {key: limit for key, limit in limits.items() if limit is not None}


def _inside(session: Session, plans: Sequence[MaintenancePlan]) -> Mapping[int, list[int]]:
    """The places inside each that is a limit, itself included."""
    inside: dict[int, list[int]] = {plan.place_id: [] for plan in plans if plan.place_id is not None}
    if not inside:
        return inside
    below = select(Place.id.label("root"), Place.id).where(Place.id.in_(inside)).cte("below", recursive=True)
    below = below.union_all(select(below.c.root, Place.id).join(below, Place.parent_id == below.c.id))
    for root, place_id in session.execute(select(below.c.root, below.c.id)):
        inside[root].append(place_id)
    return inside


def _outlook(session: Session, plan: MaintenancePlan, inside: Mapping[int, list[int]]) -> Outlook:
    clock, rhythm = clock_of(session), plan.rhythm
    asked = _asked(plan, inside) | _near(session, plan, clock.today()) | _days(session, "ever", rhythm, date.max)
    asked["start"] = _moment(session, rhythm.start)
    ever, overdue, near, bought, entered, counted, postponed = session.execute(_stood(_shape(plan)), asked).one()
    came = [day for day in (bought, entered and clock.local(entered).date()) if day is not None]
    days = [postponed, next_due(rhythm, None, min(came)) if came else None]
    if counted is not None:
        days.append(next_due(rhythm, Turn(counted, Outcome.DONE, counted)))
    return Outlook(ever, overdue, near - overdue, min((day for day in days if day is not None), default=None))


def _moment(session: Session, day: date) -> datetime:
    return start_of_day(clock_of(session), min(max(day, _EARLIEST), _LATEST))


@lru_cache(maxsize=10_000)
def _next(rhythm: Rhythm, turn: Turn | None, since: date | None) -> date | None:
    """Many devices came and were looked after on the same days."""
    return next_due(rhythm, turn, since)


_turn, _movement = aliased(MaintenanceTurn), aliased(AssetMovement)
_IS_NEW, _IS_POSTPONED = MaintenanceTurn.id.is_(None), MaintenanceTurn.outcome == Outcome.POSTPONED
_IN_USE = (
    Asset.deleted_at.is_(None),
    Asset.status_label_id.in_(select(StatusLabel.id).where(StatusLabel.meta != MetaStatus.RETIRED)),
)
