"""The trainings of the demo: two years of them around the holidays, and those of the next weeks."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coorddesk.agenda.queries import opening_hours
from coorddesk.training.models import (
    IssuedDocument,
    Registration,
    SessionSlot,
    SessionTrainer,
    SupportLog,
    TrainingSession,
)
from coorddesk.training.queries.figures import FigureQuery, compared
from coorddesk.training.queries.findings import findings
from coorddesk.training.queries.registrations import places_of
from coorddesk.training.queries.sessions_written import details_of
from coorddesk.training.rules.documents import thawed
from coorddesk.training.rules.words import RegistrationState, SessionState
from tests.demos import demo_desk

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.texts import Texts
    from tests.desks import Desks


def at_once(session: Session) -> list[tuple[int, int]]:
    """The sessions that are in one room, or given by one person, at the same time."""
    trainers: dict[int, set[int | None]] = {}
    for each in session.scalars(select(SessionTrainer)):
        trainers.setdefault(each.session_id, set()).add(each.person_id)
    rows = {
        row.id: (row.place_id, trainers[row.id] - {None}, details_of(session, row).times)
        for row in session.scalars(select(TrainingSession))
        if row.state is not SessionState.CANCELLED
    }
    return [
        (one, other)
        for one, (place, people, times) in rows.items()
        for other, (its_place, its_people, its_times) in rows.items()
        if one < other
        and (place == its_place or people & its_people)
        and any(each.meets(its) for each in times for its in its_times)
    ]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_the_demo_holds_two_years_of_workshops(desks: Desks, clock: FixedClock, texts: Texts) -> None:
    database = demo_desk(desks, clock, texts)
    today = clock.today()
    with database.reading() as session:
        assert list(findings(session)) == []
        assert at_once(session) == []
        states = Counter(session.scalars(select(TrainingSession.state)))
        assert set(states) == set(SessionState)
        assert 110 < states.total() < 140
        hours = opening_hours(session)
        assert {bool(hours.slots(day)) for day in session.scalars(select(SessionSlot.day))} == {True}
        assert set(Counter(session.scalars(select(Registration.state)))) == set(RegistrationState) - {
            RegistrationState.DECLINED
        }
        offered = session.scalars(select(Registration).where(Registration.offered_until.is_not(None))).all()
        assert [(row.state, row.position) for row in offered] == [(RegistrationState.WAITING, 1)]
        places = places_of(session, [offered[0].session_id])[offered[0].session_id]
        assert (places.capacity, places.registered, places.waiting, places.offered) == (8, 7, 4, 1)
        year, before = compared(session, FigureQuery(today - timedelta(days=365), today))
        assert year.sessions > 40 < before.sessions
        assert 0.75 < year.attended / year.expected < 0.97
        assert year.counted > 80
        papers = [thawed(data) for data in session.scalars(select(IssuedDocument.data))]
        assert {each.attended > 0 for each in papers} == {True}
        assert {bool(each.skills) for each in papers} == {True, False}
        assert len(session.scalars(select(SupportLog.id).where(SupportLog.ticket_id.is_not(None))).all()) > 5
        assert session.scalars(select(TrainingSession.loan_id).where(TrainingSession.loan_id.is_not(None))).all() != []
    database.close()
