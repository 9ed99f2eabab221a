"""One start of a window, alone in its process: it says how long it took, and is gone."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

BEGAN = "COORDDESK_BENCH_BEGAN"
KINDS = ("empty", "window", "remembered", "anew")
LEAVE = "leave"
"""Not measured: a window that is closed as people do it, for the next start to remember."""

_LOOK_MILLISECONDS = 20


class EmptyWindow(QMainWindow):
    """As little as can be shown."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say when it has been painted."""
        super().paintEvent(event)
        QTimer.singleShot(0, tell)


def tell() -> None:
    """Print the seconds since before Python began, and leave at once."""
    print(time.monotonic() - float(os.environ[BEGAN]), flush=True)
    os._exit(0)


def tell_at_first_rows(frame: QMainWindow) -> QTimer:
    """Look now and then for a table that shows rows; a look holds up what is looked for, so it is short and seldom."""

    def look() -> None:
        from PySide6.QtWidgets import QTableView  # an empty window has none

        for table in frame.findChildren(QTableView):
            model = table.model()
            if table.isVisible() and model.rowCount() and model.index(0, 0).data():
                table.viewport().repaint()
                tell()

    timer = QTimer(frame, interval=_LOOK_MILLISECONDS)
    timer.timeout.connect(look)
    return timer


def main(kind: str, desk: str) -> None:
    """Show a window, ours or an empty one."""
    app = QApplication(sys.argv[:1])
    if kind == "empty":
        window = EmptyWindow()
        window.resize(1280, 800)
        window.show()
        app.exec()
        return
    from coorddesk.shell.quick_imports import spare_features  # not in the empty window's time

    spare_features()
    from coorddesk.app import Program
    from coorddesk.core.folders import own_folders
    from coorddesk.shell.opening import Opening

    program = Program(app, own_folders(), language="fr")
    program.open(Opening(desk))
    frame = program.frame
    assert frame is not None
    match kind:
        case "window":
            frame.painted.connect(tell)
        case "remembered":
            frame.page_painted.connect(tell)
            program.settled.connect(lambda: app.exit(1))  # nothing was remembered
        case "anew":
            frame.painted.connect(tell_at_first_rows(frame).start)
        case _:
            program.settled.connect(frame.close)
    code = app.exec()
    program.close()
    sys.exit(code)


if __name__ == "__main__":
    main(*sys.argv[1:])
