"""What is to be done: alerts, and reminders, opened, done and put off without leaving the keyboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coorddesk.core.messages import _, _n, _p
from coorddesk.core.records import Alert, Subject
from coorddesk.feature import Feature, alerts, named
from coorddesk.notes.queries import ReminderRow, open_reminders
from coorddesk.notes.rules import due_said, presets
from coorddesk.notes.service import About
from coorddesk.notes.ui.deeds import finish, put_off
from coorddesk.notes.ui.reminder_dialog import ReminderDialog
from coorddesk.widgets.actions import make_action, menu_action, tool_button
from coorddesk.widgets.alerts_list import AlertsList
from coorddesk.widgets.controls import button, label
from coorddesk.widgets.empty import Emptiness, EmptyState
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, ROW_HEIGHT, TIGHT, WIDE

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.widgets.desk import Desk

_SIZE = (900, 680)
_MOST = 500
_WHEN, _WHAT, _ABOUT, _WHO = range(4)
_Read = tuple[Sequence[ReminderRow], Mapping[Subject, str], Sequence[Alert]]


class RemindersDialog(QDialog):
    """Stays beside the window while one works; follows every change."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Build it and read what is to be thought of."""
        super().__init__(owner)
        self._desk = desk
        self._rows: Sequence[ReminderRow] = ()
        self._names: Mapping[Subject, str] = {}
        self.setWindowTitle(desk.texts.say(_("To do")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title = label(desk, None, TypeScale.TITLE)
        self._alerts = AlertsList(desk)
        self._alerts.opened.connect(desk.show_alert)
        self._table = self._build_table()
        make = partial(make_action, desk, self)
        self._done = make(_("Done"), "check", "Ctrl+D", self._on_done)
        self._later = [
            make(title, "clock", f"Ctrl+{place}", partial(self._on_later, place - 1))
            for place, (title, _day) in enumerate(presets(desk.clock.today()), 1)
        ]
        self._put_off = menu_action(desk, self, _("Put off"), "clock", self._later)
        self._edit = make(_("Edit…"), "pencil", "F2", self._on_edit)
        self._open = make(_("Open the record"), "external-link", "", self._on_open)
        self._table.addActions(self._verbs())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        nothing = Emptiness("bell", _("Nothing to think of"), _("Make a reminder on the card of any record."))
        self._stack.addWidget(EmptyState(desk, nothing))
        self._lay_out()
        desk.operations.committed.connect(self._on_committed)
        self._read()

    def _verbs(self) -> list[QAction]:
        return [self._open, self._done, *self._later, self._edit]

    def _build_table(self) -> QTableWidget:
        say = self._desk.texts.say
        table = QTableWidget(0, 4)
        table.setAccessibleName(say(_("Reminders")))
        titles = (_("When"), _("What to think of"), _("About"), _("Written by"))
        table.setHorizontalHeaderLabels([say(title) for title in titles])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setItemDelegate(PaddedDelegate(table))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.itemActivated.connect(lambda _item: self._on_open())
        table.currentCellChanged.connect(self._show_verbs)
        return table

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(TIGHT)
        for action in (self._open, self._done, self._put_off, self._edit):
            foot.addWidget(tool_button(action))
        foot.addStretch()
        close = button(self._desk, _p("dismiss a message", "Close"))
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(self._alerts)
        layout.addWidget(self._title)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)
        resize_on_screen(self, *_SIZE)

    def _read(self) -> None:
        work = partial(_read, self._desk.features, self._desk.clock.today())
        self._desk.operations.read(self, work, self._show, replaces="reminders")

    def _show(self, read: _Read) -> None:
        before = self._table.currentRow()
        self._rows, self._names, told = read
        self._alerts.show_alerts(told)
        today = self._desk.clock.today()
        due = sum(row.day <= today for row in self._rows)
        title = _n("{count} reminder is due", "{count} reminders are due", due) if due else _("No reminder is due")
        self._title.setText(self._desk.texts.say(title))
        self._table.setRowCount(len(self._rows))
        for place, row in enumerate(self._rows):
            self._fill(place, row, is_due=row.day <= today)
        self._stack.setCurrentIndex(0 if self._rows else 1)
        if self._rows:
            self._table.setCurrentCell(min(max(before, 0), len(self._rows) - 1), _WHEN)
        self._show_verbs()

    def _fill(self, place: int, row: ReminderRow, *, is_due: bool) -> None:
        texts = self._desk.texts
        when = texts.say(_("{day} · {when}", day=row.day, when=due_said(row.day, self._desk.clock.today())))
        words = (when, " ".join(row.text.split()), self._names.get(row.subject, ""), row.actor)
        for column, text in enumerate(words):
            item = QTableWidgetItem(text)
            item.setToolTip(row.text if column == _WHAT else "")
            if is_due and column == _WHEN:
                item.setForeground(QBrush(self._desk.theme.colour("warning")))
            self._table.setItem(place, column, item)

    def _current(self) -> ReminderRow | None:
        place = self._table.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _called(self, row: ReminderRow) -> str:
        return self._names.get(row.subject, "")

    def _show_verbs(self) -> None:
        for action in (*self._verbs(), self._put_off):
            action.setEnabled(self._current() is not None)

    def _on_committed(self, _changes: Changes) -> None:
        self._read()

    def _on_open(self) -> None:
        if (row := self._current()) is not None:
            self._desk.open_record(row.subject)

    def _on_done(self) -> None:
        if (row := self._current()) is not None:
            finish(self._desk, self, row, self._called(row))

    def _on_later(self, place: int) -> None:
        if (row := self._current()) is not None:
            _title, day = presets(self._desk.clock.today())[place]
            put_off(self._desk, self, row, self._called(row), day)

    def _on_edit(self) -> None:
        if (row := self._current()) is not None:
            ReminderDialog(self._desk, self, About(row.subject, self._called(row)), row.id).open()


def _read(features: Sequence[Feature], today: date, session: Session) -> _Read:
    """In the lane."""
    rows = open_reminders(session, _MOST)
    return rows, named(session, features, [row.subject for row in rows]), alerts(session, features, today)
