"""The dialogs of what is done with tickets, one or many: each asks what its verb cannot do without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n, _p, digits
from coorddesk.helpdesk.queries import TicketRow, category_options, cause_options, problem_options, team_options
from coorddesk.helpdesk.rules import IMPACT_TITLES, RESOLUTION_TITLES, URGENCY_TITLES
from coorddesk.helpdesk.service import (
    AddNote,
    Assign,
    Cancel,
    Categorise,
    Escalate,
    Handling,
    Plan,
    PutInProblem,
    Reopen,
    Reprioritise,
    Resolve,
    Seen,
    Wait,
    add_note,
    assign,
    cancel,
    categorise,
    escalate,
    plan,
    put_in_problem,
    reopen,
    reprioritise,
    resolve,
    wait,
)
from coorddesk.helpdesk.ui.pickers import option, person_picker, supplier_picker
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_SOON = timedelta(days=2)
_LINES = 4


class TicketsDialog(RecordDialog):
    """A subclass says its words, and the `verb` that carries its wish out.

    `rows` are the tickets whose rows are known, the only one among them where there is one ticket.
    """

    title: Message
    button: Message
    outcome: Message
    verb: Callable[[Session, Any], object]

    def __init__(
        self, desk: Desk, owner: QWidget, tickets: Sequence[Seen], rows: Sequence[TicketRow], columns: int = 1
    ) -> None:
        """Ask about these tickets, as their user saw them."""
        self.tickets, self.rows = tuple(tickets), tuple(rows)
        title = _("{deed}: {tickets}", deed=self.title, tickets=said_tickets(tickets, rows))
        super().__init__(desk, owner, title, self.button, columns)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_carry_out, type(self).verb, wish)

    def said(self, result: Any) -> Message | None:
        """What was done, to which of them."""
        return _("{deed}: {tickets}", deed=self.outcome, tickets=said_tickets(self.tickets, self.rows))

    @property
    def only(self) -> TicketRow | None:
        """The row of the one ticket, None of many."""
        return self.rows[0] if len(self.tickets) == len(self.rows) == 1 else None


def said_tickets(tickets: Sequence[Seen], rows: Sequence[TicketRow]) -> Message:
    """One by its number and title, many by how many they are."""
    if len(tickets) == len(rows) == 1:
        return _("n° {number} “{title}”", number=digits(rows[0].id), title=rows[0].title)
    return _n("{count} ticket", "{count} tickets", len(tickets))


def _carry_out(verb: Callable[[Session, Any], object], wish: Any, session: Session) -> object:
    """In the lane."""
    return verb(session, wish)


class AssignDialog(TicketsDialog):
    """Somebody, a team, a provider, or several of these; nobody, where all is left empty."""

    title, button = _p("ticket", "Assign"), _p("ticket", "Assign")
    outcome = _p("done", "Assigned")
    verb = staticmethod(assign)

    def build(self, form: Form) -> None:
        """Who has it so far stands in it."""
        desk, row = self.desk, self.only
        form.add("assignee", _("Assigned to"), person_picker(desk))
        form.add("team", _("Team"), RecordPicker(desk, team_options))
        form.add("provider", _("Provider"), supplier_picker(desk))
        hint = _("Their own number for it")
        form.add("provider_reference", _("Provider's reference"), TextEditor(desk), hint=hint)
        form.add("note", _("Note"), NotesEditor(desk, 2))
        if row is not None:
            form.editor("assignee").set_value(option(row.assignee_id, row.assignee))
            form.editor("team").set_value(option(row.team_id, row.team))
            form.editor("provider").set_value(option(row.provider_id, row.provider))
            form.editor("provider_reference").set_value(row.provider_reference)

    def data(self) -> Assign:
        """The wish."""
        said = self.form.values()
        handling = Handling(said["assignee"], said["team"], said["provider"], said["provider_reference"])
        return Assign(self.tickets, handling, said["note"])


class EscalateDialog(TicketsDialog):
    """To whom, and why."""

    title, button = _p("ticket", "Escalate"), _p("ticket", "Escalate")
    outcome = _p("done", "Escalated")
    verb = staticmethod(escalate)

    def build(self, form: Form) -> None:
        """Somebody or a team."""
        form.add("reason", _p("ticket", "Why"), NotesEditor(self.desk, 2), required=True)
        form.add("assignee", _("To somebody"), person_picker(self.desk))
        form.add("team", _("To a team"), RecordPicker(self.desk, team_options))

    def data(self) -> Escalate:
        """The wish."""
        said = self.form.values()
        return Escalate(self.tickets, said["reason"], said["assignee"], said["team"])


class WaitDialog(TicketsDialog):
    """For what, and when somebody looks at it again."""

    title, button = _p("ticket", "Let wait"), _p("ticket", "Let wait")
    outcome = _p("done", "Waiting")
    verb = staticmethod(wait)

    def build(self, form: Form) -> None:
        """The reason stands there if it waits already."""
        row = self.only
        hint = _("The requester reads it: “The spare part is ordered.”")
        form.add("note", _("Waits for"), NotesEditor(self.desk, 2), required=True, hint=hint)
        form.add("remind_on", _("Look again on"), DateEditor(self.desk, self.desk.clock), required=True)
        form.editor("note").set_value("" if row is None else row.waiting_reason)
        form.editor("remind_on").set_value(self.desk.clock.today() + _SOON)

    def data(self) -> Wait:
        """The wish."""
        said = self.form.values()
        return Wait(self.tickets, said["note"], said["remind_on"])


class PlanDialog(TicketsDialog):
    """For which day."""

    title, button = _p("ticket", "Plan"), _p("ticket", "Plan")
    outcome = _p("done", "Planned")
    verb = staticmethod(plan)

    def build(self, form: Form) -> None:
        """The day it is planned for stands there, or today."""
        row, today = self.only, self.desk.clock.today()
        form.add("planned_on", _("Planned for"), DateEditor(self.desk, self.desk.clock), required=True)
        form.add("note", _("Note"), NotesEditor(self.desk, 2))
        form.editor("planned_on").set_value((row.planned_on if row is not None else None) or today)

    def data(self) -> Plan:
        """The wish."""
        said = self.form.values()
        return Plan(self.tickets, said["planned_on"], said["note"])


class ResolveDialog(TicketsDialog):
    """How, what caused it, and what it took."""

    title, button = _p("ticket", "Resolve"), _p("ticket", "Resolve")
    outcome = _p("done", "Resolved")
    verb = staticmethod(resolve)

    def build(self, form: Form) -> None:
        """All three are asked for."""
        desk = self.desk
        hint = _("The requester reads it, and whoever meets the same trouble again.")
        form.add("note", _("Solution"), NotesEditor(desk, _LINES), required=True, hint=hint)
        form.add("cause", _p("ticket", "Cause"), RecordPicker(desk, cause_options), required=True)
        choices = list(RESOLUTION_TITLES.items())
        form.add("resolution", _p("ticket", "Resolution"), ChoiceEditor(desk, choices))

    def data(self) -> Resolve:
        """The wish."""
        said = self.form.values()
        return Resolve(self.tickets, said["note"], said["cause"], said["resolution"])


class CancelDialog(TicketsDialog):
    """Why nothing will come of it."""

    title, button, back = _p("ticket", "Cancel tickets"), _p("ticket", "Cancel tickets"), _("Go back")
    outcome = _p("done", "Cancelled")
    verb = staticmethod(cancel)

    def build(self, form: Form) -> None:
        """The reason."""
        form.add("note", _p("ticket", "Why"), NotesEditor(self.desk, 2), required=True)

    def data(self) -> Cancel:
        """The wish."""
        return Cancel(self.tickets, self.form.values()["note"])


class ReopenDialog(TicketsDialog):
    """Why it is not over."""

    title, button = _p("ticket", "Reopen"), _p("ticket", "Reopen")
    outcome = _p("done", "Reopened")
    verb = staticmethod(reopen)

    def build(self, form: Form) -> None:
        """The reason."""
        form.add("note", _p("ticket", "Why"), NotesEditor(self.desk, 2), required=True)

    def data(self) -> Reopen:
        """The wish."""
        return Reopen(self.tickets, self.form.values()["note"])


class NoteDialog(TicketsDialog):
    """Words for colleagues."""

    title, button = _p("ticket", "Internal note"), _p("ticket", "Write")
    outcome = _p("done", "Note written")
    verb = staticmethod(add_note)
    is_public = False

    def build(self, form: Form) -> None:
        """The words."""
        hint = _("The requester reads it.") if self.is_public else _("Only colleagues read it.")
        title = _p("ticket", "Answer") if self.is_public else _p("ticket", "Note")
        form.add("body", title, NotesEditor(self.desk, _LINES), required=True, hint=hint)

    def data(self) -> AddNote:
        """The wish."""
        return AddNote(self.tickets, self.form.values()["body"], self.is_public)


class AnswerDialog(NoteDialog):
    """Words for whoever asked."""

    title = _p("ticket", "Answer the requester")
    outcome = _p("done", "Answered")
    is_public = True


class UrgencyDialog(TicketsDialog):
    """How urgent it is, and how many it hinders; what is left empty stays as it is."""

    title, button = _("Urgency and impact"), _("Save")
    outcome = _p("done", "Urgency and impact saved")
    verb = staticmethod(reprioritise)

    def build(self, form: Form) -> None:
        """Both in words; the priority comes of them."""
        row, stays = self.only, _("as it is")
        for key, heading, titles in (
            ("urgency", _("Urgency"), URGENCY_TITLES),
            ("impact", _("Impact"), IMPACT_TITLES),
        ):
            form.add(key, heading, ChoiceEditor(self.desk, list(titles.items()), None if row else stays))
            if row is not None:
                form.editor(key).set_value(getattr(row, key))
        form.add("is_major", _("Major incident"), YesNoEditor(self.desk, _("Major incident")))
        form.editor("is_major").set_value(row is not None and row.is_major)

    def data(self) -> Reprioritise:
        """The wish."""
        said = self.form.values()
        major = said["is_major"] if self.only is not None or said["is_major"] else None
        return Reprioritise(self.tickets, said["urgency"], said["impact"], is_major=major)


class CategoryDialog(TicketsDialog):
    """Into which category they belong; into none, where it is left empty."""

    title, button = _p("ticket", "Categorise"), _("Save")
    outcome = _p("done", "Categorised")
    verb = staticmethod(categorise)

    def build(self, form: Form) -> None:
        """The category so far stands in it."""
        row = self.only
        form.add("category", _p("ticket", "Category"), RecordPicker(self.desk, category_options))
        form.editor("category").set_value(None if row is None else option(row.category_id, row.category))

    def data(self) -> Categorise:
        """The wish."""
        return Categorise(self.tickets, self.form.values()["category"])


class ProblemDialog(TicketsDialog):
    """Behind which of them the same problem is; none, where it is left empty."""

    title, button = _("Put among those of a problem"), _("Save")
    outcome = _p("done", "Problem saved")
    verb = staticmethod(put_in_problem)

    def build(self, form: Form) -> None:
        """The problem so far stands in it."""
        row = self.only
        form.add("problem", _("Problem"), RecordPicker(self.desk, problem_options))
        form.editor("problem").set_value(None if row is None else option(row.problem_id, row.problem))

    def data(self) -> PutInProblem:
        """The wish."""
        return PutInProblem(self.tickets, self.form.values()["problem"])
