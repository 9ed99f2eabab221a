"""What is asked of maintenance after every change, at 100,000 devices, 30 schedules and 200,000 turns, beside bare SQL.

SQLite always; PostgreSQL where COORDDESK_BENCH_POSTGRES is the address of an empty database. The bare SQL counts, for
each schedule, the devices whose latest turn, or else whose purchase, is so long ago.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from benchmarks.large_desk import fill
from benchmarks.measuring import Ratio, bare_rows, median_seconds
from coorddesk.core.access import Actor
from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import SystemClock
from coorddesk.core.database import Database
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import verbatim
from coorddesk.core.migrate import migrate, rebuilding
from coorddesk.maintenance.queries.alerts import alerts
from coorddesk.maintenance.rules import Outcome, Rhythm
from coorddesk.maintenance.service import PlanDetails, create_plan

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LIMIT = 2.5
_ROWS, _TURNS, _AT_ONCE = 100_000, 200_000, 50_000
_MODELS, _DEVICES = 9, 20
_COUNTED = (
    "SELECT sum(CASE WHEN coalesce(turn.day, purchase_date) < '{late}' THEN 1 ELSE 0 END), "
    "sum(CASE WHEN coalesce(turn.day, purchase_date) < '{near}' THEN 1 ELSE 0 END) FROM asset "
    "LEFT JOIN maintenance_turn AS turn ON turn.plan_id = {plan} AND turn.id = (SELECT max(id) FROM maintenance_turn "
    "AS other WHERE other.plan_id = {plan} AND other.asset_id = asset.id) WHERE {limit} AND deleted_at IS NULL "
    "AND status_label_id IN (SELECT id FROM status_label WHERE meta <> 'retired')"
)


def main() -> None:
    """Print a line for each database."""
    rows = int(os.environ.get("COORDDESK_BENCH_ROWS", _ROWS))
    with TemporaryDirectory() as folder:
        _measure("SQLite", str(Path(folder) / "desk.sqlite"), rows)
    address = os.environ.get("COORDDESK_BENCH_POSTGRES")
    if address:
        _measure("PostgreSQL", address, rows)


def _measure(name: str, url: str, rows: int) -> None:
    with rebuilding(url, create=True) as connection:
        migrate(connection)
    database = Database(url, actor=Actor("bench"), clock=SystemClock())
    fill(database, rows, with_fields=False)
    with database.transaction() as session:
        limits = _schedules(session)
        _live(session, limits)
        record(session, verbatim("Live"))
    today = database.clock.today()
    with database.reading() as session:
        ours = median_seconds(lambda: alerts(session, today)) * 1_000
        floor = median_seconds(partial(_bare, session, limits, today)) * 1_000
    database.close()
    print(f"  {Ratio(f'{name}, {rows:,} devices: alerts of schedules', ours, floor, LIMIT, 'ms')}", flush=True)


def _schedules(session: Session) -> dict[int, str]:
    """A category, some models and some devices; each with its limit in SQL."""
    targets = [("category_id", 1), *(("model_id", i) for i in range(1, 1 + _MODELS))]
    targets += [("asset_id", i) for i in range(1, 1 + _DEVICES)]
    limits = {}
    for number, (key, linked) in enumerate(targets):
        rhythm = Rhythm(date(2020, 1, 1), 12) if number % 2 else Rhythm(date(2020, 1, 1), days=((3, 1), (9, 1)))
        details: dict[str, Any] = {key: linked}
        plan_id = create_plan(session, PlanDetails(f"Schedule {number}", rhythm, ahead=14, **details))
        limits[plan_id] = f"asset.id = {linked}" if key == "asset_id" else f"{key} = {linked}"
    return limits


def _live(session: Session, limits: dict[int, str]) -> None:
    """Turns of devices again and again, the latest a few months ago."""
    known = {"outcome": Outcome.DONE, "reason": "", "moment": datetime.now(UTC), "actor": "bench", "entry_id": None}
    meant = [
        (plan_id, asset_id)
        for plan_id, limit in limits.items()
        for (asset_id,) in bare_rows(session, f"SELECT id FROM asset WHERE {limit} ORDER BY id")
    ]
    today, turns, table = SystemClock().today(), [], table_named("maintenance_turn")
    for number in range(_TURNS):
        plan_id, asset_id = meant[number % len(meant)]
        due = today - timedelta(days=30 + 180 * ((_TURNS - 1 - number) // len(meant)) + asset_id % 150)
        turns.append(known | {"plan_id": plan_id, "asset_id": asset_id, "due": due, "day": due})
    for start in range(0, len(turns), _AT_ONCE):
        insert_rows(session, table, turns[start : start + _AT_ONCE])


def _bare(session: Session, limits: dict[int, str], today: date) -> None:
    late, near = today - timedelta(days=90), today - timedelta(days=76)
    for plan, limit in limits.items():
        bare_rows(session, _COUNTED.format(plan=plan, limit=limit, late=late, near=near))


if __name__ == "__main__":
    main()
