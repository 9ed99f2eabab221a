"""The agenda: a month, a week or a list of all that has a day, whatever part of the desk it comes from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from coorddesk.agenda.queries import EventRow, event_row
from coorddesk.agenda.ui.agenda_verbs import AgendaVerbs
from coorddesk.agenda.ui.leaf_line import LeafLine
from coorddesk.agenda.ui.leaves import Leaves
from coorddesk.agenda.ui.showing import Leaf, Showing, View, read_leaf
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.widgets.actions import ActionBar
from coorddesk.widgets.controls import rule
from coorddesk.widgets.day_dialog import DayDialog
from coorddesk.widgets.focus import hand_focus_on
from coorddesk.widgets.page import Page

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk

_VIEW = "agenda.view"


class AgendaPage(Page):
    """Enter on a thing opens the record behind it, wherever that lives."""

    title = _("Agenda")

    def __init__(self, desk: Desk) -> None:
        """Build every part, unread."""
        super().__init__(desk)
        kept = desk.settings.recall(_VIEW)
        self.showing = Showing(View(kept) if kept in set(View) else View.MONTH, desk.clock.today())
        self._leaf: Leaf | None = None
        self._is_stale = True
        self._awaited: Subject | None = None
        self.leaves = Leaves(desk)
        self.verbs = AgendaVerbs(desk, self, self.leaves, lambda: self.showing)
        self.line = LeafLine(desk, self)
        self._lay_out()
        self._connect()
        hand_focus_on(self, lambda: self.leaves.front)

    def show_leaf(self, showing: Showing) -> None:
        """Turn to another leaf, day or choice of kinds; what is not there yet is read."""
        is_there = self._leaf is not None and showing.shown == self.showing.shown
        self.showing = showing
        self.desk.settings.remember(_VIEW, showing.view.value)
        if is_there:
            self._show()
        else:
            self.reload()

    def shown(self) -> None:
        """Read the leaf, the first time or if it was left stale."""
        if self._is_stale:
            self.reload()

    def changed(self, changes: Changes) -> None:
        """Whatever was written may have a day."""
        del changes
        self._is_stale = True
        if self.isVisible():
            self.reload()

    def reload(self) -> None:
        """Read the leaf again."""
        self._is_stale = False
        work = partial(read_leaf, self.showing, self.desk.features)
        self.desk.operations.read(self, work, self._on_read, replaces="leaf")

    def open_record(self, subject: Subject) -> None:
        """Turn to the day of an event, with the keyboard on it."""
        work = partial(_event, subject[1])
        self.desk.operations.read(self, work, partial(self._on_event_read, subject), replaces="event")

    def focus_search(self) -> None:
        """Go to the kinds that may be shown alone."""
        self.leaves.side.kinds.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(ActionBar(self.desk, self.verbs.new, self.verbs.for_one(), self.verbs.aside()))
        layout.addWidget(self.line)
        layout.addWidget(rule())
        layout.addWidget(self.leaves, 1)

    def _connect(self) -> None:
        self.line.wanted.connect(self.show_leaf)
        self.line.day_asked.connect(self._on_day_asked)
        self.leaves.side.toggled.connect(lambda key: self.show_leaf(self.showing.toggled(key)))
        self.leaves.side.cleared.connect(lambda: self.show_leaf(self.showing.of_all()))
        self.leaves.wanted.connect(self.show_leaf)
        self.leaves.opened.connect(self.verbs.open_thing)
        self.leaves.new_wanted.connect(self.verbs.new.trigger)
        self.leaves.chosen_changed.connect(self.verbs.refresh)

    def _on_read(self, leaf: Leaf) -> None:
        self._leaf = leaf
        self._show()

    def _show(self) -> None:
        assert self._leaf is not None
        self.line.show_leaf(self.showing)
        self.leaves.show_leaf(self.showing, self._leaf)
        if self._awaited is not None:
            self.leaves.choose(self._awaited)
            self._awaited = None

    def _on_event_read(self, subject: Subject, row: EventRow) -> None:
        self._awaited = subject
        self.show_leaf(self.showing.on(row.first).of_all())

    def _on_day_asked(self) -> None:
        DayDialog(self.desk, self, _("Go to a day"), self._go_to).open()

    def _go_to(self, day: date) -> None:
        self.show_leaf(self.showing.on(day))


def _event(event_id: int, session: Session) -> EventRow:
    """In the lane."""
    row = event_row(session, event_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return row
