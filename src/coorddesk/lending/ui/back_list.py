"""What may come back, each thing to be ticked; of several of an accessory, how many are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QListWidget, QListWidgetItem, QSpinBox, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.widgets.focus import own_enter
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.tokens import CONTROL_HEIGHT, HAIR, ROW_HEIGHT, TIGHT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent

    from coorddesk.lending.queries.held import HeldThing
    from coorddesk.widgets.desk import Look

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_NUMBER_WIDTH = 52
_LINE_HEIGHT = 24
_LEAST_ROWS, _MOST_ROWS = 4, 9


class BackList(QListWidget):
    """Space ticks a line, Left and Right count one less or one more of an accessory.

    Signals:
        counted: what is there is another number.
    """

    counted = Signal()

    def __init__(self, look: Look, name: Message, things: Sequence[HeldThing]) -> None:
        """Show what is out, nothing of it ticked; `name` is what a screen reader says."""
        super().__init__()
        self._look = look
        self.things = tuple(things)
        self._numbers: dict[int, QSpinBox] = {}
        self.setProperty("kind", "choice")
        self.setAccessibleName(look.texts.say(name))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        for place, thing in enumerate(self.things):
            self._add(place, thing)
        if self.things:
            self.setCurrentRow(0)
        self.itemChanged.connect(self._on_ticked)
        own_enter(self, lambda: self._turn(self.currentRow()))

    @property
    def counts(self) -> dict[int, int]:
        """How many of each line are there, by its id; what is not there is left out."""
        counts = {thing.line_id: self._count(place) for place, thing in enumerate(self.things)}
        return {line: count for line, count in counts.items() if count}

    @property
    def is_whole(self) -> bool:
        """Whether all of it is there."""
        return all(self._count(place) == thing.quantity for place, thing in enumerate(self.things))

    def show_counts(self, counts: Mapping[int, int]) -> None:
        """Tick these."""
        for place, thing in enumerate(self.things):
            self._set_count(place, counts.get(thing.line_id, 0))

    def take_all(self) -> None:
        """Tick everything."""
        self.show_counts({thing.line_id: thing.quantity for thing in self.things})

    def count_one(self, place: int) -> bool:
        """One more of a line is there; False if all of it was."""
        self.setCurrentRow(place)
        count = self._count(place)
        if count == self.things[place].quantity:
            return False
        self._set_count(place, count + 1)
        return True

    def sizeHint(self) -> QSize:
        """Room for a few lines."""
        return QSize(super().sizeHint().width(), min(max(self.count(), _LEAST_ROWS), _MOST_ROWS) * ROW_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Some of them at least."""
        return QSize(super().minimumSizeHint().width(), _LEAST_ROWS * ROW_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right count."""
        step, place = _STEPS.get(Qt.Key(event.key())), self.currentRow()
        if step is None or place not in self._numbers:
            super().keyPressEvent(event)
        else:
            self._set_count(place, self._count(place) + step)

    def _add(self, place: int, thing: HeldThing) -> None:
        said = " · ".join(part for part in (thing.title, thing.detail, thing.kit) if part)
        item = QListWidgetItem(said)
        item.setToolTip(said)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        item.setSizeHint(QSize(0, CONTROL_HEIGHT + HAIR if thing.quantity > 1 else _LINE_HEIGHT))
        self.addItem(item)
        if thing.quantity > 1:
            self.setItemWidget(item, self._counter(place, thing))

    def _counter(self, place: int, thing: HeldThing) -> QWidget:
        """How many of how many, at the end of the line."""
        number = QSpinBox(maximum=thing.quantity)
        number.setAlignment(Qt.AlignmentFlag.AlignRight)
        number.setFixedWidth(_NUMBER_WIDTH)
        number.setAccessibleName(self._look.texts.say(_("How many of {thing} are there", thing=thing.title)))
        number.valueChanged.connect(lambda count: self._set_count(place, count))
        self._numbers[place] = number
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, TIGHT, 0)
        row.setSpacing(TIGHT)
        row.addStretch()
        row.addWidget(number)
        row.addWidget(QLabel(self._look.texts.say(_("of {count}", count=thing.quantity))))
        return made

    def _count(self, place: int) -> int:
        if place in self._numbers:
            return self._numbers[place].value()
        return int(self.item(place).checkState() is Qt.CheckState.Checked)

    def _set_count(self, place: int, count: int) -> None:
        count = max(0, min(count, self.things[place].quantity))
        with QSignalBlocker(self):
            self.item(place).setCheckState(Qt.CheckState.Checked if count else Qt.CheckState.Unchecked)
        if place in self._numbers:
            with QSignalBlocker(self._numbers[place]):
                self._numbers[place].setValue(count)
        self.viewport().update()
        self.counted.emit()

    def _on_ticked(self, item: QListWidgetItem) -> None:
        place, is_ticked = self.row(item), item.checkState() is Qt.CheckState.Checked
        self._set_count(place, self.things[place].quantity if is_ticked else 0)

    def _turn(self, place: int) -> None:
        if place >= 0:
            self._set_count(place, 0 if self._count(place) else self.things[place].quantity)


class BacksEditor(Editor):
    """The list in a form; its value is a tuple of line ids, each with how many came back."""

    def __init__(self, look: Look, name: Message, things: Sequence[HeldThing]) -> None:
        """Everything is ticked at first: most bring back all they have."""
        self.list = BackList(look, name, things)
        super().__init__(look, self.list)
        self.list.take_all()
        self.list.counted.connect(self.changed)

    def value(self) -> tuple[tuple[int, int], ...]:
        """What came back."""
        return tuple(self.list.counts.items())

    def set_value(self, value: Any) -> None:
        """Tick these, and no others."""
        self.list.show_counts(dict(value or ()))

    def state(self) -> object:
        """What is ticked."""
        return self.value()

    def set_state(self, state: Any) -> None:
        """Tick it again."""
        self.set_value(state)
