"""The forms of a group: a new one, another name for one, and people put into one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.options import Option
from coorddesk.directory.queries import GroupRow, group_options
from coorddesk.directory.rules import GROUP_KIND_TITLES, GroupKind, school_year_of, school_year_title
from coorddesk.directory.service import (
    GroupDetails,
    GroupEdit,
    Members,
    add_members,
    create_group,
    edit_group,
)
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, TextEditor
from coorddesk.widgets.forms.picker import Maker, RecordPicker
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class GroupDialog(RecordDialog):
    """Adds a group or gives one another name; what it is and its year are said once."""

    def __init__(self, desk: Desk, owner: QWidget, edited: GroupRow | None = None) -> None:
        """`edited` is the group to change, None for a new one."""
        self._edited = edited
        title = _("New group") if edited is None else _("Edit {group}", group=edited.title)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))

    def build(self, form: Form) -> None:
        """Every field."""
        desk, edited = self.desk, self._edited
        form.add("name", _("Name"), TextEditor(desk), required=True, wide=edited is not None)
        if edited is None:
            kind = form.add("kind", _p("group", "Kind"), ChoiceEditor(desk, tuple(GROUP_KIND_TITLES.items())))
            now = school_year_of(desk.clock.today())
            years = [(year, verbatim(school_year_title(year))) for year in (now + 1, now, now - 1)]
            year = form.add("year", _("School year"), ChoiceEditor(desk, years))
            year.set_value(now)
            kind.changed.connect(lambda: year.setEnabled(kind.value() is GroupKind.CLASS))
        notes = form.add("notes", _("Notes"), NotesEditor(desk, 3), wide=True)
        if edited is not None:
            form.editor("name").set_value(edited.name)
            notes.set_value(edited.notes)

    def data(self) -> GroupDetails | GroupEdit:
        """The wish."""
        values = self.form.values()
        if self._edited is not None:
            return GroupEdit(self._edited.id, self._edited.version, values["name"], values["notes"])
        is_class = values["kind"] is GroupKind.CLASS
        return GroupDetails(values["name"], values["kind"], values["year"] if is_class else 0, values["notes"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("name").value()
        return _("“{name}” added.", name=name) if self._edited is None else _("“{name}” saved.", name=name)


class JoinDialog(RecordDialog):
    """Puts people into a group, which may be made on the way."""

    def __init__(self, desk: Desk, owner: QWidget, people: Sequence[int]) -> None:
        """`people` are the ids of those who are put in."""
        self._people = tuple(people)
        title = _n("Put {count} person into a group", "Put {count} people into a group", len(self._people))
        super().__init__(desk, owner, title, _p("button", "Add"), columns=1)

    def build(self, form: Form) -> None:
        """Into which."""
        maker = Maker(lambda name: _("Create contact group “{name}”", name=name), _make_contacts)
        hint = _("Whoever comes into a class leaves their other class of that school year.")
        form.add("group", _("Group"), RecordPicker(self.desk, group_options, maker), required=True, hint=hint)

    def data(self) -> Members:
        """The wish."""
        return Members(self.form.values()["group"], self._people)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_join, wish)

    def said(self, result: Any) -> Message:
        """How many were not there yet."""
        name = self.form.editor("group").text()
        if not result:
            return _("Everybody was in “{name}” already.", name=name)
        return _n("{count} person added to “{name}”.", "{count} people added to “{name}”.", result, name=name)


def _save(wish: GroupDetails | GroupEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, GroupDetails):
        return create_group(session, wish)
    edit_group(session, wish)
    return wish.id


def _join(wish: Members, session: Session) -> int:
    """In the lane."""
    return add_members(session, wish)


def _make_contacts(session: Session, name: str) -> Option:
    """In the lane."""
    return Option(create_group(session, GroupDetails(name, GroupKind.CONTACTS)), name)
