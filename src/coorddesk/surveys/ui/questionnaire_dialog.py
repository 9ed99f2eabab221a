"""The forms of a questionnaire: itself, and a copy of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.surveys.queries import QuestionnaireRow, questionnaire_row, questions
from coorddesk.surveys.rules import LANGUAGE_TITLES, STAGE_TITLES, Language, Stage
from coorddesk.surveys.service import (
    QuestionDetails,
    QuestionnaireCopy,
    QuestionnaireDetails,
    QuestionnaireEdit,
    copy_questionnaire,
    create_questionnaire,
    edit_questionnaire,
)
from coorddesk.surveys.ui.questions_editor import QuestionsEditor, hint_of_questions
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 940
_OWN = ("name", "moment", "language", "intro", "is_anonymous", "archived")


class QuestionnaireDialog(RecordDialog):
    """Adds a questionnaire or changes one; what was answered keeps its question."""

    def __init__(self, desk: Desk, owner: QWidget, edited: QuestionnaireRow | None) -> None:
        """`edited` is the questionnaire to change, None for a new one."""
        self._edited = edited
        title = _("New questionnaire") if edited is None else _("Edit “{title}”", title=edited.name)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        form.add("name", _("Name"), TextEditor(desk), required=True, wide=True)
        form.add("moment", _p("survey", "When"), ChoiceEditor(desk, list(STAGE_TITLES.items())))
        form.add("language", _("Language"), ChoiceEditor(desk, list(LANGUAGE_TITLES.items())))
        hint = _("Stands above the questions.")
        form.add("intro", _p("survey", "Introduction"), NotesEditor(desk, 2), hint=hint, wide=True)
        form.add("questions", _p("survey", "Questions"), QuestionsEditor(desk), hint=hint_of_questions(), wide=True)
        said = _("Nobody knows who answered")
        hint = _("Nothing is shown of fewer than five answers.")
        form.add("is_anonymous", _p("survey", "Anonymous"), YesNoEditor(desk, said), hint=hint)
        form.add("archived", _p("survey", "Archived"), YesNoEditor(desk, _("It is offered no more")))
        form.editor("moment").set_value(Stage.HOT)
        form.editor("language").set_value(Language(desk.texts.language))
        form.editor("is_anonymous").set_value(True)
        form.editor("archived").set_value(False)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The questionnaire to change."""
        return None if self._edited is None else partial(_load, self._edited.id)

    def data(self) -> QuestionnaireDetails | QuestionnaireEdit:
        """The wish."""
        values = self.form.values()
        own = {key: values[key] for key in _OWN}
        own |= {key: bool(own[key]) for key in ("is_anonymous", "archived")}
        details = QuestionnaireDetails(questions=values["questions"], **own)
        if self._edited is None:
            return details
        assert self.version is not None
        return QuestionnaireEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("name").value()
        return _("“{name}” added.", name=name) if self._edited is None else _("“{name}” saved.", name=name)


class CopyDialog(RecordDialog):
    """Asks what the copy is called."""

    def __init__(self, desk: Desk, owner: QWidget, row: QuestionnaireRow) -> None:
        """`row` is the questionnaire to copy."""
        self._row = row
        super().__init__(desk, owner, _("Copy “{name}”", name=row.name), _p("verb", "Copy"))

    def build(self, form: Form) -> None:
        """The name."""
        form.add("name", _("Name"), TextEditor(self.desk), required=True)

    def data(self) -> QuestionnaireCopy:
        """The wish."""
        return QuestionnaireCopy(self._row.id, self.form.values()["name"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_copy, wish)

    def said(self, result: Any) -> Message:
        """That it is there."""
        return _("“{name}” added.", name=self.form.editor("name").value())


def _load(questionnaire_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = questionnaire_row(session, questionnaire_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    asked = tuple(
        QuestionDetails(each.kind, each.text, each.section, each.choices, each.is_required, each.id)
        for each in questions(session, questionnaire_id)
    )
    return Loaded(row.version, {field: getattr(row, field) for field in _OWN} | {"questions": asked})


def _save(wish: QuestionnaireDetails | QuestionnaireEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, QuestionnaireDetails):
        return create_questionnaire(session, wish)
    edit_questionnaire(session, wish)
    return wish.id


def _copy(wish: QuestionnaireCopy, session: Session) -> int:
    """In the lane."""
    return copy_questionnaire(session, wish)
