"""The path of a person: which courses of a programme they attended, and what is still to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.options import Option
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.queries import person
from coorddesk.training.queries import (
    CourseStep,
    next_session,
    path_of,
    paths_of_person,
    programme_options,
    steps_of,
)
from coorddesk.training.rules.paths import STEP_TITLES, Step
from coorddesk.training.service import Registered, Registering, register
from coorddesk.training.ui.outcome import Outcome
from coorddesk.training.ui.walkers_dialog import STEP_TONES
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.controls import button
from coorddesk.widgets.empty import Emptiness
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.seen import seen_report
from coorddesk.widgets.table.source import Source
from coorddesk.widgets.tokens import ROOM, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.icons import Tone

_SIZE = (820, 480)
_KINDS = {"programme", "programme_course", "course", "training_session", "registration", "attendance"}
_MOST = 200


class Who(NamedTuple):
    """Somebody, the programmes there are, and the one to show first."""

    id: int
    name: str
    programmes: Sequence[Option]
    first: int


@dataclass(frozen=True)
class PathQuery:
    """Which programme for whom; `sort` is the key of a column."""

    programme: int
    sort: str = "place"
    descending: bool = False
    text: str = ""


class Steps(Source[CourseStep, PathQuery]):
    """The courses of a programme for somebody as rows of a table."""

    columns = (
        Column("name", _p("training", "Course"), lambda row: row.name, width=36),
        Column("step", _p("path", "How far"), lambda row: STEP_TITLES[row.step], Kind.CHOICE, 18),
        Column("day", _p("path", "On"), lambda row: row.day, Kind.DATE, 12),
        Column("next_on", _p("course", "Next session"), lambda row: row.next_on, Kind.DATE, 14),
    )
    unsortable = frozenset({"day", "next_on"})

    def __init__(self, person_id: int) -> None:
        """Know whose path it is."""
        self._person = person_id

    def noun(self, count: int) -> Message:
        """How many courses."""
        return _n("{count} course", "{count} courses", count)

    def ids(self, session: Session, query: PathQuery) -> Sequence[int]:
        """The courses, in the order of the programme unless another is asked for."""
        steps = list(path_of(session, query.programme, self._person))
        if query.sort in {"name", "step"}:
            by_step = query.sort == "step"
            steps.sort(key=lambda each: (each.step if by_step else 0, fold(each.name)), reverse=query.descending)
        return [each.course_id for each in steps]

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, CourseStep]:
        """How somebody stands in each."""
        return steps_of(session, ids, self._person)

    def is_narrowed(self, query: PathQuery) -> bool:
        """All courses are always shown."""
        return bool(query.text)

    def dots(self) -> Mapping[str, Callable[[CourseStep], Tone | None]]:
        """What was attended, at a glance."""
        return {"step": lambda row: STEP_TONES[row.step]}


class PathDialog(QDialog):
    """Enter opens the session that somebody came to or is to come to; one key registers them for the next one."""

    def __init__(self, desk: Desk, owner: QWidget, who: Who) -> None:
        """Show the path of somebody in the programme that they are in, or in another."""
        super().__init__(owner)
        self._desk, self._who = desk, who
        say = desk.texts.say
        self._title = _("Path of {person}", person=who.name)
        self.setWindowTitle(say(self._title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        none = Emptiness("layers", _("No course is in it yet"), _("Courses are put into it in the list of programmes."))
        self.list = RecordList(desk, "path-of-person", Steps(who.id), self._title, (none, none))
        self.programme = QComboBox()
        self.programme.setAccessibleName(say(_p("training", "Programme")))
        for option in who.programmes:
            self.programme.addItem(option.name, option.id)
        self.programme.setCurrentIndex(self.programme.findData(who.first))
        self.register = make_action(desk, self, _("Register for the next session"), "calendar", "R", self._on_register)
        self.paper = make_action(desk, self, _("Print…"), "printer", "Ctrl+P", self._on_print)
        self.outcome = Outcome(desk, self)
        self._lay_out()
        self._connect()
        resize_on_screen(self, *_SIZE)

    def open(self) -> None:
        """Show it, and read the list."""
        super().open()
        self._show_programme()
        self.list.setFocus()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.programme)
        line.addStretch()
        for action in (self.register, self.paper):
            line.addWidget(tool_button(action))
        self._close = button(self._desk, _("Close"))
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        layout.setSpacing(TIGHT)
        layout.addLayout(line)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.outcome)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._close.clicked.connect(self.reject)
        self.programme.activated.connect(lambda _place: self._show_programme())
        self.list.activated.connect(self._on_activated)
        self.list.selection_changed.connect(self._refresh)
        self.list.menu_actions = [self.register]
        self._desk.operations.committed.connect(self._on_committed)

    def _show_programme(self) -> None:
        self.list.show_query(PathQuery(self.programme.currentData()))

    def _selected(self) -> CourseStep | None:
        ids = self.list.selected_ids()
        row = self.list.row(ids[0]) if len(ids) == 1 else None
        return row if isinstance(row, CourseStep) else None

    def _refresh(self) -> None:
        """Only what is still to come and has a session may be registered for."""
        step = self._selected()
        self.register.setEnabled(step is not None and step.step is Step.TO_COME and step.next_on is not None)

    def _on_activated(self, course_id: int) -> None:
        step = self.list.row(course_id)
        if isinstance(step, CourseStep):
            known = None if step.session_id is None else ("training_session", step.session_id)
            self.accept()
            self._desk.open_record(known or ("course", course_id))

    def _on_register(self) -> None:
        step = self._selected()
        if step is not None and self.register.isEnabled():
            self.register.setEnabled(False)  # a second press meanwhile is a slip
            work = partial(_register, step.course_id, self._who.id)
            said = partial(_said_registered, self._who.name, step.name)
            operations = self._desk.operations
            operations.change(self, work, None, self.outcome.refuse, settled=self._refresh, said=said)

    def _on_print(self) -> None:
        self._desk.preview_report(*seen_report(self.list, "path-of-person", self._title))

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS:
            self.list.reload()


def show_path(desk: Desk, owner: QWidget, person_id: int) -> None:
    """Show how far somebody is: in the path in which they took a step, or in the first there is."""
    desk.operations.read(
        owner, partial(_read, person_id), lambda who: PathDialog(desk, owner, who).open(), replaces="path"
    )


def _read(person_id: int, session: Session) -> Who:
    """In the lane."""
    row = person(session, person_id)
    programmes = programme_options(session, "", _MOST)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    if not programmes:
        raise UserError(_("There is no programme yet. Put one together in the tab “Training” first."))
    own = paths_of_person(session, person_id)
    return Who(person_id, row.full_name, programmes, own[0].programme_id if own else programmes[0].id)


def _register(course_id: int, person_id: int, session: Session) -> Registered:
    """In the lane."""
    session_id = next_session(session, course_id)
    if session_id is None:
        raise UserError(_("No session of this course is planned any more."))
    return register(session, Registering(session_id, people=(person_id,)))


def _said_registered(person_name: str, course: str, result: Registered) -> Message:
    if result.waiting:
        return _("{person} is on the waiting list of “{course}”.", person=person_name, course=course)
    return _("{person} is registered for “{course}”.", person=person_name, course=course)
