"""Lines of bank statements: what is proposed for them, ticked off, taken back and left aside."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.budget.queries import figures_of_lines
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.history import record
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.purchasing.models import BankLine, BankMatch
from coorddesk.purchasing.queries.bank import BankQuery, BankRow, bank_ids, bank_page, left_to_tick
from coorddesk.purchasing.queries.bank_told import bank_findings
from coorddesk.purchasing.rules.bank import Against, BankState, against, bank_search
from coorddesk.purchasing.rules.words import InvoiceKind
from coorddesk.purchasing.service import Charge, InvoiceDetails, Paying, enter_invoice, pay_invoice
from coorddesk.purchasing.service.bank import (
    LeavingAside,
    Ticking,
    delete_bank_line,
    leave_aside,
    take_back,
    tick_off,
)
from tests.core.making import DEED
from tests.purchasing.test_purchases import a_budget
from tests.refusing import refused
from tests.undoing import rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.refusing import Deed

DAY = date(2026, 9, 1)
on_one_database = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


def booked(session: Session, cents: int, label: str, day: date = DAY, **values: Any) -> int:
    row = BankLine(day=day, cents=cents, label=label, search=bank_search(label, "", ""), **values)
    session.add(row)
    session.flush()
    record(session, DEED, ("bank_line", row.id))
    return row.id


def invoiced(session: Session, number: str, cents: int, kind: InvoiceKind = InvoiceKind.INVOICE) -> int:
    return enter_invoice(session, InvoiceDetails(1, number, DAY, (Charge(cents, 0, 1),), kind)).id


def shown(database: Database, state: BankState | None = None) -> dict[str, BankRow]:
    with database.reading() as session:
        page = bank_page(session, bank_ids(session, BankQuery(state=state)))
    return {row.label: row for row in page.values()}


def paid(database: Database) -> int:
    with database.reading() as session:
        return figures_of_lines(session, [1])[1].paid


def take_first(database: Database, label: str) -> None:
    row = shown(database)[label]
    with database.transaction() as session:
        tick_off(session, Ticking(row.id, row.version, against(row.found[0].parts)))


def test_a_line_pays_the_invoice_that_it_names_and_gives_it_back(database: Database) -> None:
    with database.transaction() as session:
        a_budget(session)
        invoiced(session, "F-2026-041", 12_000)
        invoiced(session, "F-2026-042", 12_000)
        booked(session, -12_000, "VIR LDLC F2026042")
        booked(session, -900, "FRAIS DE TENUE")
    row = shown(database)["VIR LDLC F2026042"]
    assert [[part.of.number for part in each.parts] for each in row.found] == [["F-2026-042"], ["F-2026-041"]]
    assert shown(database)["FRAIS DE TENUE"].found == ()
    take_first(database, "VIR LDLC F2026042")
    row = shown(database)["VIR LDLC F2026042"]
    assert (row.state, row.left, [each.number for each in row.ticked], paid(database)) == (
        BankState.TICKED,
        0,
        ["F-2026-042"],
        12_000,
    )
    with database.reading() as session:
        assert left_to_tick(session) == 1
        last = next_to_undo(session)
    with pytest.raises(UserError), database.transaction() as session:  # the ledger stays: the tick is taken back
        undo(session, last or 0)
    with database.transaction() as session:
        take_back(session, Deletion(row.id, row.version))
    row = shown(database)["VIR LDLC F2026042"]
    assert (row.state, row.left, paid(database)) == (BankState.OPEN, -12_000, 0)


def test_one_line_pays_several_invoices_and_only_as_much_as_it_is(database: Database) -> None:
    with database.transaction() as session:
        a_budget(session)
        first, second = invoiced(session, "F 1", 30_000), invoiced(session, "F 2", 20_000)
        line = booked(session, -50_000, "VIREMENT GROUPE")
    row = shown(database)["VIREMENT GROUPE"]
    assert [[part.cents for part in each.parts] for each in row.found] == [[30_000, 20_000]]
    parts = (Against(invoice_id=first, cents=30_000), Against(invoice_id=second, cents=20_001))
    with pytest.raises(UserError) as refused, database.transaction() as session:
        tick_off(session, Ticking(line, 1, parts))
    assert refused.value.field == "cents"
    with database.transaction() as session:
        tick_off(session, Ticking(line, 1, (Against(invoice_id=first, cents=30_000),)))
    row = shown(database)["VIREMENT GROUPE"]
    assert (row.state, row.left, [part.of.number for part in row.found[0].parts]) == (BankState.OPEN, -20_000, ["F 2"])
    with pytest.raises(StaleWrite), database.transaction() as session:
        tick_off(session, Ticking(line, 1, (Against(invoice_id=second, cents=20_000),)))
    take_first(database, "VIREMENT GROUPE")
    assert (shown(database)["VIREMENT GROUPE"].state, paid(database)) == (BankState.TICKED, 50_000)


@on_one_database
def test_a_payment_that_is_written_down_is_linked_and_that_is_undone(database: Database) -> None:
    with database.transaction() as session:
        a_budget(session)
        invoice = invoiced(session, "F 1", 30_000)
        pay_invoice(session, Paying(invoice, DAY, 30_000, reference="MD 512"))
        booked(session, -30_000, "TRESOR PUBLIC MD512", date(2026, 9, 4))
        line = booked(session, -30_000, "AUTRE", date(2026, 9, 4))
    before = rows(database)
    take_first(database, "TRESOR PUBLIC MD512")
    row = shown(database)["TRESOR PUBLIC MD512"]
    assert ([each.is_made for each in row.ticked], row.left, paid(database)) == ([False], 0, 30_000)
    assert shown(database)["AUTRE"].found == ()  # a payment explains one line
    with pytest.raises(UserError), database.transaction() as session:
        tick_off(session, Ticking(line, 1, (Against(payment_id=row.ticked[0].payment_id),)))
    with database.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert rows(database) == before


@on_one_database
def test_a_credit_note_comes_in_and_an_invoice_does_not(database: Database) -> None:
    with database.transaction() as session:
        a_budget(session)
        invoice = invoiced(session, "F 1", 5_000)
        invoiced(session, "A 1", 5_000, InvoiceKind.CREDIT_NOTE)
        line = booked(session, 5_000, "REMBOURSEMENT")
        early = booked(session, -5_000, "CB", date(2026, 8, 31))
    assert [part.of.number for part in shown(database)["REMBOURSEMENT"].found[0].parts] == ["A 1"]
    assert shown(database)["CB"].found == ()  # booked before the invoice was written
    for wrong in (Ticking(line, 1, (Against(invoice_id=invoice, cents=5_000),)), Ticking(line, 1, ())):
        with pytest.raises(UserError), database.transaction() as session:
            tick_off(session, wrong)
    with pytest.raises(UserError), database.transaction() as session:
        tick_off(session, Ticking(early, 1, (Against(invoice_id=invoice, cents=5_000),)))
    take_first(database, "REMBOURSEMENT")
    assert paid(database) == -5_000


@on_one_database
def test_a_tick_that_says_nothing_or_of_what_is_gone_is_refused(database: Database) -> None:
    with database.transaction() as session:
        a_budget(session)
        pay_invoice(session, Paying(invoiced(session, "F 1", 5_000), DAY, 5_000))
        line = booked(session, -5_000, "CB")
    deeds: list[tuple[Deed, str | None, str]] = [
        (lambda s: tick_off(s, Ticking(line, 1, (Against(cents=5),))), "parts", "Say what the line is about."),
        (
            lambda s: tick_off(s, Ticking(line, 1, (Against(payment_id=9),))),
            None,
            "This is no longer there: somebody deleted it.",
        ),
        (lambda s: take_back(s, Deletion(line, 1)), None, "This line was not ticked off."),
    ]
    for deed, field, words in deeds:
        assert refused(database, deed) == (field, words)


@on_one_database
def test_what_is_no_purchase_is_left_aside_and_taken_up_again(database: Database) -> None:
    with database.transaction() as session:
        a_budget(session)
        invoiced(session, "F 1", 5_000)
        fee, dues = booked(session, -900, "FRAIS"), booked(session, 2_000, "ADHESION")
        bought = booked(session, -5_000, "F 1")
    with database.transaction() as session:
        leave_aside(session, LeavingAside((fee, dues), words="Hors achats"))
    assert {label: row.words for label, row in shown(database, BankState.ASIDE).items()} == {
        "FRAIS": "Hors achats",
        "ADHESION": "Hors achats",
    }
    with pytest.raises(UserError), database.transaction() as session:
        tick_off(session, Ticking(fee, 2, (Against(invoice_id=1, cents=900),)))
    with database.transaction() as session:
        leave_aside(session, LeavingAside((fee,), is_aside=False))
    assert shown(database)["FRAIS"].state is BankState.OPEN
    take_first(database, "F 1")
    row = shown(database)["F 1"]
    with pytest.raises(UserError), database.transaction() as session:
        leave_aside(session, LeavingAside((bought,)))
    with pytest.raises(UserError), database.transaction() as session:
        delete_bank_line(session, Deletion(bought, row.version))
    version = shown(database)["FRAIS"].version
    with database.transaction() as session:
        delete_bank_line(session, Deletion(fee, version))
    assert set(shown(database)) == {"ADHESION", "F 1"}


@on_one_database
def test_lines_are_of_an_account_and_in_an_order(database: Database) -> None:
    with database.transaction() as session:
        a_budget(session)
        booked(session, -300, "Écart", date(2026, 9, 3), account="A", reference="2")
        booked(session, 200, "Dépôt", date(2026, 9, 2), account="B", reference="3")
        booked(session, -100, "Frais", date(2026, 9, 1), account="A", reference="1")
        leave_aside(session, LeavingAside((3,), words="Banque"))
    with database.reading() as session:

        def ids(**said: Any) -> list[int]:
            return list(bank_ids(session, BankQuery(state=None, **said)))

        assert (ids(account="A"), ids(account="C"), ids(text="ecart")) == ([1, 3], [], [1])
        orders = {
            "day": [3, 2, 1],
            "label": [2, 1, 3],
            "cents": [1, 3, 2],
            "left": [1, 3, 2],
            "reference": [3, 1, 2],
        }
        for sort, wanted in orders.items():
            assert (sort, ids(sort=sort, descending=False)) == (sort, wanted)
            assert (sort, ids(sort=sort, descending=True)) == (sort, wanted[::-1])


@on_one_database
def test_what_is_ticked_off_for_another_amount_is_found(database: Database) -> None:
    with database.transaction() as session:
        a_budget(session)
        pay_invoice(session, Paying(invoiced(session, "F 1", 5_000), DAY, 5_000))
        line = booked(session, -4_000, "CB")
        session.add(BankMatch(bank_line_id=line, payment_id=1, is_made=False))
        lost = booked(session, -1, "PERDU")
        session.get_one(BankLine, lost).search = "autre"
    with database.reading() as session:
        assert [each.subject for each in bank_findings(session)] == [("bank_line", line), ("bank_line", lost)]
