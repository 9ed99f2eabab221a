"""What a scan at the counter costs at 100,000 devices and 500,000 movements, beside the bare SQL that it needs.

SQLite always; PostgreSQL where COORDDESK_BENCH_POSTGRES is the address of an empty database. A device on loan is
scanned and so comes back; one in stock is scanned and lent. The bare SQL asks the same, writes the same rows, keeps
their history and commits, through the driver alone.
"""

from __future__ import annotations

import json
import os
import statistics
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from benchmarks.large_desk import fill
from benchmarks.measuring import Ratio, bare_rows
from coorddesk.core.access import Actor
from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import SystemClock
from coorddesk.core.database import Database
from coorddesk.core.engine import make_engine
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import verbatim
from coorddesk.core.migrate import migrate, rebuilding
from coorddesk.core.revision import head
from coorddesk.inventory.queries import default_labels
from coorddesk.inventory.rules import MetaStatus
from coorddesk.lending.queries.counter import scan
from coorddesk.lending.service import Borrower, DevicesBack, NewLoan, Reservation, Things, lend, reserve, return_devices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.orm import Session

LIMIT = 2
_ROWS, _MOVEMENTS_EACH, _RESERVED = 100_000, 5, 40
_SCANS = 200
_FREE = (
    "SELECT tag FROM asset JOIN status_label ON status_label.id = status_label_id "
    "WHERE meta = 'in_stock' AND holder_id IS NULL ORDER BY asset.id % 997 LIMIT 2000"
)
_BORROWER, _DUE = 7, date(2027, 6, 30)

_DEVICE = (
    "SELECT asset.id, tag, status_label_id, place_id, holder_id, deleted_at, meta FROM asset "
    "JOIN status_label ON status_label.id = status_label_id WHERE tag_folded = {0} OR serial_folded = {0}"
)
_OPEN_LINE = (
    "SELECT loan_line.id, loan_id, last_name, due_on, status_label_id FROM loan_line JOIN loan ON loan.id = loan_id "
    "LEFT JOIN person ON person.id = person_id WHERE asset_id = {0} AND back_at IS NULL"
)
_WISHES = (
    "SELECT loan_id, asset_id, model_id, kit_id, starts_on, due_on FROM loan_wish JOIN loan ON loan.id = loan_id "
    "WHERE state IN ('draft', 'reserved')"
)
_STAND = "UPDATE asset SET status_label_id = {0}, holder_id = {0}, version = version + 1 WHERE id = {0}"
_MOVED = (
    "INSERT INTO asset_movement (asset_id, moment, actor, status_label_id, place_id, holder_id, note) "
    "VALUES ({0}, {0}, 'bench', {0}, {0}, {0}, '') RETURNING id"
)
_BACK = "UPDATE loan_line SET back_at = {0} WHERE id = {0}"
_CLOSED = "UPDATE loan SET state = 'returned', closed_at = {0}, version = version + 1 WHERE id = {0}"
_LOAN = (
    "INSERT INTO loan (version, person_id, state, starts_on, due_on, preparation_days, note, search, actor) "
    "VALUES (1, {0}, 'open', {0}, {0}, 0, '', '', 'bench') RETURNING id"
)
_LINE = (
    "INSERT INTO loan_line (loan_id, asset_id, quantity, out_at, note_back, status_label_id) "
    "VALUES ({0}, {0}, 1, {0}, '', {0}) RETURNING id"
)
_SET = (
    "INSERT INTO change_set (moment, actor, role, source, deed, kinds, revision, direction) "
    "VALUES ({0}, 'bench', 'coordinator', 'window', {0}, {0}, {0}, 'do') RETURNING id"
)
_ROW = (
    "INSERT INTO change_row (change_set_id, place_in_set, table_name, row_id, before, after) "
    "VALUES ({0}, {0}, {0}, {0}, {0}, {0})"
)
_SUBJECT = "INSERT INTO change_subject (change_set_id, kind, subject_id) VALUES ({0}, {0}, {0})"
_MOMENT = "2026-11-22 14:05:00"


def main() -> None:
    """Print a line for each ratio."""
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
        _live(session, rows)
    with database.reading() as session:
        tags = iter([row[0] for row in bare_rows(session, _FREE)])
    bare = _Bare(url)
    figures: dict[str, list[float]] = {}
    for _turn in range(_SCANS):  # by turns, so that noise meets both
        ours, theirs = next(tags), next(tags)
        for who, tag, deeds in (("ours", ours, _ours(database)), ("bare", theirs, (bare.lend, bare.take_back))):
            for deed, work in zip(("lent", "returned"), deeds, strict=True):
                figures.setdefault(f"{who} {deed}", []).append(_seconds(work, tag))
    bare.close()
    database.close()
    for deed in ("lent", "returned"):
        ms = [statistics.median(figures[f"{who} {deed}"]) * 1_000 for who in ("ours", "bare")]
        print(f"  {Ratio(f'{name}, {rows:,} devices: scanned and {deed}', ms[0], ms[1], LIMIT, 'ms')}", flush=True)


def _live(session: Session, rows: int) -> None:
    """Five movements for each device, and some reservations."""
    labels = default_labels(session)
    begin = datetime(2020, 1, 1, tzinfo=UTC)
    stock = {"actor": "bench", "status_label_id": labels[MetaStatus.IN_STOCK], "place_id": None, "holder_id": None}
    table = table_named("asset_movement")
    for number in range(_MOVEMENTS_EACH):
        moment = begin + timedelta(days=number * 90)
        moves = [stock | {"asset_id": asset_id, "moment": moment, "note": ""} for asset_id in range(1, rows + 1)]
        insert_rows(session, table, moves)
    for number in range(_RESERVED):
        day = date(2028, 1, 1) + timedelta(days=number)
        reserve(session, Reservation(Borrower(number + 1), day, day, models=((number + 1, 1),)))
    record(session, verbatim("Live"))


def _ours(database: Database) -> tuple[Callable[[str], object], Callable[[str], object]]:
    def lent(tag: str) -> None:
        with database.reading() as session:
            found = scan(session, [tag], _DUE, ("person", _BORROWER))
        assert found.hit is not None
        with database.transaction() as session:
            lend(session, NewLoan(Borrower(_BORROWER), Things((found.hit.subject[1],)), _DUE))

    def returned(tag: str) -> None:
        with database.reading() as session:
            found = scan(session, [tag], _DUE, None)
        assert found.holding is not None
        with database.transaction() as session:
            return_devices(session, DevicesBack((found.holding.asset_id,)))

    return lent, returned


def _seconds(work: Callable[[str], object], tag: str) -> float:
    start = time.perf_counter()
    work(tag)
    return time.perf_counter() - start


class _Bare:
    """The same through the driver."""

    def __init__(self, url: str) -> None:
        """Connect."""
        self._connection = make_engine(url).connect()
        pooled: Any = self._connection.connection
        self._driver: Any = pooled.driver_connection
        self._is_sqlite = self._connection.dialect.name == "sqlite"
        self._cursor = self._driver.cursor()
        self._revision = head()
        (self._on_loan,) = self._one("SELECT id FROM status_label WHERE meta = 'on_loan'")

    def lend(self, tag: str) -> None:
        """A device is scanned, which asks what is free, and lent."""
        self._look(tag)
        self._begin()
        asset_id, _tag, label, place, _holder, *_rest = self._look(tag)
        (loan_id,) = self._one(_LOAN, _BORROWER, "2026-11-22", "2027-06-30")
        (line_id,) = self._one(_LINE, loan_id, asset_id, _MOMENT, label)
        rows = [("loan", loan_id), ("loan_line", line_id), *self._stand(asset_id, self._on_loan, place, _BORROWER)]
        self._keep(rows, [("loan", loan_id), ("asset", asset_id)])

    def take_back(self, tag: str) -> None:
        """A device on loan is scanned, and comes back."""
        self._look(tag)
        self._begin()
        asset_id, _tag, _label, place, *_rest = self._look(tag)
        line_id, loan_id, _name, _due, before = self._one(_OPEN_LINE, asset_id)
        self._one(_BACK, _MOMENT, line_id)
        self._one(_CLOSED, _MOMENT, loan_id)
        rows = [("loan", loan_id), ("loan_line", line_id), *self._stand(asset_id, before, place, None)]
        self._keep(rows, [("loan", loan_id), ("asset", asset_id)])

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _look(self, tag: str) -> Any:
        device = self._one(_DEVICE, tag.lower(), tag.lower())
        self._one(_OPEN_LINE, device[0])
        self._cursor.execute(_WISHES)
        self._cursor.fetchall()
        return device

    def _begin(self) -> None:
        if self._is_sqlite:
            self._cursor.execute("BEGIN IMMEDIATE")
        else:
            self._cursor.execute("SELECT pg_advisory_xact_lock(1)")

    def _stand(self, asset_id: int, label: int, place: int | None, holder: int | None) -> Iterator[tuple[str, int]]:
        self._one(_STAND, label, holder, asset_id)
        (moved,) = self._one(_MOVED, asset_id, _MOMENT, label, place, holder)
        yield from (("asset", asset_id), ("asset_movement", moved))

    def _keep(self, rows: list[tuple[str, int]], subjects: list[tuple[str, int]]) -> None:
        deed, kinds = json.dumps({"text": "Lend"}), json.dumps([table for table, _row in rows])
        (set_id,) = self._one(_SET, _MOMENT, deed, kinds, self._revision)
        for place, (table, row_id) in enumerate(rows):
            said = json.dumps({"status_label_id": 3, "holder_id": 7, "version": 2, "moment": _MOMENT, "note": ""})
            self._one(_ROW, set_id, place, table, row_id, said, said)
        for kind, subject_id in subjects:
            self._one(_SUBJECT, set_id, kind, subject_id)
        self._driver.commit()

    def _one(self, sql: str, *values: object) -> Any:
        self._cursor.execute(sql.format("?" if self._is_sqlite else "%s"), values)
        return self._cursor.fetchone() if self._cursor.description else None


if __name__ == "__main__":
    main()
