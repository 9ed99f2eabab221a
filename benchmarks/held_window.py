"""How long the window's thread is held while 100,000 rows are looked at, planned, taken in and taken back."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.measuring import Ratio, in_own_process
from benchmarks.sheet import make_sheet
from coorddesk.app import Program
from coorddesk.core.folders import own_folders
from coorddesk.shell.opening import Opening

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.shell.import_wizard.wizard import ImportWizard

ROWS = 100_000
LIMIT_MILLISECONDS = 50.0
_LOOK_MILLISECONDS = 20
_PARTS = ("looked at", "planned", "taken in", "taken back")


class Watched(QApplication):
    """Measures what each event costs the window's thread: processor time, so that other programs do not count."""

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__(sys.argv[:1])
        self.longest = 0.0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Handle an event, watch in hand."""
        begun = time.thread_time()
        handled = super().notify(receiver, event)
        self.longest = max(self.longest, time.thread_time() - begun)
        return handled


def main() -> None:
    """Print a line for each part; each is the longest single event, over the limit."""
    held = in_own_process("benchmarks.held_window", "alone")
    for part in _PARTS:
        print(Ratio(f"longest event while {ROWS:,} rows are {part}", held[part], LIMIT_MILLISECONDS, 1.0, "ms"))


def alone() -> dict[str, float]:
    """Drive the real window through an import; the longest event of each part, in milliseconds."""
    sheet = Path(tempfile.gettempdir()) / f"coorddesk-bench-{ROWS}.xlsx"
    make_sheet(sheet, ROWS)
    with TemporaryDirectory() as home:
        os.environ["COORDDESK_HOME"] = home
        app = Watched()
        program = Program(app, own_folders(), language="fr")
        wizard = _begin(program, Path(home) / "desk.sqlite")
        deeds: tuple[Callable[[], object], ...] = (
            lambda: wizard.begin("assets", sheet),
            wizard.foot.next.click,
            wizard.foot.next.click,
            wizard.steps.result._undo.click,
        )
        held = {part: _during(app, program, deed) for part, deed in zip(_PARTS, deeds, strict=True)}
        assert program.frame is not None
        program.frame.hide()
        program.close()
        return held


def _begin(program: Program, desk: Path) -> ImportWizard:
    """Open a new desk, and the wizard on it."""
    from coorddesk.shell.first_run import FirstRun  # as the program does, once it is shown
    from coorddesk.shell.import_wizard.wizard import ImportWizard

    settled: list[object] = []
    program.settled.connect(settled.append)
    program.open(Opening(str(desk), create=True))
    _wait(lambda: program.frame is not None and program.frame.findChild(FirstRun) is not None)
    assert program.frame is not None
    (greeting,) = program.frame.findChildren(FirstRun)
    greeting.finished.emit("import")
    _wait(lambda: program.frame is not None and program.frame.findChild(ImportWizard) is not None)
    (wizard,) = program.frame.findChildren(ImportWizard)
    _wait(lambda: bool(settled))  # what a start still does is not the import's
    return wizard


def _during(app: Watched, program: Program, deed: Callable[[], object]) -> float:
    assert program.window is not None
    operations = program.window.desk.operations
    app.longest = 0.0
    QTimer.singleShot(0, deed)
    _wait(lambda: bool(operations.jobs))
    _wait(lambda: not operations.jobs and not operations._asked)
    return app.longest * 1000


def _wait(happened: Callable[[], bool]) -> None:
    loop, look = QEventLoop(), QTimer(interval=_LOOK_MILLISECONDS)
    look.timeout.connect(lambda: loop.quit() if happened() else None)
    look.start()
    loop.exec()


if __name__ == "__main__":
    print(json.dumps(alone()))
