"""Two counters on one desk, each a program of its own, that both want every device: each device goes out once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from coorddesk.core.bulk import insert_rows
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import verbatim
from coorddesk.lending.models import LoanLine
from coorddesk.lending.queries.findings import findings
from tests.factories import make_asset, make_person
from tests.lending.lent import lend_to
from tests.other_program import other_program

if TYPE_CHECKING:
    from coorddesk.core.database import Database

_DEVICES, _ROUNDS = 30, 3

_COUNTER = """
import json, sys
from coorddesk import features
from coorddesk.core.access import Actor
from coorddesk.core.clock import SystemClock
from coorddesk.core.database import Database
from coorddesk.core.errors import UserError
from coorddesk.lending.service import Borrower, DevicesBack, NewLoan, Things, lend, return_devices

features.load_tables()
database = Database(sys.argv[1], actor=Actor("Nour"), clock=SystemClock())
person, devices, backwards = int(sys.argv[2]), range(1, int(sys.argv[3]) + 1), sys.argv[4] == "backwards"
print("ready", flush=True)
for _line in sys.stdin:
    got, refused = [], 0
    for device in reversed(devices) if backwards else devices:
        try:
            with database.transaction() as session:
                lend(session, NewLoan(Borrower(person), Things((device,)), None))
            got.append(device)
        except UserError:
            refused += 1
    print(json.dumps([got, refused]), flush=True)
    input_again = sys.stdin.readline()
    for device in got:
        with database.transaction() as session:
            return_devices(session, DevicesBack((device,)))
    print("back", flush=True)
database.close()
"""


def test_two_counters_never_lend_one_device_twice(desk: Database) -> None:
    with desk.transaction() as session:
        people = make_person(session), make_person(session, "Diallo", "Awa")
        for number in range(_DEVICES):
            make_asset(session, f"CD-{number}")
    words = desk.url, str(people[0]), str(_DEVICES), "forwards"
    with (
        other_program(_COUNTER, *words) as one,
        other_program(_COUNTER, words[0], str(people[1]), words[2], "forwards") as two,
    ):
        assert (one.hear(), two.hear()) == ("ready", "ready")
        for _round in range(_ROUNDS):
            one.say("lend")
            two.say("lend")
            (first, missed), (second, lost) = json.loads(one.hear()), json.loads(two.hear())
            assert sorted(first + second) == list(range(1, _DEVICES + 1))
            assert (missed, lost) == (len(second), len(first))
            with desk.reading() as session:
                assert list(findings(session)) == []
            one.say("back")
            two.say("back")
            assert (one.hear(), two.hear()) == ("back", "back")
    with desk.reading() as session:
        assert session.scalar(select(func.count(LoanLine.id))) == _DEVICES * _ROUNDS
        assert list(findings(session)) == []


def test_the_database_itself_takes_no_second_open_line(desk: Database) -> None:
    with desk.transaction() as session:
        device = make_asset(session)
        loan = lend_to(session, make_person(session), device)
    row = {"loan_id": loan, "asset_id": device, "quantity": 1, "note_back": ""}
    with pytest.raises(IntegrityError), desk.transaction(verbatim("Twice")) as session:
        insert_rows(session, table_named("loan_line"), [row])
