"""What tickets ask to be taught: each subject with how often, its tickets beside it, and a course made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QSplitter, QVBoxLayout

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.training.queries import (
    ASKED_COLUMNS,
    SUBJECT_COLUMNS,
    AskedRow,
    SubjectQuery,
    SubjectRow,
    asked,
    asked_page,
    subjects,
)
from coorddesk.training.service import CourseDetails
from coorddesk.training.ui.course_dialog import CourseDialog
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.controls import button, label
from coorddesk.widgets.empty import Emptiness
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.search_field import SearchField
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.seen import seen_report
from coorddesk.widgets.table.source import Source
from coorddesk.widgets.tokens import ROOM, TIGHT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.widgets.desk import Desk

_SIZE = (1180, 620)
_WIDTHS = (680, 480)
_YEAR = timedelta(days=365)
_MOST = 20


class Subjects(Source[SubjectRow, SubjectQuery]):
    """What is asked for as rows of a table."""

    columns = SUBJECT_COLUMNS
    shown = ("title", "tickets", "people", "last_on")
    groupable = ("category",)

    def __init__(self) -> None:
        """Count every ticket."""
        self._asked = SubjectQuery()

    def noun(self, count: int) -> Message:
        """How many subjects."""
        return _n("{count} subject", "{count} subjects", count)

    def ids(self, session: Session, query: SubjectQuery) -> Sequence[int]:
        """The subjects that a query means; the rows count the tickets of that very query."""
        self._asked = query
        return list(subjects(session, query))

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, SubjectRow]:
        """Their rows."""
        return {row_id: row for row_id, row in subjects(session, self._asked).items() if row_id in set(ids)}

    def stated(self, session: Session, query: SubjectQuery) -> tuple[Message, ...]:
        """Since when tickets count."""
        since = () if query.since is None else (_("Since {day}", day=query.since),)
        return (*super().stated(session, query), *since)

    def is_narrowed(self, query: SubjectQuery) -> bool:
        """Whether tickets may be left out."""
        return bool(query.text) or query.since is not None


class Asked(Source[AskedRow, SubjectQuery]):
    """The tickets of subjects as rows of a table, the latest first."""

    columns = ASKED_COLUMNS
    unsortable = frozenset(column.key for column in ASKED_COLUMNS)

    def noun(self, count: int) -> Message:
        """How many tickets."""
        return _n("{count} ticket", "{count} tickets", count)

    def ids(self, session: Session, query: SubjectQuery) -> Sequence[int]:
        """The tickets of a query."""
        return [row.id for row in asked(session, query)]

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, AskedRow]:
        """Their rows."""
        return asked_page(session, ids)

    def is_narrowed(self, query: SubjectQuery) -> bool:
        """They are those of some subjects."""
        return query.subjects is not None


class SubjectsDialog(QDialog):
    """Enter makes a course of a subject, or of several that are selected; or it opens a ticket.

    Signals:
        made: the id of the course that was made.
        planned: likewise, where a session of it should be planned at once.
    """

    made = Signal(object)
    planned = Signal(object)

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Show what was asked for in the last twelve months."""
        super().__init__(owner)
        self._desk = desk
        self._title = _("Subjects asked for in tickets")
        self.setWindowTitle(desk.texts.say(self._title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        hint = _("A ticket counts here that is resolved with “Training needed”.")
        none = Emptiness("life-buoy", _("No ticket asks for training"), hint)
        found = Emptiness("search", _("No ticket asks for such a thing"), hint)
        self.list = RecordList(desk, "subjects", Subjects(), self._title, (none, found))
        pick = Emptiness("list", _("Choose a subject"))
        self.tickets = RecordList(desk, "subject-tickets", Asked(), _("Tickets"), (pick, pick))
        self.search = SearchField(desk, _("Search in categories and titles…"))
        self.lately = QCheckBox(desk.texts.say(_("Only the last twelve months")))
        self.lately.setChecked(True)
        self.course = make_action(desk, self, _("Make a course of it…"), "graduation-cap", "Ctrl+N", self._on_course)
        self.plan = make_action(desk, self, _("And plan a session…"), "calendar", "P", self._on_plan)
        self.paper = make_action(desk, self, _("Print…"), "printer", "Ctrl+P", self._on_print)
        self._lay_out()
        self._connect()
        resize_on_screen(self, *_SIZE)
        self._refresh()

    def open(self) -> None:
        """Show it, and read the list."""
        super().open()
        self._read("")
        self.list.setFocus()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        line.addWidget(self.lately)
        for action in (self.course, self.plan, self.paper):
            line.addWidget(tool_button(action))
        beside = QSplitter()
        beside.setChildrenCollapsible(False)
        beside.addWidget(self.list)
        beside.addWidget(self.tickets)
        beside.setSizes(list(_WIDTHS))
        self._close = button(self._desk, _("Close"))
        foot = QHBoxLayout()
        foot.addWidget(
            label(self._desk, _("Enter makes a course of what is selected, or opens a ticket."), kind="muted")
        )
        foot.addStretch()
        foot.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        layout.setSpacing(TIGHT)
        layout.addLayout(line)
        layout.addWidget(beside, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._close.clicked.connect(self.reject)
        self.search.searched.connect(self._read)
        self.search.left.connect(self.list.setFocus)
        self.lately.toggled.connect(lambda _on: self._read(self.list.query.text))
        self.list.selection_changed.connect(self._refresh)
        self.list.activated.connect(lambda _subject: self._on_course())
        self.list.menu_actions = [self.course, self.plan]
        self.tickets.activated.connect(self._on_ticket)
        self._desk.operations.committed.connect(self._on_committed)

    def _read(self, text: str) -> None:
        since = self._desk.clock.today() - _YEAR if self.lately.isChecked() else None
        query = self.list.query or SubjectQuery()
        self.list.show_query(replace(query, text=text, since=since))

    def _selected(self) -> list[SubjectRow]:
        rows = map(self.list.row, self.list.selected_ids())
        return [row for row in rows if isinstance(row, SubjectRow)]

    def _refresh(self) -> None:
        """Show the tickets of what is selected."""
        rows = self._selected()
        for action in (self.course, self.plan):
            action.setEnabled(bool(rows))
        if rows:
            wanted = replace(self.list.query, subjects=frozenset(row.key for row in rows))
            if wanted != self.tickets.query:
                self.tickets.show_query(wanted)

    def _on_course(self) -> None:
        self._write(self.made)

    def _on_plan(self) -> None:
        self._write(self.planned)

    def _write(self, told: SignalInstance) -> None:
        rows = self._selected()
        if rows:
            dialog = CourseDialog(self._desk, self, None, self._first(rows))
            dialog.saved.connect(partial(self._on_made, told))
            dialog.open()

    def _on_made(self, told: SignalInstance, course_id: int) -> None:
        self.accept()
        told.emit(course_id)

    def _on_ticket(self, ticket_id: int) -> None:
        self.accept()
        self._desk.open_record(("ticket", ticket_id))

    def _on_print(self) -> None:
        self._desk.preview_report(*seen_report(self.list, "subjects", self._title))

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & {"ticket", "ticket_category", "person"}:
            self.list.reload()
            self.tickets.reload()

    def _first(self, rows: Sequence[SubjectRow]) -> CourseDetails:
        """A course called like the first subject; its notes say what was asked, and how often."""
        texts = self._desk.texts
        said = [texts.say(_("{title} ({count} ×)", title=row.title, count=row.tickets)) for row in rows[:_MOST]]
        return CourseDetails(rows[0].title, notes="\n".join((texts.say(_p("course", "Asked for in tickets:")), *said)))
