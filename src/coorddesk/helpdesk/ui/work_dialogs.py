"""The dialogs of the work on a ticket: time and cost, the steps of its checklist, and macros."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from coorddesk.core.messages import _, _p, digits, verbatim
from coorddesk.helpdesk.queries import MacroRow, StepRow, cause_options, ticket_card
from coorddesk.helpdesk.rules import RESOLUTION_TITLES, Status
from coorddesk.helpdesk.service import (
    AddSteps,
    NewWork,
    Seen,
    Tick,
    UseMacro,
    WorkDetails,
    add_steps,
    add_work,
    delete_step,
    tick_step,
    use_macro,
)
from coorddesk.helpdesk.ui.dialogs import TicketsDialog
from coorddesk.helpdesk.ui.pickers import option, person_picker, supplier_picker
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import AmountEditor, ChoiceEditor, NotesEditor, NumberEditor, TextEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.tokens import ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.helpdesk.queries import TicketRow
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_SIZE = (520, 420)
_DAY = 24 * 60


class WorkDialog(TicketsDialog):
    """How long somebody worked on a ticket, and what it cost."""

    title, button = _p("ticket", "Log work"), _("Add")
    outcome = _p("done", "Work logged")
    verb = staticmethod(add_work)

    def build(self, form: Form) -> None:
        """Today stands there."""
        desk, row = self.desk, self.only
        form.add("minutes", _p("work", "Minutes"), NumberEditor(desk, most=_DAY, unit=_("min")))
        form.add("cents", _("Cost"), AmountEditor(desk))
        form.add("what", _("What was done"), TextEditor(desk), wide=True)
        form.add("person", _("Done by"), person_picker(desk))
        form.add("supplier", _("Provider"), supplier_picker(desk))
        form.add("day", _("Day"), DateEditor(desk, desk.clock), required=True).set_value(desk.clock.today())
        if row is not None and row.assignee_id is not None:
            form.editor("person").set_value(option(row.assignee_id, row.assignee))

    def data(self) -> NewWork:
        """The wish."""
        said = self.form.values()
        links = said["person"], said["supplier"]
        details = WorkDetails(said["day"], said["minutes"] or 0, said["cents"], *links, said["what"])
        return NewWork(self.tickets[0].id, details)


class MacroDialog(TicketsDialog):
    """A reply and a status that lie ready, on one ticket or many."""

    title, button = _p("ticket", "Macro"), _("Use")
    outcome = _p("done", "Macro used")
    verb = staticmethod(use_macro)

    def __init__(
        self,
        desk: Desk,
        owner: QWidget,
        tickets: Sequence[Seen],
        rows: Sequence[TicketRow],
        macros: Sequence[MacroRow],
    ) -> None:
        """`macros` are those there are, at least one."""
        self._macros = {each.id: each for each in macros}
        super().__init__(desk, owner, tickets, rows)

    def build(self, form: Form) -> None:
        """What it says stands below; cause and resolution are asked for where it resolves and does not say them."""
        choices = [(each.id, verbatim(each.name)) for each in self._macros.values()]
        choice = form.add("macro", _p("ticket", "Macro"), ChoiceEditor(self.desk, choices))
        form.add("reply", _p("macro", "What it says"), NotesEditor(self.desk)).setEnabled(False)
        self._part = form.part(None, 1)
        cause = RecordPicker(self.desk, cause_options)
        form.add_to(self._part, "cause", _p("ticket", "Cause"), cause)
        resolutions = ChoiceEditor(self.desk, list(RESOLUTION_TITLES.items()))
        form.add_to(self._part, "resolution", _p("ticket", "Resolution"), resolutions)
        choice.changed.connect(partial(self._show_macro, form))
        self._show_macro(form)

    def _show_macro(self, form: Form) -> None:
        macro = self._macros[form.editor("macro").value()]
        form.editor("reply").set_value(macro.reply)
        is_end = macro.status is Status.RESOLVED
        wanted = [("cause", macro.cause_id), ("resolution", macro.resolution)]
        self._part.show_fields([key for key, value in wanted if is_end and value is None])

    def data(self) -> UseMacro:
        """The wish."""
        said = self.form.values()
        return UseMacro(self.tickets, said["macro"], said.get("cause"), said.get("resolution"))


class StepsDialog(QDialog):
    """The checklist of a ticket: the space bar ticks a step, Del takes one off, Enter below adds one.

    Signals:
        shown: the steps were read and stand there.
    """

    shown = Signal()

    def __init__(self, desk: Desk, owner: QWidget, ticket: TicketRow) -> None:
        """Show the steps of a ticket."""
        super().__init__(owner)
        self._desk, self._ticket = desk, ticket
        self._is_filling = False
        self.setWindowTitle(
            desk.texts.say(_("Steps: n° {number} “{title}”", number=digits(ticket.id), title=ticket.title))
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setProperty("kind", "choice")
        self.list.setAccessibleName(desk.texts.say(_("Steps")))
        self.line = TextEditor(desk, hint=_("One more step"))
        self.line.control.setAccessibleName(desk.texts.say(_("One more step")))
        self._add = button(desk, _("Add"))
        self._close = button(desk, _("Close"), ButtonKind.PRIMARY)
        make_action(desk, self.list, _("Take the step off"), "trash-2", "Del", self._on_delete)
        self._lay_out()
        self._add.clicked.connect(self._on_add)
        self.line.line.returnPressed.connect(self._on_add)
        self.list.itemChanged.connect(self._on_ticked)
        self._close.clicked.connect(self.accept)
        desk.operations.committed.connect(self._on_committed)
        resize_on_screen(self, *_SIZE)
        self._read()

    def _lay_out(self) -> None:
        adding = QHBoxLayout()
        adding.addWidget(self.line, 1)
        adding.addWidget(self._add)
        foot = QHBoxLayout()
        hint = _("The space bar ticks a step, Del takes it off.")
        foot.addWidget(label(self._desk, hint, kind="muted", wrap=True), 1)
        foot.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(TIGHT)
        layout.addWidget(self.list, 1)
        layout.addLayout(adding)
        layout.addLayout(foot)

    def _read(self) -> None:
        work = partial(_steps, self._ticket.id)
        self._desk.operations.read(self, work, self._show, replaces="steps")

    def _show(self, steps: Sequence[StepRow]) -> None:
        at = max(self.list.currentRow(), 0)
        self._is_filling = True
        self.list.clear()
        for step in steps:
            item = QListWidgetItem(step.what, self.list)
            item.setData(Qt.ItemDataRole.UserRole, step.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if step.done_at else Qt.CheckState.Unchecked)
            if step.done_at:
                said = _("{moment}, {who}", moment=self._desk.texts.moment(step.done_at), who=step.done_by)
                item.setToolTip(self._desk.texts.say(said))
        self._is_filling = False
        if steps:
            self.list.setCurrentRow(min(at, len(steps) - 1))
        if not self.line.line.hasFocus():
            (self.list if steps else self.line).setFocus()
        self.shown.emit()

    def _on_ticked(self, item: QListWidgetItem) -> None:
        if not self._is_filling:
            wish = Tick(item.data(Qt.ItemDataRole.UserRole), item.checkState() is Qt.CheckState.Checked)
            self._desk.operations.change(self, lambda session: tick_step(session, wish), settled=self._read)

    def _on_delete(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            step = item.data(Qt.ItemDataRole.UserRole)
            said = _("“{name}” taken off.", name=item.text())
            self._desk.operations.change(self, lambda session: delete_step(session, step), said=said)

    def _on_add(self) -> None:
        text = self.line.value()
        if text:
            wish = AddSteps(Seen(self._ticket.id), (text,))
            self.line.set_value("")
            self._desk.operations.change(self, lambda session: add_steps(session, wish))

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & {"ticket", "ticket_step"}:
            self._read()


def _steps(ticket_id: int, session: Session) -> tuple[StepRow, ...]:
    """In the lane."""
    card = ticket_card(session, ticket_id)
    return () if card is None else card.steps
