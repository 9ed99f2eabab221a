"""Any documents in any order: at every date the ledger comes to what the documents say, told anew from their rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from coorddesk.budget.models import BudgetMove
from coorddesk.budget.rules.words import Counting
from coorddesk.budget.service import CarryForward, LineDetails, NewLine, YearDetails, carry_forward, create_line
from coorddesk.budget.service import create_year as make_year
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.messages import verbatim
from coorddesk.directory.service import Deletion
from coorddesk.purchasing import models
from coorddesk.purchasing.queries.findings import findings
from coorddesk.purchasing.rules.contract_words import ContractStepKind
from coorddesk.purchasing.rules.words import InvoiceKind, LineKind, OrderStepKind, RequestState
from coorddesk.purchasing.service import (
    Came,
    Charge,
    Committing,
    ContractDeed,
    ContractDetails,
    Cutting,
    InstalmentDeed,
    InstalmentRemoval,
    InvoiceDetails,
    InvoiceEdit,
    Item,
    Need,
    OrderDeed,
    OrderDetails,
    Paying,
    Receiving,
    RequestDecision,
    RequestDetails,
    RequestEdit,
    StepRemoval,
    ToCommit,
    change_instalment,
    commit_instalments,
    create_contract,
    create_order,
    create_request,
    cut_order,
    decide_request,
    delete_invoice,
    delete_payment,
    delete_receipt,
    edit_invoice,
    edit_request,
    enter_invoice,
    pay_invoice,
    receive_order,
    step_contract,
    step_order,
    take_back_instalment,
    take_back_step,
)
from tests.factories import make_supplier
from tests.purchasing.told_anew import NET_LINES, Told
from tests.thoroughness import WHOLE
from tests.undoing import PROOF

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

    Deed = Callable[[Session], object]

ids, several = st.integers(1, 2), st.integers(1, 3)
quantities, cents, rates = st.integers(1, 4), st.integers(1, 9_999), st.sampled_from((0, 550, 2000))
lines_of_budget, back = st.sampled_from((1, 2, 5)), st.integers(0, 20)


def when(session: Session, days_ago: int) -> date:
    return clock_of(session).today() - timedelta(days=days_ago)


def version_of(session: Session, kind: type[Any], number: int) -> int:
    row = session.get(kind, number)
    if row is None:
        raise UserError(verbatim("nobody"))
    return int(row.version)


def ask(session: Session, need: Need) -> None:
    create_request(session, RequestDetails("Tablettes", lines=(need,)))


def decide(session: Session, number: int, state: RequestState, ago: int) -> None:
    version = version_of(session, models.PurchaseRequest, number)
    decide_request(session, RequestDecision(number, version, state, when(session, ago), "Oui"))


def order(session: Session, items: list[Item], discount: int, ago: int) -> None:
    create_order(session, OrderDetails(1, when(session, ago), tuple(items), discount=discount))
    row = session.scalars(select(models.PurchaseOrder).order_by(models.PurchaseOrder.id.desc())).first()
    assert row is not None
    step_order(session, OrderDeed(row.id, row.version, OrderStepKind.SENT, when(session, ago)))


def step(session: Session, number: int, kind: OrderStepKind, ago: int) -> None:
    version = version_of(session, models.PurchaseOrder, number)
    step_order(session, OrderDeed(number, version, kind, when(session, ago)))


def cut(session: Session, line: int, quantity: int | None, ago: int) -> None:
    of = session.get(models.OrderLine, line)
    if of is not None:
        version = version_of(session, models.PurchaseOrder, of.order_id)
        cut_order(session, Cutting(of.order_id, version, line, quantity, when(session, ago)))


def receive(session: Session, line: int, quantity: int, ago: int) -> None:
    of = session.get(models.OrderLine, line)
    if of is not None:
        receive_order(session, Receiving(of.order_id, when(session, ago), (Came(line, quantity),)))


def charge(session: Session, kind: InvoiceKind, charges: list[Charge], ago: int) -> None:
    number = str(len(session.scalars(select(BudgetMove.id)).all()))
    lines = {None, *session.scalars(select(models.OrderLine.id))}
    parts = {None, *session.scalars(select(models.Instalment.id))}
    known = tuple(e for e in charges if e.order_line_id in lines and e.instalment_id in parts)
    enter_invoice(session, InvoiceDetails(1, f"F{number}", when(session, ago), known, kind))


def charge_anew(session: Session, number: int, kind: InvoiceKind, charges: list[Charge], ago: int) -> None:
    known = session.scalars(select(models.InvoiceLine.id).where(models.InvoiceLine.invoice_id == number)).first()
    lines = {None, *session.scalars(select(models.OrderLine.id))}
    parts = {None, *session.scalars(select(models.Instalment.id))}
    said = [each for each in charges if each.order_line_id in lines and each.instalment_id in parts]
    said = [replace(each, id=known if place == 0 else None) for place, each in enumerate(said)]
    version = version_of(session, models.Invoice, number)
    details = InvoiceDetails(1, f"G{number}", when(session, ago), tuple(said), kind)
    edit_invoice(session, InvoiceEdit(number, version, details))


def ask_anew(session: Session, need: Need) -> None:
    version = version_of(session, models.PurchaseRequest, 1)
    edit_request(session, RequestEdit(1, version, RequestDetails("Tablettes", lines=(replace(need, id=1),))))


def take_back(session: Session, kind: type[Any], verb: Callable[..., object], number: int) -> None:
    verb(session, Deletion(number, version_of(session, kind, number)))


def commit(session: Session, month: int, line: int, ago: int) -> None:
    wanted = (ToCommit(1, date(2026, month, 1), line), ToCommit(1, date(2026, month + 1, 1), line))
    commit_instalments(session, Committing(3 if line in NET_LINES else 1, when(session, ago), wanted))


def change(session: Session, number: int, net: int, ago: int) -> None:
    deed = InstalmentDeed(number, version_of(session, models.Contract, 1), net, when(session, ago))
    change_instalment(session, deed)


def uncommit(session: Session, number: int) -> None:
    take_back_instalment(session, InstalmentRemoval(number, version_of(session, models.Contract, 1)))


def happens(session: Session, kind: ContractStepKind, month: int, net: int) -> None:
    version, day = version_of(session, models.Contract, 1), date(2026, month, 14)
    step_contract(session, ContractDeed(1, version, kind, day, net=net, rate=net - 5_000))


def unsay(session: Session) -> None:
    take_back_step(session, StepRemoval(1, version_of(session, models.Contract, 1)))


def carry(session: Session, ago: int) -> None:
    carry_forward(session, CarryForward(1, 2, "Report", when(session, ago), {1: 3, 2: 4}))


needs = st.builds(Need, st.just("Tablette"), quantities, cents, rates, lines_of_budget)
items = st.builds(
    Item,
    st.just("Tablette"),
    lines_of_budget,
    quantities,
    cents,
    rates,
    st.sampled_from((0, 333, 1000)),
    st.sampled_from((LineKind.GOODS, LineKind.POSTAGE)),
    request_line_id=st.sampled_from((None, None, 1)),
)
charges = st.builds(
    Charge,
    cents,
    st.integers(0, 2_000),
    st.sampled_from((1, 2, 3, 5)),
    st.sampled_from((None, 1, 1, 2, 3)),
    quantities,
    rates,
    is_again=st.booleans(),
)
of_instalments = st.builds(
    Charge,
    cents,
    st.integers(0, 2_000),
    st.sampled_from((1, 3, 5)),
    instalment_id=several,
    is_again=st.booleans(),
)
takings = st.sampled_from(
    (
        (models.Invoice, delete_invoice),
        (models.Payment, delete_payment),
        (models.Receipt, delete_receipt),
    )
)
deeds: st.SearchStrategy[Deed] = st.one_of(
    st.builds(lambda n: lambda s: ask(s, n), needs),
    st.builds(
        lambda state, ago: lambda s: decide(s, 1, state, ago),
        st.sampled_from((RequestState.TO_APPROVE, RequestState.APPROVED, RequestState.DRAFT)),
        st.just(0),
    ),
    st.builds(lambda i, d, ago: lambda s: order(s, i, d, ago), st.lists(items, min_size=1, max_size=2), rates, back),
    st.builds(
        lambda i, k, ago: lambda s: step(s, i, k, ago),
        ids,
        st.sampled_from((OrderStepKind.CANCELLED, OrderStepKind.REOPENED)),
        back,
    ),
    st.builds(lambda i, q, ago: lambda s: cut(s, i, q, ago), several, st.sampled_from((None, 1, 2)), back),
    st.builds(lambda i, q, ago: lambda s: receive(s, i, q, ago), several, quantities, back),
    st.builds(
        lambda k, c, ago: lambda s: charge(s, k, c, ago),
        st.sampled_from((InvoiceKind.INVOICE, InvoiceKind.INVOICE, InvoiceKind.CREDIT_NOTE)),
        st.lists(st.one_of(charges, of_instalments), min_size=1, max_size=2),
        back,
    ),
    st.builds(
        lambda i, k, c, ago: lambda s: charge_anew(s, i, k, c, ago),
        ids,
        st.sampled_from((InvoiceKind.INVOICE, InvoiceKind.INVOICE, InvoiceKind.CREDIT_NOTE)),
        st.lists(st.one_of(charges, of_instalments), min_size=1, max_size=2),
        back,
    ),
    st.builds(lambda n: lambda s: ask_anew(s, n), needs),
    st.builds(lambda i, c, ago: lambda s: pay_invoice(s, Paying(i, when(s, ago), c)), ids, cents, back),
    st.builds(lambda t, i: lambda s: take_back(s, t[0], t[1], i), takings, ids),
    st.builds(lambda ago: lambda s: carry(s, ago), st.sampled_from((0, 0, 3, 10))),
    st.builds(lambda m, i, ago: lambda s: commit(s, m, i, ago), st.integers(1, 11), lines_of_budget, back),
    st.builds(lambda i, c, ago: lambda s: change(s, i, c, ago), several, cents, back),
    st.builds(lambda i: lambda s: uncommit(s, i), several),
    st.builds(
        lambda k, m, c: lambda s: happens(s, k, m, c),
        st.sampled_from((ContractStepKind.TERMINATED, ContractStepKind.REPRICED, ContractStepKind.INDEXED)),
        st.integers(1, 12),
        cents,
    ),
    st.builds(lambda: unsay),
)


SEQUENCES = st.lists(deeds, min_size=2, max_size=14)
FEW = settings(max_examples=30 if WHOLE else 4)
"""Of the other database, which counts alike."""


@PROOF
@given(todo=SEQUENCES)
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_the_ledger_comes_to_what_the_documents_say(
    desks: Desks, open_desk: Callable[..., Database], todo: list[Deed]
) -> None:
    prove(open_desk(desks.fresh()), todo)


@FEW
@given(todo=SEQUENCES)
@pytest.mark.parametrize("desks", ["postgresql"], indirect=True)
def test_so_it_does_on_a_server(desks: Desks, open_desk: Callable[..., Database], todo: list[Deed]) -> None:
    prove(open_desk(desks.fresh()), todo)


def prove(desk: Database, todo: list[Deed]) -> None:
    """Do these deeds one after the other, those that are refused left out; the ledger agrees after each."""
    with desk.transaction() as session:
        make_supplier(session)
        for name, year, counting in (
            ("A", 2026, Counting.GROSS),
            ("B", 2027, Counting.GROSS),
            ("C", 2026, Counting.NET),
        ):
            made = make_year(session, YearDetails(name, date(year, 1, 1), date(year, 12, 31), counting))
            for place in range(1 if name == "C" else 2):
                create_line(session, NewLine(made, LineDetails(f"{name}{place}")))
        ask(session, Need("Tablette", 4, 10_001, 2000, 1))
        decide(session, 1, RequestState.TO_APPROVE, 20)
        decide(session, 1, RequestState.APPROVED, 20)
        linked = Item("Tablette", 1, 3, 9_999, 550, 333, request_line_id=1)
        order(session, [linked, Item("Port", 5, 1, 990, kind=LineKind.POSTAGE)], 200, 19)
        create_contract(
            session, ContractDetails("Copieurs", 1, date(2026, 1, 1), every_months=1, net=9_999, vat_rate=550)
        )
        commit(session, 8, 1, 18)
    for deed in todo:
        try:
            with desk.transaction() as session:
                deed(session)
        except UserError:
            continue
        with desk.reading() as session:
            agree_at_every_date(session)
    with desk.reading() as session:
        assert findings(session) == []
    desk.close()


def agree_at_every_date(session: Session) -> None:
    uses = ("pre_committed", "committed", "invoiced", "paid")
    moves = [move for move in session.scalars(select(BudgetMove)) if move.kind in uses]
    told = Told(session)
    for day in sorted({move.day for move in moves} | told.days):
        ledger: Counter[tuple[int, str]] = Counter()
        for move in moves:
            if move.day <= day:
                ledger[move.line_id, move.kind.value] += move.cents
        expected: Counter[tuple[int, str]] = Counter()
        for line, kind, amount in told.at(day):
            expected[line, kind] += amount
        assert {k: v for k, v in ledger.items() if v} == {k: v for k, v in expected.items() if v}, day
