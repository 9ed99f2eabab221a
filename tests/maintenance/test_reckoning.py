"""What the database counts of schedules is what the rules say of each device, one by one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.history_rows import table_named
from coorddesk.directory.queries import places_below
from coorddesk.inventory.models import Asset, AssetMovement
from coorddesk.inventory.rules import DataWiped, DisposalReason
from coorddesk.inventory.service import Chosen, Retirement, delete_assets, find_or_create_category, retire_assets
from coorddesk.maintenance.models import MaintenancePlan, MaintenanceTurn
from coorddesk.maintenance.queries import plans_of_device
from coorddesk.maintenance.queries.alerts import alerts
from coorddesk.maintenance.queries.reckoning import due_days, near_counts, outlooks
from coorddesk.maintenance.rules import Outcome, Rhythm, Turn, Urgency, next_due, urgency
from tests.counting import statements
from tests.factories import make_asset, make_place
from tests.maintenance.making import TODAY, make_plan

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

RHYTHMS = (
    Rhythm(date(2024, 1, 31), 1),
    Rhythm(date(2025, 9, 21), 12),
    Rhythm(date(2020, 2, 29), 6, from_done=True),
    Rhythm(date(2020, 1, 1), 12, end=date(2026, 3, 1)),
    Rhythm(date(2020, 1, 1), 3, from_done=True, end=date(2026, 12, 1)),
    Rhythm(date(2026, 1, 1), days=((2, 29), (9, 7), (9, 20))),
    Rhythm(date(2030, 1, 1), 12),
)
DAYS = tuple(TODAY + timedelta(days=days) for days in (-800, -365, -183, -31, -7, -1, 0, 1, 14, 200))
_MOMENT = datetime.fromisoformat("2026-01-05T12:00:00+00:00")


def live(session: Session) -> None:
    """Sixty devices of every age, schedules of every sort, and turns that went in every way."""
    category, other = find_or_create_category(session, "Portable"), find_or_create_category(session, "Écran")
    site = make_place(session, "Collège")
    room = make_place(session, "Salle 1", inside=site)
    for number in range(60):
        about = {"category_id": category if number % 3 else other, "place_id": (None, site, room)[number % 3]}
        make_asset(session, f"PC-{number}", purchase_date=(None, *DAYS)[number % 11], **about)
    delete_assets(session, Chosen((1,)))
    retire_assets(session, Retirement(Chosen((2,)), DisposalReason.SOLD, TODAY, DataWiped.NOT_NEEDED))
    targets = (
        {"category_id": category},
        {"place_id": site},
        {"asset_id": 11},
        {"category_id": other, "place_id": room},
    )
    plans = [
        make_plan(session, f"{number} {place}", rhythm=rhythm, ahead=number * 5, **target)
        for number, rhythm in enumerate(RHYTHMS)
        for place, target in enumerate(targets)
    ]
    known = {"reason": "", "moment": _MOMENT, "actor": "x", "entry_id": None}
    turns = [
        known
        | {"plan_id": plan, "asset_id": asset, "outcome": tuple(Outcome)[(plan + asset + turn) % 3]}
        | {"due": DAYS[(asset + plan) % 10], "day": DAYS[(asset * 7 + turn + plan) % 10]}
        for plan in plans
        for asset in range(1, 61)
        for turn in range((asset + plan) % 4)
    ]
    insert_rows(session, table_named("maintenance_turn"), turns)


def expected(session: Session, plan: MaintenancePlan) -> dict[int, date]:
    """The day of each device of a schedule, found without any of the queries."""
    inside = None if plan.place_id is None else places_below(session, plan.place_id)
    found = {}
    for asset in session.scalars(select(Asset).where(Asset.id.not_in([1, 2]))):
        is_meant = plan.category_id in {None, asset.category_id} and plan.asset_id in {None, asset.id}
        if not is_meant or (inside is not None and asset.place_id not in inside):
            continue
        its = MaintenanceTurn.plan_id == plan.id, MaintenanceTurn.asset_id == asset.id
        last = session.scalars(select(MaintenanceTurn).where(*its).order_by(MaintenanceTurn.id.desc())).first()
        entered = session.scalars(select(AssetMovement.moment).where(AssetMovement.asset_id == asset.id)).first()
        assert entered is not None
        since = asset.purchase_date or clock_of(session).local(entered).date()
        due = next_due(plan.rhythm, None if last is None else Turn(last.due, last.outcome, last.day), since)
        if due is not None:
            found[asset.id] = due
    return found


def test_the_database_counts_what_the_rules_say(desk: Database) -> None:
    with desk.transaction() as session:
        live(session)
    with desk.reading() as session:
        plans = session.scalars(select(MaintenancePlan).order_by(MaintenancePlan.id)).all()
        stands, overdue, due = outlooks(session, plans), 0, 0
        for plan in plans:
            days = expected(session, plan)
            near = [urgency(day, TODAY, plan.ahead) for day in days.values()]
            counts = len(days), near.count(Urgency.OVERDUE), near.count(Urgency.DUE)
            own = stands[plan.id]
            assert (own.devices, own.overdue, own.due, own.next) == (*counts, min(days.values(), default=None))
            assert {asset_id: day for asset_id, (day, _postponed) in due_days(session, plan).items()} == days
            by = {asset_id: day for asset_id, day in days.items() if day <= TODAY}
            assert {asset_id: day for asset_id, (day, _) in due_days(session, plan, TODAY).items()} == by
            assert set(due_days(session, plan, asset_ids=[11, 12])) == days.keys() & {11, 12}
            overdue, due = overdue + counts[1], due + counts[2]
        assert near_counts(session, plans, TODAY) == (overdue, due)
        assert overdue > due > 0
        for asset_id in (2, 3, 11, 12):
            meant = {plan.name: days[asset_id] for plan in plans if asset_id in (days := expected(session, plan))}
            assert {row.plan: row.due for row in plans_of_device(session, asset_id)} == meant


@pytest.mark.parametrize("devices", [1, 30])
def test_alerts_ask_as_often_for_one_device_as_for_many(desk: Database, devices: int) -> None:
    with desk.transaction() as session:
        category = find_or_create_category(session, "Portable")
        for number in range(devices):
            make_asset(session, f"PC-{number}", category_id=category, purchase_date=date(2020, 1, 1))
        make_plan(session, category_id=category)
        make_plan(session, "Dust", category_id=category)
    with desk.reading() as session, statements(session) as sent:
        assert len(alerts(session, TODAY)) == 1
    assert len(sent) == 4  # the schedules, each of them, and the repairs
