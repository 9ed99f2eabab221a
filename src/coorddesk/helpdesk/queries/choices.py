"""What a desk says once of its tickets, as settings and forms show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from coorddesk.directory.models import Person
from coorddesk.directory.rules import PersonName
from coorddesk.helpdesk.models import (
    CategoryQuestion,
    Cause,
    CommonFault,
    Diagnosis,
    Team,
    TeamMember,
    Ticket,
    TicketCategory,
)
from coorddesk.helpdesk.queries.counts import counts_by
from coorddesk.helpdesk.rules import TicketKind
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


def categories(session: Session) -> tuple[CategoryRow, ...]:
    """Every kind of ticket, in the order of their paths."""
    counts = counts_by(session, Ticket.category_id)
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
    counts = counts_by(session, Ticket.cause_id)
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
