"""Two programs that order on one line at once: together they never pass its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.budget.queries import figures_of_lines
from coorddesk.budget.rules.situation import Figures
from coorddesk.purchasing.queries.findings import findings
from tests.other_program import other_program
from tests.purchasing.buying import POSTAGE, a_desk

if TYPE_CHECKING:
    from coorddesk.core.database import Database

_ORDER = """
import sys
from datetime import UTC, datetime
import coorddesk.migrations.models
from coorddesk.core.access import Actor
from coorddesk.core.clock import FixedClock
from coorddesk.core.database import Database
from coorddesk.core.errors import UserError
from coorddesk.purchasing.rules.words import LineKind
from coorddesk.purchasing.service import Item
from tests.purchasing.buying import POSTAGE, ordered

clock = FixedClock(datetime(2026, 9, 7, 8, 30, tzinfo=UTC))
database = Database(sys.argv[1], actor=Actor("Nour"), clock=clock)
print("ready", flush=True)
input()
passed = 0
for _ in range(6):
    try:
        with database.transaction() as session:
            ordered(session, Item("Port", POSTAGE, 1, 100_000, 0, kind=LineKind.POSTAGE))
        passed += 1
    except UserError as refused:
        assert refused.field == "line", refused
database.close()
print(passed, flush=True)
"""


def test_two_programs_never_pass_a_limit_together(database: Database) -> None:
    with database.transaction() as session:
        a_desk(session)
    with other_program(_ORDER, database.url) as one, other_program(_ORDER, database.url) as two:
        assert (one.hear(), two.hear()) == ("ready", "ready")
        one.say("go")
        two.say("go")
        assert int(one.hear()) + int(two.hear()) == 5
    with database.reading() as session:
        assert figures_of_lines(session, [POSTAGE]) == {POSTAGE: Figures(500_000, committed=500_000)}
        assert findings(session) == []
