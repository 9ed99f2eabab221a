"""What contracts tell of themselves and of others' records: what is found, belongings, what needs doing, the agenda."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.clock import clock_of
from coorddesk.core.dated import Dated, DatedKind, DatedState, Period, state_on
from coorddesk.core.fold import fold
from coorddesk.core.matching import words
from coorddesk.core.messages import _, _n
from coorddesk.core.records import Alert, Belongings, Finding, Hit
from coorddesk.purchasing.models import Contract
from coorddesk.purchasing.queries.contract_due import committed_instalments, not_invoiced, waiting_contracts
from coorddesk.purchasing.queries.contract_rules import contracts_as_rules
from coorddesk.purchasing.queries.contracts import (
    ContractQuery,
    ContractRow,
    all_contracts,
    contract_ids,
    contracts_page,
)
from coorddesk.purchasing.rules import contracts as rules
from coorddesk.purchasing.rules.contract_needs import ContractNeed
from coorddesk.purchasing.rules.contract_words import ContractState, ContractStepKind, Renewal
from coorddesk.purchasing.rules.instalments import instalments_between

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_CONTRACT = Contract.__tablename__
_URGENT = timedelta(days=14)
_NOTICE = DatedKind("contract-notice", _("Notice of contracts"), "bell")
_END = DatedKind("contract-end", _("Ends of contracts"), "calendar-clock")
_DUE = DatedKind("instalment-due", _("Instalments due"), "coins")


def contract_hits(session: Session, text: str, limit: int) -> Iterator[Hit]:
    """Contracts that hold every word of a text; those whose name begins with it or whose number it is come first."""
    ids = list(contract_ids(session, ContractQuery(text, sort="name", past=True))[:limit]) if words(text) else []
    rows = contracts_page(session, ids)
    for row in (rows[row_id] for row_id in ids):
        rank = 0 if fold(row.number) == text else 1 if fold(row.name).startswith(text) else 2
        yield Hit((_CONTRACT, row.id), row.name, row.said_standing, rank)


def contract_belongings(session: Session, subject: Subject, limit: int) -> Iterator[Belongings]:
    """The contracts of a supplier, or those that cover a record or stand on a budget line."""
    query = ContractQuery.about(subject)
    ids = () if query is None else contract_ids(session, query)
    if len(ids):
        rows = contracts_page(session, ids[:limit])
        first = tuple(Hit((_CONTRACT, each), rows[each].name, rows[each].said_standing) for each in ids[:limit])
        yield Belongings(_n("{count} contract", "{count} contracts", len(ids)), _CONTRACT, first)


def contract_alerts(session: Session, today: date) -> Iterator[Alert]:
    """Renewals to decide, notice that is past, instalments to commit, and those that nobody invoiced."""
    rows = all_contracts(session, ContractQuery(past=True))  # what is over may still be to be invoiced
    if not rows:
        return
    yield from _to_decide([row for row in rows if row.state is ContractState.TO_DECIDE], today)
    yield from _missed([row for row in rows if row.now.is_missed])
    if count := len(waiting_contracts(session)):
        text = _n(
            "Instalments of {count} contract are not committed",
            "Instalments of {count} contracts are not committed",
            count,
        )
        advice = _("Commit them, so that the budget knows what is still to be paid this year.")
        yield Alert(ContractNeed.COMMIT.value, _CONTRACT, text, advice)
    if count := len(not_invoiced(session)):
        text = _n("{count} instalment is due and not invoiced", "{count} instalments are due and not invoiced", count)
        advice = _("Enter the invoice, or give back what is committed if none will come.")
        yield Alert(ContractNeed.INVOICE.value, _CONTRACT, text, advice)


def contract_events(session: Session, period: Period) -> Iterator[Dated]:
    """Last days of notice, ends, and instalments that are due, in eight statements."""
    today = clock_of(session).today()
    names = dict(session.execute(select(Contract.id, Contract.name)).all())
    invoiced = {
        (each.contract_id, each.first_day): each.is_invoiced or not each.remaining
        for each in committed_instalments(session, due=(period.first, period.last))
    }
    for contract_id, contract in contracts_as_rules(session).items():
        subject, name = (_CONTRACT, contract_id), names[contract_id]
        yield from _notices(subject, name, contract, period, today)
        last = rules.last_day_of(contract)
        if last is not None and period.holds(last):
            yield Dated(_END, _("{name} ends", name=name), last, last, subject, "end", state=_past(last, today))
        for due in instalments_between(contract, period.first, period.last):
            done = invoiced.get((contract_id, due.first_day))
            state = DatedState.DONE if done else _past(due.due_on, today)
            if done is False:
                state = state_on(due.due_on, today)
            title = _("{name}: instalment due", name=name)
            yield Dated(_DUE, title, due.due_on, due.due_on, subject, due.first_day.isoformat(), state=state)


def contract_findings(session: Session) -> Sequence[Finding]:
    """Contracts that would not be found by their words."""
    return [
        Finding(_("“{name}” would not be found by its words.", name=row.name), (_CONTRACT, row.id))
        for row in session.scalars(select(Contract).order_by(Contract.id))
        if (row.name_folded, row.search) != (fold(row.name), rules.contract_search(row.name, row.number, row.notes))
    ]


def _to_decide(rows: Sequence[ContractRow], today: date) -> Iterator[Alert]:
    if not rows:
        return
    first = min(rows, key=lambda row: (row.now.notice_by or row.now.ends_on, row.name))
    by = first.now.notice_by or first.now.ends_on
    text = _n(
        "The renewal of {count} contract is to be decided",
        "The renewals of {count} contracts are to be decided",
        len(rows),
    )
    advice = _("“{name}” first: terminate it by {day}, or say that it goes on.", name=first.name, day=by)
    if first.contract.renewal is Renewal.EXPRESS:
        advice = _("“{name}” first: it ends on {day} unless it is renewed.", name=first.name, day=first.now.ends_on)
    yield Alert(ContractNeed.DECIDE.value, _CONTRACT, text, advice, is_urgent=by - today <= _URGENT)


def _missed(rows: Sequence[ContractRow]) -> Iterator[Alert]:
    if rows:
        first = min(rows, key=lambda row: (row.now.ends_on, row.name))
        until = first.now.goes_on_until or first.now.ends_on
        text = _n("Notice is past for {count} contract", "Notice is past for {count} contracts", len(rows))
        advice = _(
            "“{name}” goes on until {day}. Say that it is renewed, or come to terms.", name=first.name, day=until
        )
        yield Alert(ContractNeed.MISSED.value, _CONTRACT, text, advice)


def _notices(subject: Subject, name: str, contract: rules.Contract, period: Period, today: date) -> Iterator[Dated]:
    """The last days of notice of a period; those of which somebody decided are done."""
    if contract.terminated_on is not None or contract.renewal is Renewal.NONE:
        return
    renewed = {step.day for step in contract.steps if step.kind is ContractStepKind.RENEWED}
    for term in rules.terms(contract):
        day = rules.notice_by(contract, term)
        if day is None or day > period.last:
            return
        if period.holds(day):
            is_decided = term.last + timedelta(days=1) in renewed
            state = DatedState.DONE if is_decided else _past(day, today)
            title = _("Last day of notice: {name}", name=name)
            yield Dated(_NOTICE, title, day, day, subject, f"notice-{term.last.isoformat()}", state=state)


def _past(day: date, today: date) -> DatedState:
    """What is over needs nothing any more."""
    return DatedState.DONE if day < today else DatedState.TO_COME
