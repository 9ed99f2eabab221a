"""What lies ready for tickets and what watches over them, as settings and forms show it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.directory.models import Person
from coorddesk.directory.rules import PersonName
from coorddesk.helpdesk.models import (
    EscalationRule,
    Macro,
    RecurringTicket,
    Target,
    Team,
    TicketCategory,
    TicketTemplate,
)
from coorddesk.helpdesk.rules import Every, Pledge, Resolution, Status, TicketKind, Trigger

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


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
class RuleRow:
    """A rule that escalates, the tickets that it is for, and to whom."""

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
    category: str | None
    assignee_id: int | None
    team_id: int | None
    assignee: str
    team: str


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


def rules(session: Session) -> tuple[RuleRow, ...]:
    """Every rule in the order in which they work."""
    wanted = select(EscalationRule, TicketCategory.path, Person, Team.name)
    wanted = wanted.outerjoin(TicketCategory, TicketCategory.id == EscalationRule.category_id)
    wanted = wanted.outerjoin(Person, Person.id == EscalationRule.assignee_id)
    wanted = wanted.outerjoin(Team, Team.id == EscalationRule.team_id)
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
            path,
            row.assignee_id,
            row.team_id,
            "" if row.assignee_id is None else PersonName(person.last_name, person.first_name).full,
            team or "",
        )
        for row, path, person, team in session.execute(wanted.order_by(EscalationRule.position, EscalationRule.id))
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


def _all(session: Session, table: Any, made: Callable[..., Any], *order: Any) -> tuple[Any, ...]:
    """Rows whose fields are columns of one table, lists as tuples."""
    names: Sequence[str] = list(made.__dataclass_fields__)  # type: ignore[attr-defined]  # one of the classes above
    found = []
    for row in session.scalars(select(table).order_by(*order)):
        values = (getattr(row, name) for name in names)
        found.append(made(*(tuple(value) if isinstance(value, list) else value for value in values)))
    return tuple(found)
