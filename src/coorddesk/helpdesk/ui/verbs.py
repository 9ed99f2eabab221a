"""What can be done with tickets: the actions behind the page's bar, its menus, its card and its keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.helpdesk.queries import MacroRow, TicketRow, macros
from coorddesk.helpdesk.rules import FOLLOWING, OPEN, OVER, Status
from coorddesk.helpdesk.service import Close, MeToo, Seen, Start, add_me_too, close, open_recurring, start
from coorddesk.widgets.actions import gather, make_action, part

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.helpdesk.ui.dialogs import TicketsDialog
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.record_list import RecordList


class TicketVerbs(QObject):
    """Makes the actions and keeps them in step with the tickets selected, one or many.

    Signals:
        added: the number of a new ticket.
    """

    added = Signal(object)

    def __init__(self, desk: Desk, page: QWidget, listing: RecordList) -> None:
        """Make every action; `page` lists them and owns their dialogs."""
        super().__init__(page)
        self._desk, self._page, self._list = desk, page, listing
        self._is_busy = False  # a second press meanwhile is a slip
        new = partial(make_action, desk, page)
        self.new = new(_("New ticket"), "plus", "Ctrl+N", self._on_new)
        part(page)
        self.assign = self._dialog(_p("ticket", "Assign…"), "user", "A", "AssignDialog")
        self.start = new(_p("ticket", "Start"), "play", "S", self._on_start)
        self.wait = self._dialog(_p("ticket", "Let wait…"), "clock", "W", "WaitDialog")
        self.plan = self._dialog(_p("ticket", "Plan…"), "calendar-clock", "P", "PlanDialog")
        self.resolve = self._dialog(_p("ticket", "Resolve…"), "circle-check", "R", "ResolveDialog")
        self.close = new(_p("ticket", "Close"), "archive", "C", self._on_close)
        self.reopen = self._dialog(_p("ticket", "Reopen…"), "undo-2", "O", "ReopenDialog")
        self.cancel = self._dialog(_p("ticket", "Cancel tickets…"), "circle-x", "Del", "CancelDialog")
        part(page)
        self.answer = self._dialog(_p("ticket", "Answer…"), "mail", "M", "AnswerDialog")
        self.note = self._dialog(_p("ticket", "Internal note…"), "notebook-pen", "N", "NoteDialog")
        self.escalate = self._dialog(_p("ticket", "Escalate…"), "arrow-up", "G", "EscalateDialog")
        self.macro = new(_p("ticket", "Macro…"), "sparkles", "J", self._on_macro)
        part(page)
        self.edit = new(_("Edit…"), "pencil", "F2", self._on_edit)
        self._make_seldom(new)
        listing.selection_changed.connect(self.refresh)
        self.refresh()

    def _make_seldom(self, new: Callable[..., QAction]) -> None:
        """Those that stand in menus within the page's menu."""
        self.urgency = self._dialog(_("Urgency and impact…"), "circle-alert", "U", "UrgencyDialog")
        self.category = self._dialog(_p("ticket", "Categorise…"), "tag", "K", "CategoryDialog")
        self.problem = self._dialog(_("Put among those of a problem…"), "folder", "B", "ProblemDialog")
        found, module = "FoundProblemDialog", "problem_dialogs"
        self.found = self._dialog(_("New problem behind them…"), "circle-plus", "Shift+B", found, module)
        self.helpers = self._dialog(_("Who helps…"), "users", "H", "HelpersDialog", "beside_dialogs")
        self.rating = self._dialog(_("Satisfaction…"), "smile", "V", "RatingDialog", "beside_dialogs")
        self.me_too = new(_("“Me too”"), "circle-plus", "Y", self._on_me_too)
        self.work = self._dialog(_("Log work…"), "wrench", "T", "WorkDialog", "work_dialogs")
        self.steps = new(_("Steps…"), "list-checks", "L", self._on_steps)
        self.link = self._dialog(_p("ticket", "Link…"), "link", "X", "LinkDialog", "link_dialogs")
        self.merge = self._dialog(_("Merge…"), "merge", "Ctrl+M", "MergeDialog", "link_dialogs")
        self.split = self._dialog(_("Split off…"), "copy", "D", "SplitDialog", "link_dialogs")
        gather(self._desk, _("Work and links"), (self.work, self.steps, self.link, self.merge, self.split))
        said = (self.urgency, self.category, self.problem, self.found, self.helpers, self.me_too, self.rating)
        gather(self._desk, _("What is said of it"), (self.edit, *said))

    def daily(self) -> list[QAction]:
        """Those that have a button of their own in the page's bar."""
        return [self.assign, self.start, self.wait, self.resolve, self.answer, self.note]

    def others(self) -> list[QAction]:
        """The rest of those that need a ticket, the most usual first."""
        again = [self.plan, self.close, self.reopen, self.escalate, self.macro, self.edit, self.work, self.steps]
        said = [self.urgency, self.category, self.problem, self.found, self.helpers, self.me_too, self.rating]
        return [*again, *said, self.link, self.merge, self.split, self.cancel]

    def refresh(self) -> None:
        """Offer what fits the tickets selected; of a row that was not painted yet, everything."""
        count, rows = len(self._list.selected_ids()), self._rows()
        for action, status in (
            (self.start, Status.IN_PROGRESS),
            (self.wait, Status.WAITING),
            (self.plan, Status.PLANNED),
            (self.resolve, Status.RESOLVED),
            (self.close, Status.CLOSED),
            (self.cancel, Status.CANCELLED),
        ):
            fits = all(status in FOLLOWING[row.status] and row.merged_into_id is None for row in rows)
            action.setEnabled(count > 0 and fits)
        are_over = all(row.status in OVER and row.merged_into_id is None for row in rows)
        self.start.setEnabled(self.start.isEnabled() and all(row.status in OPEN for row in rows))
        self.reopen.setEnabled(count > 0 and are_over)
        are_open = all(row.status in OPEN for row in rows)
        for action in (self.escalate, self.merge):
            action.setEnabled(count > 0 and are_open)
        many = (self.assign, self.answer, self.note, self.macro, self.urgency, self.category, self.problem, self.found)
        for action in many:
            action.setEnabled(count > 0)
        for action in (self.edit, self.work, self.steps, self.link, self.split, self.me_too, self.helpers):
            action.setEnabled(count == 1)
        self.rating.setEnabled(count == 1 and are_over)

    def open_recurring(self) -> None:
        """Open what comes again and is due, once somebody has said yes."""
        question = _("Open the recurring tickets that are due?")
        if self._desk.ask(self._page, question, None, _("Open")):
            self._desk.operations.change(self, open_recurring, said=_said_opened)

    def _rows(self) -> list[TicketRow]:
        """The tickets selected that were painted."""
        rows = (self._list.row(ticket_id) for ticket_id in self._list.selected_ids())
        return [row for row in rows if isinstance(row, TicketRow)]

    def _seen(self) -> tuple[Seen, ...]:
        """Every ticket selected, as it was painted."""
        versions = {row.id: row.version for row in self._rows()}
        return tuple(Seen(ticket_id, versions.get(ticket_id)) for ticket_id in self._list.selected_ids())

    def _dialog(self, text: Message, icon: str, keys: str, name: str, module: str = "dialogs") -> QAction:
        """An action that opens a dialog about the tickets selected."""

        def ask() -> None:
            if self._list.selected_ids():
                _dialog_class(module, name)(self._desk, self._page, self._seen(), self._rows()).open()

        return make_action(self._desk, self._page, text, icon, keys, ask)

    def _on_new(self) -> None:
        from coorddesk.helpdesk.ui.entry_dialog import EntryDialog  # as above

        dialog = EntryDialog(self._desk, self._page)
        dialog.saved.connect(self.added)
        dialog.open()

    def _on_edit(self) -> None:
        from coorddesk.helpdesk.ui.ticket_dialog import TicketDialog  # as above

        for row in self._rows()[:1]:
            TicketDialog(self._desk, self._page, row).open()

    def _on_start(self) -> None:
        self._change(start, Start(self._seen()), _p("done", "Started"))

    def _on_close(self) -> None:
        self._change(close, Close(self._seen()), _p("done", "Closed"))

    def _on_me_too(self) -> None:
        for ticket_id in self._list.selected_ids()[:1]:
            self._change(add_me_too, MeToo(ticket_id), _("“Me too”"))

    def _change(self, verb: Callable[[Session, Any], object], wish: Any, title: Message) -> None:
        from coorddesk.helpdesk.ui.dialogs import said_tickets  # as above

        if self._is_busy or not self._list.selected_ids():
            return
        self._is_busy = True
        said = _("{deed}: {tickets}", deed=title, tickets=said_tickets(self._seen(), self._rows()))
        change = self._desk.operations.change
        change(self, lambda session: verb(session, wish), settled=self._on_settled, said=said)

    def _on_settled(self) -> None:
        self._is_busy = False

    def _on_steps(self) -> None:
        from coorddesk.helpdesk.ui.work_dialogs import StepsDialog  # as above

        for row in self._rows()[:1]:
            StepsDialog(self._desk, self._page, row).open()

    def _on_macro(self) -> None:
        if self._list.selected_ids():
            self._desk.operations.read(self, macros, self._ask_macro, replaces="macros")

    def _ask_macro(self, found: Sequence[MacroRow]) -> None:
        from coorddesk.helpdesk.ui.work_dialogs import MacroDialog  # as above

        if found:
            MacroDialog(self._desk, self._page, self._seen(), self._rows(), found).open()
        else:
            self._desk.say(_("There is no macro yet: make one in the settings of the help desk."))


def _said_opened(numbers: Sequence[int]) -> Message | None:
    return _n("{count} ticket opened.", "{count} tickets opened.", len(numbers)) if numbers else None


def _dialog_class(module: str, name: str) -> type[TicketsDialog]:
    from importlib import import_module  # dialogs load when they are wanted

    found: type[TicketsDialog] = getattr(import_module(f"coorddesk.helpdesk.ui.{module}"), name)
    return found
