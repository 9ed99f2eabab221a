"""The opening hours and holidays of the demo."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from coorddesk.agenda.demo import fill
from coorddesk.agenda.queries import calendars, closures, findings, opening_hours
from coorddesk.agenda.queries.dated import events
from coorddesk.core.dated import Period
from coorddesk.core.jobs import unwatched
from coorddesk.feature import DemoDesk

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def test_the_demo_is_closed_when_schools_are(database: Database, clock: FixedClock, texts: Texts) -> None:
    with database.transaction() as session:
        fill(session, DemoDesk(clock.today(), clock, texts, unwatched))
    with database.reading() as session:
        assert findings(session) == []
        assert len(closures(session)) == 16
        hours = opening_hours(session)
        assert calendars(session) == ["Digital centre of the district"]
        told = events(session, Period(clock.today(), clock.today() + timedelta(20)))
    assert [each.starts for each in told if each.kind.key == "event"] == [540, 840, 540, None]
    closed = [date(2026, 8, 31), date(2026, 10, 30), date(2026, 12, 25), date(2027, 5, 2), date(2026, 11, 11)]
    assert [hours.slots(day) for day in closed] == [()] * 5
    assert [len(hours.slots(date(2026, 9, day))) for day in range(7, 14)] == [2, 2, 1, 2, 2, 0, 0]
