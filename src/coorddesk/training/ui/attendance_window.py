"""Typing the signed sheet back: all present except those named, a key for each cell, and who walked in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n
from coorddesk.training.queries import Grid, grid
from coorddesk.training.service import TypedSheet, type_attendance
from coorddesk.training.ui.attendance_model import AttendanceModel
from coorddesk.training.ui.attendance_table import AttendanceTable
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.tokens import ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_HINT = _("In the sheet: P present, A absent, R15 for 15 minutes late, E and why for excused; Ctrl+S saves.")


class AttendanceWindow(QDialog):
    """Stands over the window; nothing is written before it is saved, and then all at once."""

    def __init__(self, desk: Desk, owner: QWidget, session_id: int) -> None:
        """Type the sheet of a session; `open` shows it."""
        super().__init__(owner)
        self._desk = desk
        self._id = session_id
        self._is_busy = self._is_touched = False
        self.setWindowTitle(desk.texts.say(_("Type the attendance")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = AttendanceModel(desk, self)
        self.table = AttendanceTable(desk, self.model)
        self.all_but = QLineEdit()
        self.walk_in = QLineEdit()
        self._lines = (self.all_but, self.walk_in)
        self.notice = Notice(desk, Tone.DANGER)
        self.status = label(desk, kind="muted")
        self.said_by = label(desk, kind="muted")
        self._half_day = label(desk)
        self._save = button(desk, _("Save"), ButtonKind.PRIMARY)
        self._cancel = button(desk, _("Cancel"))
        self._lay_out()
        self._connect()

    def open(self) -> None:
        """Show it and read; the first thing to type is who is missing."""
        self.resize(self.sizeHint())
        super().open()
        self._set_busy(busy=True)
        self._desk.operations.read(self, partial(_read, self._id), self._on_read, self._on_refused)

    def sizeHint(self) -> QSize:
        """Nearly all of the window that it stands over."""
        owner = self.parentWidget()
        return owner.window().size() * 0.9 if owner is not None else QSize(1_000, 720)

    def reject(self) -> None:
        """Ask before something typed is thrown away."""
        question = _("Throw away what you typed?")
        is_touched = self._is_touched or self.table.is_typing or any(line.text().strip() for line in self._lines)
        if is_touched and not self._desk.ask(self, question, None, _("Throw away"), dangerous=True):
            return
        super().reject()

    def save(self) -> None:
        """Write all that was typed, what Enter did not take in yet too."""
        if self._is_busy:
            return
        self.notice.say(None)
        self.table.setFocus()  # the cell that is open, if any, is taken in or refused
        if self.notice.isHidden():
            self._on_walk_in_typed()
            if self.all_but.text().strip():
                self._on_all_but_typed()
        if not self.notice.isHidden():
            return
        self._set_busy(busy=True)
        self._desk.operations.change(
            self,
            partial(_write, self.model.wish()),
            self._on_saved,
            self._on_refused,
            settled=partial(self._set_busy, busy=False),
            said=_said,
        )

    def _lay_out(self) -> None:
        say = self._desk.texts.say
        self.all_but.setAccessibleName(say(_("All present except")))
        self.all_but.setPlaceholderText(say(_("nobody, or the numbers of the rows: 3, 7 R15, 9 E dentist")))
        self.walk_in.setAccessibleName(say(_("Came without being registered")))
        self.walk_in.setPlaceholderText(say(_("name of who came without being registered")))
        above = QHBoxLayout()
        above.setSpacing(TIGHT)
        above.addWidget(self._half_day)
        above.addWidget(label(self._desk, _("All present except")))
        above.addWidget(self.all_but, 1)
        below = QHBoxLayout()
        below.setSpacing(TIGHT)
        below.addWidget(self.walk_in, 1)
        below.addWidget(self.said_by)
        below.addWidget(self.status)
        below.addStretch()
        below.addWidget(self._cancel)
        below.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(self.notice)
        layout.addLayout(above)
        layout.addWidget(self.table, 1)
        layout.addWidget(label(self._desk, _HINT, kind="muted", wrap=True))
        layout.addLayout(below)

    def _connect(self) -> None:
        for made in (self._save, self._cancel):
            made.setAutoDefault(False)  # Enter belongs to the lines above
        self._save.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the open cell to `save`, which refuses it
        self._save.clicked.connect(self.save)
        self._cancel.clicked.connect(self.reject)
        self.all_but.returnPressed.connect(self._on_all_but_typed)
        self.walk_in.returnPressed.connect(self._on_walk_in_typed)
        self.table.selectionModel().currentChanged.connect(self._show_half_day)
        self.model.modelReset.connect(self._show_half_day)
        self.model.refused.connect(self.notice.say)
        self.model.typed_in.connect(self._on_typed)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.save)

    def _on_read(self, seen: Grid | None) -> None:
        if seen is None:
            self.notice.say(_("This is no longer there: somebody deleted it."))
            return
        title = _("Attendance: {title} ({reference})", title=seen.title, reference=seen.reference)
        self.setWindowTitle(self._desk.texts.say(title))
        self.model.show_grid(seen)
        self._set_busy(busy=False)
        self._show_status()
        self.all_but.setFocus()

    def _on_all_but_typed(self) -> None:
        """Fill in the half-day, and go on with the next one."""
        column = self.table.half_day
        if column >= self.model.columnCount():
            return
        try:
            self.model.put_all_but(column, self.all_but.text())
        except UserError as error:
            self.notice.say(error.message)
            return
        self.all_but.clear()
        following = min(column + 1, self.model.columnCount() - 1)
        self.table.setCurrentIndex(self.model.index(0, following))

    def _on_walk_in_typed(self) -> None:
        name = " ".join(self.walk_in.text().split())
        if name and self.table.half_day < self.model.columnCount():
            self.model.add_walk_in(name, self.table.half_day)
            self.walk_in.clear()

    def _on_typed(self) -> None:
        self._is_touched = True
        self.notice.say(None)
        self._show_status()

    def _on_saved(self, _changed: Any) -> None:
        self._is_touched = False
        self.accept()

    def _on_refused(self, error: UserError) -> None:
        self.notice.say(error.message)

    def _show_half_day(self) -> None:
        column = self.table.half_day
        known = column < self.model.columnCount()
        self._half_day.setText(self._desk.texts.say(self.model.half_day_title(column)) if known else "")
        said_by = self.model.said_by(self.table.currentIndex()) if known else None
        self.said_by.setText("" if said_by is None else self._desk.texts.say(said_by))

    def _show_status(self) -> None:
        count = self.model.missing()
        left = _n("{count} cell is empty", "{count} cells are empty", count) if count else _("All is typed")
        self.status.setText(self._desk.texts.say(left))

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        for each in (self.table, self.all_but, self.walk_in, self._save):
            each.setDisabled(busy)


def _read(session_id: int, session: Session) -> Grid | None:
    """In the lane."""
    return grid(session, session_id)


def _write(wish: TypedSheet, session: Session) -> int:
    """In the lane."""
    return type_attendance(session, wish)


def _said(changed: Any) -> Message:
    return _n("The attendance is typed: {count} cell", "The attendance is typed: {count} cells", changed)
