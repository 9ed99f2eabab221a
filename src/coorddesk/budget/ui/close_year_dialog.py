"""Closing a fiscal year: what is left to do, what goes on in the next year, and the last step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coorddesk.budget.queries import ClosingChecklist, LineChoice, closing_checklist, fiscal_years, lines_to_choose
from coorddesk.budget.rules.words import YearState
from coorddesk.budget.rules.years import said_task
from coorddesk.budget.service import CarryForward, Closing, carry_forward, close_year
from coorddesk.budget.ui.overspent import warned
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, Money, _, _n, _p, verbatim
from coorddesk.widgets.controls import ButtonKind, Picture, button, label
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, TextEditor
from coorddesk.widgets.forms.form import Form
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.link import link
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ICON, ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.budget.queries import Carriable
    from coorddesk.budget.service import CarriedForward
    from coorddesk.core.database import Changes
    from coorddesk.core.feature import Subject
    from coorddesk.widgets.desk import Desk

_SIZE = (840, 560)


@dataclass(frozen=True)
class _Read:
    """The checklist, what the next year is called, and its lines."""

    checklist: ClosingChecklist
    next_name: str
    next_lines: tuple[LineChoice, ...]


class CloseYearDialog(QDialog):
    """What must be done stands in red and keeps the year open; the rest is for whoever closes to judge."""

    def __init__(self, desk: Desk, owner: QWidget, year_id: int) -> None:
        """Build it; `open` reads how the year stands."""
        super().__init__(owner)
        self._desk, self._year_id = desk, year_id
        self._read: _Read | None = None
        self._into: dict[int, ChoiceEditor] = {}
        self.setWindowTitle(desk.texts.say(_("Close a fiscal year")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._notice = Notice(desk, Tone.DANGER)
        self._title = label(desk, scale=TypeScale.HEADING)
        self.form: Form | None = None
        self.with_credits = QCheckBox(desk.texts.say(_("The credits for them go along")))
        self.close_it = button(desk, _("Close the year"), ButtonKind.PRIMARY, "lock")
        self.carry = button(desk, _("Carry forward"), icon="arrow-right")
        self.following = button(desk, _("Open the next year…"), icon="calendar-clock")
        self._lay_out()
        self.close_it.clicked.connect(self._on_close)
        self.carry.clicked.connect(self._on_carry)
        self.following.clicked.connect(self._on_following)
        desk.operations.committed.connect(self._on_committed)
        self.resize(*_SIZE)

    def open(self) -> None:
        """Show it, and read how the year stands."""
        super().open()
        self._reload()

    def _lay_out(self) -> None:
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        cancel = button(self._desk, _p("dismiss a message", "Close"))
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(WIDE, 0, WIDE, 0)
        foot.setSpacing(TIGHT)
        foot.addStretch()
        for made in (self.following, self.carry, self.close_it, cancel):
            foot.addWidget(made)
        head = QVBoxLayout()
        head.setContentsMargins(WIDE, 0, WIDE, 0)
        head.addWidget(self._title)
        head.addWidget(self._notice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, ROOM, 0, ROOM)
        layout.setSpacing(ROOM)
        layout.addLayout(head)
        layout.addWidget(self._area, 1)
        layout.addLayout(foot)

    def _reload(self) -> None:
        work = partial(_how_it_stands, self._year_id, self._desk.clock.today())
        self._desk.operations.read(self, work, self._show, self._on_refused, replaces="checklist")

    def _show(self, read: _Read) -> None:
        self._read = read
        checklist = read.checklist
        texts = self._desk.texts
        is_open = checklist.state is YearState.OPENED
        title = _("Fiscal year {name}, until {day}", name=checklist.name, day=checklist.last_day)
        self._title.setText(texts.say(title))
        typed = self._typed()
        inside = QWidget()
        self._body = QVBoxLayout(inside)
        self._body.setContentsMargins(WIDE, 0, WIDE, 0)
        self._body.setSpacing(ROOM)
        self._into, self.form = {}, None
        self._show_tasks(checklist)
        self._show_pending(checklist)
        self._show_carrying(read)
        self._body.addStretch()
        self._area.setWidget(inside)
        self._type_again(typed)
        must_carry = bool(checklist.to_carry)
        self.carry.setVisible(is_open and must_carry and bool(read.next_lines))
        self.following.setVisible(is_open and must_carry and not read.next_lines)
        self.close_it.setEnabled(checklist.may_close)
        self.close_it.setVisible(is_open)
        (self.close_it if checklist.may_close else self.carry).setFocus()

    def _typed(self) -> Any:
        """What was said so far: another program may change the year meanwhile."""
        if self.form is None:
            return None
        states = {key: self.form.editor(key).state() for key in self.form.touched()}
        lines = {line_id: editor.value() for line_id, editor in self._into.items()}
        return states, lines, self.with_credits.isChecked()

    def _type_again(self, typed: Any) -> None:
        if typed is None or self.form is None:
            return
        states, lines, with_credits = typed
        for key, state in states.items():
            self.form.editor(key).set_state(state)
        for line_id, chosen in lines.items():
            if line_id in self._into and chosen is not None:
                self._into[line_id].set_value(chosen)
        self.with_credits.setChecked(with_credits)

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

    def _show_carrying(self, read: _Read) -> None:
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

    def _add_form(self, read: _Read) -> None:
        self.form = Form(self._desk, columns=2)
        hint = _("Into {year}", year=read.next_name)
        name = self.form.add("label", _("Label"), TextEditor(self._desk), required=True, hint=hint)
        name.set_value(self._desk.texts.say(_("Carry-forward {year}", year=read.checklist.name)))
        day = self.form.add("day", _("Day"), DateEditor(self._desk, self._desk.clock), required=True)
        day.set_value(self._desk.clock.today())
        self.with_credits = QCheckBox(self._desk.texts.say(_("The credits for them go along")))
        self.with_credits.setChecked(True)
        self.form.settle()
        self._body.addWidget(self.form)
        self._body.addWidget(self.with_credits)

    def _add_row(self, grid: QGridLayout, row: int, each: Carriable, read: _Read) -> None:
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
        return link(self._desk, each.commitment.label, partial(self._open_document, each.opens))

    def _open_document(self, subject: Subject) -> None:
        self.accept()
        self._desk.open_record(subject)

    def _line(self, icon: str, tone: Tone, said: Message) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(SNUG)
        line.addWidget(Picture(self._desk, icon, ICON + 2, tone))
        line.addWidget(label(self._desk, said, wrap=True), 1)
        return line

    def _on_carry(self) -> None:
        read = self._read
        if read is None or read.checklist.next_id is None or self.form is None:
            return
        self._notice.say(None)
        try:
            said = self.form.values()
        except UserError:
            return  # it stands beside the field
        lines = {old: editor.value() for old, editor in self._into.items() if editor.value() is not None}
        into = read.checklist.next_id
        wish = CarryForward(self._year_id, into, said["label"], said["day"], lines, self.with_credits.isChecked())
        self.carry.setEnabled(False)
        self._desk.operations.change(
            self,
            partial(_carry, wish),
            failed=self._on_refused,
            settled=lambda: self.carry.setEnabled(True),
            said=lambda result: _said_carried(result, read.next_name),
        )

    def _on_following(self) -> None:
        from coorddesk.budget.queries.year_list import YearFigures
        from coorddesk.budget.ui.year_dialog import YearDialog

        def ask(found: YearFigures) -> None:
            YearDialog(self._desk, self, None, found).open()

        self._desk.operations.read(self, partial(_year, self._year_id), ask)

    def _on_close(self) -> None:
        read = self._read
        if read is None:
            return
        left = [each for each in read.checklist.tasks if not each.must_be_done]
        question = _("Close the year {name} all the same?", name=read.checklist.name)
        detail = said_task(left[0]) if left else None
        if left and not self._desk.ask(self, question, detail, _("Close the year")):
            return
        wish = Closing(self._year_id, read.checklist.version)
        done = _("Fiscal year {name} closed.", name=read.checklist.name)
        self._desk.operations.change(
            self, partial(_close, wish), lambda _none: self.accept(), self._on_refused, said=done
        )

    def _on_refused(self, error: UserError) -> None:
        self._notice.say(error.message)

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & {"fiscal_year", "budget_move", "budget_line"} and self.isVisible():
            self._reload()


def _said_carried(result: CarriedForward, year: str) -> Message:
    count = len(result.carries)
    done = _n("{count} commitment goes on in {year}.", "{count} commitments go on in {year}.", count, year=year)
    return warned(done, result.posted.overspent)


def _how_it_stands(year_id: int, today: date, session: Session) -> _Read:
    """In the lane."""
    checklist = closing_checklist(session, year_id, today)
    following = checklist.next_id
    name = next((each.name for each in fiscal_years(session) if each.id == following), "")
    lines = () if following is None else tuple(lines_to_choose(session, year_id=following))
    return _Read(checklist, name, lines)


def _year(year_id: int, session: Session) -> Any:
    """In the lane."""
    from coorddesk.budget.queries.year_list import years_with_figures

    return next(each for each in years_with_figures(session) if each.id == year_id)


def _carry(wish: CarryForward, session: Session) -> CarriedForward:
    """In the lane."""
    return carry_forward(session, wish)


def _close(wish: Closing, session: Session) -> None:
    """In the lane."""
    close_year(session, wish)
