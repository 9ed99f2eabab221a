"""What belongs to sessions: their slots, who gives them, whom they are held with, and what is to be done for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.directory.models import Person, Supplier
from coorddesk.directory.rules import PersonName
from coorddesk.training.models import SessionPartner, SessionSlot, SessionTask, SessionTrainer
from coorddesk.training.rules.slots import SlotTimes

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class SlotRow:
    """A slot of a session: attendance is kept by its id."""

    id: int
    times: SlotTimes


@dataclass(frozen=True)
class TrainerRow:
    """Who gives a session: somebody of the directory, or a name, and the partner who sends them."""

    person_id: int | None
    supplier_id: int | None
    name: str
    person: str
    supplier: str

    @property
    def called(self) -> str:
        """In a word; a partner that sends nobody by name stands for itself."""
        who = self.person or self.name
        return f"{who} ({self.supplier})" if who and self.supplier else who or self.supplier


@dataclass(frozen=True)
class PartnerRow:
    """Whom a session is held with, and what was agreed."""

    supplier_id: int | None
    name: str
    agreement: str
    supplier: str

    @property
    def called(self) -> str:
        """In a word."""
        return self.supplier or self.name


@dataclass(frozen=True)
class TaskRow:
    """A line of the checklist of a session; `days` before or after it, None where its day is said by itself."""

    id: int
    due_on: date
    days: int | None
    words: str
    done_on: date | None


def slots_of(session: Session, ids: Collection[int]) -> Mapping[int, tuple[SlotRow, ...]]:
    """The slots of sessions, in their order."""
    wanted = (
        select(SessionSlot.session_id, SessionSlot.id, SessionSlot.day, SessionSlot.starts, SessionSlot.ends)
        .where(SessionSlot.session_id.in_(ids))
        .order_by(SessionSlot.day, SessionSlot.starts, SessionSlot.id)
    )
    found: dict[int, list[SlotRow]] = defaultdict(list)
    for session_id, slot_id, day, starts, ends in session.execute(wanted):
        found[session_id].append(SlotRow(slot_id, SlotTimes(day, starts, ends)))
    return {session_id: tuple(slots) for session_id, slots in found.items()}


def trainers_of(session: Session, ids: Collection[int]) -> Mapping[int, tuple[TrainerRow, ...]]:
    """Who gives sessions, in the order in which they were named."""
    wanted = (
        select(
            SessionTrainer.session_id,
            SessionTrainer.person_id,
            SessionTrainer.supplier_id,
            SessionTrainer.name,
            Person.last_name,
            Person.first_name,
            Supplier.name,
        )
        .outerjoin(Person, Person.id == SessionTrainer.person_id)
        .outerjoin(Supplier, Supplier.id == SessionTrainer.supplier_id)
        .where(SessionTrainer.session_id.in_(ids))
        .order_by(SessionTrainer.position, SessionTrainer.id)
    )
    found: dict[int, list[TrainerRow]] = defaultdict(list)
    for session_id, person_id, supplier_id, name, last, first, supplier in session.execute(wanted):
        person = "" if person_id is None else PersonName(last, first).full
        found[session_id].append(TrainerRow(person_id, supplier_id, name, person, supplier or ""))
    return {session_id: tuple(trainers) for session_id, trainers in found.items()}


def partners_of(session: Session, ids: Collection[int]) -> Mapping[int, tuple[PartnerRow, ...]]:
    """Whom sessions are held with, in the order in which they were named."""
    wanted = (
        select(
            SessionPartner.session_id,
            SessionPartner.supplier_id,
            SessionPartner.name,
            SessionPartner.agreement,
            Supplier.name,
        )
        .outerjoin(Supplier, Supplier.id == SessionPartner.supplier_id)
        .where(SessionPartner.session_id.in_(ids))
        .order_by(SessionPartner.position, SessionPartner.id)
    )
    found: dict[int, list[PartnerRow]] = defaultdict(list)
    for session_id, supplier_id, name, agreement, supplier in session.execute(wanted):
        found[session_id].append(PartnerRow(supplier_id, name, agreement, supplier or ""))
    return {session_id: tuple(partners) for session_id, partners in found.items()}


def tasks_of(session: Session, session_id: int) -> tuple[TaskRow, ...]:
    """The checklist of a session, by when it is due."""
    wanted = select(SessionTask).where(SessionTask.session_id == session_id)
    rows = session.scalars(wanted.order_by(SessionTask.due_on, SessionTask.id))
    return tuple(TaskRow(row.id, row.due_on, row.days, row.words, row.done_on) for row in rows)
