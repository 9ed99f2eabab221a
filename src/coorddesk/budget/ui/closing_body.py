"""What is left to do before a year is closed, and where what is still promised would go on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coorddesk.budget.queries import ClosingChecklist, LineChoice
from coorddesk.budget.rules.words import YearState
from coorddesk.budget.rules.years import said_task
from coorddesk.budget.service import CarryForward
from coorddesk.core.messages import Message, Money, _, _n, _p, verbatim
from coorddesk.widgets.controls import Picture, label
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, TextEditor
from coorddesk.widgets.forms.form import Form
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.link import link
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ICON, ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from coorddesk.budget.queries import Carriable
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.editor import Editor


@dataclass(frozen=True)
class ClosingRead:
    """The checklist, what the next year is called, and its lines."""

    checklist: ClosingChecklist
    next_name: str
    next_lines: tuple[LineChoice, ...]


class ClosingBody(QWidget):
    """A year as it stands; `wish` is what is to be carried forward.

    Signals:
        opened: the record of a document that was clicked.
    """

    opened = Signal(object)

    def __init__(self, desk: Desk, read: ClosingRead) -> None:
        """Show what was read."""
        super().__init__()
        self._desk, self._read = desk, read
        self._into: dict[int, ChoiceEditor] = {}
        self._form: Form | None = None
        self._with_credits = QCheckBox(desk.texts.say(_("The credits for them go along")))
        self._with_credits.setChecked(True)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(WIDE, 0, WIDE, 0)
        self._body.setSpacing(ROOM)
        self._show_tasks(read.checklist)
        self._show_pending(read.checklist)
        self._show_carrying(read)
        self._body.addStretch()

    def wish(self) -> CarryForward | None:
        """What is to be carried forward, None if nothing can be. Raises `UserError` for a field that is wrong."""
        checklist = self._read.checklist
        if self._form is None or checklist.next_id is None:
            return None
        said = self._form.values()
        lines = {old: editor.value() for old, editor in self._into.items() if editor.value() is not None}
        with_credits = self._with_credits.isChecked()
        return CarryForward(checklist.year_id, checklist.next_id, said["label"], said["day"], lines, with_credits)

    def is_touched(self) -> bool:
        """Whether something was said that would be lost."""
        if self._form is None:
            return False
        first = {each.commitment.line_id: each.into_id for each in reversed(self._read.checklist.to_carry)}
        chosen = {line_id: editor.value() for line_id, editor in self._into.items()}
        return bool(self._form.touched()) or chosen != first or not self._with_credits.isChecked()

    def typed(self) -> Any:
        """What was said so far: another program may change the year meanwhile."""
        if self._form is None:
            return None
        states = {key: self._form.editor(key).state() for key in self._form.touched()}
        lines = {line_id: editor.value() for line_id, editor in self._into.items()}
        return states, lines, self._with_credits.isChecked()

    def type_again(self, typed: Any) -> None:
        """Say again what `typed` told, as far as it is still asked."""
        if typed is None or self._form is None:
            return
        states, lines, with_credits = typed
        for key, state in states.items():
            self._form.editor(key).set_state(state)
        for line_id, chosen in lines.items():
            if line_id in self._into and chosen is not None:
                self._into[line_id].set_value(chosen)
        self._with_credits.setChecked(with_credits)

    def written_in(self) -> object:
        """The field that the keyboard is in; None if it is in none."""
        focus: QWidget | None = self.window().focusWidget()
        fields = self._fields().items()
        return None if focus is None else next((key for key, part in fields if part.isAncestorOf(focus)), None)

    def write_in(self, key: object) -> bool:
        """Give the keyboard to a field that `written_in` told of another body; whether there still is one."""
        part = self._fields().get(key)
        if part is None:
            return False
        part.control.setFocus()
        if isinstance(part.control, QLineEdit):
            part.control.end(False)
        return True

    def _fields(self) -> dict[object, Editor]:
        fields: dict[object, Editor] = {}
        if self._form is not None:
            fields |= {key: self._form.editor(key) for key in ("label", "day")}
        return fields | self._into

    def _show_tasks(self, checklist: ClosingChecklist) -> None:
        for todo in checklist.tasks:
            icon, tone = ("circle-x", Tone.DANGER) if todo.must_be_done else ("triangle-alert", Tone.WARNING)
            amount = _("{task} {amount}", task=said_task(todo), amount=Money(todo.cents))
            self._body.addLayout(self._line(icon, tone, amount if todo.cents else said_task(todo)))
        if checklist.state is YearState.CLOSED:
            self._body.addLayout(self._line("lock", Tone.SUCCESS, _("The year is closed.")))
        elif checklist.may_close:
            said = _("Nothing is promised on its lines any more: the year can be closed.")
            self._body.addLayout(self._line("circle-check", Tone.SUCCESS, said))

    def _show_pending(self, checklist: ClosingChecklist) -> None:
        if checklist.pending:
            hint = _("Requests that still promise something: approve and order them, or refuse them.")
            self._body.addWidget(label(self._desk, hint, TypeScale.STRONG, wrap=True))
            for each in checklist.pending:
                self._body.addLayout(self._document(each))

    def _show_carrying(self, read: ClosingRead) -> None:
        found = read.checklist.to_carry
        if not found:
            return
        total = Money(sum(each.cents for each in found))
        title = _n("{count} open commitment, {total}", "{count} open commitments, {total}", len(found), total=total)
        self._body.addWidget(label(self._desk, title, TypeScale.STRONG))
        if not read.next_lines:
            hint = _("They go on in the next year: open it first, with the same lines.")
            self._body.addWidget(label(self._desk, hint, kind="muted", wrap=True))
        else:
            self._add_form(read)
        grid = QGridLayout()
        grid.setHorizontalSpacing(ROOM)
        grid.setVerticalSpacing(TIGHT)
        grid.setColumnStretch(1, 1)
        for row, each in enumerate(found):
            self._add_row(grid, row, each, read)
        self._body.addLayout(grid)

    def _add_form(self, read: ClosingRead) -> None:
        self._form = Form(self._desk, columns=2)
        hint = _("Into {year}", year=read.next_name)
        name = self._form.add("label", _("Label"), TextEditor(self._desk), required=True, hint=hint)
        name.set_value(self._desk.texts.say(_("Carry-forward {year}", year=read.checklist.name)))
        day = self._form.add("day", _("Day"), DateEditor(self._desk, self._desk.clock), required=True)
        day.set_value(self._desk.clock.today())
        self._form.settle()
        self._body.addWidget(self._form)
        self._body.addWidget(self._with_credits)

    def _add_row(self, grid: QGridLayout, row: int, each: Carriable, read: ClosingRead) -> None:
        texts = self._desk.texts
        grid.addWidget(self._link(each), row, 0)
        grid.addWidget(label(self._desk, verbatim(each.line), wrap=True), row, 1)
        amount = label(self._desk)
        amount.setText(texts.money(each.cents))
        grid.addWidget(amount, row, 2, Qt.AlignmentFlag.AlignRight)
        line_id = each.commitment.line_id
        if read.next_lines and line_id not in self._into:
            choices = [(line.id, verbatim(line.name)) for line in read.next_lines]
            chooser = ChoiceEditor(self._desk, choices, _p("budget line", "say which"))
            chooser.set_value(each.into_id)
            name = texts.say(_("“{line}” goes on in {year} on", line=each.line, year=read.next_name))
            chooser.control.setAccessibleName(name)
            self._into[line_id] = chooser
            grid.addWidget(chooser, row, 3)

    def _document(self, each: Carriable) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(self._link(each))
        said = label(self._desk)
        said.setText(f"{each.line} · {self._desk.texts.money(each.cents)}")
        line.addWidget(said, 1)
        return line

    def _link(self, each: Carriable) -> QWidget:
        return link(self._desk, each.commitment.label, partial(self.opened.emit, each.opens))

    def _line(self, icon: str, tone: Tone, said: Message) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(SNUG)
        line.addWidget(Picture(self._desk, icon, ICON + 2, tone))
        line.addWidget(label(self._desk, said, wrap=True), 1)
        return line
