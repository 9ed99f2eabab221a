"""The names that were kept as long as the course says: looked at session by session, then removed for good."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.training.queries.retention import Overdue, overdue_names
from coorddesk.training.service import Removal, remove_names
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.messages import ask
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.tick_list import TickList
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_WIDTH, _HEIGHT = 680, 460


class OldNamesDialog(QDialog):
    """Every session whose names are kept too long, ticked; what stays of them is said."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Build it, unread."""
        super().__init__(owner)
        self._desk = desk
        self._rows: Sequence[Overdue] = ()
        self.setWindowTitle(desk.texts.say(_("Names kept long enough")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_on_screen(self, _WIDTH, _HEIGHT)
        self.notice = Notice(desk, Tone.ACCENT)
        self.list = TickList(desk, _("Sessions whose names were kept long enough"))
        self.remove = button(desk, _("Remove the names"), ButtonKind.DANGER, "trash-2")
        self._close = button(desk, _p("dismiss a message", "Close"))
        self._lay_out()
        self.remove.clicked.connect(self._on_remove)
        self._close.clicked.connect(self.reject)
        self.list.turned.connect(self._refresh)
        self._refresh()

    def open(self) -> None:
        """Show the dialog, and read whose names they are."""
        super().open()
        self._read()

    def _lay_out(self) -> None:
        said = _(
            "These sessions are longer ago than their courses keep names. How often people came, and what certificates "
            "say, stays; their names, addresses and notes go, from the history too."
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(TIGHT)
        buttons.addStretch()
        buttons.addWidget(self.remove)
        buttons.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(SNUG)
        layout.addWidget(label(self._desk, said, wrap=True))
        layout.addWidget(self.notice)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)

    def _read(self) -> None:
        today = self._desk.clock.today()
        self._desk.operations.read(self, lambda session: overdue_names(session, today), self._show)

    def _show(self, rows: Sequence[Overdue]) -> None:
        self._rows = rows
        self.list.show_lines((self._desk.texts.say(_said(row)), True) for row in rows)
        self.list.setFocus()
        if not rows:
            self.notice.say(_("No name is kept longer than its course says."))

    def _ticked(self) -> list[Overdue]:
        return [self._rows[place] for place in self.list.ticked()]

    def _refresh(self) -> None:
        self.remove.setEnabled(bool(self._ticked()))

    def _on_remove(self) -> None:
        ticked = self._ticked()
        question = _n("Remove {count} name for good?", "Remove {count} names for good?", sum(r.people for r in ticked))
        detail = _("This cannot be undone. Only a backup still has them.")
        if ask(self._desk, self, question, detail, _("Remove the names"), dangerous=True):
            wish = Removal(tuple(row.id for row in ticked))
            self._desk.operations.change(self, partial(_remove, wish), self._on_removed)

    def _on_removed(self, count: int) -> None:
        self.notice.say(_n("{count} name removed.", "{count} names removed.", count))
        today = self._desk.clock.today()
        self._desk.operations.read(self, lambda session: overdue_names(session, today), self._show_rest)

    def _show_rest(self, rows: Sequence[Overdue]) -> None:
        """What is left of the list, under what was said of the rest."""
        if rows:
            self._show(rows)
        else:
            self._rows = ()
            self.list.show_lines(())
            self._close.setFocus()


def _said(row: Overdue) -> Message:
    """A session in a line: how many names, until when they were to be kept, and what stays."""
    names = _n("{count} name", "{count} names", row.people)
    said = _(
        "{title} · {reference} · {names}, to be kept until {day}",
        title=row.title,
        reference=row.reference,
        names=names,
        day=row.until,
    )
    if row.certificates:
        stays = _n("{count} certificate stays", "{count} certificates stay", row.certificates)
        said = _("{one} · {other}", one=said, other=stays)
    if row.files:
        stays = _n("{count} attached file to look at", "{count} attached files to look at", row.files)
        said = _("{one} · {other}", one=said, other=stays)
    return said


def _remove(wish: Removal, session: Session) -> int:
    """In the lane."""
    return remove_names(session, wish)
