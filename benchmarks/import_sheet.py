"""A sheet in: 100,000 rows from the file to checked, history-written devices, beside reading it and inserting raw.

The floor streams the same file with calamine and hands its cells to sqlite3 in one transaction. Ours plans and applies,
without the preview. Each runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import sys
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING

from benchmarks.measuring import Ratio, in_own_process, seconds
from benchmarks.sheet import HEADERS, make_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = 100_000
LIMIT = 2.0
PEAK_LIMIT = 400


def main(rows: int = ROWS) -> None:
    """Print the ratio of the whole trip and the peak of our memory."""
    sheet = sheet_of(rows)
    floor = in_own_process(__spec__.name, "floor", str(sheet))
    ours = in_own_process(__spec__.name, "ours", str(sheet))
    print(Ratio(f"import: {rows:,} rows x {len(HEADERS)} columns", ours["seconds"], floor["seconds"], LIMIT))
    verdict = "ok  " if ours["mebibytes"] <= PEAK_LIMIT else "OVER"
    print(f"{verdict} its peak memory: {ours['mebibytes']:.0f} MiB (limit {PEAK_LIMIT})")
    again = in_own_process(__spec__.name, "again", str(sheet))
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


def _alone(what: str, sheet: Path) -> None:
    """One of the two in this process; the last line printed is its figures."""
    with TemporaryDirectory() as folder:
        desk = Path(folder) / "desk.sqlite"
        took = _floor(sheet, desk) if what == "floor" else _ours(sheet, desk, twice=what == "again")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": took, "mebibytes": peak}))


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1] in {"floor", "ours", "again"}:
        _alone(sys.argv[1], Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else ROWS)
