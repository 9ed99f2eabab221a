"""Quick entry: a ticket within half a minute, by keyboard alone, while somebody waits at the telephone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from coorddesk.core.messages import Message, _, _p, digits, verbatim
from coorddesk.core.records import Subject
from coorddesk.helpdesk.queries import QuestionRow, categories, category_options, template_options
from coorddesk.helpdesk.rules import IMPACT_TITLES, SOURCE_TITLES, URGENCY_TITLES, Source
from coorddesk.helpdesk.service import Handling, MeToo, NewTicket, TicketDetails, add_me_too, open_ticket
from coorddesk.helpdesk.ui.about_editor import AboutEditor, options_of
from coorddesk.helpdesk.ui.beside_entry import BesideEntry
from coorddesk.helpdesk.ui.drafts import Filled, fill_in, forget_draft, keep_draft, kept_draft, read_template
from coorddesk.helpdesk.ui.pickers import person_picker
from coorddesk.inventory.queries.scanned import ASSETS, PEOPLE, PLACES
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.options import Option
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 760
_PAUSE_MILLISECONDS = 300
_SOURCE = "helpdesk.source"
"""The desk's memory of how the last ticket came in: somebody sits at a telephone or at a counter."""
_TYPED = (Source.TELEPHONE, Source.COUNTER, Source.MAIL)


class EntryDialog(RecordDialog):
    """Who or what, what is wrong, Ctrl+Enter; everything else has a good answer already."""

    def __init__(self, desk: Desk, owner: QWidget, subjects: Sequence[Subject] = ()) -> None:
        """`subjects` are what it is about, where that is known: devices, a place, whoever asks."""
        self._subjects = tuple(subjects)
        self._asked: dict[str, int] = {}
        self._filled: Filled | None = None
        self._is_kept = not subjects or kept_draft(desk.settings) == ({}, ())  # an older draft is not written over
        super().__init__(desk, owner, _("New ticket"), _("Open the ticket"))
        self.setMinimumWidth(_WIDTH)
        self.beside = BesideEntry(desk)
        around = self.layout()
        assert isinstance(around, QVBoxLayout)
        around.insertWidget(around.count() - 1, self.beside)
        self._pause = QTimer(self, interval=_PAUSE_MILLISECONDS, singleShot=True)
        self._pause.timeout.connect(self._look)
        self.form.changed.connect(self._pause.start)
        self.template.changed.connect(self._on_template_chosen)
        self.beside.me_too.connect(self._on_me_too)
        self.beside.grew.connect(self.grow)
        self.form.editor("category").changed.connect(self._on_category_changed)

    def build(self, form: Form) -> None:
        """What must be said above, what may be said below."""
        desk = self.desk
        self.about = form.add("about", _("Device, person or place"), AboutEditor(desk), wide=True)
        hint = _("As they say it: “The projector shows nothing”")
        form.add("title", _p("ticket", "Title"), TextEditor(desk), required=True, hint=hint, wide=True)
        form.add("description", _("Description"), NotesEditor(desk, 2), wide=True)
        form.add("category", _p("ticket", "Category"), RecordPicker(desk, category_options))
        sources = [(each, SOURCE_TITLES[each]) for each in _TYPED]
        form.add("source", _p("ticket", "Came in by"), ChoiceEditor(desk, sources))
        usual = _("as its category says")
        form.add("urgency", _("Urgency"), ChoiceEditor(desk, list(URGENCY_TITLES.items()), usual))
        form.add("impact", _("Impact"), ChoiceEditor(desk, list(IMPACT_TITLES.items()), usual))
        form.add("assignee", _("Assigned to"), person_picker(desk))
        form.add("requester_phone", _("Call back at"), TextEditor(desk))
        form.add("is_major", _("Major incident"), YesNoEditor(desk, _("Major incident")))
        hint = _("What is still empty is filled in.")
        self.template = form.add("template", _("Template"), RecordPicker(desk, template_options), hint=hint)
        self._questions = form.part(_("What is asked with this category"))
        last = desk.settings.recall(_SOURCE)
        form.editor("source").set_value(Source(last) if last in {each.value for each in _TYPED} else Source.TELEPHONE)

    def open(self) -> None:
        """Show the form, and what it is about, where that is known."""
        super().open()
        if self._subjects:
            self._read_subjects(self._subjects, self._show_subjects)
            return
        typed, subjects = kept_draft(self.desk.settings)
        if typed or subjects:
            fill_in(self.form, typed)
            self._read_subjects(subjects, self._show_draft)

    def _read_subjects(self, subjects: Sequence[Subject], done: Callable[[Sequence[Option]], None]) -> None:
        self.desk.operations.read(self, partial(options_of, self.desk.texts, subjects), done)

    def _show_subjects(self, options: Sequence[Option]) -> None:
        self.about.set_value(tuple(options))
        self.form.settle()
        self.form.editor("title").setFocus()
        self._look()

    def _show_draft(self, options: Sequence[Option]) -> None:
        """It was not thrown away: it counts as typed."""
        self.about.set_value(tuple(options))
        self.desk.say(_("Your draft is here again."))
        self._look()

    def done(self, result: int) -> None:
        """Open or thrown away, it is no draft any more."""
        self._pause.stop()
        if self._is_kept:
            forget_draft(self.desk.settings)
        super().done(result)

    def data(self) -> NewTicket:
        """The wish."""
        said, about, filled = self.form.values(), self.about.subjects, self._filled
        devices = tuple(record_id for kind, record_id in about if kind == ASSETS)
        details = TicketDetails(
            said["title"],
            None if filled is None else filled.kind,
            description=said["description"],
            category_id=said["category"],
            place_id=_first(about, PLACES),
            requester_id=_first(about, PEOPLE),
            requester_name=_first(about, "name") or "",
            requester_phone=said["requester_phone"],
            urgency=said["urgency"],
            impact=said["impact"],
            is_major=said["is_major"],
            devices=devices,
        )
        answers = tuple((number, said[key] or "") for key, number in self._asked.items() if key in said)
        handling = Handling(said["assignee"], None if filled is None else filled.team_id)
        steps = () if filled is None else filled.steps
        return NewTicket(details, handling, said["source"], answers=answers, steps=steps)

    def work(self, wish: NewTicket) -> Callable[[Session], int]:
        """The verb."""
        self.desk.settings.remember(_SOURCE, wish.source.value)
        return partial(_open, wish)

    def said(self, result: Any) -> Message:
        """Its number, to be told to whoever asked."""
        return _("Ticket {number} opened.", number=digits(result))

    def _look(self) -> None:
        if self._is_kept:
            keep_draft(self.desk.settings, self.form, self.about.subjects)
        subjects = [(kind, value) for kind, value in self.about.subjects if kind in {ASSETS, PLACES}]
        self.beside.look(subjects, self.form.editor("title").value())

    def _on_template_chosen(self) -> None:
        template = self.template.picked
        self._filled = None
        if template is not None:
            work = partial(read_template, self.desk.features, template.id)
            self.desk.operations.read(self, work, self._show_filled, self.show_error, replaces="template")

    def _show_filled(self, filled: Filled) -> None:
        self._filled = filled
        fill_in(self.form, filled.values)
        self._on_category_changed()
        if filled.place is not None and not any(kind == PLACES for kind, _value in self.about.subjects):
            self._read_subjects((filled.place,), self.about.name_also)

    def _on_category_changed(self) -> None:
        category = self.form.editor("category")
        assert isinstance(category, RecordPicker)
        chosen = None if category.picked is None else category.picked.id
        self.desk.operations.read(self, partial(_questions, chosen), self._show_questions, replaces="questions")

    def _show_questions(self, questions: Sequence[QuestionRow]) -> None:
        keys = []
        for each in questions:
            key = f"question:{each.id}"
            keys.append(key)
            if key not in self._asked:
                self._asked[key] = each.id
                title = verbatim(f"{each.question} *" if each.is_required else each.question)
                choices = [(choice, verbatim(choice)) for choice in each.choices]
                editor = (
                    ChoiceEditor(self.desk, choices, _p("choice", "not said")) if choices else TextEditor(self.desk)
                )
                self.form.add_to(self._questions, key, title, editor)
        self._questions.show_fields(keys)

    def _on_me_too(self, ticket_id: int) -> None:
        """Whoever tells it is one more whom it hinders; no second ticket."""
        names = [each.name for each in self.about.people]
        wish = MeToo(ticket_id, ", ".join(names), self.form.editor("title").value())
        said = _("Ticket {number}: one more says “me too”.", number=digits(ticket_id))
        self.beside.setDisabled(True)  # a second press meanwhile is a slip
        self.desk.operations.change(
            self,
            partial(_me_too, wish),
            lambda _none: self._on_saved(ticket_id),
            self.show_error,
            settled=lambda: self.beside.setEnabled(True),
            said=said,
        )


def _first(about: Sequence[tuple[str, Any]], kind: str) -> Any:
    return next((value for each, value in about if each == kind), None)


def _open(wish: NewTicket, session: Session) -> int:
    """In the lane."""
    return open_ticket(session, wish)


def _me_too(wish: MeToo, session: Session) -> None:
    """In the lane."""
    add_me_too(session, wish)


def _questions(category_id: int | None, session: Session) -> tuple[QuestionRow, ...]:
    """In the lane."""
    return next((each.questions for each in categories(session) if each.id == category_id), ())
