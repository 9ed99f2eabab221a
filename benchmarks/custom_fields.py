"""What a list asks of 100,000 devices with five fields of the desk's own, on either database, beside its bare SQL.

SQLite always; PostgreSQL where COORDDESK_BENCH_POSTGRES is the address of an empty database.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.asset_list import CUSTOM_FILTERS, CUSTOM_SORTS
from benchmarks.large_desk import fill, large_desk, open_desk
from benchmarks.measuring import Ratio, bare_rows, median_seconds
from coorddesk.core.access import Actor
from coorddesk.core.clock import SystemClock
from coorddesk.core.database import Database
from coorddesk.core.migrate import migrate, rebuilding
from coorddesk.inventory.queries import AssetQuery, asset_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

LIMIT = 1.5
_ROWS = 100_000


def main() -> None:
    """Print a line for each ratio."""
    rows = int(os.environ.get("COORDDESK_BENCH_ROWS", _ROWS))
    for name, database in _desks(rows):
        with database.reading() as session:
            for ratio in measure(session, f"{name}, {rows:,}"):
                print(f"  {ratio}", flush=True)
        database.close()


def measure(session: Session, name: str) -> Iterator[Ratio]:
    """Every ratio on one desk."""
    for key, clause in CUSTOM_SORTS.items():
        yield _ratio(session, f"{name}: by {key}", AssetQuery(sort=key), clause)
    for criterion, key, clause in CUSTOM_FILTERS:
        query = AssetQuery(criteria=(criterion,), sort=key)
        yield _ratio(session, f"{name}: {criterion.field} {criterion.ask}", query, clause)


def _ratio(session: Session, name: str, query: AssetQuery, clause: str) -> Ratio:
    sql = f"SELECT asset.id FROM asset {clause}"
    ours = median_seconds(partial(asset_ids, session, query))
    return Ratio(name, ours, median_seconds(partial(bare_rows, session, sql)), LIMIT)


def _desks(rows: int) -> Iterator[tuple[str, Database]]:
    yield "SQLite", open_desk(large_desk(rows, with_fields=True))
    address = os.environ.get("COORDDESK_BENCH_POSTGRES")
    if address:
        with rebuilding(address, create=True) as connection:
            migrate(connection)
        database = Database(address, actor=Actor("bench"), clock=SystemClock())
        fill(database, rows, with_fields=True)
        yield "PostgreSQL", database


if __name__ == "__main__":
    main()
