from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coorddesk import features
from coorddesk.core.story import change_sets
from coorddesk.inventory.models import AssetMovement
from coorddesk.inventory.queries import AssetQuery, asset_ids, asset_page, timeline
from coorddesk.inventory.rules import MetaStatus
from tests.demos import anew, demo_desk

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.texts import Texts
    from tests.desks import Desks


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_the_demo_is_twelve_hundred_devices_with_eight_years_behind_them(
    desks: Desks, clock: FixedClock, texts: Texts
) -> None:
    rows = []
    for database in (demo_desk(desks, clock, texts), anew(desks.empty(), clock, texts)):
        with database.reading() as session:
            ids = asset_ids(session, AssetQuery())
            rows.append(asset_page(session, ids))
            found = [list(feature.checks(session)) for feature in features.load() if feature.checks]
            assert found == [[]] * len(found)
            assert [texts.say(row.deed) for row in change_sets(session, limit=1)] == ["Fill the desk with the demo"]
            assert all(moment <= clock.now() for moment in session.scalars(select(AssetMovement.moment)))
            told = [entry.moment for asset_id in ids[::50] for entry in timeline(session, ("asset", asset_id))]
            assert max(told) <= clock.now()
        database.close()
    assert rows[0] == rows[1]
    metas = Counter(row.meta for row in rows[0].values())
    assert (sum(metas.values()), set(metas)) == (1200, set(MetaStatus))
    bought = [row.purchase_date for row in rows[0].values() if row.purchase_date]
    assert (clock.today() - min(bought)).days // 365 == 7
