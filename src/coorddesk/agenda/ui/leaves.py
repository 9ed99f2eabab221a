"""The leaves of the agenda: a grid of days or a list of a whole month, and beside it the day and what is shown."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget

from coorddesk.agenda.ui.days_grid import DaysGrid
from coorddesk.agenda.ui.showing import Leaf, Showing, View
from coorddesk.agenda.ui.side import Side
from coorddesk.agenda.ui.things_list import ThingsList
from coorddesk.core.messages import _

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from coorddesk.core.dated import Dated
    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk

_SIZES = "split.agenda"
_SIDE_WIDTH = 272


class Leaves(QSplitter):
    """The arrows go from day to day, Enter into the day, Esc back.

    Signals:
        wanted: another `Showing`.
        opened: a thing.
        new_wanted: something new on the day that is chosen.
        chosen_changed: the verbs are about another thing.
    """

    wanted = Signal(object)
    opened = Signal(object)
    new_wanted = Signal()
    chosen_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Build every leaf, blank."""
        super().__init__(Qt.Orientation.Horizontal)
        self._desk = desk
        self._showing: Showing | None = None
        self.grid = DaysGrid(desk)
        self.list = ThingsList(desk, _("Agenda"))
        self.side = Side(desk)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.list)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.addWidget(self._stack)
        self.addWidget(self.side)
        self.setStretchFactor(0, 1)
        sizes = desk.settings.recall(_SIZES)
        self.setSizes(sizes if isinstance(sizes, list) and len(sizes) == self.count() else [1_000, _SIDE_WIDTH])
        self.splitterMoved.connect(lambda: desk.settings.remember(_SIZES, self.sizes()))
        self._connect()

    @property
    def front(self) -> QWidget:
        """What has the keyboard first."""
        return self.list if self._is_list else self.grid

    @property
    def chosen(self) -> Dated | None:
        """The thing that the verbs are about."""
        return (self.list if self._is_list else self.side.list).chosen

    def show_leaf(self, showing: Showing, leaf: Leaf) -> None:
        """Show what was read; the keyboard comes along."""
        before, self._showing = self._showing, showing
        self.side.show_kinds(leaf.counts(showing.leaf), showing.kinds)
        self._bring_forward()
        if self._is_list:
            days = dict(leaf.by_day(showing.leaf, showing.kinds))
            say = self._desk.texts.weekday
            self.side.hide_day()
            self.list.show_lines(list(chain.from_iterable((say(day), *things) for day, things in days.items())))
            if before is None or (before.view, before.day) != (showing.view, showing.day):
                QTimer.singleShot(0, self.list, lambda: self._choose_day(showing.day, list(days)))  # once it has a size
        else:
            self.grid.show_leaf(showing, leaf)
            self.side.show_day(showing.day, self.grid.things_on(showing.day))
        if before is None:
            self.front.setFocus()
        self.chosen_changed.emit()

    def choose(self, subject: Subject) -> None:
        """Put the keyboard on the thing of a record."""
        things = self.list if self._is_list else self.side.list
        things.choose_subject(subject)
        things.setFocus()

    @property
    def _is_list(self) -> bool:
        return self._showing is not None and self._showing.view is View.LIST

    def _connect(self) -> None:
        self.grid.day_wanted.connect(self._on_day_wanted)
        self.grid.turned.connect(self._on_turned)
        self.grid.entered.connect(self.side.list.setFocus)
        self.grid.new_wanted.connect(self.new_wanted)
        self.side.list.left.connect(self.grid.setFocus)
        for each in (self.grid, self.side.list, self.list):
            each.opened.connect(self.opened)
        for made in (self.side.list, self.list):
            made.selectionModel().currentChanged.connect(lambda *_changed: self.chosen_changed.emit())

    def _bring_forward(self) -> None:
        focus, front = QApplication.focusWidget(), self.front
        had_keyboard = focus is not None and self._stack.isAncestorOf(focus)
        if self._stack.currentWidget() is not front:
            self._stack.setCurrentWidget(front)
            if had_keyboard:
                front.setFocus()

    def _choose_day(self, day: date, days: list[date]) -> None:
        """The day, or the next that has something."""
        near = next((each for each in days if each >= day), None)
        if near is not None:
            self.list.choose_heading(self._desk.texts.weekday(near))

    def _on_day_wanted(self, day: date) -> None:
        assert self._showing is not None
        self.wanted.emit(self._showing.on(day))

    def _on_turned(self, leaves: int) -> None:
        assert self._showing is not None
        self.wanted.emit(self._showing.turned(leaves))
