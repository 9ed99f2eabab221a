"""Two programs that scan into one stocktake at once: nothing is lost, nothing is counted twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from coorddesk.stocktaking.queries import findings, stocktake
from coorddesk.stocktaking.service import NewStocktake, open_stocktake
from tests.factories import make_asset, make_place
from tests.other_program import other_program

if TYPE_CHECKING:
    from coorddesk.core.database import Database

_DEVICES, _UNKNOWN = 40, 10

_SCANNER = """
import json, sys
from coorddesk import features
from coorddesk.core.access import Actor
from coorddesk.core.clock import SystemClock
from coorddesk.core.database import Database
from coorddesk.stocktaking.service import Scan, scan

features.load_tables()
database = Database(sys.argv[1], actor=Actor(sys.argv[2]), clock=SystemClock())
codes = sys.argv[3].split()
print("ready", flush=True)
sys.stdin.readline()
told = []
for code in codes:
    with database.transaction() as session:
        told.append(scan(session, Scan(1, 1, code)).verdict.value)
print(json.dumps(told), flush=True)
database.close()
"""


def test_nothing_is_lost(desk: Database) -> None:
    with desk.transaction() as session:
        room = make_place(session)
        for number in range(_DEVICES):
            make_asset(session, f"CD-{number}", place_id=room)
    with desk.transaction() as session:
        open_stocktake(session, NewStocktake("Salle 12"))
    codes = [*(f"CD-{number}" for number in range(_DEVICES)), *(f"X-{number}" for number in range(_UNKNOWN))]
    with (
        other_program(_SCANNER, desk.url, "Awa", " ".join(codes)) as one,
        other_program(_SCANNER, desk.url, "Nour", " ".join(reversed(codes))) as two,
    ):
        assert (one.hear(), two.hear()) == ("ready", "ready")
        one.say("go")
        two.say("go")
        told = json.loads(one.hear()) + json.loads(two.hear())
    assert {verdict: told.count(verdict) for verdict in sorted(set(told))} == {
        "again": _DEVICES + _UNKNOWN,
        "found": _DEVICES,
        "unknown": _UNKNOWN,
    }
    with desk.reading() as session:
        row = stocktake(session, 1)
        assert row is not None
        assert (row.counts.found, row.counts.to_find, row.counts.unknown) == (_DEVICES, 0, _UNKNOWN)
        assert list(findings(session)) == []
