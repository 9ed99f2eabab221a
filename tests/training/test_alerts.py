"""The bell names what is to be seen to of sessions; the check names what is not as it must be."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from coorddesk.training.queries.alerts import alerts
from coorddesk.training.queries.findings import findings
from coorddesk.training.queries.sessions import SessionQuery, session_ids
from coorddesk.training.rules.narrowing import Need
from coorddesk.training.rules.words import SessionState
from coorddesk.training.service import Guest, Leaving, Registering, Step, offer_places, register, take_step, withdraw
from tests.training.asked import by_name
from tests.training.test_sessions import planned

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database


def test_the_bell_follows_a_session_to_its_sheet(desk: Database, clock: FixedClock) -> None:
    first = clock.today() + timedelta(days=20)
    with desk.transaction() as session:
        session_id = planned(session, first, capacity=1)
        register(session, Registering(session_id, guests=(Guest("Ab"), Guest("Bc"))))
        withdraw(session, Leaving((by_name(session, session_id)["Ab"].id,)))
        assert alerts(session, clock.today()) == []
    told = []
    for days in (4, 14, 21):
        clock.moment += timedelta(days=days) - timedelta(days=(clock.today() - date(2026, 9, 7)).days)
        with desk.reading() as session:
            told.append([each.key for each in alerts(session, clock.today())])
            assert {*session_ids(session, SessionQuery(need=Need.OFFERS))} == {session_id}
    assert told == [["offers"], ["confirm", "offers", "tasks"], ["offers", "tasks"]]
    with desk.transaction() as session:
        offer_places(session, session_id)
        take_step(session, Step((session_id,), SessionState.CANCELLED, "Grève"))
        assert alerts(session, clock.today()) == []


@pytest.mark.parametrize(
    ("wrong", "count"),
    [
        ("UPDATE training_session SET last_day = '2026-12-24' WHERE id = 1", 2),
        ("UPDATE training_session SET search = 'autre' WHERE id = 1", 1),
        ("UPDATE course SET search = 'autre' WHERE id = 1", 1),
        ("UPDATE session_slot SET half = 'pm' WHERE id = 1", 1),
        ("UPDATE session_task SET due_on = '2026-12-24' WHERE id = 1", 1),
        ("UPDATE registration SET position = 3 WHERE position = 1", 1),
        ("UPDATE training_session SET state = 'cancelled' WHERE id = 1", 1),
        ("UPDATE attendance SET slot_id = 2", 1),
    ],
)
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_what_is_not_as_it_must_be_is_found(desk: Database, clock: FixedClock, wrong: str, count: int) -> None:
    with desk.transaction() as session:
        session_id = planned(session, clock.today() + timedelta(days=20), capacity=1)
        planned(session, clock.today() + timedelta(days=21), name="Texte")
        register(session, Registering(session_id, guests=(Guest("Ab"), Guest("Bc"), Guest("Cd"))))
        ab = by_name(session, session_id)["Ab"].id
        withdraw(session, Leaving((ab,)))
        session.connection().execute(
            text(
                "INSERT INTO attendance (registration_id, slot_id, state, reason, typed_by, typed_at, version)"
                f" VALUES ({ab}, 1, 'absent', '', 'C', '2026-09-07 08:00:00', 1)"
            )
        )
        assert findings(session) == []
        session.connection().execute(text(wrong))
        assert len(findings(session)) == count
