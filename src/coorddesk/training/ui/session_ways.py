"""The ways from a session's people to its other windows: names at once, attendance, headcount, certificates, scans."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coorddesk.core.messages import _, _p
from coorddesk.labels.rules import SCAN_SUFFIXES
from coorddesk.training.ui.attendance_window import AttendanceWindow
from coorddesk.training.ui.certificates_dialog import CertificatesDialog
from coorddesk.training.ui.group_dialog import GroupDialog
from coorddesk.training.ui.headcount_dialog import HeadcountDialog
from coorddesk.training.ui.register_dialog import RegisterDialog
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.drop_target import DropTarget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from coorddesk.training.queries.participants import Gathering
    from coorddesk.widgets.desk import Desk


class SessionWays(QObject):
    """An action for each; the window owns them."""

    def __init__(self, desk: Desk, window: QWidget, session_id: int, chosen: Callable[[], Sequence[int]]) -> None:
        """`chosen` are the registrations selected in the window."""
        super().__init__(window)
        self._desk, self._window, self._id, self._chosen = desk, window, session_id, chosen
        self._seen: Gathering | None = None
        new = partial(make_action, desk, window)
        self.several = new(_("Several names…"), "clipboard-paste", "Ctrl+Shift+N", self.register_several)
        self.group = new(_("Group…"), "users", "G", self._on_group)
        self.attendance = new(_p("training", "Attendance…"), "list-checks", "T", self._on_attendance)
        self.count = new(_p("headcount", "Count…"), "circle-plus", "C", self._on_count)
        self.certificates = new(_("Certificates…"), "file-text", "D", self._on_certificates)
        self.scans = new(_("File signed sheets…"), "file-input", "F", self._on_scans)
        said = _("Drop the signed sheets to see where they would be filed")
        DropTarget(desk, window, said, _scans, self._on_scans)

    @property
    def all(self) -> list[QAction]:
        """In the order in which one works."""
        return [self.several, self.group, self.attendance, self.count, self.certificates, self.scans]

    def show_session(self, seen: Gathering) -> None:
        """How it stands by now."""
        self._seen = seen

    def register_several(self, names: str = "") -> None:
        """Register a list of names, some of which were pasted perhaps."""
        RegisterDialog(self._desk, self._window, self._id, names).open()

    def _on_group(self) -> None:
        GroupDialog(self._desk, self._window, self._id).open()

    def _on_attendance(self) -> None:
        AttendanceWindow(self._desk, self._window, self._id).open()

    def _on_count(self) -> None:
        if self._seen is not None:
            HeadcountDialog(self._desk, self._window, self._seen).open()

    def _on_certificates(self) -> None:
        chosen = self._chosen()
        CertificatesDialog(self._desk, self._window, self._id, chosen if len(chosen) > 1 else ()).open()

    def _on_scans(self, data: QMimeData | None = None) -> None:
        """Each page goes to the session whose code it bears, this one or another; of what bears none, one is asked."""
        if self._seen is not None:
            paths = [] if data is None else [Path(url.toLocalFile()) for url in data.urls()]
            self._desk.file_scans(self._window, paths, ("training_session", self._id), self._seen.reference)


def _scans(data: QMimeData) -> bool:
    """Whether scans are dragged, and nothing else."""
    paths = [Path(url.toLocalFile()) for url in data.urls()]
    return bool(paths) and all(path.suffix.lower() in SCAN_SUFFIXES for path in paths)
