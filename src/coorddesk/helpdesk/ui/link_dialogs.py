"""The dialogs about a ticket and others: linking, merging, and splitting a part off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p, digits
from coorddesk.core.options import Option
from coorddesk.helpdesk.rules import LINK_TITLES
from coorddesk.helpdesk.service import LinkTickets, Merge, Seen, Split, link_tickets, merge_tickets, split_ticket
from coorddesk.helpdesk.ui.dialogs import TicketsDialog
from coorddesk.helpdesk.ui.pickers import asset_picker, ticket_picker
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, TextEditor
from coorddesk.widgets.forms.records_editor import RecordsEditor, hint_of_records

if TYPE_CHECKING:
    from coorddesk.widgets.forms.form import Form


class LinkDialog(TicketsDialog):
    """What a ticket is to another one."""

    title, button = _p("ticket", "Link"), _p("ticket", "Link")
    outcome = _p("done", "Linked")
    verb = staticmethod(link_tickets)

    def build(self, form: Form) -> None:
        """A duplicate is resolved with the other."""
        form.add("kind", _p("ticket", "It is"), ChoiceEditor(self.desk, list(LINK_TITLES.items())))
        form.add("other", _p("ticket", "The other ticket"), ticket_picker(self.desk), required=True)

    def data(self) -> LinkTickets:
        """The wish."""
        said = self.form.values()
        return LinkTickets(self.tickets[0], said["other"], said["kind"])


class MergeDialog(TicketsDialog):
    """Into which ticket those that were chosen go; of several chosen, the oldest stands there."""

    title, button = _p("ticket", "Merge"), _p("ticket", "Merge")
    outcome = _p("done", "Merged")
    verb = staticmethod(merge_tickets)

    def build(self, form: Form) -> None:
        """The ticket that stays."""
        hint = _("It takes over their devices; they are cancelled and lead to it. It can be undone.")
        form.add("kept", _("Into the ticket"), ticket_picker(self.desk), required=True, hint=hint)
        if len(self.rows) > 1:
            oldest = min(self.rows, key=lambda row: row.id)
            form.editor("kept").set_value(Option(oldest.id, f"n° {oldest.id} · {oldest.title}"))

    def data(self) -> Merge:
        """The wish; the one that stays is not one of those that go."""
        kept = self.form.values()["kept"]
        seen = next((each for each in self.tickets if each.id == kept), Seen(kept))
        others = tuple(each for each in self.tickets if each.id != kept)
        return Merge(seen, others or self.tickets)


class SplitDialog(TicketsDialog):
    """A part of a ticket that is a matter of its own."""

    title, button = _("Split off"), _("Split off")
    verb = staticmethod(split_ticket)

    def build(self, form: Form) -> None:
        """What it is about."""
        form.add("title", _p("ticket", "Title"), TextEditor(self.desk), required=True)
        form.add("description", _("Description"), NotesEditor(self.desk, 3))
        hint = hint_of_records()
        form.add("devices", _("Its devices"), RecordsEditor(self.desk, asset_picker(self.desk)), hint=hint)

    def data(self) -> Split:
        """The wish."""
        said = self.form.values()
        return Split(self.tickets[0], said["title"], said["description"], said["devices"])

    def said(self, result: Any) -> Message:
        """The number of the new one."""
        return _("Ticket {number} opened.", number=digits(result))
