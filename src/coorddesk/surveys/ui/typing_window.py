"""Typing a pile of paper answers: each sheet is kept as soon as one goes on to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _n, _p, verbatim
from coorddesk.core.scanner import readings
from coorddesk.directory.service import Deletion
from coorddesk.surveys.queries import QuestionRow, TypedSheet, questionnaire_row, questions, typed_sheets
from coorddesk.surveys.rules import Page, page_of
from coorddesk.surveys.service import Correction, NewResponse, answer, correct_response, delete_response
from coorddesk.surveys.ui.question_hint import QuestionHint
from coorddesk.surveys.ui.sheet_grid import Line, SheetGrid
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.controls import label, rule
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.scan_field import wiring
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk

_DATE_WIDTH = 150


@dataclass(frozen=True)
class Pile:
    """Sheets of one questionnaire about one record, or about nothing; and what that is called."""

    questionnaire_id: int
    about: Subject | None = None
    about_title: str = ""


@dataclass(frozen=True)
class _Read:
    name: str
    asked: tuple[QuestionRow, ...]
    sheets: tuple[TypedSheet, ...]


class TypingWindow(QDialog):
    """Stands over the window; it may be left at any moment."""

    def __init__(self, desk: Desk, owner: QWidget, pile: Pile) -> None:
        """Type a pile; `open` shows it."""
        super().__init__(owner)
        self._desk, self._pile = desk, pile
        self._keeping: set[Line] = set()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(desk.texts.say(_("Type answers")))
        self.name = label(desk, scale=TypeScale.TITLE)
        self.about = label(desk, verbatim(pile.about_title), kind="muted")
        self.count = label(desk, kind="muted")
        self.day = DateEditor(desk, desk.clock)
        self.day.set_value(desk.clock.today())
        self.hint = QuestionHint(desk)
        self.grid = SheetGrid(desk)
        self.grid.setAccessibleName(desk.texts.say(_("Type answers")))
        new = partial(make_action, desk, self)
        self.delete = new(_("Delete the sheet"), "trash-2", "Ctrl+Del", self._on_delete)
        self.leave = new(_p("counting", "Leave"), "log-out", "Ctrl+W", self.reject)
        self._lay_out()
        self.grid.left.connect(self._keep)
        self.grid.moved.connect(self.hint.ask)
        self.grid.wrong.connect(self.hint.refuse)
        self.grid.ended.connect(self._on_ended)
        desk.operations.committed.connect(self._on_committed)

    def open(self) -> None:
        """Show it, nearly as large as the window that it stands over, and read."""
        self.resize(self.sizeHint())
        super().open()
        self._desk.operations.read(self, partial(_read, self._pile), self._on_read, replaces="sheets")

    def reject(self) -> None:
        """Keep what is typed; where a sheet was refused, ask before it is lost."""
        line = self.grid.line
        if line is not None and line.state == "changed" and line.answers:
            self._keep(line)
        lost = sum(each.state == "refused" and bool(each.answers) for each in self.grid.lines)
        if lost:
            said = _n(
                "{count} sheet was refused and is not kept.", "{count} sheets were refused and are not kept.", lost
            )
            if not self._desk.ask(self, said, None, _("Leave all the same"), dangerous=True):
                return
        super().reject()

    def sizeHint(self) -> QSize:
        """Nearly all of the window that it stands over."""
        owner = self.parentWidget()
        return owner.window().size() * 0.97 if owner is not None else QSize(1_100, 760)

    def _lay_out(self) -> None:
        said, verbs = QHBoxLayout(), QHBoxLayout()
        said.setContentsMargins(ROOM, 0, ROOM, TIGHT)
        said.addWidget(self.hint)
        verbs.setContentsMargins(ROOM, TIGHT, ROOM, TIGHT)
        verbs.addWidget(_button(self.delete))
        verbs.addStretch()
        verbs.addWidget(_button(self.leave))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        layout.addLayout(said)
        layout.addWidget(rule())
        layout.addWidget(self.grid, 1)
        layout.addWidget(rule())
        layout.addLayout(verbs)

    def _head(self) -> QHBoxLayout:
        names, head = QVBoxLayout(), QHBoxLayout()
        names.setSpacing(HAIR)
        names.addWidget(self.name)
        names.addWidget(self.about)
        self.about.setVisible(bool(self._pile.about_title))
        title = label(self._desk, _("Answered on"))
        self.day.describe(title, title.text())
        self.day.setFixedWidth(_DATE_WIDTH)
        head.setContentsMargins(ROOM, SNUG, ROOM, TIGHT)
        head.setSpacing(SNUG)
        head.addLayout(names, 1)
        for each in (self.count, title, self.day):
            head.addWidget(each)
        return head

    def _on_read(self, read: _Read | None) -> None:
        if read is None:
            self.reject()  # deleted, by another program perhaps
            return
        begun = [line for line in self.grid.lines if line.state in {"changed", "refused"}]
        self.hint.asked = read.asked
        self.name.setText(read.name)
        self.grid.blockSignals(True)
        self.grid.show_questions(read.asked)
        self.grid.show_sheets(read.sheets)
        for line in begun:
            self.grid.add(line)
        self.grid.blockSignals(False)
        self._begin_next()
        self.grid.setFocus()

    def _begin_next(self) -> None:
        """The blank line of the next sheet, and the keyboard on its first question."""
        last = self.grid.lines[-1] if self.grid.lines else None
        if last is None or last.id is not None or last.answers:
            numbers = [int(line.page) for line in self.grid.lines if line.page.isascii() and line.page.isdigit()]
            last = Line(str(numbers[-1] + 1 if numbers else 1))
            self.grid.add(last)
        self.grid.begin(last)
        self._count()

    def _on_ended(self) -> None:
        line = self.grid.line
        if line is not None and not line.answers:
            self.hint.say(Tone.WARNING, _("Nothing is answered on this sheet yet."))
            return
        self._begin_next()

    def _count(self) -> None:
        kept = sum(line.id is not None for line in self.grid.lines)
        self.count.setText(self._desk.texts.say(_n("{count} sheet typed", "{count} sheets typed", kept)))

    def _keep(self, line: Line) -> None:
        if line in self._keeping or not line.answers:
            return
        try:
            wish = self._wish(line)
        except UserError as error:
            self._on_refused(line, error)
            return
        self._keeping.add(line)
        line.state = "kept"  # unless it is refused, or changed meanwhile
        self._desk.operations.change(
            self,
            partial(_write, wish),
            partial(self._on_kept, line),
            partial(self._on_refused, line),
            settled=partial(self._keeping.discard, line),
        )

    def _wish(self, line: Line) -> NewResponse | Correction:
        if line.id is not None:
            return Correction(line.id, line.version, dict(line.answers))
        pile, typed = self._pile, line.page.strip()
        is_number = typed.isascii() and typed.isdigit()
        if is_number and int(typed):
            sheet = Page(pile.questionnaire_id, int(typed), pile.about).code
        else:  # a scanned code, perhaps by a scanner that believes in another keyboard
            meant = readings(typed, wiring(self._desk.settings))
            sheet = next((each for each in meant if page_of(each) is not None), typed)
        day: date | None = self.day.value()
        return NewResponse(pile.questionnaire_id, dict(line.answers), pile.about, sheet=sheet, answered_on=day)

    def _on_kept(self, line: Line, kept: tuple[int, int, str]) -> None:
        line.id, line.version, page = kept
        line.page = page or line.page  # its code was scanned, perhaps
        self.grid.show_line(line)
        self._count()
        if line.state == "changed" and self.grid.line is not line:
            self._keeping.discard(line)
            self._keep(line)

    def _on_refused(self, line: Line, error: UserError) -> None:
        line.state = "refused"
        self.grid.show_line(line)
        page = _("Page {page}", page=line.page or "?")
        self.hint.say(Tone.DANGER, _("{page}: {trouble}", page=page, trouble=error.message))

    def _on_delete(self) -> None:
        line = self.grid.line
        if line is None or line in self._keeping:
            return
        if line.id is None:
            self._on_deleted(line)
            return
        work = partial(_delete, Deletion(line.id, line.version))
        said = _("Page {page} deleted.", page=line.page)
        self._desk.operations.change(self, work, lambda _none: self._on_deleted(line), said=said)

    def _on_deleted(self, line: Line) -> None:
        self.grid.take_out(line)
        self._begin_next()

    def _on_committed(self, changes: Changes) -> None:
        if not changes.ours and changes.kinds & {"survey_response", "questionnaire"}:
            self._desk.operations.read(self, partial(_read, self._pile), self._on_read, replaces="sheets")


def _button(action: QAction) -> QWidget:
    """A button that leaves the keyboard in the grid."""
    made = tool_button(action)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def _read(pile: Pile, session: Session) -> _Read | None:
    """In the lane."""
    row = questionnaire_row(session, pile.questionnaire_id)
    if row is None:
        return None
    asked = questions(session, pile.questionnaire_id)
    return _Read(row.name, asked, typed_sheets(session, pile.questionnaire_id, pile.about))


def _write(wish: NewResponse | Correction, session: Session) -> tuple[int, int, str]:
    """In the lane: the id of the sheet, its version by now, and the number of its page where that was just said."""
    if isinstance(wish, NewResponse):
        page = page_of(wish.sheet)
        return answer(session, wish), 1, "" if page is None else str(page.number)
    return wish.id, correct_response(session, wish), ""


def _delete(wish: Deletion, session: Session) -> None:
    """In the lane."""
    delete_response(session, wish)
