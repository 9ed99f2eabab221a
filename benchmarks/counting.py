"""What a scan of a stocktake costs at 100,000 devices, on either database, beside the bare SQL that it needs.

After each scan the very statements that it sent are sent again through the driver alone, in a transaction that is
committed as well.
"""

from __future__ import annotations

import statistics
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from benchmarks.desks import on_both, rows_wanted
from benchmarks.large_desk import fill
from benchmarks.measuring import Ratio, bare_rows, seconds
from coorddesk.core.engine import make_engine
from coorddesk.stocktaking.service import NewStocktake, Scan, open_stocktake, scan

if TYPE_CHECKING:
    from coorddesk.core.database import Database

LIMIT = 2
_SCANS = 400
_ROOM = 20
_EXPECTED = "SELECT tag FROM asset JOIN stocktake_line ON asset_id = asset.id ORDER BY asset.id % 997 LIMIT 400"


class Driver:
    """Sends again what a scan has sent."""

    def __init__(self, database: Database) -> None:
        """Listen to the desk, and connect once more."""
        self._sent: list[tuple[str, Any]] = []
        event.listen(database._engine, "before_cursor_execute", self._on_sent)
        self._connection = make_engine(database.url).connect()
        driver: Any = self._connection.connection.driver_connection
        self._driver = driver
        self._cursor = self._driver.cursor()

    def take(self) -> list[tuple[str, Any]]:
        """What was sent since the last time."""
        sent, self._sent = self._sent, []
        return sent

    def send(self, statements: list[tuple[str, Any]]) -> None:
        """Send it, read every answer, and commit."""
        for sql, values in statements:
            self._cursor.execute(sql, values)
            if self._cursor.description:
                self._cursor.fetchall()
        self._driver.commit()

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _on_sent(self, _connection: Any, _cursor: Any, sql: str, values: Any, *_others: Any) -> None:
        self._sent.append((sql, values))


def main() -> None:
    """Print a line for each ratio."""
    rows = rows_wanted()
    for name, database in on_both(lambda desk: _fill(desk, rows)):
        took, floor = _measured(database)
        print(f"  {Ratio(f'{name}, {rows:,} devices: a scan', took, floor, LIMIT, 'ms')}", flush=True)


def _fill(database: Database, rows: int) -> None:
    fill(database, rows, with_fields=False)
    with database.transaction() as session:
        open_stocktake(session, NewStocktake("Everything"))


def _measured(database: Database) -> tuple[float, float]:
    """A scan, and its bare SQL, in milliseconds."""
    with database.reading() as session:
        tags = [row[0] for row in bare_rows(session, _EXPECTED)]
    driver = Driver(database)
    ours, bare = [], []
    for tag in tags[:_SCANS]:
        driver.take()
        ours.append(seconds(partial(_scan, database, tag)))
        bare.append(seconds(partial(driver.send, driver.take())))
    driver.close()
    return statistics.median(ours) * 1_000, statistics.median(bare) * 1_000


def _scan(database: Database, tag: str) -> None:
    with database.transaction() as session:
        scan(session, Scan(1, _ROOM, tag))


if __name__ == "__main__":
    main()
