"""Hands on the import wizard: they take a sheet from step to step, and read what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from coorddesk.shell.import_wizard.choice_line import ChoiceLine
from coorddesk.shell.import_wizard.steps import Step
from coorddesk.shell.import_wizard.strip_model import Decided
from coorddesk.shell.import_wizard.wizard import ImportWizard
from tests.screens import write as type_letters
from tests.windows import Windows, press

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Hands:
    """A wizard that is open, and the window behind it."""

    def __init__(self, windows: Windows, wizard: ImportWizard) -> None:
        self.windows = windows
        self.wizard = wizard

    @property
    def step(self) -> Step:
        return Step(self.wizard.steps.current)

    def look(self, path: Path, kind: str = "") -> None:
        """Choose a file."""
        self.wizard.begin(kind, path)
        self.windows.settle()

    def next(self) -> None:
        """Press the button that goes on."""
        QTest.mouseClick(self.wizard.foot.next, Qt.MouseButton.LeftButton)
        self.windows.settle()

    def plan(self, path: Path, kind: str = "") -> None:
        """Choose a file, and see what it would do."""
        self.look(path, kind)
        self.next()

    def apply(self, path: Path, kind: str = "") -> None:
        """Take a file in."""
        self.plan(path, kind)
        self.next()

    def line(self, decided: Decided) -> list[str]:
        """What a line of the strip says of each column."""
        strip = self.wizard.steps.columns.grid.strip
        return [strip.index(decided, column).data() for column in range(strip.columnCount())]

    def decide(self, column: int, letters: str, line: Decided = Decided.FIELD) -> None:
        """Click into a cell of the strip, type a few letters and press Enter."""
        view = self.wizard.steps.columns.grid.decisions
        index = view.model().index(line, column)
        self.come_forward()
        view.setFocus()
        view.setCurrentIndex(index)
        view.scrollTo(index)
        press(view, Qt.Key.Key_F2)
        self.choose(view, letters)

    def choose(self, view: QTableView, letters: str) -> None:
        """Type into the line that is open in a table, and take what is offered first."""
        (line,) = [each for each in view.viewport().findChildren(ChoiceLine) if each.isVisible()]
        type_letters(line, letters)
        self.windows.wait(line._popup.isVisible)
        press(line._popup, Qt.Key.Key_Return)
        self.windows.settle()

    def counts(self) -> list[str]:
        """The verdicts that have rows."""
        return [button.text() for button in self.wizard.steps.plan._bar._buttons.values() if button.isEnabled()]

    def come_forward(self) -> None:
        """Give the wizard the keyboard."""
        self.wizard.activateWindow()
        self.windows.wait(self.wizard.isActiveWindow)

    def focus(self) -> QWidget | None:
        return QApplication.focusWidget()


def click(view: QTableView, index: QModelIndex) -> None:
    """Click into a cell."""
    view.scrollTo(index)
    middle: QPoint = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)


def write(path: Path, *rows: Sequence[str]) -> Path:
    """A sheet with semicolons."""
    path.write_text("\n".join(";".join(row) for row in rows), "utf-8")
    return path


def table(model: QAbstractItemModel, columns: int) -> list[list[str]]:
    """The texts of a list."""
    return [[model.index(row, column).data() for column in range(columns)] for row in range(model.rowCount())]
