"""Beside a leaf of the agenda: what the day that is chosen has, and which kinds of things are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.agenda.ui.things_list import ThingsList
from coorddesk.core.messages import _
from coorddesk.widgets.controls import ButtonKind, button, label, rule
from coorddesk.widgets.filter_tree import Choice, Choices, FilterTree
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from datetime import date

    from coorddesk.core.dated import Dated, DatedKind
    from coorddesk.widgets.desk import Desk

_LEAST_WIDTH = 200
_DAY_SHARE, _KINDS_SHARE = 5, 4


class Side(QFrame):
    """The day above, the kinds below; beside a list the kinds alone.

    Signals:
        toggled: the key of a kind that is to be shown alone, or with others that are.
        cleared: every kind is wanted again.
    """

    toggled = Signal(object)
    cleared = Signal()

    def __init__(self, desk: Desk) -> None:
        """Show nothing yet."""
        super().__init__()
        self._desk = desk
        self._known: dict[str, DatedKind] = {}
        self.setProperty("kind", "pane")
        self.setMinimumWidth(_LEAST_WIDTH)
        self._title = label(desk, scale=TypeScale.STRONG, wrap=True)
        self._title.setContentsMargins(ROOM, SNUG, ROOM, TIGHT)
        self._nothing = label(desk, _("Nothing on this day."), kind="muted", wrap=True)
        self._nothing.setContentsMargins(ROOM, 0, ROOM, 0)
        self.list = ThingsList(desk, _("What the day has"))
        self.kinds = FilterTree(desk, "agenda")
        self.kinds.setMinimumHeight(0)
        self._all = button(desk, _("Show everything"), ButtonKind.LINK)
        self.kinds.toggled.connect(self.toggled)
        self._all.clicked.connect(self.cleared)
        self._day = self._day_part()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._day, _DAY_SHARE)
        layout.addWidget(self.kinds, _KINDS_SHARE)
        foot = QHBoxLayout()
        foot.setContentsMargins(ROOM, HAIR, ROOM, TIGHT)
        foot.addWidget(self._all)
        foot.addStretch()
        layout.addLayout(foot)

    def show_day(self, day: date, things: Sequence[Dated]) -> None:
        """Show another day, or the same one as it is now."""
        self._title.setText(self._desk.texts.weekday(day))
        self._nothing.setVisible(not things)
        self.list.show_lines(things)
        self._day.show()

    def hide_day(self) -> None:
        """Leave all the room to the kinds."""
        self._day.hide()

    def show_kinds(self, counts: Mapping[DatedKind, int], chosen: frozenset[str]) -> None:
        """Offer what there is, and what is chosen though there is none of it now."""
        self._known |= {kind.key: kind for kind in counts}
        found = {kind.key: count for kind, count in counts.items()}
        offered = {**found, **dict.fromkeys(sorted(chosen - found.keys()), 0)}
        values = tuple(Choice(key, self._known[key].title, count, key in chosen) for key, count in offered.items())
        self.kinds.show_choices([Choices("kinds", _("What is shown"), values)])
        self._all.setVisible(bool(chosen))

    def _day_part(self) -> QWidget:
        made = QWidget()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._title)
        layout.addWidget(self._nothing)
        layout.addWidget(self.list, 1)
        layout.addWidget(rule())
        return made
