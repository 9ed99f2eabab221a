"""What a list asks of 100,000 devices with five fields of the desk's own, on either database, beside its bare SQL.

SQLite always; PostgreSQL where COORDDESK_BENCH_POSTGRES is the address of an empty database.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.asset_list import CUSTOM_FILTERS, CUSTOM_SORTS
from benchmarks.desks import new_desk, rows_wanted
from benchmarks.large_desk import fill, large_desk, open_desk
from benchmarks.measuring import Ratio, bare_rows, median_seconds
from coorddesk.inventory.queries import AssetQuery, asset_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

LIMIT = 1.5


def main() -> None:
    """Print a line for each ratio."""
    rows = rows_wanted()
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
    """The large desk that is kept from one measurement to the next, and one on a server."""
    yield "SQLite", open_desk(large_desk(rows, with_fields=True))
    address = os.environ.get("COORDDESK_BENCH_POSTGRES")
    if address:
        database = new_desk(address)
        fill(database, rows, with_fields=True)
        yield "PostgreSQL", database


if __name__ == "__main__":
    main()
