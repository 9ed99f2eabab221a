"""What a desk says once of its tickets, as settings and forms show it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from coorddesk.directory.models import Person
from coorddesk.directory.rules import PersonName
from coorddesk.helpdesk.models import (
    CategoryQuestion,
    Cause,
    CommonFault,
    Diagnosis,
    EscalationRule,
    Macro,
    Problem,
    RecurringTicket,
    Target,
    Team,
    TeamMember,
    Ticket,
    TicketCategory,
    TicketTemplate,
)
from coorddesk.helpdesk.rules import Every, Pledge, ProblemState, Resolution, Status, TicketKind, Trigger
from coorddesk.inventory.models import Asset, Category

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class QuestionRow:
    """What is asked with a kind of ticket; without choices the answer is free."""

    id: int
    question: str
    choices: tuple[str, ...]
    is_required: bool


@dataclass(frozen=True)
class CategoryRow:
    """A kind of ticket; `tickets` is how many there are of it."""

    id: int
    version: int
    name: str
    path: str
    parent_id: int | None
    kind: TicketKind | None
    urgency: int | None
    impact: int | None
    assignee_id: int | None
    team_id: int | None
    checklist: tuple[str, ...]
    notes: str
    questions: tuple[QuestionRow, ...]
    tickets: int


@dataclass(frozen=True)
class CauseRow:
    """A cause, and how many tickets had it."""

    id: int
    version: int
    name: str
    tickets: int


@dataclass(frozen=True)
class TeamRow:
    """A team and who is in it."""

    id: int
    version: int
    name: str
    notes: str
    people: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class FaultRow:
    """A tile of the kiosk."""

    id: int
    version: int
    title: str
    icon: str
    position: int
    asset_category_id: int | None
    asset_category: str | None
    ticket_category_id: int | None
    ticket_category: str | None


@dataclass(frozen=True)
class DiagnosisRow:
    """What to look at first with a kind of device."""

    id: int
    version: int
    category_id: int
    category: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class TemplateRow:
    """A template."""

    id: int
    version: int
    name: str
    title: str
    description: str
    kind: TicketKind | None
    category_id: int | None
    place_id: int | None
    urgency: int | None
    impact: int | None
    assignee_id: int | None
    team_id: int | None
    checklist: tuple[str, ...]


@dataclass(frozen=True)
class MacroRow:
    """A macro."""

    id: int
    version: int
    name: str
    reply: str
    is_public: bool
    status: Status | None
    waiting_reason: str
    remind_days: int | None
    cause_id: int | None
    resolution: Resolution | None


@dataclass(frozen=True)
class RecurringRow:
    """What comes again, and when next."""

    id: int
    version: int
    name: str
    template_id: int
    template: str
    every: Every
    step: int
    start: date
    end: date | None
    next_on: date | None


@dataclass(frozen=True)
class ProblemRow:
    """A problem, and how many tickets it is behind."""

    id: int
    version: int
    name: str
    state: ProblemState
    description: str
    root_cause: str
    workaround: str
    action: str
    opened_on: date
    solved_on: date | None
    tickets: int


@dataclass(frozen=True)
class RuleRow:
    """A rule that escalates."""

    id: int
    version: int
    name: str
    is_on: bool
    position: int
    trigger: Trigger
    minutes: int
    priority: int | None
    kind: TicketKind | None
    category_id: int | None
    assignee_id: int | None
    team_id: int | None


@dataclass(frozen=True)
class TargetRow:
    """A target, and the tickets that it is for."""

    id: int
    version: int
    priority: int | None
    kind: TicketKind | None
    category_id: int | None
    category: str | None
    pledge: Pledge


def categories(session: Session) -> tuple[CategoryRow, ...]:
    """Every kind of ticket, in the order of their paths."""
    counts = _counts(session, Ticket.category_id)
    asked: dict[int, list[QuestionRow]] = {}
    for each in session.scalars(select(CategoryQuestion).order_by(CategoryQuestion.position, CategoryQuestion.id)):
        row = QuestionRow(each.id, each.question, tuple(each.choices), each.is_required)
        asked.setdefault(each.category_id, []).append(row)
    return tuple(
        CategoryRow(
            row.id,
            row.version,
            row.name,
            row.path,
            row.parent_id,
            row.kind,
            row.urgency,
            row.impact,
            row.assignee_id,
            row.team_id,
            tuple(row.checklist),
            row.notes,
            tuple(asked.get(row.id, ())),
            counts.get(row.id, 0),
        )
        for row in session.scalars(select(TicketCategory).order_by(TicketCategory.path_folded))
    )


def causes(session: Session) -> tuple[CauseRow, ...]:
    """Every cause in the desk's own order."""
    counts = _counts(session, Ticket.cause_id)
    rows = session.scalars(select(Cause).order_by(Cause.position, Cause.name_folded))
    return tuple(CauseRow(row.id, row.version, row.name, counts.get(row.id, 0)) for row in rows)


def teams(session: Session) -> tuple[TeamRow, ...]:
    """Every team with its members, by name."""
    members: dict[int, list[tuple[int, str]]] = {}
    wanted = select(TeamMember.team_id, Person.id, Person.last_name, Person.first_name)
    joined = wanted.join(Person, Person.id == TeamMember.person_id).order_by(TeamMember.id)
    for team_id, person_id, last, first in session.execute(joined):
        members.setdefault(team_id, []).append((person_id, PersonName(last, first).full))
    rows = session.scalars(select(Team).order_by(Team.name_folded))
    return tuple(TeamRow(row.id, row.version, row.name, row.notes, tuple(members.get(row.id, ()))) for row in rows)


def faults(session: Session) -> tuple[FaultRow, ...]:
    """Every tile of the kiosk, those of all rooms first."""
    return _faults(session, True)


def faults_of(session: Session, asset_id: int | None) -> tuple[FaultRow, ...]:
    """The tiles that are shown for a device: those of its category, else those of any; without a device, these."""
    of_any = CommonFault.asset_category_id.is_(None)
    if asset_id is None:
        return _faults(session, of_any)
    category = select(Asset.category_id).where(Asset.id == asset_id).scalar_subquery()
    return _faults(session, CommonFault.asset_category_id == category) or _faults(session, of_any)


def diagnoses(session: Session) -> tuple[DiagnosisRow, ...]:
    """What to look at first, by kinds of devices."""
    wanted = select(Diagnosis, Category.name).join(Category, Category.id == Diagnosis.category_id)
    rows = session.execute(wanted.order_by(Category.name_folded))
    return tuple(DiagnosisRow(row.id, row.version, row.category_id, name, tuple(row.points)) for row, name in rows)


def templates(session: Session) -> tuple[TemplateRow, ...]:
    """Every template by name."""
    return _all(session, TicketTemplate, TemplateRow, TicketTemplate.name_folded)


def macros(session: Session) -> tuple[MacroRow, ...]:
    """Every macro in the desk's own order."""
    return _all(session, Macro, MacroRow, Macro.position, Macro.name_folded)


def recurring(session: Session) -> tuple[RecurringRow, ...]:
    """What comes again, the next one first."""
    wanted = select(RecurringTicket, TicketTemplate.name).join(
        TicketTemplate, TicketTemplate.id == RecurringTicket.template_id
    )
    order = (RecurringTicket.next_on.is_(None), RecurringTicket.next_on, RecurringTicket.name_folded)
    return tuple(
        RecurringRow(
            row.id,
            row.version,
            row.name,
            row.template_id,
            template,
            row.every,
            row.step,
            row.start,
            row.end,
            row.next_on,
        )
        for row, template in session.execute(wanted.order_by(*order))
    )


def problems(session: Session, *, solved: bool | None = None) -> tuple[ProblemRow, ...]:
    """Problems, the latest first: those solved, those not, or all."""
    counts = _counts(session, Ticket.problem_id)
    wanted = select(Problem).order_by(Problem.id.desc())
    if solved is not None:
        is_solved = Problem.state == ProblemState.SOLVED
        wanted = wanted.where(is_solved if solved else ~is_solved)
    return tuple(
        ProblemRow(
            row.id,
            row.version,
            row.name,
            row.state,
            row.description,
            row.root_cause,
            row.workaround,
            row.action,
            row.opened_on,
            row.solved_on,
            counts.get(row.id, 0),
        )
        for row in session.scalars(wanted)
    )


def rules(session: Session) -> tuple[RuleRow, ...]:
    """Every rule in the order in which they work."""
    rows = session.scalars(select(EscalationRule).order_by(EscalationRule.position, EscalationRule.id))
    return tuple(
        RuleRow(
            row.id,
            row.version,
            row.name,
            row.is_on,
            row.position,
            row.condition,
            row.minutes,
            row.priority,
            row.kind,
            row.category_id,
            row.assignee_id,
            row.team_id,
        )
        for row in rows
    )


def targets(session: Session) -> tuple[TargetRow, ...]:
    """What is promised, the general first."""
    wanted = select(Target, TicketCategory.path).outerjoin(TicketCategory, TicketCategory.id == Target.category_id)
    order = (
        *(TicketCategory.path_folded.is_not(None), TicketCategory.path_folded),
        *(Target.kind.is_not(None), Target.kind),
        *(Target.priority.is_not(None), Target.priority.desc()),
    )
    return tuple(
        TargetRow(
            row.id,
            row.version,
            row.priority,
            row.kind,
            row.category_id,
            path,
            Pledge(row.respond_minutes, row.resolve_minutes),
        )
        for row, path in session.execute(wanted.order_by(*order, Target.id))
    )


def _faults(session: Session, claim: Any) -> tuple[FaultRow, ...]:
    wanted = select(CommonFault, Category.name, TicketCategory.path)
    wanted = wanted.outerjoin(Category, Category.id == CommonFault.asset_category_id)
    wanted = wanted.outerjoin(TicketCategory, TicketCategory.id == CommonFault.ticket_category_id)
    order = (Category.name_folded.is_not(None), Category.name_folded, CommonFault.position, CommonFault.id)
    return tuple(
        FaultRow(
            row.id,
            row.version,
            row.title,
            row.icon,
            row.position,
            row.asset_category_id,
            category,
            row.ticket_category_id,
            path,
        )
        for row, category, path in session.execute(wanted.where(or_(claim)).order_by(*order))
    )


def _all(session: Session, table: Any, made: Callable[..., Any], *order: Any) -> tuple[Any, ...]:
    """Rows whose fields are columns of one table, lists as tuples."""
    names: Sequence[str] = list(made.__dataclass_fields__)  # type: ignore[attr-defined]  # one of the classes above
    found = []
    for row in session.scalars(select(table).order_by(*order)):
        values = (getattr(row, name) for name in names)
        found.append(made(*(tuple(value) if isinstance(value, list) else value for value in values)))
    return tuple(found)


def _counts(session: Session, column: Any) -> dict[int, int]:
    rows = session.execute(select(column, func.count()).where(column.is_not(None)).group_by(column))
    return dict(rows.all())
