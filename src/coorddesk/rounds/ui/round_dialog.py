"""The form of a round: its name, its days, and its list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.working_time import WEEKDAYS
from coorddesk.rounds.queries import RoundRow, round_row, stops
from coorddesk.rounds.rules import WORKDAYS, read_weekdays
from coorddesk.rounds.service import RoundDetails, RoundEdit, create_round, edit_round
from coorddesk.rounds.ui.stops_editor import StopsEditor
from coorddesk.widgets.forms.editors import NotesEditor, TextEditor
from coorddesk.widgets.forms.list_editors import ChecksEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 860


class RoundDialog(RecordDialog):
    """Adds a round or changes one; a tour that has begun keeps its list."""

    def __init__(self, desk: Desk, owner: QWidget, edited: RoundRow | None) -> None:
        """`edited` is the round to change, None for a new one."""
        self._edited = edited
        title = _("New round") if edited is None else _("Edit “{title}”", title=edited.name)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        form.add("name", _("Name"), TextEditor(desk, hint=_("Morning round")), required=True, wide=True)
        hint = _("Scan the labels in the order of the walk. Alt+Up and Alt+Down move a line, Del takes it out.")
        form.add("stops", _p("round", "Stops"), StopsEditor(desk), hint=hint, wide=True)
        days = [(number, desk.texts.say(day)) for number, day in enumerate(WEEKDAYS, 1)]
        hint = _("Asked for on these days when the house is open; without any, made when needed.")
        form.add("weekdays", _p("round", "Days"), ChecksEditor(desk, days), hint=hint)
        form.add("notes", _("Notes"), NotesEditor(desk, 4))
        form.editor("weekdays").set_value(frozenset(WORKDAYS))

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The round to change."""
        return None if self._edited is None else partial(_load, self._edited.id)

    def data(self) -> RoundDetails | RoundEdit:
        """The wish."""
        values = self.form.values()
        weekdays = tuple(sorted(values["weekdays"]))
        details = RoundDetails(values["name"], weekdays, values["stops"], values["notes"])
        if self._edited is None:
            return details
        assert self.version is not None
        return RoundEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("name").value()
        return _("“{name}” added.", name=name) if self._edited is None else _("“{name}” saved.", name=name)


def _load(round_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = round_row(session, round_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    days = frozenset(read_weekdays(row.weekdays))
    values = {"name": row.name, "stops": stops(session, round_id), "weekdays": days, "notes": row.notes}
    return Loaded(row.version, values)


def _save(wish: RoundDetails | RoundEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, RoundDetails):
        return create_round(session, wish)
    edit_round(session, wish)
    return wish.id
