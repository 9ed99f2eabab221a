from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coorddesk.lending.queries.alerts import alerts
from coorddesk.lending.service import Seen, cancel, return_loan

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def said(desk: Database, clock: FixedClock, texts: Texts) -> list[tuple[str, str, bool]]:
    with desk.reading() as session:
        return [(each.key, texts.say(each.text), each.is_urgent) for each in alerts(session, clock.today())]


def test_what_is_overdue_is_said_until_it_is_back(lent: Database, clock: FixedClock, texts: Texts) -> None:
    assert said(lent, clock, texts) == [("overdue", "1 loan is overdue", True)]
    with lent.transaction() as session:
        return_loan(session, Seen(5))
    assert said(lent, clock, texts) == []


def test_a_reservation_is_to_be_prepared_the_day_before(lent: Database, clock: FixedClock, texts: Texts) -> None:
    with lent.transaction() as session:
        for loan_id in (3, 4, 5, 9):
            return_loan(session, Seen(loan_id))
    clock.moment = datetime(2026, 9, 29, 8, tzinfo=UTC)
    assert said(lent, clock, texts) == []
    clock.moment = datetime(2026, 9, 30, 8, tzinfo=UTC)
    assert said(lent, clock, texts) == [("reserved", "1 reservation is to be prepared", False)]
    with lent.transaction() as session:
        cancel(session, Seen(1))
    assert said(lent, clock, texts) == []
