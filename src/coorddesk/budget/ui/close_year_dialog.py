"""Closing a fiscal year: what is left to do, what goes on in the next year, and the last step."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coorddesk.budget.queries import closing_checklist, fiscal_years, lines_to_choose
from coorddesk.budget.queries.year_list import YearFigures, years_with_figures
from coorddesk.budget.rules.words import YearState
from coorddesk.budget.rules.years import said_task
from coorddesk.budget.service import CarryForward, Closing, carry_forward, close_year
from coorddesk.budget.ui.closing_body import ClosingBody, ClosingRead
from coorddesk.budget.ui.overspent import warned
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.budget.service import CarriedForward
    from coorddesk.core.database import Changes
    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk

_SIZE = (840, 560)


class CloseYearDialog(QDialog):
    """What must be done stands in red and keeps the year open; the rest is for whoever closes to judge."""

    def __init__(self, desk: Desk, owner: QWidget, year_id: int) -> None:
        """Build it; `open` reads how the year stands."""
        super().__init__(owner)
        self._desk, self._year_id = desk, year_id
        self._read: ClosingRead | None = None
        self.body: ClosingBody | None = None
        self.setWindowTitle(desk.texts.say(_("Close a fiscal year")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._notice = Notice(desk, Tone.DANGER)
        self._title = label(desk, scale=TypeScale.HEADING)
        self.close_it = button(desk, _("Close the year"), ButtonKind.PRIMARY, "lock")
        self.carry = button(desk, _("Carry forward"), icon="arrow-right")
        self.following = button(desk, _("Open the next year…"), icon="calendar-clock")
        self._lay_out()
        self.close_it.clicked.connect(self._on_close)
        self.carry.clicked.connect(self._on_carry)
        self.following.clicked.connect(self._on_following)
        desk.operations.committed.connect(self._on_committed)
        resize_on_screen(self, *_SIZE)

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

    def _show(self, read: ClosingRead) -> None:
        first, self._read = self._read is None, read
        checklist = read.checklist
        texts = self._desk.texts
        is_open = checklist.state is YearState.OPENED
        title = _("Fiscal year {name}, until {day}", name=checklist.name, day=checklist.last_day)
        self._title.setText(texts.say(title))
        typed = None if self.body is None else self.body.typed()
        written_in = None if self.body is None else self.body.written_in()
        self.body = ClosingBody(self._desk, read)
        self.body.type_again(typed)
        self.body.opened.connect(self._open_document)
        self._area.setWidget(self.body)
        must_carry = bool(checklist.to_carry)
        self.carry.setVisible(is_open and must_carry and bool(read.next_lines))
        self.following.setVisible(is_open and must_carry and not read.next_lines)
        self.close_it.setEnabled(checklist.may_close)
        self.close_it.setVisible(is_open)
        if not self.body.write_in(written_in) and (first or not self._is_at_hand()):
            (self.close_it if checklist.may_close else self.carry).setFocus()

    def _is_at_hand(self) -> bool:
        """Whether the keyboard is where something can be done: what is typed next must not press another button."""
        focus: QWidget | None = self.focusWidget()
        return focus is not None and focus.isVisible() and focus.isEnabled()

    def _open_document(self, subject: Subject) -> None:
        if self._may_leave():
            self.accept()
            self._desk.open_record(subject)

    def _on_carry(self) -> None:
        read = self._read
        self._notice.say(None)
        try:
            wish = None if self.body is None else self.body.wish()
        except UserError:
            return  # it stands beside the field
        if read is None or wish is None:
            return
        self.carry.setEnabled(False)
        self._desk.operations.change(
            self,
            partial(_carry, wish),
            failed=self._on_refused,
            settled=lambda: self.carry.setEnabled(True),
            said=lambda result: _said_carried(result, read.next_name),
        )

    def _on_following(self) -> None:
        from coorddesk.budget.ui.year_dialog import YearDialog  # once a year

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
        self.close_it.setEnabled(False)  # until the year is closed, or read again
        self._desk.operations.change(
            self, partial(_close, wish), lambda _none: self.accept(), self._on_not_closed, said=done
        )

    def reject(self) -> None:
        """Ask before something typed is thrown away; Esc, Close and the window's cross all come here."""
        if self._may_leave():
            super().reject()

    def _may_leave(self) -> bool:
        is_touched = self.body is not None and self.body.is_touched()
        question = _("Throw away what you typed?")
        return not is_touched or self._desk.ask(self, question, None, _("Throw away"), dangerous=True)

    def _on_refused(self, error: UserError) -> None:
        self._notice.say(error.message)

    def _on_not_closed(self, error: UserError) -> None:
        """Say why, and read the year again: who saw an old one can close the one that is there."""
        self._on_refused(error)
        self._reload()

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & {"fiscal_year", "budget_move", "budget_line"} and self.isVisible():
            self._reload()


def _said_carried(result: CarriedForward, year: str) -> Message:
    count = len(result.carries)
    done = _n("{count} commitment goes on in {year}.", "{count} commitments go on in {year}.", count, year=year)
    return warned(done, result.posted.overspent)


def _how_it_stands(year_id: int, today: date, session: Session) -> ClosingRead:
    """In the lane."""
    checklist = closing_checklist(session, year_id, today)
    following = checklist.next_id
    name = next((each.name for each in fiscal_years(session) if each.id == following), "")
    lines = () if following is None else tuple(lines_to_choose(session, year_id=following))
    return ClosingRead(checklist, name, lines)


def _year(year_id: int, session: Session) -> YearFigures:
    """In the lane."""
    return next(each for each in years_with_figures(session) if each.id == year_id)


def _carry(wish: CarryForward, session: Session) -> CarriedForward:
    """In the lane."""
    return carry_forward(session, wish)


def _close(wish: Closing, session: Session) -> None:
    """In the lane."""
    close_year(session, wish)
