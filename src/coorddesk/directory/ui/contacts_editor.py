"""The contacts of a supplier in its form: a line for each, and a blank one for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _p
from coorddesk.directory.service import ContactDetails
from coorddesk.widgets.forms.lines_editor import LinesEditor

if TYPE_CHECKING:
    from collections.abc import Sequence


class ContactsEditor(LinesEditor):
    """Its value is a tuple of `ContactDetails`."""

    columns = (
        ("name", _("Name")),
        ("role", _p("person", "Role")),
        ("email", _("E-mail")),
        ("phone", _("Telephone")),
        ("notes", _("Notes")),
    )
    widths = (150, 140, 220, 130)

    def value(self) -> tuple[ContactDetails, ...]:
        """Everybody who has a line. Raises `UserError` for a line without a name."""
        contacts = []
        for row, line in self.typed():
            said = self.said(line)
            if not said["name"]:
                self.table.setCurrentCell(row, 0)
                raise UserError(_("A contact needs a name."))
            contacts.append(ContactDetails(**said, id=line[0]))
        return tuple(contacts)

    def set_value(self, value: Any) -> None:
        """Show contacts in place of those that are there."""
        known: Sequence[ContactDetails] = value or ()
        self.set_state(tuple((each.id, tuple(getattr(each, key) for key, _title in self.columns)) for each in known))

    def shown(self, value: Any) -> str:
        """Contacts as people read them, a line each."""
        if isinstance(value, tuple):
            return "\n".join(each.line for each in value)
        return super().shown(value)
