"""The form of a budget line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.budget.queries import account_as_written, line_as_written
from coorddesk.budget.queries.line_list import (
    LineFigures,
)
from coorddesk.budget.rules.words import ON_OVERSPENDING_TITLES, SECTION_TITLES, OnOverspending, Section
from coorddesk.budget.service import LineDetails, LineEdit, NewLine, create_line, edit_line
from coorddesk.budget.ui.line_picker import TagsEditor, account_picker, funding_picker, line_picker, person_picker
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.feature import named
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.budget.service import AccountDetails
    from coorddesk.core.records import Subject
    from coorddesk.feature import Feature
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 760


class LineDialog(RecordDialog):
    """Adds a line to a year or changes one; an account brings its section and chapter along."""

    def __init__(self, desk: Desk, owner: QWidget, year_id: int | None, edited: LineFigures | None) -> None:
        """`edited` is the line to change, None for a new one of the year."""
        self._year_id, self._edited = year_id, edited
        title = _("New budget line") if edited is None else _("Edit “{title}”", title=edited.called)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        form.add("label", _("Label"), TextEditor(desk), required=True, hint=_("What the money is for"), wide=True)
        account = form.add("account", _p("budget", "Account"), account_picker(desk, self._year_id))
        form.add("section", _("Section"), ChoiceEditor(desk, list(SECTION_TITLES.items())))
        form.add("chapter", _p("budget", "Chapter"), TextEditor(desk), hint=_("Chapter, service or domain"))
        hint = _("As orders and papers name the line; left empty, it is made of chapter and account.")
        form.add("code", _("Allocation code"), TextEditor(desk), hint=hint)
        form.add("tags", _p("budget", "Analytic tags"), TagsEditor(desk), hint=_("Several with commas between them"))
        form.add("funding_source", _("Funding source"), funding_picker(desk))
        form.add("person", _("In charge"), person_picker(desk))
        choices = ChoiceEditor(desk, list(ON_OVERSPENDING_TITLES.items()))
        form.add("on_overspending", _("Overspending"), choices, hint=_("Where more is ordered than is free"))
        hint = _("What the year before is compared with, and where open commitments go on from")
        form.add("previous", _("Line of the year before"), line_picker(desk, None), hint=hint, wide=True)
        form.add("notes", _("Notes"), NotesEditor(desk, 2), wide=True)
        form.editor("section").set_value(Section.OPERATING)
        form.editor("on_overspending").set_value(OnOverspending.WARN)
        account.changed.connect(self._on_account)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The line to change."""
        return None if self._edited is None else partial(_load, self._edited, self.desk.features)

    def data(self) -> NewLine | LineEdit:
        """The wish."""
        said = self.form.values()
        links = {f"{key}_id": said.pop(key) for key in ("account", "funding_source", "person", "previous")}
        details = LineDetails(**said, **links)
        if self._edited is None:
            return NewLine(self._year_id or 0, details)
        assert self.version is not None
        return LineEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("label").value()
        return _("“{name}” added.", name=name) if self._edited is None else _("“{name}” saved.", name=name)

    def _on_account(self) -> None:
        editor: Any = self.form.editor("account")
        if editor.picked is not None:
            self.desk.operations.read(self, partial(_account, editor.picked.id), self._on_account_read)

    def _on_account_read(self, account: AccountDetails) -> None:
        """Where its lines usually stand, as far as nothing else was said."""
        if self._edited is None:
            self.form.editor("section").set_value(account.section)
        if account.chapter and not self.form.editor("chapter").value():
            self.form.editor("chapter").set_value(account.chapter)


def _account(account_id: int, session: Session) -> AccountDetails:
    """In the lane."""
    return account_as_written(session, account_id)


def _load(edited: LineFigures, features: Sequence[Feature], session: Session) -> Loaded:
    """In the lane."""
    details = line_as_written(session, edited.id)
    links: dict[str, Subject | None] = {
        key: None if record_id is None else (table, record_id)
        for key, table, record_id in (
            ("account", "account", details.account_id),
            ("funding_source", "funding_source", details.funding_source_id),
            ("person", "person", details.person_id),
            ("previous", "budget_line", details.previous_id),
        )
    }
    names = named(session, features, [each for each in links.values() if each is not None])
    values: dict[str, Any] = {
        key: getattr(details, key)
        for key in ("label", "section", "chapter", "code", "tags", "on_overspending", "notes")
    }
    for key, subject in links.items():
        values[key] = None if subject is None else Option(subject[1], names.get(subject, ""))
    return Loaded(edited.version, values)


def _save(wish: NewLine | LineEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, NewLine):
        return create_line(session, wish)
    edit_line(session, wish)
    return wish.id
