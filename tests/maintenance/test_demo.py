"""The maintenance of the demo: two years of it, three repairs under way, and something due of each urgency."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.inventory.queries import asset_page
from coorddesk.inventory.rules import MetaStatus
from coorddesk.maintenance.queries import entry_ids, entry_page, findings, plan_counts, repair_ids, repair_page
from coorddesk.maintenance.rules import Urgency, Work
from tests.demos import demo_desk

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.texts import Texts
    from tests.desks import Desks


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_the_demo_looks_after_its_devices(desks: Desks, clock: FixedClock, texts: Texts) -> None:
    database = demo_desk(desks, clock, texts)
    with database.reading() as session:
        assert list(findings(session)) == []
        page = repair_page(session, repair_ids(session))
        assert len(page) == 3
        assert sum(row.is_loan_out for row in page.values()) == 1
        devices = asset_page(session, [row.asset_id for row in page.values()])
        assert {row.meta for row in devices.values()} == {MetaStatus.UNDER_REPAIR}
        urgencies, _works = plan_counts(session)
        assert set(urgencies) == set(Urgency)
        days = [row.day for row in entry_page(session, list(entry_ids(session))[-500:]).values()]
        entries = entry_page(session, entry_ids(session))
        assert {row.work for row in entries.values()} == set(Work)
        assert max(row.day for row in entries.values()) <= clock.today()
        assert (clock.today() - min(days)).days > 600
    database.close()
