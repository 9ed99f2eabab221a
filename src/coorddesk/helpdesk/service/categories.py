"""Kinds of tickets in their tree, what is asked and looked at with each, and the tiles of common faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.models import Person
from coorddesk.directory.rules import join_path, path_parts
from coorddesk.directory.service import EDITORS
from coorddesk.helpdesk.models import CategoryQuestion, CommonFault, Diagnosis, Team, TicketCategory
from coorddesk.helpdesk.queries.targets import category_parents
from coorddesk.helpdesk.rules import LEVELS, TicketKind, category_chain, lines_typed
from coorddesk.helpdesk.service.rows import next_position, refuse_unknown
from coorddesk.inventory.models import Category

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Question:
    """What is asked of whoever opens a ticket; without choices the answer is free."""

    question: str
    choices: tuple[str, ...] = ()
    is_required: bool = False


@dataclass(frozen=True)
class CategoryDetails:
    """A kind of ticket, and what a new one of it begins with."""

    name: str
    parent_id: int | None = None
    kind: TicketKind | None = None
    urgency: int | None = None
    impact: int | None = None
    assignee_id: int | None = None
    team_id: int | None = None
    checklist: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: str = ""


@dataclass(frozen=True)
class FaultDetails:
    """A tile of the kiosk: what often happens to devices of a category, or to a room."""

    title: str
    asset_category_id: int | None = None
    ticket_category_id: int | None = None
    icon: str = ""


@dataclass(frozen=True)
class DiagnosisDetails:
    """What to look at first when a device of a category is in trouble."""

    category_id: int | None
    points: tuple[str, ...]


@allowed(*EDITORS)
def write_category(session: Session, row: TicketCategory, details: CategoryDetails) -> None:
    """Write a kind of ticket, stored or new; the paths of those inside follow."""
    name = tidy(details.name)
    if not name:
        raise UserError(_("A name is needed."), field="name")
    if path_parts(name) != (name,):
        raise UserError(_("“{name}” names several. Create one inside the other.", name=name), field="name")
    for field in ("urgency", "impact"):
        if (level := getattr(details, field)) is not None and level not in LEVELS:
            raise UserError(_("This goes from 1 to 5."), field=field)
    links = [("assignee_id", Person, details.assignee_id), ("team_id", Team, details.team_id)]
    refuse_unknown(session, [*links, ("parent_id", TicketCategory, details.parent_id)])
    if row in session and row.id in category_chain(category_parents(session), details.parent_id):
        raise UserError(_("A kind of ticket cannot be inside itself. Choose another."), field="parent_id")
    around = None if details.parent_id is None else session.get_one(TicketCategory, details.parent_id)
    _rename(session, row, name, name if around is None else join_path(around.path, name))
    row.parent_id, row.kind = details.parent_id, details.kind
    row.urgency, row.impact = details.urgency, details.impact
    row.assignee_id, row.team_id = details.assignee_id, details.team_id
    row.checklist, row.notes = list(lines_typed(map(tidy, details.checklist))), tidy_lines(details.notes)


@allowed(*EDITORS)
def write_questions(session: Session, row: TicketCategory, details: CategoryDetails) -> bool:
    """Write the questions of a stored kind of ticket; true if they are others than before."""
    stored = _questions(session, row.id)
    wanted = [
        Question(tidy(each.question), lines_typed(map(tidy, each.choices)), each.is_required)
        for each in details.questions
    ]
    if any(not each.question for each in wanted):
        raise UserError(_("A question needs words."), field="questions")
    if list(stored.values()) == wanted:
        return False
    table = table_named(CategoryQuestion.__tablename__)
    delete_rows(session, table, list(stored))
    rows = [
        {
            "category_id": row.id,
            "position": place,
            "question": each.question,
            "choices": list(each.choices),
            "is_required": each.is_required,
        }
        for place, each in enumerate(wanted)
    ]
    insert_rows(session, table, rows)
    return True


@allowed(*EDITORS)
def category_details(session: Session, row: TicketCategory) -> CategoryDetails:
    """A kind of ticket as it is written."""
    return CategoryDetails(
        row.name,
        row.parent_id,
        row.kind,
        row.urgency,
        row.impact,
        row.assignee_id,
        row.team_id,
        tuple(row.checklist),
        tuple(_questions(session, row.id).values()),
        row.notes,
    )


@allowed(*EDITORS)
def forget_questions(session: Session, category_id: int) -> None:
    """Delete the questions of a kind of ticket that goes; what was answered stays on the tickets."""
    delete_rows(session, table_named(CategoryQuestion.__tablename__), list(_questions(session, category_id)))


@allowed(*EDITORS)
def write_fault(session: Session, row: CommonFault, details: FaultDetails) -> None:
    """Write a tile, stored or new."""
    title = tidy(details.title)
    if not title:
        raise UserError(_("Say in a few words what happens."), field="title")
    links = [("asset_category_id", Category, details.asset_category_id)]
    refuse_unknown(session, [*links, ("ticket_category_id", TicketCategory, details.ticket_category_id)])
    if row not in session:
        row.position = next_position(session, CommonFault)
    row.title, row.icon = title, tidy(details.icon)
    row.asset_category_id, row.ticket_category_id = details.asset_category_id, details.ticket_category_id


@allowed(*EDITORS)
def write_diagnosis(session: Session, row: Diagnosis, details: DiagnosisDetails) -> None:
    """Write what to look at first, stored or new; one list for each kind of device."""
    points = lines_typed(map(tidy, details.points))
    if not points:
        raise UserError(_("A checklist needs at least one point."), field="points")
    if details.category_id is None:
        raise UserError(_("Say for which category of devices."), field="category_id")
    refuse_unknown(session, [("category_id", Category, details.category_id)])
    with session.no_autoflush:
        other = session.scalar(select(Diagnosis.id).where(Diagnosis.category_id == details.category_id))
    if other is not None and other != row.id:
        raise UserError(_("There is one for this category already: change that one."), field="category_id")
    row.category_id, row.points = details.category_id, list(points)


@allowed(*EDITORS)
def move_inside(session: Session, old: TicketCategory, new: TicketCategory) -> None:
    """Put what is inside a kind of ticket inside another."""
    if old.id in category_chain(category_parents(session), new.id):
        raise UserError(_("“{name}” is inside the one that goes. Choose another.", name=new.path), field="by")
    for row in session.scalars(select(TicketCategory).where(TicketCategory.parent_id == old.id)).all():
        _rename(session, row, row.name, join_path(new.path, row.name))
        row.parent_id = new.id
    session.flush()


def _rename(session: Session, row: TicketCategory, name: str, path: str) -> None:
    with session.no_autoflush:
        taken = session.scalar(select(TicketCategory).where(TicketCategory.path_folded == fold(path)))
    if taken is not None and taken is not row:
        raise UserError(_("There is already “{name}”.", name=taken.path), field="name")
    old = row.path
    row.name, row.path, row.path_folded = name, path, fold(path)
    if row not in session or old == path:
        return
    parents = category_parents(session)
    inside = [each for each in parents if each != row.id and row.id in category_chain(parents, each)]
    for below in session.scalars(select(TicketCategory).where(TicketCategory.id.in_(inside))):
        below.path = path + below.path.removeprefix(old)
        below.path_folded = fold(below.path)


def _questions(session: Session, category_id: int) -> dict[int, Question]:
    of_category = select(CategoryQuestion).where(CategoryQuestion.category_id == category_id)
    rows = session.scalars(of_category.order_by(CategoryQuestion.position, CategoryQuestion.id))
    return {row.id: Question(row.question, tuple(row.choices), row.is_required) for row in rows}
