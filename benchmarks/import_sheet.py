"""A sheet in: 100,000 rows from the file to checked, history-written devices, beside reading it and inserting raw.

Two floors stream the same file with calamine and hand its cells to sqlite3 in one transaction: into one bare table
without index or second row, and into the desk's own two tables (a device and its first movement, their own numbers
folded, unchecked, linked to nothing, without history). Ours plans and applies, without the preview. Each runs in a
process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import sys
from functools import partial
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING

from benchmarks.measuring import Ratio, in_own_process, seconds
from benchmarks.sheet import HEADERS, make_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROWS = 100_000
TURNS = 3  # and the quickest of each way counts: other work on the machine falls on one of them alone
LIMIT = 2.0
PEAK_LIMIT = 400


def main(rows: int = ROWS) -> None:
    """Print the ratio of the whole trip and the peak of our memory."""
    sheet = sheet_of(rows)
    turns = [{way: in_own_process(__spec__.name, way, str(sheet)) for way in _WAYS} for _turn in range(TURNS)]
    floor, own, ours, again = (min((turn[way] for turn in turns), key=itemgetter("seconds")) for way in _WAYS)
    print(Ratio(f"import: {rows:,} rows / raw into a bare table", ours["seconds"], floor["seconds"], LIMIT))
    print(Ratio(f"import: {rows:,} rows / raw into the desk's tables", ours["seconds"], own["seconds"], LIMIT))
    verdict = "ok  " if ours["mebibytes"] <= PEAK_LIMIT else "OVER"
    print(f"{verdict} its peak memory: {ours['mebibytes']:.0f} MiB (limit {PEAK_LIMIT})")
    print(Ratio("the same file again, all unchanged", again["seconds"], floor["seconds"]))


def sheet_of(rows: int) -> Path:
    """The sheet, made once for this machine."""
    path = Path(gettempdir()) / f"coorddesk-bench-{rows}.xlsx"
    make_sheet(path, rows)
    return path


def _floor(sheet: Path, desk: Path) -> float:
    def trip() -> None:
        connection = sqlite3.connect(desk, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(
            f"CREATE TABLE row (id INTEGER PRIMARY KEY, {', '.join(f'c{n}' for n in range(len(HEADERS)))})"
        )
        connection.execute("BEGIN IMMEDIATE")
        marks = ", ".join("?" for _ in HEADERS)
        connection.executemany(f"INSERT INTO row VALUES (NULL, {marks})", _cells(sheet))
        connection.execute("COMMIT")
        connection.close()

    return seconds(trip)


def _own(sheet: Path, desk: Path) -> float:
    from coorddesk.core.access import Actor
    from coorddesk.core.clock import SystemClock
    from coorddesk.opening import open_desk

    open_desk(str(desk), actor=Actor("bench"), clock=SystemClock()).close()

    def trip() -> None:
        connection = sqlite3.connect(desk, isolation_level=None)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(_ASSET, map(_asset, _cells(sheet)))
        connection.execute(_MOVEMENTS)
        connection.execute("COMMIT")
        connection.close()

    return seconds(trip)


_ASSET = """
    INSERT INTO asset (version, tag, serial, name, condition, purchase_date, price, warranty_months, order_number,
                       invoice_number, notes, quantity, status_label_id, tag_folded, serial_folded, name_folded, search)
    VALUES (1, ?, ?, ?, 'good', ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)
"""
_MOVEMENTS = """
    INSERT INTO asset_movement (asset_id, moment, actor, status_label_id, note)
    SELECT id, '2026-11-22 08:00:00.000000', 'bench', 1, '' FROM asset
"""


def _asset(cells: list[object]) -> tuple[object, ...]:
    tag, serial, name = str(cells[0]), str(cells[1]), str(cells[2])
    own = (*cells[12:14], *cells[15:20])
    folded = tag.lower(), serial.lower(), name.lower()
    return (tag, serial, name, *own, *folded, " ".join(folded))


def _cells(sheet: Path) -> Iterator[list[object]]:
    from python_calamine import CalamineWorkbook

    rows = iter(CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).iter_rows())
    next(rows)
    for row in rows:
        yield [cell.isoformat() if hasattr(cell, "isoformat") else cell for cell in row]


def _ours(sheet: Path, desk: Path, *, twice: bool = False) -> float:
    from coorddesk import features
    from coorddesk.core.access import Actor
    from coorddesk.core.clock import SystemClock
    from coorddesk.core.resources import texts_for
    from coorddesk.importing.importer import Importer
    from coorddesk.opening import open_desk

    kind = next(kind for feature in features.load() for kind in feature.imports if kind.key == "assets")
    languages = [texts_for("fr"), texts_for("en")]
    database = open_desk(str(desk), actor=Actor("bench"), clock=SystemClock())

    def trip() -> None:
        with database.transaction() as session:
            Importer(kind, sheet, languages).apply(session)

    try:
        if twice:
            trip()
        return seconds(trip)
    finally:
        database.close()


_WAYS: dict[str, Callable[[Path, Path], float]] = {
    "floor": _floor,
    "own": _own,
    "ours": _ours,
    "again": partial(_ours, twice=True),
}


def _alone(what: str, sheet: Path) -> None:
    """One of them in this process; the last line printed is its figures."""
    with TemporaryDirectory() as folder:
        took = _WAYS[what](sheet, Path(folder) / "desk.sqlite")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": took, "mebibytes": peak}))


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1] in _WAYS:
        _alone(sys.argv[1], Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else ROWS)
