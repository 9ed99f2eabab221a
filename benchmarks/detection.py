"""A first look at a sheet: what it is found to be, and the first screen of its grid, beside reading it once.

The floor streams the same 100,000 rows of 20 columns with calamine and keeps nothing. Each runs in a process of its
own, with everything loaded that a window has loaded before anybody chooses a file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.import_sheet import sheet_of
from benchmarks.measuring import Ratio, in_own_process, median_seconds

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = 100_000
LIMIT = 1.5
_SCREEN = 40  # rows
_RUNS = 3


def main(rows: int = ROWS) -> None:
    """Print the ratio."""
    sheet = sheet_of(rows)
    floor = in_own_process(__spec__.name, "floor", str(sheet))
    ours = in_own_process(__spec__.name, "ours", str(sheet))
    print(Ratio(f"a first look at {rows:,} rows / reading them", ours["seconds"], floor["seconds"], LIMIT))


def _floor(sheet: Path) -> float:
    from python_calamine import CalamineWorkbook

    def read() -> None:
        for _row in CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).iter_rows():
            pass

    return median_seconds(read, _RUNS)


def _ours(sheet: Path) -> float:
    from coorddesk import features
    from coorddesk.core.access import Actor
    from coorddesk.core.clock import SystemClock
    from coorddesk.core.resources import texts_for
    from coorddesk.importing.importer import Importer
    from coorddesk.opening import open_desk

    kind = next(kind for feature in features.load() for kind in feature.imports if kind.key == "assets")
    languages = [texts_for("fr"), texts_for("en")]
    with TemporaryDirectory() as folder:
        database = open_desk(str(Path(folder) / "desk.sqlite"), actor=Actor("bench"), clock=SystemClock())

        def look() -> None:
            importer = Importer(kind, sheet, languages)
            with database.reading() as session:
                importer.look_on(session)
            assert len(importer.rows(range(1, _SCREEN + 1))) == _SCREEN

        try:
            return median_seconds(look, _RUNS)
        finally:
            database.close()


if __name__ == "__main__":
    ways: dict[str, Callable[[Path], float]] = {"floor": _floor, "ours": _ours}
    if sys.argv[1:] and sys.argv[1] in ways:
        print(json.dumps({"seconds": ways[sys.argv[1]](Path(sys.argv[2]))}))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else ROWS)
