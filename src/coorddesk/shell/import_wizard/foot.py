"""The line at the foot of the import wizard: which file it is, what is under way, and the buttons that lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.shell.import_wizard.busy_line import BusyLine
from coorddesk.shell.import_wizard.steps import Step
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.tokens import TIGHT

if TYPE_CHECKING:
    from coorddesk.shell.import_wizard.files import Files
    from coorddesk.widgets.desk import Desk


class Foot(QWidget):
    """Shows the buttons that a page has."""

    def __init__(self, desk: Desk) -> None:
        """Build it for no page yet."""
        super().__init__()
        self._say = desk.texts.say
        self.where = label(desk, kind="muted")
        self.skip = button(desk, _("Skip this file"), ButtonKind.LINK)
        self.busy = BusyLine(desk)
        self.back = button(desk, _p("wizard", "Back"), icon="arrow-left")
        self.next = button(desk, _p("wizard", "Next"), ButtonKind.PRIMARY)
        self.close_button = button(desk, _("Cancel"))
        self.next.setDefault(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TIGHT)
        row.addWidget(self.where)
        row.addWidget(self.skip)
        row.addWidget(self.busy, 1)
        row.addStretch()
        for made in (self.back, self.next, self.close_button):
            row.addWidget(made)

    def let_wait(self, waits: bool) -> None:
        """While something is under way there is only the way out."""
        for made in (self.back, self.next, self.skip):
            made.setDisabled(waits)

    def show_step(self, step: Step, files: Files) -> None:
        """Show what a page has; `files` are those that are taken in one after the other."""
        self.back.setVisible(step in {Step.COLUMNS, Step.PLAN})
        self.back.setEnabled(True)
        self.next.setVisible(step in {Step.COLUMNS, Step.PLAN} or (step is Step.RESULT and files.has_more))
        self.where.setText(self._say(files.place) if files.place is not None else "")
        self.where.setVisible(files.place is not None)
        self.skip.setVisible(files.place is not None and step is not Step.RESULT)
        closing = _p("dismiss a message", "Close") if step is Step.RESULT else _("Cancel")
        self.close_button.setText(self._say(closing))

    def show_next(self, step: Step, writes: int | None) -> None:
        """Say where the next step leads; `writes` is how many rows would be taken in, None before they are counted."""
        self.next.setText(self._say(_word_for_next(step, writes)))
        self.next.setEnabled(writes is None or step is not Step.PLAN or writes > 0)


def _word_for_next(step: Step, writes: int | None) -> Message:
    if step is Step.RESULT:
        return _("Next file")
    if step is not Step.PLAN or writes is None:
        return _("See what it would do")
    return _n("Import {count} row", "Import {count} rows", writes) if writes else _("Nothing to import")
