"""The pages of the import wizard, one in sight, and what is said on the page that it is about."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget

from coorddesk.core.messages import _, _p
from coorddesk.shell.import_wizard.columns_step import ColumnsStep
from coorddesk.shell.import_wizard.file_step import FileStep
from coorddesk.shell.import_wizard.plan_step import PlanStep
from coorddesk.shell.import_wizard.result_step import ResultStep
from coorddesk.widgets.messages import warn

if TYPE_CHECKING:
    from coorddesk.core.errors import UserError
    from coorddesk.shell.import_wizard.file_rows import FileRows
    from coorddesk.shell.window_desk import WindowDesk


class Step(IntEnum):
    """The pages, in their order."""

    FILE = 0
    COLUMNS = 1
    PLAN = 2
    RESULT = 3


TITLES = (_("File"), _("Columns"), _("What it would do"), _p("import", "Done"))


class Steps(QScrollArea):
    """Scrolls to the rest of a page where the screen is too small for it."""

    def __init__(self, desk: WindowDesk, rows: FileRows) -> None:
        """Build every page; `rows` reads those of the file."""
        super().__init__(widgetResizable=True)
        self._desk = desk
        self.file = FileStep(desk, desk.import_kinds)
        self.columns = ColumnsStep(desk, desk.import_kinds, rows)
        self.plan = PlanStep(desk, rows)
        self.result = ResultStep(desk)
        self._pages = (self.file, self.columns, self.plan, self.result)
        self._stack = QStackedWidget()
        for page in self._pages:
            self._stack.addWidget(page)
        self.setProperty("kind", "body")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._stack)

    @property
    def current(self) -> Step:
        """The page in sight."""
        return Step(self._stack.currentIndex())

    def bring(self, step: Step) -> None:
        """Bring a page into sight."""
        self._stack.setCurrentIndex(step)

    def focus(self) -> None:
        """Give the keyboard to the page in sight."""
        self._pages[self.current].setFocus()

    def let_wait(self, waits: bool) -> None:
        """Take nothing in while something is under way."""
        self._stack.setDisabled(waits)

    def show_trouble(self, error: UserError) -> None:
        """Say it on the page that it is about."""
        match self.current:
            case Step.FILE:
                self.file.show_trouble(error)
            case Step.COLUMNS:
                self.columns.show_trouble(error)
            case Step.PLAN:
                self.plan.show_trouble(error)
            case _:
                warn(self._desk, self, error)

    def show_saved(self, path: Path) -> None:
        """Say where an empty sheet, or the refused rows, were saved."""
        if self.current is Step.FILE:
            self.file.show_saved(path)
        else:
            self.result.saved.say(_("Saved: {name}", name=str(path)))
