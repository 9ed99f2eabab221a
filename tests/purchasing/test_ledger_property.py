"""Any documents in any order: at every date the ledger comes to what the documents say, told anew from their rows."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
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
    Item,
    Need,
    OrderDeed,
    OrderDetails,
    Paying,
    Receiving,
    RequestDecision,
    RequestDetails,
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
    enter_invoice,
    pay_invoice,
    receive_order,
    step_contract,
    step_order,
    take_back_instalment,
    take_back_step,
)
from tests.factories import make_supplier
from tests.thoroughness import WHOLE
from tests.undoing import PROOF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

    Deed = Callable[[Session], object]

NET_LINES = {5}
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


def carry(session: Session) -> None:
    carry_forward(session, CarryForward(1, 2, "Report", when(session, 0), {1: 3, 2: 4}))


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
    st.builds(lambda i, c, ago: lambda s: pay_invoice(s, Paying(i, when(s, ago), c)), ids, cents, back),
    st.builds(lambda t, i: lambda s: take_back(s, t[0], t[1], i), takings, ids),
    st.builds(lambda: carry),
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
FEW = settings(max_examples=60 if WHOLE else 4)
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


class Told:
    """What the rows of documents say by the formulas on paper, with decimals and without the rules of the program."""

    def __init__(self, session: Session) -> None:
        def every(kind: type[Any]) -> list[Any]:
            return list(session.scalars(select(kind).order_by(kind.id)))

        self.requests, self.needs = every(models.RequestStep), every(models.RequestLine)
        self.orders = {row.id: row for row in every(models.PurchaseOrder)}
        self.lines, self.steps, self.cuts = every(models.OrderLine), every(models.OrderStep), every(models.OrderCut)
        self.receipts = {row.id: row for row in every(models.Receipt)}
        self.came = every(models.ReceiptLine)
        self.invoices = {row.id: row for row in every(models.Invoice)}
        self.charges, self.payments = every(models.InvoiceLine), every(models.Payment)
        self.instalments, self.changes = every(models.Instalment), every(models.InstalmentChange)
        decided = select(BudgetMove).where(
            BudgetMove.document_kind == "budget_decision", BudgetMove.line_id.in_((3, 4))
        )
        self.carried = {
            (move.commitment_kind, move.commitment_id, move.day, move.line_id)
            for move in session.scalars(decided.order_by(BudgetMove.id))
            if move.commitment_id is not None and move.cents > 0 and move.line_id in (3, 4)
        }
        dated = [*self.requests, *self.steps, *self.cuts, *self.receipts.values(), *self.payments]
        dated += [*self.instalments, *self.changes, *self.invoices.values()]
        self.days = {row.day for row in dated} | {day for _k, _l, day, _b in self.carried}

    def at(self, day: date) -> Iterator[tuple[int, str, int]]:
        for need in self.needs:
            states = [each.state for each in self.requests if each.request_id == need.request_id and each.day <= day]
            if states and states[-1] is RequestState.APPROVED and need.budget_line_id:
                ordered = sum(self.kept(line, day) for line in self.lines if line.request_line_id == need.id)
                left = max(0, need.quantity - ordered)
                yield need.budget_line_id, "pre_committed", priced(need.budget_line_id, need, left)
        for line in self.lines:
            yield self.stands_on("order_line", line, day), "committed", self.remaining(line, day)
        for each in self.instalments:
            if each.day <= day:
                yield self.stands_on("instalment", each, day), "committed", self.still_due(each, day)
        for invoice in self.invoices.values():
            if invoice.day <= day:
                yield from self.charged(invoice, day)

    def kept(self, line: Any, day: date) -> int:
        steps = [each.kind for each in self.steps if each.order_id == line.order_id and each.day <= day]
        if not steps:
            return 0
        cut = sum(each.quantity or 0 for each in self.cuts if each.order_line_id == line.id and each.day <= day)
        kept = max(0, int(line.quantity) - cut)
        if steps[-1] is OrderStepKind.CANCELLED:
            came = (each for each in self.came if each.order_line_id == line.id)
            kept = min(kept, sum(e.quantity for e in came if self.receipts[e.receipt_id].day <= day))
        return kept

    def stands_on(self, kind: str, row: Any, day: date) -> int:
        carried = (to for of, row_id, since, to in self.carried if (of, row_id) == (kind, row.id) and since <= day)
        return int(next(carried, row.budget_line_id))

    def still_due(self, row: Any, day: date) -> int:
        on = self.stands_on("instalment", row, day)
        said = [each.net for each in self.changes if each.instalment_id == row.id and each.day <= day]
        net = int(said[-1] if said else row.net)
        due = net if on in NET_LINES else net + rounded(Decimal(net * row.vat_rate) / 10_000)
        return max(0, due - self.gross("instalment_id", row.id, on, day))

    def remaining(self, line: Any, day: date) -> int:
        is_over = any(c.quantity is None and c.order_line_id == line.id and c.day <= day for c in self.cuts)
        if is_over:
            return 0
        on = self.stands_on("order_line", line, day)
        ordered = priced(on, line, self.kept(line, day), self.orders[line.order_id].discount)
        return max(0, ordered - self.gross("order_line_id", line.id, on, day))

    def gross(self, link: str, row_id: int, on: int, day: date) -> int:
        gross = 0
        for each in self.charges:
            invoice = self.invoices[each.invoice_id]
            if getattr(each, link) == row_id and invoice.day <= day:
                amount = each.net if on in NET_LINES else each.net + each.vat
                if invoice.kind is InvoiceKind.INVOICE:
                    gross += amount
                elif each.is_again:
                    gross -= amount
        return gross

    def charged(self, invoice: Any, day: date) -> Iterator[tuple[int, str, int]]:
        sign = 1 if invoice.kind is InvoiceKind.INVOICE else -1
        lines = [each for each in self.charges if each.invoice_id == invoice.id]
        whole = sum(each.net + each.vat for each in lines)
        paid = sum(each.cents for each in self.payments if each.invoice_id == invoice.id and each.day <= day)
        exact = [Decimal(paid * (each.net + each.vat)) / whole for each in lines]
        shares = [int(each) for each in exact]
        while sum(shares) < paid:  # the cents that are left go where most was rounded away
            most = max(range(len(lines)), key=lambda place: (exact[place] - shares[place], -place))
            shares[most] += 1
        for each, share in zip(lines, shares, strict=True):
            net = rounded(Decimal(each.net * share) / (each.net + each.vat))
            is_net = each.budget_line_id in NET_LINES
            yield each.budget_line_id, "invoiced", sign * (each.net if is_net else each.net + each.vat)
            yield each.budget_line_id, "paid", sign * (net if is_net else share)


def priced(on: int, row: Any, quantity: int, order_discount: int = 0) -> int:
    price = Decimal(quantity * row.unit_price)
    for rate in (getattr(row, "discount", 0), order_discount):
        price -= price * rate / 10_000
    net = rounded(price)
    return net if on in NET_LINES else net + rounded(Decimal(net * row.vat_rate) / 10_000)


def rounded(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
