"""What is done with a line of a bank statement, from its window and the menu of its list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.directory.service import Deletion
from coorddesk.purchasing.rules.bank import BankState, against
from coorddesk.purchasing.service.bank import (
    LeavingAside,
    Ticking,
    delete_bank_line,
    leave_aside,
    take_back,
    tick_off,
)
from coorddesk.widgets.actions import make_action

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.errors import UserError
    from coorddesk.purchasing.queries.bank import BankRow
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.record_list import RecordList

_KEYS = 5


class Outcome(Protocol):
    """Where it is said what came of a deed."""

    def say(self, done: Message | None, trouble: Message | None = None) -> None:
        """Say what was done, or why it was not."""


class BankVerbs:
    """Ticks lines off and goes on with the next one; digits take a proposal while the keyboard is in the list."""

    def __init__(self, desk: Desk, window: QWidget, lines: RecordList, outcome: Outcome) -> None:
        """Work with the current line of a list; `outcome` says what came of it."""
        self._desk, self._window, self._list, self._outcome = desk, window, lines, outcome
        self._read: BankRow | None = None
        self._pressed = QElapsedTimer()
        new = partial(make_action, desk, window)
        self.tick = new(_p("bank line", "Tick off"), "check", "Ctrl+Return", partial(self.take, 0))
        self.others = [
            make_action(
                desk,
                lines,
                _("Take proposal {number}", number=place),
                "check",
                str(place),
                partial(self.take, place - 1),
            )
            for place in range(1, _KEYS + 1)
        ]
        self.choose = new(_("Choose invoices…"), "list-checks", "Ctrl+D", self._on_choose)
        self.back = new(_("Take the tick back"), "undo-2", "Ctrl+Backspace", self._on_back)
        self.aside = new(_p("bank line", "Leave aside"), "archive", "Ctrl+L", partial(self._leave, is_aside=True))
        self.again = new(
            _p("bank line", "Take up again"), "archive-restore", "Ctrl+R", partial(self._leave, is_aside=False)
        )
        self.show_invoice = new(_("Open the invoice"), "external-link", "Ctrl+O", self._on_open)
        self.delete = new(_("Delete the line"), "trash-2", "Ctrl+Del", self._on_delete)

    def of_one(self) -> list[QAction]:
        """Those that are seen at once, the most used first."""
        return [self.tick, self.choose, self.back, self.aside, self.again, self.show_invoice]

    @property
    def _seen(self) -> BankRow | None:
        """The line that the keyboard is on; None until it is read: what was read before is of another."""
        row = self._read
        return row if row is not None and row.id == self._list.current_id() else None

    def show_line(self, row: BankRow | None) -> None:
        """Work with a line from now on; what cannot be done with it is not offered."""
        self._read = row
        state = None if row is None else row.state
        self.tick.setEnabled(row is not None and bool(row.found))
        for place, action in enumerate(self.others):
            action.setEnabled(row is not None and place < len(row.found))
        self.choose.setEnabled(state is BankState.OPEN)
        self.back.setEnabled(row is not None and bool(row.ticked))
        self.aside.setEnabled(state is BankState.OPEN or len(self._list.selected_ids()) > 1)
        self.again.setEnabled(state is BankState.ASIDE)
        self.delete.setEnabled(row is not None and not row.ticked)
        self.show_invoice.setEnabled(row is not None and bool(row.ticked or row.found))

    def take(self, place: int) -> None:
        """Tick the line off as a proposal says, the first from 0 on."""
        row = self._seen
        if row is not None and place < len(row.found):
            self.tick_off(Ticking(row.id, row.version, against(row.found[place].parts)))

    def press(self, place: int) -> None:
        """Take a proposal by Enter or the mouse: pressed twice at once it means one line, not the next one too."""
        is_second = self._pressed.isValid() and self._pressed.elapsed() < QApplication.doubleClickInterval()
        self._pressed.start()
        if not is_second:
            self.take(place)

    def tick_off(self, wish: Ticking) -> None:
        """Tick a line off, and go on with the next one."""
        done = partial(self._on_done, _("Ticked off."), self._next())
        self.show_line(None)  # until what became of it is read
        self._desk.operations.change(self._window, partial(_tick, wish), done, self._on_refused)

    def _next(self) -> int | None:
        """The line below the current one, which becomes the current one when that leaves the list."""
        ids, current = [line for line in self._list.model.ids if line > 0], self._list.current_id()
        if current is None or current not in ids:
            return None
        place = ids.index(current)
        others = ids[place + 1 :] + ids[:place][::-1]
        return others[0] if others else None

    def _on_done(self, said: Message, line: int | None, _none: object) -> None:
        self._outcome.say(said)
        if line is not None:
            self._list.select([line])

    def _on_choose(self) -> None:
        from coorddesk.purchasing.ui.bank_split_dialog import BankSplitDialog  # loads when it is wanted

        if self._seen is not None:
            dialog = BankSplitDialog(self._desk, self._window, self._seen)
            dialog.chosen.connect(self.tick_off)
            dialog.open()

    def _on_back(self) -> None:
        if self._seen is not None:
            work = partial(_take_back, Deletion(self._seen.id, self._seen.version))
            done = partial(self._on_done, _("The tick was taken back."), None)
            self._desk.operations.change(self._window, work, done, self._on_refused)

    def _leave(self, *, is_aside: bool) -> None:
        """Of the lines that are selected, or of the one that the keyboard is on."""
        current = self._list.current_id()
        lines = tuple(self._list.selected_ids()) or (() if current is None else (current,))
        if not lines:
            return
        said = _n("{count} line was taken up again.", "{count} lines were taken up again.", len(lines))
        if is_aside:
            said = _n("{count} line was left aside.", "{count} lines were left aside.", len(lines))
        done = partial(self._on_done, said, self._next())
        work = partial(_leave, LeavingAside(lines, is_aside))
        self._desk.operations.change(self._window, work, done, self._on_refused, said=said)

    def _on_delete(self) -> None:
        if self._seen is None:
            return
        question = _("Delete the bank line “{label}”?", label=self._seen.label)
        if self._desk.ask(self._window, question, None, _("Delete"), dangerous=True):
            work = partial(_delete, Deletion(self._seen.id, self._seen.version))
            said = _("The line was deleted.")
            done = partial(self._on_done, said, self._next())
            self._desk.operations.change(self._window, work, done, self._on_refused, said=said)

    def _on_open(self) -> None:
        row = self._seen
        if row is not None and row.ticked:
            self._desk.open_record(("invoice", row.ticked[0].invoice_id))
        elif row is not None and row.found:
            self._desk.open_record(("invoice", row.found[0].parts[0].of.invoice_id))

    def _on_refused(self, error: UserError) -> None:
        self._outcome.say(None, error.message)
        self._list.reload()  # another program may have been faster


def _tick(wish: Ticking, session: Session) -> None:
    """In the lane."""
    tick_off(session, wish)


def _take_back(wish: Deletion, session: Session) -> None:
    """In the lane."""
    take_back(session, wish)


def _leave(wish: LeavingAside, session: Session) -> None:
    """In the lane."""
    leave_aside(session, wish)


def _delete(wish: Deletion, session: Session) -> None:
    """In the lane."""
    delete_bank_line(session, wish)
