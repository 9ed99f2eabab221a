"""The grid of lines in a form: what is typed so far, what it comes to, and one step back where a slip was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.grid.cells import GridColumn
from coorddesk.widgets.grid.lines import Line
from coorddesk.widgets.grid.model import GridModel
from coorddesk.widgets.grid.view import GridView
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROW_HEIGHT

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

_STEPS = 50
GROWING_HINT = _(
    "Enter: next cell · Ctrl+D: as above · Ctrl+Del: take the line out · Alt+Up, Alt+Down: move it · Ctrl+Z: undo"
)
FIXED_HINT = _("Enter: next cell · Ctrl+D: as above · Ctrl+Z: undo")


@dataclass(frozen=True)
class GridRow:
    """A line as it is understood: its values by key, its id if it is known already, and what goes with it."""

    values: Mapping[str, Any]
    id: int | None = None
    beside: Any = None


class GridEditor(Editor):
    """Its value is a tuple of `GridRow`; a subclass or `checks` refuses what a line lacks.

    Signals:
        turned: another line has the keyboard.
    """

    turned = Signal(int)

    def __init__(
        self, look: Look, columns: Sequence[GridColumn], *, lines: int = 7, grows: bool = True, hint: bool = True
    ) -> None:
        """Room for so many `lines`; a grid that does not grow has the lines that it is shown."""
        self._around = QWidget()
        self.model = GridModel(look, columns, self._around, grows=grows)
        self.table = GridView(look, self.model)
        super().__init__(look, self._around)
        self.below = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._around)
        self.below.setContentsMargins(0, 0, 0, 0)
        self.below.setSpacing(HAIR)
        self.below.addWidget(self.table)
        if hint:
            said = GROWING_HINT if grows else FIXED_HINT
            self.below.addWidget(label(look, said, TypeScale.CAPTION, "muted", wrap=True))
        self._around.setFocusProxy(self.table)
        self.table.setFixedHeight((lines + 1) * ROW_HEIGHT + 6)
        self._steps: list[tuple[Line, ...]] = [()]
        self._is_stepping = False
        self.model.typed_in.connect(self._on_typed)
        self.table.selectionModel().currentChanged.connect(lambda now, _before: self.turned.emit(now.row()))
        self.table.passed_on.connect(lambda: self.focusNextChild())  # noqa: PLW0108 - protected in C++
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self.table, self.step_back)

    def value(self) -> tuple[GridRow, ...]:
        """The lines. Raises the `UserError` of the first cell that is wrong, and goes there."""
        self.table.finish_typing()
        return tuple(self._read(row) for row in range(self.model.rowCount()) if self._counts(row))

    def sketch(self) -> tuple[GridRow, ...]:
        """What is understood of the lines so far."""
        model = self.model
        rows = (row for row in range(model.rowCount()) if self._counts(row))
        return tuple(GridRow(model.values(row), model.line(row).id, model.line(row).beside) for row in rows)

    def refuse(self, place: int, key: str, message: Message) -> UserError:
        """The trouble of a cell, where the keyboard goes; `place` counts the lines of the value."""
        rows = [row for row in range(self.model.rowCount()) if self._counts(row)]
        self.table.go_to(rows[place], self._column(key))
        return UserError(message)

    def set_value(self, value: Any) -> None:
        """Show rows in place of those that are there."""
        self.show_lines([self.model.means.line_of(each.values, each.id, each.beside) for each in value or ()])

    def add_row(self, row: GridRow, key: str) -> None:
        """Add a line, and go to a cell of it."""
        self.table.finish_typing()
        at = self.model.add([self.model.means.line_of(row.values, row.id, row.beside)])
        self.table.go_to(at, self._column(key))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show lines as they were typed."""
        self.model.show_lines(lines)
        self.table.setCurrentIndex(self.model.index(0, self.table.first_column))
        self._steps = [self.model.lines]
        self.changed.emit()

    def state(self) -> object:
        """The lines as typed."""
        return self.model.lines

    def set_state(self, state: Any) -> None:
        """Type them again."""
        self.show_lines(state)

    def step_back(self) -> None:
        """As it was before the last thing that was typed, moved or taken out."""
        if len(self._steps) > 1:
            self._steps.pop()
            at = self.table.currentIndex()
            row, column = at.row(), at.column()
            self._is_stepping = True
            self.model.show_lines(self._steps[-1])
            self._is_stepping = False
            self.table.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1), max(column, 0)))
            self.changed.emit()

    def text(self) -> str:
        """All of them, a line each."""
        return self.shown([line.texts for line in self.model.lines])

    def shown(self, value: Any) -> str:
        """Lines, each on one of its own."""
        if isinstance(value, str):
            return value
        lines = (
            self.model.means.line_of(each.values).texts if isinstance(each, GridRow) else each for each in value or ()
        )
        return "\n".join(", ".join(filter(None, texts)) for texts in lines)

    def describe(self, label: QLabel, name: str) -> None:
        """The table is what is typed into."""
        label.setBuddy(self.table)
        self.table.setAccessibleName(name)

    def set_wrong(self, trouble: str) -> None:
        """Let a screen reader say it."""
        self.table.setAccessibleDescription(trouble)

    def _counts(self, row: int) -> bool:
        return self.model.means.is_filled(self.model.line(row))

    def _read(self, row: int) -> GridRow:
        values: dict[str, Any] = {}
        for place, column in enumerate(self.model.columns):
            if column.told is None:
                try:
                    values[column.key] = self.model.means.value(self.model.line(row), place)
                except UserError:
                    self.table.go_to(row, place)
                    raise
        line = self.model.line(row)
        return GridRow(values, line.id, line.beside)

    def _column(self, key: str) -> int:
        return next(place for place, each in enumerate(self.model.columns) if each.key == key)

    def _on_typed(self) -> None:
        if self._is_stepping:
            return
        self._steps = [*self._steps[-_STEPS:], self.model.lines]
        self.changed.emit()
