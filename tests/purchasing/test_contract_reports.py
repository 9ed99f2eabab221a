"""Contracts on paper and in sheets: by what they are for, and month by month as instalments are due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.purchasing.queries.contracts import ContractQuery
from coorddesk.purchasing.reports.contracts import CONTRACT_LIST, INSTALMENT_SCHEDULE
from coorddesk.purchasing.rules.contract_words import ContractKind
from coorddesk.purchasing.service import create_contract
from tests.purchasing.test_contracts import COPIERS, QUARTERS, START, TODAY, Desk, bound

if TYPE_CHECKING:
    from coorddesk.reporting.kind import ReportKind

__all__ = ["bound"]

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


def built(desk: Desk, kind: ReportKind, choice: Any = None) -> Any:
    with desk.database.reading() as session:
        return kind.build(session, choice)


def filled(desk: Desk) -> None:
    desk.commits(*QUARTERS[:3])
    desk.invoices(50_000)
    with desk.database.transaction() as session:
        create_contract(session, replace(COPIERS, name="Alarme", kind=ContractKind.MAINTENANCE, every_months=12))


def test_contracts_stand_under_what_they_are_for(bound: Desk) -> None:
    filled(bound)
    report = built(bound, CONTRACT_LIST)
    assert [[row.name for row in group.rows] for group in report.groups] == [["Copieurs"], ["Alarme"]]
    assert built(bound, CONTRACT_LIST, ContractQuery("alarme")).count == 1
    assert CONTRACT_LIST.choose(("contract", 2)) == (2,)
    assert CONTRACT_LIST.choose(("person", 2)) is None
    assert built(bound, CONTRACT_LIST, (2,)).count == 1


def test_instalments_stand_month_by_month(bound: Desk) -> None:
    filled(bound)
    report = built(bound, INSTALMENT_SCHEDULE)
    assert [row.due_on for group in report.groups for row in group.rows] == [
        date(2026, 10, 1),
        date(2027, 1, 1),
        date(2027, 1, 1),
        date(2027, 4, 1),
        date(2027, 7, 1),
    ]
    assert INSTALMENT_SCHEDULE.dated is not None
    of_2026 = built(bound, INSTALMENT_SCHEDULE, INSTALMENT_SCHEDULE.dated((1,), START))
    rows = [row for group in of_2026.groups for row in group.rows]
    assert [(row.amounts.gross, row.remaining, row.invoiced) for row in rows] == [
        (120_000, 60_000, 60_000),
        (120_000, 120_000, 0),
        (120_000, 120_000, 0),
        (120_000, None, 0),
    ]
    assert INSTALMENT_SCHEDULE.dated(INSTALMENT_SCHEDULE.dated(None, START), TODAY) is None
