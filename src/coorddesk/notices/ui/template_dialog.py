"""The form of a template: what is written on an occasion, with placeholders."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.notices.queries import TemplateRow, templates
from coorddesk.notices.rules import (
    OCCASION_TITLES,
    PLACEHOLDERS,
    Template,
    check_placeholders,
    mark_names,
    with_marks,
)
from coorddesk.notices.service import TemplateWish, save_template
from coorddesk.widgets.forms.editors import NotesEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH, _LINES = 720, 10


class TemplateDialog(RecordDialog):
    """Says in other words what people are told on an occasion, or that they are not told."""

    def __init__(self, desk: Desk, owner: QWidget, edited: TemplateRow) -> None:
        """`edited` is what is written now."""
        self._edited = edited
        self._names = mark_names(desk.texts)
        super().__init__(desk, owner, _("Edit “{title}”", title=OCCASION_TITLES[edited.occasion]))
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """Every field, and what may stand in braces."""
        desk = self.desk
        form.add("is_on", _p("message", "When"), YesNoEditor(desk, _("Write this message")), wide=True)
        form.add("subject", _p("message", "Subject"), TextEditor(desk), required=True, wide=True)
        marks = ", ".join(f"{{{self._names[key]}}} ({desk.texts.say(said)})" for key, said in PLACEHOLDERS.items())
        hint = _(
            "What stands in braces is filled in: {marks}. A line with nothing to fill in is left out.", marks=marks
        )
        form.add("body", _p("message", "Text"), NotesEditor(desk, _LINES), required=True, hint=hint, wide=True)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """What is written now."""
        return partial(_load, self._edited, self._names)

    def data(self) -> TemplateWish:
        """The wish."""
        values = self.form.values()
        assert self.version is not None
        own = {said: name for name, said in self._names.items()}
        texts = {key: with_marks(values[key], own) for key in ("subject", "body")}
        for key, text in texts.items():
            check_placeholders(text, key, self._names)
        template = Template(texts["subject"], texts["body"], values["is_on"])
        return TemplateWish(self._edited.occasion, self._edited.language, self.version, template)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, _result: Any) -> Message:
        """That it is as it should be."""
        return _("“{name}” saved.", name=OCCASION_TITLES[self._edited.occasion])


def _load(edited: TemplateRow, names: Mapping[str, str], session: Session) -> Loaded:
    """In the lane: as it is written, with placeholders in the language of the screen."""
    (row,) = [each for each in templates(session, edited.language) if each.occasion is edited.occasion]
    said = row.template
    subject, body = with_marks(said.subject, names), with_marks(said.body, names)
    return Loaded(row.version, {"is_on": said.is_on, "subject": subject, "body": body})


def _save(wish: TemplateWish, session: Session) -> None:
    """In the lane."""
    save_template(session, wish)
