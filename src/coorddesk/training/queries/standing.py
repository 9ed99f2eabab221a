"""What sessions have so far, as their steps look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.clock import clock_of
from coorddesk.training.models import (
    Headcount,
    Registration,
    SessionTask,
    SessionTrainer,
    TrainingSession,
)
from coorddesk.training.queries.attended import tallies
from coorddesk.training.rules.attendance import together
from coorddesk.training.rules.states import Standing
from coorddesk.training.rules.words import RegistrationState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TOTALS = tuple(
    column.is_(None)
    for column in (Headcount.audience, Headcount.age_band, Headcount.gender, Headcount.status, Headcount.is_first_time)
)
"""Rows of a headcount that say how many came; the others say again what some of them are."""


def standing_of(session: Session, row: TrainingSession) -> Standing:
    """What a session that is there has so far."""
    registered = session.scalars(
        select(Registration.id).where(
            Registration.session_id == row.id, Registration.state == RegistrationState.REGISTERED
        )
    ).all()
    trainers = select(func.count(SessionTrainer.id)).where(SessionTrainer.session_id == row.id)
    counted = select(func.coalesce(func.sum(Headcount.count), 0)).where(Headcount.session_id == row.id, *_TOTALS)
    tasks = select(func.count(SessionTask.id)).where(SessionTask.session_id == row.id, SessionTask.done_on.is_(None))
    return Standing(
        today=clock_of(session).today(),
        title=row.title,
        mode=row.mode,
        has_place=row.place_id is not None,
        link=row.link,
        capacity=row.capacity,
        minimum=row.minimum,
        trainers=session.scalar(trainers) or 0,
        first_day=row.first_day,
        last_day=row.last_day,
        registered=len(registered),
        untyped=together(tallies(session, registered).values()).untyped,
        counted=session.scalar(counted) or 0,
        tasks=session.scalar(tasks) or 0,
    )
