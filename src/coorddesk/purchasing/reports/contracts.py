"""Contracts on paper: what costs money again and again, and the schedule of its instalments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.purchasing.queries.contract_due import Scheduled, schedule
from coorddesk.purchasing.queries.contracts import (
    CONTRACT_COLUMNS,
    ContractQuery,
    ContractRow,
    contract_ids,
    contracts_page,
    stated_contracts,
)
from coorddesk.purchasing.rules.contract_words import CONTRACT_KIND_TITLES
from coorddesk.purchasing.rules.contracts import months_on
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import LYING
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Choice = ContractQuery | Sequence[int] | None
"""Contracts of a list as it is filtered, those that were selected, or all."""

_LISTED = ("name", "supplier", "number", "state", "ends_on", "notice_by", "every", "price", "yearly_net", "yearly")
_MONTHS = 12


@dataclass(frozen=True)
class OfYear:
    """The twelve months from a day on, of some contracts."""

    contracts: Choice
    first: date


SCHEDULE_COLUMNS: tuple[Column[Scheduled], ...] = (
    Column("due_on", _p("instalment", "Due"), lambda row: row.due_on, Kind.DATE, 12),
    Column("name", _p("contract", "Contract"), lambda row: row.name, width=28),
    Column("supplier", _("Supplier"), lambda row: row.supplier, width=22),
    Column("first_day", _p("instalment", "From"), lambda row: row.first_day, Kind.DATE, 12),
    Column("last_day", _p("instalment", "To"), lambda row: row.last_day, Kind.DATE, 12),
    Column("net", _("Excl. VAT"), lambda row: row.amounts.net, Kind.AMOUNT, 12, total=True),
    Column("gross", _("Incl. VAT"), lambda row: row.amounts.gross, Kind.AMOUNT, 12, total=True),
    Column("line", _("Budget line"), lambda row: row.line or None, width=24),
    Column("remaining", _p("instalment", "Still committed"), lambda row: row.remaining, Kind.AMOUNT, 12, total=True),
    Column("invoiced", _p("instalment", "Invoiced"), lambda row: row.invoiced or None, Kind.AMOUNT, 12, total=True),
)


def contract_list(session: Session, choice: Choice) -> Report[ContractRow]:
    """Contracts by what they are for, in the order of the list."""
    rows = _rows(session, choice)
    groups = tuple(
        Group(title, of_kind)
        for kind, title in CONTRACT_KIND_TITLES.items()
        if (of_kind := [row for row in rows if row.kind is kind])
    )
    by_key = {column.key: column for column in CONTRACT_COLUMNS}
    return Report(
        _("Contracts"),
        tuple(by_key[key] for key in _LISTED),
        groups,
        contracts,
        _stated(session, choice),
        grouped_by=_p("contract", "Kind"),
        page=LYING,
        offered=CONTRACT_COLUMNS,
        has_subtotals=True,
    )


def instalment_schedule(session: Session, choice: Choice | OfYear) -> Report[Scheduled]:
    """The instalments of twelve months, month by month: from the first of this month on, unless a day is asked for."""
    asked = choice if isinstance(choice, OfYear) else OfYear(choice, clock_of(session).today().replace(day=1))
    last = (months_on(asked.first, _MONTHS) or date.max) - timedelta(days=1)
    ids = None if asked.contracts is None else [row.id for row in _rows(session, asked.contracts)]
    rows = schedule(session, asked.first, last, ids)
    months = dict.fromkeys(row.due_on.replace(day=1) for row in rows)
    groups = tuple(
        Group(verbatim(f"{month:%m/%Y}"), [row for row in rows if row.due_on.replace(day=1) == month])
        for month in months
    )
    period = _("{first} – {last}", first=asked.first, last=last)
    return Report(
        _("Schedule of instalments"),
        SCHEDULE_COLUMNS,
        groups,
        instalments,
        (period, *_stated(session, asked.contracts)),
        grouped_by=_p("instalment", "Month"),
        page=LYING,
        offered=SCHEDULE_COLUMNS,
        has_subtotals=True,
    )


def contracts(count: int) -> Message:
    """So many contracts."""
    return _n("{count} contract", "{count} contracts", count)


def instalments(count: int) -> Message:
    """So many instalments."""
    return _n("{count} instalment", "{count} instalments", count)


def _rows(session: Session, choice: Choice) -> list[ContractRow]:
    query = ContractQuery() if choice is None else choice
    ids = contract_ids(session, query) if isinstance(query, ContractQuery) else query
    page = contracts_page(session, ids)
    return [page[each] for each in ids if each in page]


def _stated(session: Session, choice: Choice) -> tuple[Message, ...]:
    if choice is None:
        return ()
    if not isinstance(choice, ContractQuery):
        return (_("Chosen by hand"),)
    text = (_("Search: “{text}”", text=choice.text),) if choice.text else ()
    return (*text, *stated_contracts(session, choice).values())


def _choose(subject: Subject) -> Choice:
    return (subject[1],) if subject[0] == "contract" else ContractQuery.about(subject)


def _from_day(choice: Choice | OfYear, day: date) -> OfYear | None:
    """The twelve months from a day on, of the same contracts."""
    return None if isinstance(choice, OfYear) else OfYear(choice, day)


_CARDS = frozenset({"contract", "supplier"})
CONTRACT_LIST = ReportKind(
    "contracts",
    _("Contracts"),
    _("What costs money again and again: until when, by when notice is to be given, and what it costs in a year."),
    contract_list,
    _choose,
    _CARDS,
)
INSTALMENT_SCHEDULE = ReportKind(
    "instalments",
    _("Schedule of instalments"),
    _("What is due in the next twelve months, or from any day on: committed or not, and what was invoiced of it."),
    instalment_schedule,
    _choose,
    _CARDS,
    dated=_from_day,
)
CONTRACT_REPORTS = (CONTRACT_LIST, INSTALMENT_SCHEDULE)
