from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.lending.queries import LoanQuery, kits, loan_ids, loan_page, standing_counts
from coorddesk.lending.rules import Standing
from tests.demos import anew, demo_desk

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.texts import Texts
    from tests.desks import Desks


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_the_demo_lends_as_schools_do(desks: Desks, clock: FixedClock, texts: Texts) -> None:
    rows, carts = [], []
    counts: dict[Standing, int] = {}
    for database in (demo_desk(desks, clock, texts), anew(desks.empty(), clock, texts)):
        with database.reading() as session:
            ids = list(loan_ids(session, LoanQuery(past=True)))
            rows.append(loan_page(session, ids))
            counts = standing_counts(session)
            carts = [(row.name, row.devices, row.out) for row in kits(session)]
        database.close()
    assert rows[0] == rows[1]
    assert 55 <= len(rows[0]) <= 75
    assert {standing for standing, count in counts.items() if not count} <= {Standing.CANCELLED}
    assert carts == [
        ("Chariot de tablettes n° 1", 15, 12),
        ("Sac photo", 1, 0),
        ("Valise de robots Thymio", 8, 0),
    ]
