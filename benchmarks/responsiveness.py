"""How long the window's thread is held while a large sheet is taken in beside it, in milliseconds.

A timer of the window asks for its turn every two milliseconds; the time between two turns is how long a click would
have waited. The same is measured while a thread does nothing but stream the file, which holds the window as well.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.import_sheet import sheet_of
from benchmarks.measuring import in_own_process
from coorddesk import features
from coorddesk.core.access import Actor
from coorddesk.core.clock import SystemClock
from coorddesk.core.database import Database, Lane
from coorddesk.core.jobs import Progress
from coorddesk.core.messages import verbatim
from coorddesk.core.resources import texts_for
from coorddesk.importing.importer import Importer
from coorddesk.opening import open_desk
from coorddesk.widgets.operations import Operations

ROWS = 100_000
LIMIT = 50
_TICK = 2


def main() -> None:
    """Print the longest turn and what 99 of 100 turns stay below, for the import and for streaming alone."""
    sheet = str(sheet_of(ROWS))
    for what in ("streaming", "importing"):
        figures = in_own_process(__spec__.name, what, sheet)
        verdict = "ok  " if figures["longest"] <= LIMIT else "OVER"
        line = "{longest:.0f} ms at the longest, {usual:.0f} ms in 99 of 100 turns, {turns:,.0f} turns".format(
            **figures
        )
        print(f"{verdict} the window while {what} {ROWS:,} rows: {line} (limit {LIMIT} ms)")


class Turns:
    """The times between turns of the window's thread."""

    def __init__(self, owner: QWidget) -> None:
        """Begin to take turns."""
        self._last = time.perf_counter()
        self._milliseconds: list[float] = []
        self._timer = QTimer(owner, interval=_TICK)
        self._timer.timeout.connect(self._on_turn)
        self._timer.start()

    def tell(self) -> None:
        """Print the figures as the last line, in JSON."""
        waited = sorted(self._milliseconds)
        usual = waited[len(waited) * 99 // 100]
        print(json.dumps({"longest": waited[-1], "usual": usual, "turns": len(waited)}))

    def _on_turn(self) -> None:
        now = time.perf_counter()
        self._milliseconds.append(1000 * (now - self._last))
        self._last = now


def _stream(sheet: Path, app: QApplication) -> None:
    from python_calamine import CalamineWorkbook

    for _row in CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).iter_rows():
        pass
    app.exit()


def _take_in(sheet: Path, database: Database, progress: Progress) -> None:
    kind = next(kind for feature in features.load() for kind in feature.imports if kind.key == "assets")
    importer = Importer(kind, sheet, [texts_for("fr"), texts_for("en")])
    importer.look(progress)
    with database.transaction(lane=Lane.JOBS) as session:
        importer.apply(session, progress)


def _alone(what: str, sheet: Path) -> None:
    app = QApplication(sys.argv[:1])
    window = QWidget()
    window.show()
    with TemporaryDirectory() as folder:
        operations = Operations(window)
        desk = str(Path(folder) / "desk.sqlite")
        operations.open(window, lambda: open_desk(desk, actor=Actor("bench"), clock=SystemClock()))
        turns: list[Turns] = []

        def begin(_nothing: object) -> None:
            turns.append(Turns(window))
            if what == "streaming":
                threading.Thread(target=_stream, args=(sheet, app)).start()
            else:
                operations.job(window, verbatim("import"), lambda db, tell: _take_in(sheet, db, tell), settled=app.exit)

        operations.read(window, lambda _session: None, begin)
        app.exec()
        turns[0].tell()
        operations.close()


if __name__ == "__main__":
    if sys.argv[1:]:
        _alone(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
