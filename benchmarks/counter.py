"""What a scan at the counter costs at 100,000 devices and 500,000 movements, beside the bare SQL that it needs.

SQLite always; PostgreSQL where COORDDESK_BENCH_POSTGRES is the address of an empty database. A scan alone reads what it
means, and whether it can be lent; with Enter it is lent. A device on loan comes back at once. The bare SQL asks once
whatever a verb must check (the schema, the borrower, the device, who has it, for whom it is reserved), writes the same
rows, keeps their history and commits, through the driver alone, on one connection.

Times are those on the wall, with the disk's own; COORDDESK_BENCH_CPU=1 counts only the processor's, for a machine that
does other things too.
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
from coorddesk.inventory.queries import default_labels
from coorddesk.inventory.rules import MetaStatus
from coorddesk.lending.queries.counter import scan
from coorddesk.lending.service import Borrower, DevicesBack, NewLoan, Reservation, Things, lend, reserve, return_devices

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

LIMIT = 2
_ROWS, _MOVEMENTS_EACH, _RESERVED = 100_000, 5, 40
_SCANS = 200
_DEEDS = ("a scan alone", "scanned and lent", "scanned and returned")
_FREE = (
    "SELECT tag FROM asset JOIN status_label ON status_label.id = status_label_id "
    "WHERE meta = 'in_stock' AND holder_id IS NULL ORDER BY asset.id % 997 LIMIT 2000"
)
_BORROWER, _DUE = 7, date(2027, 6, 30)

_DEVICE = (
    "SELECT asset.id, tag, serial, asset.name, status_label_id, place_id, holder_id, asset.version, deleted_at, meta, "
    "status_label.name, last_name, first_name, manufacturer.name, model.name FROM asset "
    "JOIN status_label ON status_label.id = status_label_id LEFT JOIN person ON person.id = holder_id "
    "LEFT JOIN model ON model.id = asset.model_id LEFT JOIN manufacturer ON manufacturer.id = manufacturer_id "
    "WHERE tag_folded = {0} OR serial_folded = {0}"
)
_OPEN_LINE = (
    "SELECT loan_line.id, loan_id, last_name, first_name, person_group.name, due_on, out_at, status_label_id, "
    "holder_id FROM loan_line JOIN loan ON loan.id = loan_id LEFT JOIN person ON person.id = person_id "
    "LEFT JOIN person_group ON person_group.id = group_id WHERE asset_id = {0} AND back_at IS NULL"
)
_ABOUT_THEN = "starts_on <= {0} AND (due_on IS NULL OR due_on >= {0})"
_PLANNED = (
    "SELECT loan_id, asset_id, model_id, kit_id, starts_on, due_on FROM loan_wish JOIN loan ON loan.id = loan_id "
    f"WHERE state IN ('draft', 'reserved') AND {_ABOUT_THEN} UNION ALL "
    "SELECT loan_id, asset_id, NULL, NULL, starts_on, due_on FROM loan_line JOIN loan ON loan.id = loan_id "
    f"WHERE state = 'draft' AND {_ABOUT_THEN}"
)
_PERSON = "SELECT last_name, first_name, left_on FROM person WHERE id = {0}"
_COUNTS = "SELECT count(id), count(back_at) FROM loan_line WHERE loan_id = {0}"
_ON_LOAN = "SELECT id FROM status_label WHERE meta = 'on_loan' ORDER BY position, id"
_REVISION = "SELECT version_num FROM alembic_version"
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
        for who, tag, deeds in (("ours", ours, _ours(database)), ("bare", theirs, bare.deeds)):
            for deed, work in zip(_DEEDS, deeds, strict=True):
                figures.setdefault(f"{who} {deed}", []).append(_seconds(work, tag))
    bare.close()
    database.close()
    for deed in _DEEDS:
        ms = [statistics.median(figures[f"{who} {deed}"]) * 1_000 for who in ("ours", "bare")]
        print(f"  {Ratio(f'{name}, {rows:,} devices: {deed}', ms[0], ms[1], LIMIT, 'ms')}", flush=True)


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


def _ours(database: Database) -> tuple[Callable[[str], object], ...]:
    def scanned(tag: str) -> None:
        with database.reading() as session:
            scan(session, [tag], _DUE, ("person", _BORROWER))

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

    return scanned, lent, returned


def _seconds(work: Callable[[str], object], tag: str) -> float:
    now = time.process_time if os.environ.get("COORDDESK_BENCH_CPU") else time.perf_counter
    start = now()
    work(tag)
    return now() - start


_Row = tuple[str, int, dict[str, Any] | None, dict[str, Any]]
"""A row of the history: of which table, before and after."""


class _Bare:
    """The same through the driver."""

    def __init__(self, url: str) -> None:
        """Connect."""
        self._connection = make_engine(url).connect()
        pooled: Any = self._connection.connection
        self._driver: Any = pooled.driver_connection
        self._is_sqlite = self._connection.dialect.name == "sqlite"
        self._cursor = self._driver.cursor()
        self.deeds = (self.scan, self.lend, self.take_back)

    def scan(self, tag: str) -> None:
        """A device is scanned: what it is, who has it, and who needs it until then."""
        self._begin(writes=False)
        asset_id = self._one(_DEVICE, tag.lower(), tag.lower())[0]
        self._one(_OPEN_LINE, asset_id)
        self._planned()
        self._driver.rollback()

    def lend(self, tag: str) -> None:
        """A device in stock is scanned, then lent."""
        self.scan(tag)
        revision = self._begin(writes=True)
        self._one(_PERSON, _BORROWER)
        asset_id, _tag, _serial, _name, label, place, holder, version, *_rest = self._one(_DEVICE, tag.lower(), "")
        self._one(_OPEN_LINE, asset_id)
        self._planned()
        (on_loan,) = self._one(_ON_LOAN)
        (loan_id,) = self._one(_LOAN, _BORROWER, "2026-11-22", "2027-06-30")
        (line_id,) = self._one(_LINE, loan_id, asset_id, _MOMENT, label)
        loan = {"id": loan_id, "version": 1, "person_id": _BORROWER, "group_id": None, "state": "open", "note": ""}
        loan |= {"starts_on": "2026-11-22", "due_on": "2027-06-30", "preparation_days": 0, "search": "", "actor": "b"}
        line = {"id": line_id, "loan_id": loan_id, "asset_id": asset_id, "item_id": None, "kit_id": None, "quantity": 1}
        line |= {"out_at": _MOMENT, "back_at": None, "condition_back": None, "note_back": "", "status_label_id": label}
        stood = (asset_id, label, holder, version)
        rows = [("loan", loan_id, None, loan), ("loan_line", line_id, None, line)]
        self._keep(revision, [*rows, *self._stand(stood, on_loan, place, _BORROWER)], loan_id, asset_id)

    def take_back(self, tag: str) -> None:
        """A device on loan is scanned, and comes back."""
        self._begin(writes=False)
        asset_id = self._one(_DEVICE, tag.lower(), tag.lower())[0]
        self._one(_OPEN_LINE, asset_id)
        self._driver.rollback()
        revision = self._begin(writes=True)
        asset_id, _tag, _serial, _name, label, place, holder, version, *_rest = self._one(_DEVICE, tag.lower(), "")
        line_id, loan_id, _last, _first, _group, _due, _out, before, held = self._one(_OPEN_LINE, asset_id)
        self._one(_BACK, _MOMENT, line_id)
        self._one(_COUNTS, loan_id)
        self._one(_CLOSED, _MOMENT, loan_id)
        ended = {"version": 2, "state": "returned", "closed_at": _MOMENT}
        rows = [
            *self._stand((asset_id, label, holder, version), before, place, held),
            ("loan_line", line_id, {"back_at": None}, {"back_at": _MOMENT}),
            ("loan", loan_id, {"version": 1, "state": "open", "closed_at": None}, ended),
        ]
        self._keep(revision, rows, loan_id, asset_id)

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _planned(self) -> None:
        self._cursor.execute(self._said(_PLANNED), ("2027-08-29", "2026-11-22") * 2)
        self._cursor.fetchall()

    def _begin(self, *, writes: bool) -> str:
        if self._is_sqlite:
            self._cursor.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
        elif writes:
            self._cursor.execute("SELECT pg_advisory_xact_lock(1)")
        return str(self._one(_REVISION)[0]) if writes else ""

    def _stand(self, stood: tuple[int, int, int | None, int], label: int, place: int, holder: int | None) -> list[_Row]:
        """Give a device another status and holder, and write the movement."""
        asset_id, before, had, version = stood
        self._one(_STAND, label, holder, asset_id)
        (moved,) = self._one(_MOVED, asset_id, _MOMENT, label, place, holder)
        old = {"status_label_id": before, "holder_id": had, "version": version}
        new = {"status_label_id": label, "holder_id": holder, "version": version + 1}
        movement = {"id": moved, "asset_id": asset_id, "moment": _MOMENT, "actor": "bench", "note": ""}
        movement |= {"status_label_id": label, "place_id": place, "holder_id": holder}
        return [("asset", asset_id, old, new), ("asset_movement", moved, None, movement)]

    def _keep(self, revision: str, rows: Sequence[_Row], loan_id: int, asset_id: int) -> None:
        """Write the history of a deed, and commit."""
        deed, kinds = json.dumps({"text": "Lend", "values": {}}), json.dumps([table for table, *_row in rows])
        (set_id,) = self._one(_SET, _MOMENT, deed, kinds, revision)
        said = [
            (set_id, place, table, row_id, old and json.dumps(old), json.dumps(new))
            for place, (table, row_id, old, new) in enumerate(rows)
        ]
        self._cursor.executemany(self._said(_ROW), said)
        self._cursor.executemany(self._said(_SUBJECT), [(set_id, "loan", loan_id), (set_id, "asset", asset_id)])
        self._driver.commit()

    def _one(self, sql: str, *values: object) -> Any:
        self._cursor.execute(self._said(sql), values)
        return self._cursor.fetchone() if self._cursor.description else None

    def _said(self, sql: str) -> str:
        return sql.format("?" if self._is_sqlite else "%s")


if __name__ == "__main__":
    main()
