"""Who is how far in a programme: a line for each of them, a column for each of its courses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.matching import words
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.training.queries import CourseRow, CourseStep, ProgrammeRow, Walker, courses_of, programme_row, walkers
from coorddesk.training.rules.paths import STEP_TITLES, Step
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.controls import button, label
from coorddesk.widgets.empty import Emptiness
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.search_field import SearchField
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

_SIZE = (1040, 600)
_KINDS = {"programme", "programme_course", "course", "training_session", "registration", "attendance", "person"}
STEP_TONES = {
    Step.ATTENDED: Tone.SUCCESS,
    Step.REGISTERED: Tone.ACCENT,
    Step.WAITING: Tone.WARNING,
    Step.TO_COME: Tone.MUTED,
}


@dataclass(frozen=True)
class WalkerQuery:
    """Whose way: `going` leaves out those who attended all of it; `sort` is the key of a column."""

    text: str = ""
    sort: str = "done"
    descending: bool = False
    going: bool = False


class Walkers(Source[Walker, WalkerQuery]):
    """People in a programme as rows of a table, whose columns are its courses."""

    def __init__(self, programme: ProgrammeRow, courses: Sequence[CourseRow]) -> None:
        """Know the courses in their order."""
        self._programme = programme
        self._courses = len(courses)
        self.columns = (
            Column("name", _("Name"), lambda row: row.name, width=24),
            Column("done", _p("path", "Attended"), lambda row: f"{row.done} / {len(row.steps)}", width=9),
            *(
                Column(_key(place), verbatim(course.name), partial(_said_at, place), Kind.CHOICE, 22)
                for place, course in enumerate(courses)
            ),
        )

    def noun(self, count: int) -> Message:
        """How many people."""
        return _n("{count} person", "{count} people", count)

    def ids(self, session: Session, query: WalkerQuery) -> Sequence[int]:
        """Those whom the query means; there are as many as colleagues, so all are read."""
        found = [row for row in walkers(session, self._programme.id) if _is_meant(row, query)]
        return [row.person_id for row in sorted(found, key=self._order(query.sort), reverse=query.descending)]

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, Walker]:
        """Their rows."""
        wanted = set(ids)
        return {row.person_id: row for row in walkers(session, self._programme.id) if row.person_id in wanted}

    def stated(self, session: Session, query: WalkerQuery) -> tuple[Message, ...]:
        """Of which programme, and who is left out."""
        going = (GOING,) if query.going else ()
        return (verbatim(self._programme.name), *super().stated(session, query), *going)

    def is_narrowed(self, query: WalkerQuery) -> bool:
        """Whether somebody may be left out."""
        return bool(query.text) or query.going

    def dots(self) -> Mapping[str, Callable[[Walker], Tone | None]]:
        """How somebody stands in each course, at a glance."""
        return {_key(place): partial(_tone_at, place) for place in range(self._courses)}

    def _order(self, sort: str) -> Callable[[Walker], Any]:
        if sort == "done":
            return lambda row: (row.done, fold(row.name))
        for place in range(self._courses):
            if sort == _key(place):
                return lambda row: (row.steps[place].step, fold(row.name))
        return lambda row: fold(row.name)


class WalkersDialog(QDialog):
    """Enter opens somebody's card."""

    def __init__(self, desk: Desk, owner: QWidget, programme: ProgrammeRow, courses: Sequence[CourseRow]) -> None:
        """Show the people of a programme."""
        super().__init__(owner)
        self._desk = desk
        self._title = _("Who is how far: {programme}", programme=programme.name)
        self.setWindowTitle(desk.texts.say(self._title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        none = Emptiness("footprints", _("Nobody is on the way"), _("Register somebody for one of its courses."))
        found = Emptiness("search", _("Nobody is like that"))
        self.list = RecordList(desk, f"path-{programme.id}", Walkers(programme, courses), self._title, (none, found))
        self.search = SearchField(desk, _("Search by name…"))
        self.going = QCheckBox(desk.texts.say(GOING))
        self.paper = make_action(desk, self, _("Print…"), "printer", "Ctrl+P", self._on_print)
        self.export = make_action(desk, self, _("Export…"), "file-down", "Ctrl+E", self._on_export)
        self._lay_out()
        self._connect()
        resize_on_screen(self, *_SIZE)

    def open(self) -> None:
        """Show it, and read the list."""
        super().open()
        self.list.show_query(WalkerQuery())
        self.list.setFocus()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        line.addWidget(self.going)
        for action in (self.paper, self.export):
            line.addWidget(tool_button(action))
        self._close = button(self._desk, _("Close"))
        foot = QHBoxLayout()
        foot.addWidget(label(self._desk, _("Enter opens the card of whom it is."), kind="muted"))
        foot.addStretch()
        foot.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        layout.setSpacing(TIGHT)
        layout.addLayout(line)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._close.clicked.connect(self.reject)
        self.search.searched.connect(lambda text: self.list.show_query(replace(self.list.query, text=text)))
        self.search.left.connect(self.list.setFocus)
        self.going.toggled.connect(lambda on: self.list.show_query(replace(self.list.query, going=on)))
        self.list.activated.connect(self._on_activated)
        self._desk.operations.committed.connect(self._on_committed)

    def _on_activated(self, person_id: int) -> None:
        self.accept()
        self._desk.open_record(("person", person_id))

    def _on_print(self) -> None:
        self._desk.preview_report(*seen_report(self.list, "path", self._title))

    def _on_export(self) -> None:
        self._desk.export_report(*seen_report(self.list, "path", self._title))

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS:
            self.list.reload()


GOING = _("Only those with something before them")


def show_walkers(desk: Desk, owner: QWidget, programme_id: int) -> None:
    """Read the courses of a programme, and show who is how far in it."""
    desk.operations.read(
        owner, partial(_read, programme_id), lambda read: WalkersDialog(desk, owner, *read).open(), replaces="walkers"
    )


def said_step(step: CourseStep) -> Message:
    """How somebody stands in a course, and on which day."""
    if step.day is None:
        return STEP_TITLES[step.step]
    return _("{state}, {day}", state=STEP_TITLES[step.step], day=step.day)


def _read(programme_id: int, session: Session) -> tuple[ProgrammeRow, Sequence[CourseRow]]:
    """In the lane."""
    row = programme_row(session, programme_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return row, courses_of(session, programme_id)


def _is_meant(row: Walker, query: WalkerQuery) -> bool:
    is_going = row.done < len(row.steps)
    return all(word in fold(row.name) for word in words(query.text)) and (is_going or not query.going)


def _key(place: int) -> str:
    return f"course{place}"


def _said_at(place: int, row: Walker) -> Message:
    return said_step(row.steps[place])


def _tone_at(place: int, row: Walker) -> Tone:
    return STEP_TONES[row.steps[place].step]
