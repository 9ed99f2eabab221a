"""The figures of a period: over expected half-days, against the year before, by course, place and month."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from coorddesk.training.queries import grid
from coorddesk.training.queries.figures import By, FigureQuery, compared, figures, figures_by
from coorddesk.training.rules.figures import Figures, year_before
from coorddesk.training.rules.headcounts import Count
from coorddesk.training.rules.people import Gender
from coorddesk.training.rules.typing import all_but
from coorddesk.training.rules.words import SessionState
from coorddesk.training.service import (
    Cell,
    Counting,
    Guest,
    Leaving,
    Registering,
    SupportDetails,
    TypedSheet,
    WalkIn,
    count_people,
    log_support,
    register,
    type_attendance,
    withdraw,
)
from tests.factories import make_place
from tests.training.asked import MONDAY, by_name, make_session, state_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database

YEAR = FigureQuery(date(2026, 1, 1), date(2026, 12, 31))


def season(session: Session) -> int:
    """Three days for Ab and Bc, of which Bc leaves on the second and Cd comes for the last half-day."""
    place = make_place(session)
    session_id = make_session(session, days=3, capacity=4, place_id=place)
    register(session, Registering(session_id, guests=(Guest("Ab"), Guest("Bc"))))
    seen = grid(session, session_id)
    assert seen is not None
    cells = [
        Cell(who.registration, half_day.slots, said)
        for half_day in seen.half_days[:4]
        for who, said in zip(seen.people, all_but("2 R30", 2), strict=True)
    ]
    came = WalkIn(Guest("Cd"), ((seen.half_days[5].slots, all_but("", 1)[0]),))
    type_attendance(session, TypedSheet(session_id, tuple(cells), (came,)))
    withdraw(session, Leaving((by_name(session, session_id)["Bc"].id,)))
    count_people(session, Counting(session_id, None, Count(10, genders={Gender.FEMALE: 6}, first_time=4)))
    log_support(session, SupportDetails(MONDAY, 45, "Courriel"))
    cancelled = make_session(session, "Autre", capacity=20, first=date(2026, 10, 5))
    state_of(session, cancelled, SessionState.CANCELLED)
    return session_id


def test_a_season_is_summed_up(desk: Database, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 9, 9, 16, tzinfo=UTC)
    with desk.transaction() as session:
        season(session)
    with desk.reading() as session:
        said = figures(session, YEAR)
        assert (said.sessions, said.cancelled, said.half_days, said.minutes) == (1, 1, 6, 1260)
        assert (said.offered, said.taken, said.withdrawn_late, said.filling) == (4, 2, 1, 0.5)
        # Ab 4 of 6; Bc, late, 4 of the 4 until the eve; Cd 1 of 1
        assert (said.expected, said.attended) == (11, 9)
        assert said.learner_minutes == 4 * 210 + 4 * 180 + 210
        assert (said.counted, said.first_time, dict(said.genders)) == (10, 4, {Gender.FEMALE: 6})
        assert (said.supports, said.support_minutes) == (1, 45)
        assert figures_by(session, YEAR, By.COURSE).keys() == {"Autre", "Tableur"}
        assert figures_by(session, YEAR, By.PLACE)["Salle 12"].attended == 9
        months = figures_by(session, YEAR, By.MONTH)
        assert [key for key, each in months.items() if each.sessions] == ["2026-09"]
        assert figures_by(session, YEAR, By.PARTNER) == {}
        assert compared(session, YEAR) == (said, Figures())


def test_a_leap_day_has_a_day_before() -> None:
    assert year_before(date(2024, 2, 29), date(2024, 3, 1)) == (date(2023, 2, 28), date(2023, 3, 1))
