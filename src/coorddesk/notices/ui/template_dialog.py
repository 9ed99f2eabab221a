"""The form of a template: what is written on an occasion, with placeholders."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.notices.queries import TemplateRow, templates
from coorddesk.notices.rules import OCCASION_TITLES, PLACEHOLDERS, Template
from coorddesk.notices.service import TemplateWish, save_template
from coorddesk.widgets.forms.editors import NotesEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

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
        super().__init__(desk, owner, _("Edit “{title}”", title=OCCASION_TITLES[edited.occasion]))
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """Every field, and what may stand in braces."""
        desk = self.desk
        form.add("is_on", _p("message", "When"), YesNoEditor(desk, _("Write this message")), wide=True)
        form.add("subject", _p("message", "Subject"), TextEditor(desk), required=True, wide=True)
        marks = ", ".join(f"{{{name}}} ({desk.texts.say(meaning)})" for name, meaning in PLACEHOLDERS.items())
        hint = _(
            "What stands in braces is filled in: {marks}. A line with nothing to fill in is left out.", marks=marks
        )
        form.add("body", _p("message", "Text"), NotesEditor(desk, _LINES), required=True, hint=hint, wide=True)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """What is written now."""
        return partial(_load, self._edited)

    def data(self) -> TemplateWish:
        """The wish."""
        values = self.form.values()
        assert self.version is not None
        template = Template(values["subject"], values["body"], values["is_on"])
        return TemplateWish(self._edited.occasion, self._edited.language, self.version, template)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, _result: Any) -> Message:
        """That it is as it should be."""
        return _("“{name}” saved.", name=OCCASION_TITLES[self._edited.occasion])


def _load(edited: TemplateRow, session: Session) -> Loaded:
    """In the lane."""
    (row,) = [each for each in templates(session, edited.language) if each.occasion is edited.occasion]
    said = row.template
    return Loaded(row.version, {"is_on": said.is_on, "subject": said.subject, "body": said.body})


def _save(wish: TemplateWish, session: Session) -> None:
    """In the lane."""
    save_template(session, wish)
