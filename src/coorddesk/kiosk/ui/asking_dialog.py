"""The form by which a kiosk is told to ask people to fill in a questionnaire."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.feature import named
from coorddesk.kiosk.queries import AskedRow, asked_at_kiosks, kiosk_options, kiosks, last_day_of
from coorddesk.kiosk.service import Asking, ask_at_kiosk
from coorddesk.surveys.queries import questionnaire_options, questionnaire_row, usual_questionnaire
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import TextEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.feature import Feature
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_NONE_YET = _("There is no kiosk yet: add one in the settings, and it will ask this.")


@dataclass(frozen=True)
class Wanted:
    """What the form begins with: a record that people are asked about, a questionnaire, or what is asked already."""

    about: Subject | None = None
    questionnaire_id: int | None = None
    asked_id: int | None = None


class AskingDialog(RecordDialog):
    """The usual questionnaire and the last day of the session are there already: Enter goes on."""

    def __init__(self, desk: Desk, owner: QWidget, wanted: Wanted = Wanted()) -> None:
        """About a record, or about nothing in particular."""
        self._wanted = wanted
        super().__init__(desk, owner, _("Show at a kiosk"), _p("verb", "Show"))

    def build(self, form: Form) -> None:
        """What is asked, where, and until when."""
        desk = self.desk
        picker = RecordPicker(desk, questionnaire_options)
        form.add("questionnaire", _p("survey", "Questionnaire"), picker, required=True, wide=True)
        hint = _("Blank: its own name.")
        form.add("title", _("What people read that it is about"), TextEditor(desk), hint=hint, wide=True)
        form.add("kiosk", _("Kiosk"), RecordPicker(desk, kiosk_options), hint=_("Blank: every kiosk."))
        hint = _("Blank: until you take it away in the settings.")
        form.add("last_on", _("Last day"), DateEditor(desk, desk.clock), hint=hint)

    def loading(self) -> Callable[[Session], Loaded]:
        """What is usual."""
        return partial(_load, self._wanted, self.desk.texts.language, self.desk.features)

    def data(self) -> Asking:
        """The wish."""
        values = self.form.values()
        if values["questionnaire"] is None:
            raise UserError(_("Something is needed here."), field="questionnaire")
        about, title, last_on = self._wanted.about, values["title"] or "", values["last_on"]
        return Asking(values["questionnaire"], values["kiosk"], about, title, last_on, self._wanted.asked_id)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_ask, wish)

    def said(self, result: Any) -> Message:
        """Where it is asked."""
        return _("It is shown at the kiosk within half a minute.") if result else _NONE_YET


def _load(wanted: Wanted, language: str, features: Sequence[Feature], session: Session) -> Loaded:
    """In the lane."""
    asked = next((row for row in asked_at_kiosks(session) if row.id == wanted.asked_id), None)
    if asked is not None:
        return Loaded(asked.version, _as_asked(session, asked))
    values: dict[str, Any] = {}
    row_id = wanted.questionnaire_id or usual_questionnaire(session, language)
    row = None if row_id is None else questionnaire_row(session, row_id)
    if row is not None:
        values["questionnaire"] = Option(row.id, row.name)
    there = kiosks(session)
    if len(there) == 1:
        values["kiosk"] = Option(there[0].id, there[0].name)
    if wanted.about is not None:
        values["title"] = named(session, features, [wanted.about]).get(wanted.about, "")
        values["last_on"] = last_day_of(session, wanted.about)
    return Loaded(0, values)


def _as_asked(session: Session, asked: AskedRow) -> dict[str, Any]:
    kiosk = next((Option(each.id, each.name) for each in kiosks(session) if each.name == asked.kiosk), None)
    questionnaire = Option(asked.questionnaire_id, asked.name)
    return {"questionnaire": questionnaire, "kiosk": kiosk, "title": asked.title, "last_on": asked.last_on}


def _ask(wish: Asking, session: Session) -> bool:
    """In the lane: whether there is any kiosk to ask it."""
    ask_at_kiosk(session, wish)
    return bool(kiosks(session))
