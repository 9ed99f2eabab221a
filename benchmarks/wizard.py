"""How long the import wizard holds the window's thread with a large sheet in it, in milliseconds, step by step.

The real window on a desk with the demo in it: the file is looked at, its end is scrolled to, a column is taken as
another field, every row is planned, the last one is shown, and a cell is corrected. A timer asks for its turn every
two milliseconds; the time between two turns is how long a click would have waited.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.import_sheet import sheet_of
from benchmarks.measuring import in_own_process
from coorddesk.app import Program
from coorddesk.core.clock import SystemClock
from coorddesk.core.folders import own_folders
from coorddesk.shell.opening import Opening

if TYPE_CHECKING:
    from coorddesk.shell.import_wizard.wizard import ImportWizard

ROWS = 100_000
LIMIT = 50
_TICK = 2


def main() -> None:
    """Print the longest turn of each step."""
    for step, longest in in_own_process(__spec__.name, str(sheet_of(ROWS))).items():
        verdict = "ok  " if longest <= LIMIT else "OVER"
        print(f"{verdict} the window while {step} with {ROWS:,} rows: {longest:.0f} ms (limit {LIMIT} ms)")


class _Trip(QObject):
    """Takes a sheet through the wizard, a step whenever the lanes are at rest."""

    def __init__(self, program: Program, sheet: Path, app: QApplication) -> None:
        super().__init__()
        self._program = program
        self._app = app
        self._steps = self._all_steps(sheet)
        self._step = ""
        self._longest: dict[str, float] = {}
        self._last = 0.0
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._on_turn)

    def begin(self) -> None:
        """Go."""
        self._last = time.perf_counter()
        self._timer.start()

    def _on_turn(self) -> None:
        now = time.perf_counter()
        if self._step:
            self._longest[self._step] = max(self._longest.get(self._step, 0), 1000 * (now - self._last))
        self._last = now
        if self._is_at_rest():
            self._go_on()

    def _is_at_rest(self) -> bool:
        assert self._program.window is not None
        return not self._program.window.desk.operations.jobs

    def _go_on(self) -> None:
        step, act = next(self._steps, ("", self._end))
        self._step = step
        self._last = time.perf_counter()
        act()

    def _all_steps(self, sheet: Path) -> Iterator[tuple[str, Callable[[], object]]]:
        assert self._program.window is not None
        self._program.window.ask_for("import")
        wizard = self._wizard()
        yield "", lambda: None  # it is painted for the first time
        yield "looking at the file", lambda: wizard.begin("assets", sheet)
        yield "scrolling to its end", wizard.steps.columns.grid.cells.scrollToBottom
        yield "taking a column as nothing", lambda: wizard.steps.columns.grid.strip.tell(2, "")
        yield "planning it", wizard.foot.next.click
        yield "showing every row", wizard.steps.plan._bar.all.click
        yield "showing the last row", wizard.steps.plan.grid.scrollToBottom
        plan = wizard.steps.plan.grid.plan
        yield "planning it with a cell corrected", lambda: plan.setData(plan.index(0, 2), "another")

    def _wizard(self) -> ImportWizard:
        from coorddesk.shell.import_wizard.wizard import ImportWizard  # as the window does

        return next(each for each in QApplication.topLevelWidgets() if isinstance(each, ImportWizard))

    def _end(self) -> None:
        self._timer.stop()
        self._wizard().deleteLater()
        print(json.dumps(self._longest))
        self._app.exit()


def _alone(sheet: Path) -> None:
    app = QApplication(sys.argv[:1])
    with TemporaryDirectory() as folder:
        os.environ["COORDDESK_HOME"] = folder
        program = Program(app, own_folders(), language="en", clock=SystemClock())
        trips: list[_Trip] = []

        def begin(_window: object) -> None:
            trips.append(_Trip(program, sheet, app))
            trips[0].begin()

        program.settled.connect(begin)
        program.open(Opening(str(Path(folder) / "demo.sqlite"), create=True, demo=True))
        app.exec()
        program.close()


if __name__ == "__main__":
    if sys.argv[1:]:
        _alone(Path(sys.argv[1]))
    else:
        main()
