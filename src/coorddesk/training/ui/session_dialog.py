"""The form of a session: what, when and where, by whom and with what; what gets in its way is said as it is typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.options import Option
from coorddesk.training.queries import Clash, SessionRow, TrainerRow, course_card
from coorddesk.training.rules.limits import MOST_PLACES
from coorddesk.training.rules.states import lines
from coorddesk.training.rules.words import MODE_TITLES, Mode, SessionState
from coorddesk.training.service import SessionDetails, SlotWish, TaskWish
from coorddesk.training.ui.checklist_editor import DAY_LETTER
from coorddesk.training.ui.session_pickers import (
    course_picker,
    partner_wishes,
    partners_editor,
    session_place_picker,
    things_editor,
    trainer_wishes,
    trainers_editor,
)
from coorddesk.training.ui.session_saving import ClashesFound, SessionWish, asset_ids, load_session, look, save_session
from coorddesk.training.ui.slots_editor import SlotsEditor
from coorddesk.training.ui.tasks_editor import TasksEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, NumberEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.length_editor import LengthEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.tokens import WIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.training.queries import CourseCard
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 940
_PAUSE_MILLISECONDS = 300
_DAY = 7 * 60
_FEW = 6
_ANYWAY = _("Save it anyway if you know better:")
_NOT_TWICE = _("A device is in one place only: choose another one.")
_ANNOUNCED = (SessionState.OPEN, SessionState.CONFIRMED)


class SessionDialog(RecordDialog):
    """Plans a session or changes one."""

    def __init__(self, desk: Desk, owner: QWidget, edited: SessionRow | None, course: Option | None = None) -> None:
        """`edited` is the session to change, None for a new one, which may be of a `course`."""
        self._edited = edited
        self._trainers: tuple[TrainerRow, ...] = ()
        self._drawn_title = ""
        self._drawn_tasks: tuple[TaskWish, ...] = ()
        self._seen: frozenset[Clash] = frozenset()
        title = _("New session") if edited is None else _("Edit “{title}”", title=edited.title)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))
        self.setMinimumWidth(_WIDTH)
        self._clashes = Notice(desk, Tone.WARNING)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        around = QVBoxLayout()
        around.setContentsMargins(WIDE, 0, WIDE, 0)
        around.addWidget(self._clashes)
        layout.insertLayout(layout.count() - 1, around)
        self._pause = QTimer(self, interval=_PAUSE_MILLISECONDS, singleShot=True)
        self._pause.timeout.connect(self._look)
        self.form.changed.connect(self._pause.start)
        self._course.changed.connect(self._on_course_picked)
        if course is not None:
            self._course.set_value(course)
            self.form.settle()
            self._on_course_picked()

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        self._course = form.add("course_id", _p("training", "Course"), course_picker(desk), required=True)
        form.add("title", _p("training session", "Title"), TextEditor(desk), hint=_("Left empty, that of the course"))
        hint = _("9:00-12:00, 13:30-16:30 are two slots; a day that is typed takes the times of the line above.")
        self._slots = form.add("slots", _("Dates and times"), SlotsEditor(desk), hint=hint, wide=True)
        form.add("place_id", _("Place"), session_place_picker(desk))
        form.add("mode", _p("training session", "Mode"), ChoiceEditor(desk, list(MODE_TITLES.items())))
        self._numbers(form)
        self._trainers_editor = form.add("trainers", _p("training", "Trainers"), trainers_editor(desk))
        self._things = form.add("things", _p("training session", "Devices"), things_editor(desk))
        form.add("partners", _p("training", "Partners"), partners_editor(desk))
        form.add("notes", _("Notes"), NotesEditor(desk, 6))
        letter = desk.texts.say(DAY_LETTER)
        hint = _("{letter}-15 is 15 days before, {letter}+30 30 days after, or a date.", letter=letter)
        self._tasks = form.add("tasks", _p("training", "Checklist"), TasksEditor(desk), hint=hint, wide=True)
        if self._edited is not None and self._edited.state in _ANNOUNCED:
            said = _("Write to those who are registered if it is held at another time or place")
            form.add("tell", said, YesNoEditor(desk, said), wide=True).set_value(True)

    def _numbers(self, form: Form) -> None:
        """Short fields, four in a line; the link stands with them."""
        desk = self.desk
        part = form.part(None, 4)
        capacity = NumberEditor(desk, 1, MOST_PLACES)
        form.add_to(part, "capacity", _p("training session", "Places"), capacity)
        form.add_to(part, "overbooking", _("Overbooking"), NumberEditor(desk, 0, MOST_PLACES))
        form.add_to(part, "minimum", _p("training session", "Minimum"), NumberEditor(desk, 0, MOST_PLACES))
        form.add_to(part, "preparation_minutes", _p("training session", "Preparation"), LengthEditor(desk, _DAY))
        part.show_fields(["capacity", "overbooking", "minimum", "preparation_minutes"])
        linked = form.part(None, 1)
        form.add_to(linked, "link", _p("training session", "Link"), TextEditor(desk, hint=verbatim("https://…")))
        mode = form.editor("mode")
        mode.changed.connect(lambda: linked.show_fields([] if mode.value() is Mode.ON_SITE else ["link"]))

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The session to change."""
        return None if self._edited is None else partial(load_session, self._edited.id)

    def data(self) -> SessionWish:
        """The wish, and the clashes that were seen."""
        values = self.form.values()
        things = values["things"]
        details = SessionDetails(
            values["course_id"],
            values["title"],
            values["place_id"],
            values["mode"],
            values.get("link", ""),
            values["capacity"],
            values["overbooking"] or 0,
            values["minimum"] or 0,
            values["preparation_minutes"] or 0,
            values["notes"],
            values["slots"],
            trainer_wishes(values["trainers"], self._trainers),
            partner_wishes(values["partners"]),
            self._tasks_wished(values["slots"], values["tasks"]),
        )
        session_id = None if self._edited is None else self._edited.id
        return SessionWish(session_id, self.version, details, things, self._seen, values.get("tell", True))

    def _tasks_wished(self, slots: Sequence[SlotWish], tasks: tuple[TaskWish, ...]) -> tuple[TaskWish, ...] | None:
        """The checklist as it is written; None where it is that of the course, to be drawn up once there is a day."""
        is_of_course = tasks == self._drawn_tasks and not (slots and tasks)
        return None if is_of_course and not self._before.get("tasks") else tasks

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(save_session, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        title = self.form.editor("title").value() or self._course.line.text()
        return _("“{name}” added.", name=title) if self._edited is None else _("“{name}” saved.", name=title)

    def show_error(self, error: UserError) -> None:
        """What gets in the way is no trouble of a field: it is shown, and whoever saves again knows better."""
        if isinstance(error, ClashesFound):
            self._show_clashes(error.clashes)
        else:
            super().show_error(error)

    def _take(self, loaded: Loaded) -> None:
        """Remember who sends the trainers, which the form does not show apart."""
        self._trainers = loaded.values["rows"]
        super()._take(loaded)
        self._look()

    def _look(self) -> None:
        """Say what gets in the way of what is typed so far."""
        trainers = trainer_wishes(self._trainers_editor.rows(), self._trainers)
        place = self.form.editor("place_id")
        assert isinstance(place, RecordPicker)
        place_id = None if place.picked is None else place.picked.id
        sketch = SessionDetails(0, place_id=place_id, slots=self._slots.sketch(), trainers=trainers)
        session_id = None if self._edited is None else self._edited.id
        work = partial(look, sketch, session_id, asset_ids(self._things.rows()))
        self.desk.operations.read(self, work, self._show_clashes, replaces="clashes")

    def _show_clashes(self, found: Sequence[Clash]) -> None:
        self._seen = frozenset(found)
        if not found:
            self._clashes.say(None)
            return
        said = lines(tuple(clash.text for clash in found[:_FEW]))
        if len(found) > _FEW:
            more = _n("and {count} more", "and {count} more", len(found) - _FEW)
            said = _("{one}\n{other}", one=said, other=more)
        head = _n("{count} conflict", "{count} conflicts", len(found))
        advice = _ANYWAY if all(clash.may_be_overridden for clash in found) else _NOT_TWICE
        head = _("{conflicts}. {advice}", conflicts=head, advice=advice)
        self._clashes.say(_("{one}\n{other}", one=head, other=said))

    def _on_course_picked(self) -> None:
        option = self._course.picked
        if option is not None:
            self.desk.operations.read(self, partial(_course, option.id), self._on_course_read, replaces="course")

    def _on_course_read(self, card: CourseCard | None) -> None:
        """Take over the title, and what is to be done, unless something else was written there."""
        title = self.form.editor("title")
        if card is None:
            return
        is_untouched = not self.form.touched()
        if title.value() in {"", self._drawn_title}:
            self._drawn_title = card.row.name
            title.set_value(card.row.name)
        if self._edited is None and self._tasks.sketch() == self._drawn_tasks:
            self._tasks.show_lines(card.checklist)
            self._drawn_tasks = self._tasks.sketch()
        if is_untouched:
            self.form.settle()  # the course was there when the form was shown: nothing was typed yet


def plan_session(desk: Desk, owner: QWidget, course: Option | None = None) -> None:
    """Ask for a new session of a course, and show its card once it is there."""
    dialog = SessionDialog(desk, owner, None, course)
    dialog.saved.connect(lambda session_id: desk.open_record(("training_session", session_id)))
    dialog.open()


def _course(course_id: int, session: Session) -> CourseCard | None:
    """In the lane."""
    return course_card(session, course_id)
