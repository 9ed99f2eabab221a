"""What is expected, from the records that say so: contracts, licences, devices to replace, requests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.budget.models import BudgetLine, BudgetMove, FiscalYear
from coorddesk.budget.rules.vat import of_gross
from coorddesk.budget.rules.words import Counting, MoveKind
from coorddesk.budget.rules.years import Span, year_of_day
from coorddesk.core.messages import Message, _n
from coorddesk.forecast.rules.expected import Expected
from coorddesk.forecast.rules.words import Sort
from coorddesk.inventory.models import Asset, Category, Model
from coorddesk.inventory.queries.lives import AT_ONCE, IN_USE, LIVES, Life
from coorddesk.inventory.rules import called
from coorddesk.inventory.rules.replacement import due
from coorddesk.licences.models import Licence
from coorddesk.purchasing.models import PurchaseRequest, RequestLine
from coorddesk.purchasing.queries.contract_due import instalments_expected, to_commit
from coorddesk.purchasing.queries.contracts_about import covered
from coorddesk.purchasing.rules.contracts import months_on

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

USUAL_VAT = 2000
"""Of devices and licences, kept with VAT, where a budget counts without; in hundredths of a percent."""
_USUAL_TERM = 12
"""Months, of a licence that does not say when it began."""
_OF_LIFE = len(LIVES.selected_columns)


@dataclass(frozen=True)
class Ground:
    """What everything is reckoned on: the years that are planned, how they count, and what day it is."""

    spans: Sequence[Span]
    counts: Counting
    today: date

    @property
    def first(self) -> int:
        """The first year."""
        return self.spans[0].first.year

    @property
    def last(self) -> int:
        """The last year."""
        return self.spans[-1].first.year

    def year(self, day: date) -> int:
        """The year that a day is in."""
        return year_of_day(day, self.spans[0])

    def counted(self, gross: int | None) -> int | None:
        """What counts of an amount that includes VAT."""
        return None if gross is None else of_gross(gross, USUAL_VAT).counted(self.counts)


@dataclass(frozen=True)
class Unknown:
    """What is left out because nobody knows when it comes: devices of unknown age, licences that have run out."""

    devices: int = 0
    licences: int = 0

    @property
    def said(self) -> tuple[Message, ...]:
        """In words."""
        devices = _n(
            "{count} device is left out: nobody knows since when it serves.",
            "{count} devices are left out: nobody knows since when they serve.",
            self.devices,
        )
        licences = _n(
            "{count} licence is left out: it has run out and was not renewed.",
            "{count} licences are left out: they have run out and were not renewed.",
            self.licences,
        )
        return (*([devices] if self.devices else ()), *([licences] if self.licences else ()))


def contracts_expected(session: Session, ground: Ground) -> Iterator[Expected]:
    """Every instalment that is due in the years, committed or not; what renews itself is taken to go on."""
    for each in instalments_expected(session, ground.spans[0].first, ground.spans[-1].last):
        yield Expected(
            ("contract", each.contract_id),
            Sort.CONTRACT,
            each.name,
            ground.year(each.due_on),
            each.amounts.counted(ground.counts),
            day=each.due_on,
            line_id=each.budget_line_id,
            detail=each.supplier,
        )


def instalments_open(session: Session, year_id: int, ground: Ground) -> Iterator[Expected]:
    """The instalments of a fiscal year that are not committed yet, on the lines that are proposed for them."""
    for each in to_commit(session, year_id):
        yield Expected(
            ("contract", each.contract_id),
            Sort.CONTRACT,
            each.name,
            ground.first,
            each.due.amount.counted(ground.counts),
            day=each.due.due_on,
            line_id=each.budget_line_id,
            detail=each.supplier,
        )


def licences_expected(session: Session, ground: Ground) -> tuple[list[Expected], int]:
    """Licences that end and that no contract pays for, each time they do; and how many have run out before today."""
    paid = covered(session, "licence")
    rows = session.execute(
        select(Licence.id, Licence.name, Licence.price, Licence.start, Licence.expiry)
        .where(Licence.expiry.is_not(None))
        .order_by(Licence.name_folded, Licence.id)
    )
    found: list[Expected] = []
    gone = 0
    for licence_id, name, price, start, expiry in rows:
        if licence_id in paid:
            continue
        assert expiry is not None  # asked for
        if expiry < ground.today:
            gone += 1
            continue
        for day in _renewals(start, expiry, ground.spans[-1].last):
            if day >= ground.spans[0].first:
                cents = ground.counted(price)
                found.append(Expected(("licence", licence_id), Sort.LICENCE, name, ground.year(day), cents, day=day))
    return found, gone


def replacements_expected(session: Session, ground: Ground) -> tuple[list[Expected], int]:
    """The devices that are due by the replacement plan, one by one; and how many of them have no known age."""
    wanted = (
        LIVES.add_columns(Asset.tag, Asset.serial, Asset.name.label("device"), Model.name.label("model"), Category.id)
        .where(*IN_USE)
        .execution_options(yield_per=AT_ONCE)
    )
    found: list[Expected] = []
    undated = 0
    for row in session.execute(wanted):
        life = Life(*row[:_OF_LIFE])
        when = due(life.ageing, ground.first, ground.spans[0])
        if when is None:
            undated += life.quantity
        elif when.year <= ground.last:
            tag, serial, name, model, category = row[_OF_LIFE:]
            found.append(
                Expected(
                    ("asset", life.asset_id),
                    Sort.REPLACEMENT,
                    called(tag, serial, name, life.asset_id),
                    when.year,
                    ground.counted(when.cost),
                    life.quantity,
                    within=() if category is None else (("category", category),),
                    detail=" · ".join(part for part in (life.category, model) if part),
                )
            )
    return found, undated


def requests_expected(session: Session) -> list[Expected]:
    """What was approved and is not ordered yet, as the ledger has it."""
    cents = func.sum(BudgetMove.cents)
    open_ones = (
        select(BudgetMove.commitment_id, BudgetMove.line_id, cents)
        .where(BudgetMove.kind == MoveKind.PRE_COMMITTED, BudgetMove.commitment_kind == "request_line")
        .group_by(BudgetMove.commitment_id, BudgetMove.line_id)
        .having(cents > 0)
        .subquery()
    )
    need, asked = RequestLine, PurchaseRequest
    wanted = (
        select(
            asked.id, asked.reference, need.label, need.quantity, open_ones.c[2], open_ones.c[1], FiscalYear.first_day
        )
        .join(need, need.id == open_ones.c[0])
        .join(asked, asked.id == need.request_id)
        .join(BudgetLine, BudgetLine.id == open_ones.c[1])
        .join(FiscalYear, FiscalYear.id == BudgetLine.year_id)
        .order_by(asked.reference, need.position, need.id)
    )
    return [
        Expected(
            ("purchase_request", request_id),
            Sort.REQUEST,
            label,
            begins.year,
            int(sum_),
            many,
            line_id=line,
            detail=name,
        )
        for request_id, name, label, many, sum_, line, begins in session.execute(wanted)
    ]


def _renewals(start: date | None, expiry: date, last: date) -> Iterator[date]:
    """The day after each end, as far as a day."""
    following = expiry + timedelta(days=1)
    months = _USUAL_TERM if start is None else max(1, round((following - start).days / (365.25 / 12)))
    turn = 0
    while (day := months_on(following, turn * months)) is not None and day <= last:
        yield day
        turn += 1
