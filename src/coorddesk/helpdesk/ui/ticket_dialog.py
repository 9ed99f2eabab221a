"""The form in which what is written down about a ticket is changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p, digits
from coorddesk.core.options import Option
from coorddesk.helpdesk.queries import TicketRow, category_options, ticket
from coorddesk.helpdesk.rules import IMPACT_TITLES, PRIORITY_TITLES, TICKET_KIND_TITLES, URGENCY_TITLES
from coorddesk.helpdesk.service import TicketDetails, TicketEdit, edit_ticket
from coorddesk.helpdesk.ui.pickers import asset_picker, option, person_picker, place_picker
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog
from coorddesk.widgets.forms.records_editor import RecordsEditor, hint_of_records

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_OWN = (
    *("title", "description", "kind", "urgency", "impact", "is_major"),
    *("requester_email", "requester_phone"),
)
_WIDTH = 780


class TicketDialog(RecordDialog):
    """Changes a ticket; its log keeps what it said."""

    def __init__(self, desk: Desk, owner: QWidget, edited: TicketRow) -> None:
        """Change this one."""
        self._edited = edited
        title = _("Edit ticket {number}", number=digits(edited.id))
        super().__init__(desk, owner, title)
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        form.add("title", _p("ticket", "Title"), TextEditor(desk), required=True, wide=True)
        form.add("description", _("Description"), NotesEditor(desk), wide=True)
        form.add("kind", _p("ticket", "Kind"), ChoiceEditor(desk, list(TICKET_KIND_TITLES.items())))
        form.add("category", _p("ticket", "Category"), RecordPicker(desk, category_options))
        devices = RecordsEditor(desk, asset_picker(desk))
        form.add("devices", _("Devices"), devices, hint=hint_of_records())
        form.add("place", _("Place"), place_picker(desk))
        form.add("requester", _("Requester"), person_picker(desk))
        hint = _("Of somebody who is not in the list of people")
        form.add("requester_name", _("Name of the requester"), TextEditor(desk), hint=hint)
        form.add("requester_email", _("E-mail"), TextEditor(desk))
        form.add("requester_phone", _("Telephone"), TextEditor(desk))
        form.add("urgency", _("Urgency"), ChoiceEditor(desk, list(URGENCY_TITLES.items())))
        form.add("impact", _("Impact"), ChoiceEditor(desk, list(IMPACT_TITLES.items())))
        by_matrix = _("of urgency and impact")
        priorities = ChoiceEditor(desk, list(PRIORITY_TITLES.items()), by_matrix)
        form.add("priority", _("Priority"), priorities)
        form.add("is_major", _("Major incident"), YesNoEditor(desk, _("Major incident")))

    def loading(self) -> Callable[[Session], Loaded]:
        """The ticket to change."""
        return partial(_load, self._edited.id)

    def data(self) -> TicketEdit:
        """The wish."""
        assert self.version is not None
        said = self.form.values()
        details = TicketDetails(
            category_id=said["category"],
            place_id=said["place"],
            requester_id=said["requester"],
            requester_name=said["requester_name"],
            priority=said["priority"],
            devices=said["devices"],
            **{key: said[key] for key in _OWN},
        )
        return TicketEdit(self._edited.id, self.version, details)

    def work(self, wish: TicketEdit) -> Callable[[Session], None]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is as it should be."""
        return _("Ticket {number} saved.", number=digits(self._edited.id))


def _load(ticket_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = ticket(session, ticket_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody took it back."))
    values = {key: getattr(row, key) for key in _OWN} | {
        "category": option(row.category_id, row.category),
        "place": option(row.place_id, row.place),
        "requester": option(row.requester_id, row.requester),
        "requester_name": row.requester if row.requester_id is None else "",
        "priority": row.priority if row.is_priority_said else None,
        "devices": tuple(Option(asset_id, name) for asset_id, name in row.devices),
    }
    return Loaded(row.version, values)


def _save(wish: TicketEdit, session: Session) -> None:
    """In the lane."""
    edit_ticket(session, wish)
