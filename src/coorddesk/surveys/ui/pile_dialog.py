"""What is asked before a pile is printed, typed or put together: which questionnaire, how many pages, from which on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.feature import named
from coorddesk.surveys.queries import next_number, piles, questionnaire_options, questionnaire_row, usual_questionnaire
from coorddesk.widgets.forms.editors import NumberEditor
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

_USUAL, _MOST, _LAST = 15, 500, 99_999


@dataclass(frozen=True)
class Chosen:
    """A questionnaire, what the record is called that it is about, and which pages."""

    questionnaire_id: int
    about_title: str = ""
    count: int = 0
    first: int = 1


class PileDialog(RecordDialog):
    """The usual questionnaire is there already: Enter goes on. With `is_counted` it asks how many pages."""

    def __init__(
        self, desk: Desk, owner: QWidget, title: Message, about: Subject | None = None, *, is_counted: bool = False
    ) -> None:
        """About a record, or about nothing in particular."""
        self._about, self._is_counted = about, is_counted
        self.questionnaire: int | None = None
        super().__init__(desk, owner, title, _p("survey", "Go on"))

    def build(self, form: Form) -> None:
        """Which, how many, from which on."""
        desk = self.desk
        picker = RecordPicker(desk, questionnaire_options)
        form.add("questionnaire", _p("survey", "Questionnaire"), picker, required=True, wide=True)
        if self._is_counted:
            form.add("count", _("How many pages"), NumberEditor(desk, 1, _MOST), required=True).set_value(_USUAL)
            hint = _("Each page has a number of its own, so that none is typed twice.")
            form.add("first", _("Number of the first"), NumberEditor(desk, 1, _LAST), required=True, hint=hint)
            form.editor("first").set_value(1)

    def loading(self) -> Callable[[Session], Loaded]:
        """What is usual."""
        return partial(_load, self.questionnaire, self._about, self.desk.texts.language, is_counted=self._is_counted)

    def data(self) -> Chosen:
        """What was chosen; what it is about is read with it."""
        values = self.form.values()
        for key, value in values.items():
            if value is None:
                raise UserError(_("Something is needed here."), field=key)
        return Chosen(values["questionnaire"], "", values.get("count", 0), values.get("first", 1))

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """Nothing is written; the record's name is read."""
        return partial(_titled, wish, self._about, self.desk.features)


def _load(
    questionnaire_id: int | None, about: Subject | None, language: str, session: Session, *, is_counted: bool
) -> Loaded:
    """In the lane: the questionnaire that was answered about this already, or the usual one."""
    known = piles(session, about) if about is not None and questionnaire_id is None else ()
    row_id = questionnaire_id or (known[0][0] if known else usual_questionnaire(session, language))
    row = None if row_id is None else questionnaire_row(session, row_id)
    if row is None:
        return Loaded(0, {})
    values: dict[str, Any] = {"questionnaire": Option(row.id, row.name)}
    return Loaded(0, values | ({"first": next_number(session, row.id, about)} if is_counted else {}))


def _titled(wish: Chosen, about: Subject | None, features: Sequence[Feature], session: Session) -> Chosen:
    """In the lane."""
    title = "" if about is None else named(session, features, [about]).get(about, "")
    return Chosen(wish.questionnaire_id, title, wish.count, wish.first)
