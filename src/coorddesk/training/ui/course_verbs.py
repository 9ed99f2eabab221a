"""What can be done with courses: the actions behind the page's bar, its menus, its card and its keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.options import Option
from coorddesk.directory.service import Deletion
from coorddesk.training.queries import CourseRow, course_card, course_row
from coorddesk.training.service import Archiving, CourseDetails, Material, archive_courses, delete_course
from coorddesk.training.ui.course_dialog import CourseDialog
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.record_verbs import RecordVerbs, Ways

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session


class CourseVerbs(RecordVerbs):
    """Planning a session, putting away, copying, and what tickets ask for, besides what is done with any record."""

    def make_own(self) -> None:
        """A key for each."""
        new = partial(make_action, self.desk, self.page)
        self.asked = new(_("Subjects asked for in tickets…"), "life-buoy", "A", self._on_asked)
        self.plan = new(_("Plan a session…"), "calendar", "P", self._on_plan)
        self.show = new(_("Its sessions"), "list", "T", self._on_show)
        self.copy = new(_("Copy as…"), "copy", "C", self._on_copy)
        self.archive = new(_("Archive or take up again"), "archive", "R", self._on_archive)

    def of_own(self) -> list[QAction]:
        """The most usual first."""
        return [self.plan, self.show, self.copy, self.archive]

    def refresh(self) -> None:
        """Several are put away at once."""
        super().refresh()
        self.archive.setEnabled(bool(self.list.selected_ids()))

    def _on_asked(self) -> None:
        from coorddesk.training.ui.subjects_dialog import SubjectsDialog  # the list is there without any dialog

        dialog = SubjectsDialog(self.desk, self.page)
        dialog.made.connect(self.added)
        dialog.planned.connect(self._plan_new)
        dialog.open()

    def _on_plan(self) -> None:
        row = self.selected()
        if row is not None:
            self._plan(Option(row.id, row.name))

    def _plan_new(self, course_id: int) -> None:
        """Of a course that was just added."""
        self.added.emit(course_id)
        self.desk.operations.read(self, partial(_option, course_id), self._plan, replaces="plan")

    def _plan(self, course: Option) -> None:
        from coorddesk.training.ui.session_dialog import SessionDialog  # as above

        dialog = SessionDialog(self.desk, self.page, None, course)
        dialog.saved.connect(lambda session_id: self.desk.open_record(("training_session", session_id)))
        dialog.open()

    def _on_show(self) -> None:
        row = self.selected()
        if row is not None:
            self.desk.open_list("training_session", ("course", row.id))

    def _on_copy(self) -> None:
        row = self.selected()
        if row is not None:
            work = partial(_copied, row.id, self.desk.texts.say(_("{name} (copy)", name=row.name)))
            self.desk.operations.read(self, work, self._open_copy, replaces="copy")

    def _open_copy(self, first: CourseDetails) -> None:
        dialog = CourseDialog(self.desk, self.page, None, first)
        dialog.saved.connect(self.added)
        dialog.open()

    def _on_archive(self) -> None:
        """Together: where one is not put away yet, all are."""
        ids = tuple(self.list.selected_ids())
        rows = [row for row in map(self.list.row, ids) if isinstance(row, CourseRow)]
        if rows:
            wish = Archiving(ids, not all(row.is_archived for row in rows))
            self.desk.operations.change(self, partial(_archive, wish), said=_said_archived(wish))


def _said_archived(wish: Archiving) -> Message:
    count = len(wish.courses)
    if wish.is_archived:
        return _n("{count} course archived.", "{count} courses archived.", count)
    return _n("{count} course taken up again.", "{count} courses taken up again.", count)


def _option(course_id: int, session: Session) -> Option:
    """In the lane."""
    row = course_row(session, course_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return Option(row.id, row.name)


def _copied(course_id: int, name: str, session: Session) -> CourseDetails:
    """In the lane: all that a course says; materials are new ones, without files."""
    card = course_card(session, course_id)
    if card is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    row = card.row
    return CourseDetails(
        *(name, row.objectives, row.audiences, row.level, row.minutes, row.retention_months, card.checklist),
        tuple(Material(each.name, each.edition, each.note) for each in card.materials),
        row.notes,
    )


def _archive(wish: Archiving, session: Session) -> None:
    """In the lane."""
    archive_courses(session, wish)


def _delete(session: Session, row: CourseRow) -> None:
    delete_course(session, Deletion(row.id, row.version))


COURSES = Ways(_("New course"), CourseRow, CourseDialog, _delete, lambda row: str(row.name))
