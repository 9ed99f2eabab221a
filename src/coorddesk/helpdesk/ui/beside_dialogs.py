"""Who works on a ticket beside whom it is assigned to, and how satisfied somebody is with what became of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.helpdesk.queries import ticket_card
from coorddesk.helpdesk.rules import SCORE_TITLES, RatingSource
from coorddesk.helpdesk.service import Helpers, NewRating, Seen, rate, set_helpers
from coorddesk.helpdesk.ui.dialogs import TicketsDialog
from coorddesk.helpdesk.ui.pickers import person_picker
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor
from coorddesk.widgets.forms.record_dialog import Loaded
from coorddesk.widgets.forms.records_editor import RecordsEditor, hint_of_records

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.forms.form import Form

_SOURCES = {
    RatingSource.PAPER: _p("rating", "On paper"),
    RatingSource.SPOKEN: _p("rating", "By word of mouth"),
}


class HelpersDialog(TicketsDialog):
    """All of them; whom the ticket is assigned to stays."""

    title, button = _p("ticket", "Who helps"), _("Save")
    outcome = _p("done", "Said who helps")
    verb = staticmethod(set_helpers)

    def build(self, form: Form) -> None:
        """Those who help so far are read into it."""
        picker = RecordsEditor(self.desk, person_picker(self.desk))
        form.add("people", _("With them"), picker, hint=hint_of_records())

    def loading(self) -> Callable[[Session], Loaded]:
        """Who helps so far."""
        return partial(_load, self.tickets[0].id)

    def data(self) -> Helpers:
        """The wish."""
        return Helpers(Seen(self.tickets[0].id, self.version), self.form.values()["people"])


class RatingDialog(TicketsDialog):
    """One question, as somebody answered it on paper or in passing; a kiosk asks it by itself."""

    title, button = _p("ticket", "Satisfaction"), _("Save")
    outcome = _p("done", "Satisfaction saved")
    verb = staticmethod(rate)

    def build(self, form: Form) -> None:
        """The question, what was said, and where."""
        scores: list[tuple[int, Message]] = sorted(SCORE_TITLES.items(), reverse=True)
        form.add("score", _("How satisfied are they?"), ChoiceEditor(self.desk, scores))
        form.add("comment", _("What they said"), NotesEditor(self.desk, 2))
        form.add("source", _p("rating", "Answered"), ChoiceEditor(self.desk, list(_SOURCES.items())))

    def data(self) -> NewRating:
        """The wish."""
        said = self.form.values()
        return NewRating(self.tickets[0].id, said["score"], said["comment"], said["source"])


def _load(ticket_id: int, session: Session) -> Loaded:
    """In the lane."""
    card = ticket_card(session, ticket_id)
    if card is None:
        raise UserError(_("This ticket is no longer there: somebody took it back."))
    return Loaded(card.row.version, {"people": tuple(Option(*each, "") for each in card.helpers)})
