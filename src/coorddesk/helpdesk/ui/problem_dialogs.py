"""The forms of a problem: what is known of it, which tickets it is behind, and its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.options import Option
from coorddesk.helpdesk.queries import ProblemRow, TicketQuery, cause_options, problem_row, ticket_ids, ticket_page
from coorddesk.helpdesk.rules import PROBLEM_STATE_TITLES, RESOLUTION_TITLES
from coorddesk.helpdesk.service import (
    Ending,
    FoundProblem,
    ProblemDetails,
    ProblemTickets,
    Save,
    Seen,
    SolveProblem,
    found_problem,
    save_choice,
    set_problem_tickets,
    solve_problem,
)
from coorddesk.helpdesk.ui.dialogs import said_tickets
from coorddesk.helpdesk.ui.pickers import ticket_option, ticket_picker
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog
from coorddesk.widgets.forms.records_editor import RecordsEditor, hint_of_records

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.helpdesk.queries import TicketRow
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_OWN = ("name", "state", "description", "root_cause", "workaround", "action", "is_announced")
_LINES, _TICKETS = 2, 8


class ProblemForm(RecordDialog):
    """Adds a problem or changes one."""

    def __init__(self, desk: Desk, owner: QWidget, edited: ProblemRow | None, title: Message | None = None) -> None:
        """`edited` is the problem to change, None for a new one."""
        self.edited = edited
        said = title or (_("New problem") if edited is None else _("Edit “{name}”", name=edited.name))
        super().__init__(desk, owner, said, _("Add") if edited is None else _("Save"))

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        hint = _("What several tickets have in common: “Wi-Fi fails in building B”")
        form.add("name", _("Problem"), TextEditor(desk), required=True, hint=hint, wide=True)
        form.add("description", _("Description"), NotesEditor(desk, _LINES), wide=True)
        hint = _("What helps meanwhile; it stands on the card of each of its tickets.")
        form.add("workaround", _("Workaround"), NotesEditor(desk, _LINES), hint=hint, wide=True)
        form.add("root_cause", _("Root cause"), NotesEditor(desk, _LINES), wide=True)
        hint = _("What is done, or was done, so that it does not come back")
        form.add("action", _("Action"), NotesEditor(desk, _LINES), hint=hint, wide=True)
        form.add("state", _p("problem", "State"), ChoiceEditor(desk, list(PROBLEM_STATE_TITLES.items())))
        hint = _("Until it is solved, whether anybody has reported it or not")
        announced = YesNoEditor(desk, _("Show at the kiosk as a known outage"))
        form.add("is_announced", _("Known outage"), announced, hint=hint)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The problem to change."""
        return None if self.edited is None else partial(_load, self.edited.id)

    def data(self) -> Any:
        """The wish."""
        details = ProblemDetails(**{key: self.form.values()[key] for key in _OWN})
        if self.edited is None:
            return Save(details)
        assert self.version is not None
        return Save(details, self.edited.id, self.version)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("name").value()
        return _("“{name}” added.", name=name) if self.edited is None else _("“{name}” saved.", name=name)


class FoundProblemDialog(ProblemForm):
    """Makes a problem of the tickets selected; the title of the first begins its name."""

    def __init__(self, desk: Desk, owner: QWidget, tickets: Sequence[Seen], rows: Sequence[TicketRow]) -> None:
        """`rows` are those of them that are known."""
        self._tickets, self._first = tuple(tickets), rows[0] if rows else None
        title = _("New problem behind {tickets}", tickets=said_tickets(tickets, rows))
        super().__init__(desk, owner, None, title)

    def build(self, form: Form) -> None:
        """As any problem."""
        super().build(form)
        form.editor("name").set_value("" if self._first is None else self._first.title)

    def data(self) -> Any:
        """The wish, with its tickets."""
        return FoundProblem(super().data().details, self._tickets)


class ProblemTicketsDialog(RecordDialog):
    """All the tickets of a problem in one list: some are added, some taken out."""

    def __init__(self, desk: Desk, owner: QWidget, problem: ProblemRow) -> None:
        """`problem` is whose tickets they are."""
        self._problem = problem
        super().__init__(desk, owner, _("Tickets of the problem “{name}”", name=problem.name), columns=1)

    def build(self, form: Form) -> None:
        """The list."""
        picker = RecordsEditor(self.desk, ticket_picker(self.desk), _TICKETS)
        form.add("tickets", _("Tickets"), picker, hint=hint_of_records())

    def loading(self) -> Callable[[Session], Loaded]:
        """Those it has so far."""
        return partial(_load_tickets, self._problem.id)

    def data(self) -> ProblemTickets:
        """The wish."""
        return ProblemTickets(self._problem.id, self.form.values()["tickets"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_set_tickets, wish)

    def said(self, result: Any) -> Message:
        """That they are said."""
        return _("“{name}” saved.", name=self._problem.name)


class SolveProblemDialog(RecordDialog):
    """What it was, what was done about it, and whether its tickets end with it."""

    def __init__(self, desk: Desk, owner: QWidget, problem: ProblemRow) -> None:
        """`problem` is the one that is solved."""
        self._problem = problem
        super().__init__(desk, owner, _("Solve the problem “{name}”", name=problem.name), _p("problem", "Solve"), 1)

    def build(self, form: Form) -> None:
        """What is known of both so far stands there."""
        form.add("root_cause", _("Root cause"), NotesEditor(self.desk, _LINES + 1), required=True)
        hint = _("What is done, or was done, so that it does not come back")
        form.add("action", _("Action"), NotesEditor(self.desk, _LINES + 1), hint=hint)
        form.editor("root_cause").set_value(self._problem.root_cause)
        form.editor("action").set_value(self._problem.action)
        if self._problem.open_tickets:
            self._offer_to_resolve(form)

    def _offer_to_resolve(self, form: Form) -> None:
        """As in the form that resolves tickets, shown once it is wished."""
        left = self._problem.open_tickets
        words = _n("Resolve its open ticket as well", "Resolve its {count} open tickets as well", left)
        also = form.add("also", _("Tickets"), YesNoEditor(self.desk, words))
        part = form.part(None)
        hint = _("The requester reads it, and whoever meets the same trouble again.")
        solution = form.add_to(part, "note", _("Solution"), NotesEditor(self.desk, _LINES), hint)
        form.add_to(part, "cause", _p("ticket", "Cause"), RecordPicker(self.desk, cause_options))
        choices = list(RESOLUTION_TITLES.items())
        form.add_to(part, "resolution", _p("ticket", "Resolution"), ChoiceEditor(self.desk, choices))

        def show() -> None:
            if also.value() and not solution.value():
                solution.set_value(form.editor("action").value())
            part.show_fields(("note", "cause", "resolution") if also.value() else ())
            self.grow()

        also.changed.connect(show)

    def data(self) -> SolveProblem:
        """The wish."""
        said = self.form.values()
        ending = Ending(said["note"], said["cause"], said["resolution"]) if said.get("also") else None
        return SolveProblem(self._problem.id, self._problem.version, said["root_cause"], said["action"], ending)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_solve, wish)

    def said(self, result: Any) -> Message:
        """That it has an end."""
        return _("The problem “{name}” is solved.", name=self._problem.name)


def _load(problem_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = problem_row(session, problem_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return Loaded(row.version, {key: getattr(row, key) for key in _OWN})


def _load_tickets(problem_id: int, session: Session) -> Loaded:
    """In the lane."""
    ids = ticket_ids(session, TicketQuery(problem=problem_id, past=True, sort="number"))
    page = ticket_page(session, ids)
    options: tuple[Option, ...] = tuple(ticket_option(page[each]) for each in ids if page[each].merged_into_id is None)
    return Loaded(0, {"tickets": options})


def _save(wish: Save | FoundProblem, session: Session) -> int:
    """In the lane."""
    return found_problem(session, wish) if isinstance(wish, FoundProblem) else save_choice(session, wish)


def _set_tickets(wish: ProblemTickets, session: Session) -> None:
    """In the lane."""
    set_problem_tickets(session, wish)


def _solve(wish: SolveProblem, session: Session) -> None:
    """In the lane."""
    solve_problem(session, wish)
