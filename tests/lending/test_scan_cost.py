"""What a scan asks of the database: each thing once, and nothing more for a desk that is full."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coorddesk.lending.queries.counter import scan
from coorddesk.lending.service import (
    Borrower,
    DevicesBack,
    NewLoan,
    Reservation,
    Things,
    lend,
    reserve,
    return_devices,
)
from tests.counting import statements
from tests.factories import make_asset, make_person

if TYPE_CHECKING:
    from coorddesk.core.database import Database

DUE = date(2026, 9, 21)


def test_a_scan_a_loan_and_its_return_ask_each_thing_once(desk: Database) -> None:
    with desk.transaction() as session:
        person = make_person(session)
        device, *others = (make_asset(session, f"CD-{number}") for number in range(12))
        for each in others:
            reserve(session, Reservation(Borrower(person), DUE, DUE, (each,)))
    with desk.reading() as session, statements(session) as sent:
        scan(session, ["CD-0"], DUE, ("person", person))
    assert _tables(sent) == ["asset", "asset", "loan_wish"]
    with desk.transaction() as session, statements(session) as sent:
        lend(session, NewLoan(Borrower(person), Things((device,)), DUE))
    assert _tables(sent) == ["person", "asset", "loan_line", "loan_wish", "status_label", "asset"]
    with desk.reading() as session, statements(session) as sent:
        scan(session, ["CD-0"], DUE, None)
    assert _tables(sent) == ["asset", "asset"]
    with desk.transaction() as session, statements(session) as sent:
        return_devices(session, DevicesBack((device,)))
    assert _tables(sent) == ["asset", "loan_line", "status_label", "asset", "loan_line", "loan_line", "loan"]


def _tables(sent: list[str]) -> list[str]:
    """The first table that each question reads; what is written is not asked."""
    return [said.split("FROM", 1)[1].split()[0] for said in sent if said.startswith("SELECT")]
