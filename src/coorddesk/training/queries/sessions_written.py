"""Sessions as they were written down, for forms and for the verbs that write them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from coorddesk.training.models import (
    SessionPartner,
    SessionSlot,
    SessionTask,
    SessionTrainer,
    TrainingSession,
)
from coorddesk.training.rules.sessions import PartnerWish, SessionDetails, SlotWish, TaskWish, TrainerWish
from coorddesk.training.rules.slots import SlotTimes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

PartRow = TypeVar("PartRow", SessionSlot, SessionTrainer, SessionPartner, SessionTask)
_ORDERS = {
    SessionSlot: (SessionSlot.day, SessionSlot.starts, SessionSlot.id),
    SessionTrainer: (SessionTrainer.position, SessionTrainer.id),
    SessionPartner: (SessionPartner.position, SessionPartner.id),
    SessionTask: (SessionTask.due_on, SessionTask.id),
}


def session_details(session: Session, session_id: int) -> SessionDetails | None:
    """A session as it is written; None if it is no longer there."""
    row = session.get(TrainingSession, session_id)
    return None if row is None else details_of(session, row)


def details_of(session: Session, row: TrainingSession) -> SessionDetails:
    """The same of a row that is there."""
    slots, trainers = parts_of(session, SessionSlot, row.id), parts_of(session, SessionTrainer, row.id)
    partners, tasks = parts_of(session, SessionPartner, row.id), parts_of(session, SessionTask, row.id)
    return SessionDetails(
        row.course_id,
        row.title,
        row.place_id,
        row.mode,
        row.link,
        row.capacity,
        row.overbooking,
        row.minimum,
        row.preparation_minutes,
        row.notes,
        tuple(SlotWish(SlotTimes(each.day, each.starts, each.ends), each.id) for each in slots),
        tuple(TrainerWish(each.person_id, each.supplier_id, each.name) for each in trainers),
        tuple(PartnerWish(each.supplier_id, each.name, each.agreement) for each in partners),
        tuple(TaskWish(each.due_on, each.words, each.days, each.done_on, each.id) for each in tasks),
    )


def parts_of(session: Session, kind: type[PartRow], session_id: int) -> Sequence[PartRow]:
    """The rows of a kind that belong to a session, in order."""
    return session.scalars(select(kind).where(kind.session_id == session_id).order_by(*_ORDERS[kind])).all()
