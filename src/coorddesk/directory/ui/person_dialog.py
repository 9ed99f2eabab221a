"""The form of a person."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.directory.queries import PersonRow, class_in, class_options, department_options, person
from coorddesk.directory.rules import PERSON_KIND_TITLES, GroupKind, school_year_of, school_year_title
from coorddesk.directory.service import (
    GroupDetails,
    PersonDetails,
    PersonEdit,
    create_department,
    create_group,
    create_person,
    edit_person,
)
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, CodeEditor, NotesEditor, TextEditor
from coorddesk.widgets.forms.picker import Maker, RecordPicker
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_OWN = ("last_name", "first_name", "kind", "email", "phone", "role", "identifier", "birth_date", "left_on", "notes")


class PersonDialog(RecordDialog):
    """Adds a person or changes one."""

    def __init__(self, desk: Desk, owner: QWidget, edited: PersonRow | None) -> None:
        """`edited` is the person to change, None for a new one."""
        self._edited = edited
        title = _("New person") if edited is None else _("Edit {person}", person=edited.full_name)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        form.add("last_name", _("Last name"), TextEditor(desk), required=True)
        form.add("first_name", _("First name"), TextEditor(desk))
        form.add("kind", _("Kind of person"), ChoiceEditor(desk, tuple(PERSON_KIND_TITLES.items()), _("Not said")))
        year = school_year_title(school_year_of(desk.clock.today()))
        new_class = Maker(lambda name: _("Create class “{name}”", name=name), _make_class)
        form.add("group", _("Class in {year}", year=year), RecordPicker(desk, class_options, new_class))
        maker = Maker(lambda name: _("Create “{name}”", name=name), _make_department)
        form.add("department", _("Department"), RecordPicker(desk, department_options, maker))
        form.add("role", _p("person", "Role"), TextEditor(desk))
        form.add("identifier", _("Identifier"), CodeEditor(desk), hint=_("The number another program gave them"))
        form.add("email", _("E-mail"), TextEditor(desk))
        form.add("phone", _("Telephone"), TextEditor(desk))
        form.add("birth_date", _("Date of birth"), DateEditor(desk, desk.clock))
        if self._edited is not None:
            left = DateEditor(desk, desk.clock)
            form.add("left_on", _("Left on"), left, hint=_("From that day on they are hidden, not forgotten"))
        form.add("notes", _("Notes"), NotesEditor(desk, 3), wide=True)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The person to change."""
        return None if self._edited is None else partial(_load, self._edited.id)

    def data(self) -> PersonDetails | PersonEdit:
        """The wish."""
        values = self.form.values()
        group = self.form.editor("group").text().strip()  # its id stands for it only as long as the year does
        details = PersonDetails(
            department_id=values["department"], group=group, **{key: values[key] for key in _OWN if key in values}
        )
        if self._edited is None:
            return details
        assert self.version is not None
        return PersonEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That they are there, or as they should be."""
        name = f"{self.form.editor('first_name').value()} {self.form.editor('last_name').value()}".strip()
        return _("{person} added.", person=name) if self._edited is None else _("{person} saved.", person=name)


def _load(person_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = person(session, person_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    chosen = None if row.department_id is None else Option(row.department_id, row.department or "")
    group = class_in(session, person_id, _year(session))
    own = {key: getattr(row, key) for key in _OWN}
    return Loaded(row.version, own | {"department": chosen, "group": group})


def _save(wish: PersonDetails | PersonEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, PersonDetails):
        return create_person(session, wish)
    edit_person(session, wish)
    return wish.id


def _make_department(session: Session, name: str) -> Option:
    """In the lane."""
    return Option(create_department(session, name), name)


def _make_class(session: Session, name: str) -> Option:
    """In the lane."""
    year = _year(session)
    return Option(create_group(session, GroupDetails(name, GroupKind.CLASS, year)), name, school_year_title(year))


def _year(session: Session) -> int:
    """The school year that is on."""
    return school_year_of(clock_of(session).today())
