from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coorddesk.rounds.queries import alerts, available, findings, rounds, tours
from coorddesk.rounds.rules import Today
from tests.demos import demo_desk

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.texts import Texts
    from tests.desks import Desks


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_year_of_mornings_and_that_of_today_to_make(desks: Desks, clock: FixedClock, texts: Texts) -> None:
    database = demo_desk(desks, clock, texts)
    today = clock.today()
    with database.reading() as session:
        assert list(findings(session)) == []
        (row,) = rounds(session)
        assert (row.name, row.today, row.stops) == ("Morning round", Today.DUE, 12)
        assert [alert.key for alert in alerts(session, today)] == ["due"]
        made = tours(session, round_id=row.id)
        assert 150 < len(made) < 260
        assert all(each.counts.left == 0 and each.ended_at is not None for each in made)
        shares = [each.share for each in available(session, today - timedelta(days=365), today)]
    worst, best = shares[0], shares[-1]
    assert worst is not None
    assert 0.5 < worst < 1
    assert best == 1
    database.close()
