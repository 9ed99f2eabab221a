"""What lies ready for tickets: causes, teams, templates, macros, what comes again, and problems."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.models import Person, Place
from coorddesk.directory.service import EDITORS, rename_named
from coorddesk.helpdesk.models import (
    Cause,
    Macro,
    Problem,
    RecurringTicket,
    Team,
    TeamMember,
    TicketCategory,
    TicketTemplate,
)
from coorddesk.helpdesk.rules import (
    LEVELS,
    LONGEST_STEP,
    Every,
    ProblemState,
    Resolution,
    Status,
    TicketKind,
    lines_typed,
    next_after,
    problem_search,
)
from coorddesk.helpdesk.service.rows import next_position, refuse_unknown

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LONGEST_WAIT = 366


@dataclass(frozen=True)
class CauseDetails:
    """Why things break."""

    name: str


@dataclass(frozen=True)
class TeamDetails:
    """A team and who is in it."""

    name: str
    people: tuple[int, ...] = ()
    notes: str = ""


@dataclass(frozen=True)
class TemplateDetails:
    """What a ticket that comes up often begins with."""

    name: str
    title: str
    description: str = ""
    kind: TicketKind | None = None
    category_id: int | None = None
    place_id: int | None = None
    urgency: int | None = None
    impact: int | None = None
    assignee_id: int | None = None
    team_id: int | None = None
    checklist: tuple[str, ...] = ()


@dataclass(frozen=True)
class MacroDetails:
    """A reply and a status that are given with one key; `remind_days` is how long it waits."""

    name: str
    reply: str = ""
    is_public: bool = True
    status: Status | None = None
    waiting_reason: str = ""
    remind_days: int | None = None
    cause_id: int | None = None
    resolution: Resolution | None = None


@dataclass(frozen=True)
class RecurringDetails:
    """A template that becomes a ticket every so many days, weeks, months or years from a day on."""

    name: str
    template_id: int | None
    start: date
    every: Every = Every.MONTH
    step: int = 1
    end: date | None = None


@dataclass(frozen=True)
class ProblemDetails:
    """What lies behind several tickets; kiosks show one that is announced as a known outage, until it is solved."""

    name: str
    state: ProblemState = ProblemState.OPEN
    description: str = ""
    root_cause: str = ""
    workaround: str = ""
    action: str = ""
    is_announced: bool = False


@allowed(*EDITORS)
def write_cause(session: Session, row: Cause, details: CauseDetails) -> None:
    """Write a cause; a new one comes last."""
    rename_named(session, row, details.name)
    if row not in session:
        row.position = next_position(session, Cause)


@allowed(*EDITORS)
def write_team(session: Session, row: Team, details: TeamDetails) -> None:
    """Write a team without its members, stored or new."""
    rename_named(session, row, details.name)
    row.notes = tidy_lines(details.notes)


@allowed(*EDITORS)
def write_members(session: Session, row: Team, details: TeamDetails) -> bool:
    """Write who is in a stored team; true if they are others than before."""
    refuse_unknown(session, [("people", Person, person_id) for person_id in details.people])
    stored = members_of(session, row.id)
    new = [each for each in dict.fromkeys(details.people) if each not in stored]
    gone = [row_id for person_id, row_id in stored.items() if person_id not in details.people]
    table = table_named(TeamMember.__tablename__)
    delete_rows(session, table, gone)
    insert_rows(session, table, [{"team_id": row.id, "person_id": person_id} for person_id in new])
    return bool(new or gone)


@allowed(*EDITORS)
def members_of(session: Session, team_id: int) -> dict[int, int]:
    """The rows of a team's members by their people, in the order in which they came."""
    of_team = select(TeamMember.person_id, TeamMember.id).where(TeamMember.team_id == team_id)
    return dict(session.execute(of_team.order_by(TeamMember.id)).all())


@allowed(*EDITORS)
def write_template(session: Session, row: TicketTemplate, details: TemplateDetails) -> None:
    """Write a template, stored or new."""
    if not tidy(details.title):
        raise UserError(_("Say in a few words what is asked for."), field="title")
    for each in ("urgency", "impact"):
        if (level := getattr(details, each)) is not None and level not in LEVELS:
            raise UserError(_("This goes from 1 to 5."), field=each)
    refuse_unknown(
        session,
        [
            ("category_id", TicketCategory, details.category_id),
            ("place_id", Place, details.place_id),
            ("assignee_id", Person, details.assignee_id),
            ("team_id", Team, details.team_id),
        ],
    )
    rename_named(session, row, details.name)
    row.title, row.description = tidy(details.title), tidy_lines(details.description)
    for key in ("kind", "category_id", "place_id", "urgency", "impact", "assignee_id", "team_id"):
        setattr(row, key, getattr(details, key))
    row.checklist = list(lines_typed(map(tidy, details.checklist)))


@allowed(*EDITORS)
def write_macro(session: Session, row: Macro, details: MacroDetails) -> None:
    """Write a macro, stored or new; what its status needs must be in it, or be asked for when it is used."""
    if details.status is None and not tidy_lines(details.reply):
        raise UserError(_("A macro needs a reply, a status or both."), field="reply")
    if details.status is Status.NEW:
        raise UserError(_("Nothing becomes new again. Choose another status."), field="status")
    if details.status is Status.PLANNED:
        raise UserError(_("To plan needs a day each time. Choose another status."), field="status")
    if details.status is Status.WAITING and (details.remind_days is None or not tidy(details.waiting_reason)):
        raise UserError(_("To wait needs a reason, and after how many days to look again."), field="waiting_reason")
    if details.remind_days is not None and not 1 <= details.remind_days <= LONGEST_WAIT:
        raise UserError(_("This goes from 1 to {most} days.", most=LONGEST_WAIT), field="remind_days")
    refuse_unknown(session, [("cause_id", Cause, details.cause_id)])
    rename_named(session, row, details.name)
    if row not in session:
        row.position = next_position(session, Macro)
    row.reply, row.is_public, row.status = tidy_lines(details.reply), details.is_public, details.status
    is_waiting, is_end = details.status is Status.WAITING, details.status is Status.RESOLVED
    row.waiting_reason = tidy(details.waiting_reason) if is_waiting else ""
    row.remind_days = details.remind_days if is_waiting else None
    row.cause_id = details.cause_id if is_end else None
    row.resolution = details.resolution if is_end else None


@allowed(*EDITORS)
def write_recurring(session: Session, row: RecurringTicket, details: RecurringDetails) -> None:
    """Write what comes again, stored or new; a new rhythm counts from today on."""
    if details.template_id is None:
        raise UserError(_("Choose a template."), field="template_id")
    if not 1 <= details.step <= LONGEST_STEP:
        raise UserError(_("This goes from 1 to {most}.", most=LONGEST_STEP), field="step")
    if details.end is not None and details.end < details.start:
        raise UserError(_("It ends before it begins."), field="end")
    refuse_unknown(session, [("template_id", TicketTemplate, details.template_id)])
    rename_named(session, row, details.name)
    is_new = row not in session or (row.start, row.every, row.step) != (details.start, details.every, details.step)
    row.template_id, row.every, row.step = details.template_id, details.every, details.step
    row.start, row.end = details.start, details.end
    due = row.next_on
    if is_new or due is None:
        due = next_after(row.start, row.every, row.step, clock_of(session).today() - timedelta(1))
    row.next_on = None if row.end is not None and due > row.end else due


@allowed(*EDITORS)
def write_problem(session: Session, row: Problem, details: ProblemDetails) -> None:
    """Write a problem, stored or new; one that is solved says its root cause."""
    if details.state is not ProblemState.OPEN and not tidy_lines(details.root_cause):
        raise UserError(_("Say what the root cause is."), field="root_cause")
    rename_named(session, row, details.name)
    for key in ("description", "root_cause", "workaround", "action"):
        setattr(row, key, tidy_lines(getattr(details, key)))
    today = clock_of(session).today()
    if row not in session:
        row.opened_on = today
    is_solved = details.state is ProblemState.SOLVED
    row.solved_on = (row.solved_on or today) if is_solved else None
    row.state, row.is_announced = details.state, details.is_announced and not is_solved
    row.search = problem_search(row.name, row.description, row.root_cause, row.workaround, row.action)
