from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.stocktaking.queries import Stage, findings, sittings_of, stocktake_ids, stocktake_page
from tests.demos import demo_desk

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.texts import Texts
    from tests.desks import Desks


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_one_is_over_and_one_goes_on(desks: Desks, clock: FixedClock, texts: Texts) -> None:
    database = demo_desk(desks, clock, texts)
    with database.reading() as session:
        ids = stocktake_ids(session)
        going_on, over = (stocktake_page(session, ids)[stocktake_id] for stocktake_id in ids)
        assert list(findings(session)) == []
        assert [len(sittings_of(session, stocktake_id)) for stocktake_id in ids] == [1, 1]
    assert (going_on.name, going_on.stage) == ("Salle informatique, before the holidays", Stage.OPEN)
    assert (over.name, over.stage, over.opened_at.date().isoformat()) == (
        "Médiathèque La Passerelle, July 2026",
        Stage.CLOSED,
        "2026-07-06",
    )
    for counts in (going_on.counts, over.counts):
        assert min(counts.found, counts.misplaced, counts.missing, counts.unknown) > 0
    assert (going_on.counts.to_find > 0, over.counts.to_find) == (True, 0)
    database.close()
