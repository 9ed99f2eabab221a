"""Contracts: their terms one after the other, when they end next, and by when notice is to be given."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _n
from coorddesk.purchasing.rules.contract_words import ContractState, ContractStepKind, Renewal

AHEAD = timedelta(days=60)
"""How long before the last day of notice a contract is announced: time to ask for other offers, and to decide."""
LONGEST = 600
"""In months; what is said to last longer than fifty years is a slip of the finger."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ContractStep:
    """What happened to a contract: `day` is the first of a new term or price, or the last day of all.

    `months` is how long a renewal lasts if not as the others, `net` a new price in cents excluding VAT, `rate` by how
    much a price rises or falls in hundredths of a percent.
    """

    day: date
    kind: ContractStepKind
    months: int | None = None
    net: int | None = None
    rate: int | None = None


@dataclass(frozen=True)
class Contract:
    """A contract as the rules see it; months are whole, `net` is cents of an instalment excluding VAT."""

    started_on: date
    months: int = 12
    renewal: Renewal = Renewal.TACIT
    renewal_months: int = 12
    notice_months: int = 0
    every_months: int = 12
    net: int = 0
    vat_rate: int = 0
    is_in_advance: bool = True
    steps: tuple[ContractStep, ...] = ()

    @property
    def terminated_on(self) -> date | None:
        """Its last day, if notice was given."""
        ends = (step.day for step in self.steps if step.kind is ContractStepKind.TERMINATED)
        return min(ends, default=None)


class Term(NamedTuple):
    """The days of one term of a contract, both included; `number` 0 is the first term."""

    first: date
    last: date
    number: int = 0


@dataclass(frozen=True)
class Standing:
    """How a contract stands on a day.

    `ends_on` is the end of the term that runs, `notice_by` the last day on which notice ends it then. `goes_on_until`
    is the end of the term after that, None if there is none unless somebody says so. `last_day` is the end for good.
    """

    term: Term
    ends_on: date
    state: ContractState
    notice_by: date | None = None
    goes_on_until: date | None = None
    last_day: date | None = None
    is_missed: bool = False


def terms(contract: Contract, *, is_renewed: bool = False) -> Iterator[Term]:
    """The terms of a contract, the first first; a tacit one has no end unless notice was given.

    With `is_renewed`, one that is renewed expressly is taken as if it were each time.
    """
    gone, number, months = 0, 0, contract.months
    end = contract.terminated_on
    while True:
        first = months_on(contract.started_on, gone)
        following = months_on(contract.started_on, gone + months)
        if first is None or following is None or (end is not None and first > end):
            return
        last = following - _DAY
        yield Term(first, last if end is None else min(last, end), number)
        gone, number = gone + months, number + 1
        renewed = _renewed_on(contract, following)
        goes_on = contract.renewal is Renewal.TACIT or (is_renewed and contract.renewal is Renewal.EXPRESS)
        if renewed is None and not goes_on:
            return
        months = contract.renewal_months if renewed is None or renewed.months is None else renewed.months


def term_on(contract: Contract, day: date) -> Term:
    """The term that runs on a day; before the first one that, after the last one that."""
    found = None
    for term in terms(contract):
        found = term
        if day <= term.last:
            break
    if found is None:  # it was ended before it began
        return Term(contract.started_on, contract.started_on)
    return found


def standing(contract: Contract, today: date) -> Standing:
    """When a contract ends next, by when notice is to be given, and whether somebody has to decide."""
    term = term_on(contract, today)
    following = next((each for each in terms(contract) if each.number == term.number + 1), None)
    last_day = last_day_of(contract)
    is_bound = contract.terminated_on is not None or contract.renewal is Renewal.NONE
    notice = None if is_bound else notice_by(contract, term)
    is_decided = _renewed_on(contract, term.last + _DAY) is not None
    is_missed = contract.renewal is Renewal.TACIT and notice is not None and notice < today and not is_decided
    state = _state(contract, term, today, notice if not is_decided else None)
    return Standing(term, term.last, state, notice, following.last if following else None, last_day, is_missed)


def notice_by(contract: Contract, term: Term) -> date | None:
    """The last day on which notice ends a contract with its term: so many months before the day after."""
    before = months_on(term.last + _DAY, -contract.notice_months)
    return None if before is None else before - _DAY


def last_day_of(contract: Contract) -> date | None:
    """The day on which a contract ends for good as things are; None if it goes on by itself."""
    if contract.terminated_on is None and contract.renewal is Renewal.TACIT:
        return None
    return max((term.last for term in terms(contract)), default=contract.started_on)


def first_end(contract: Contract, today: date) -> date:
    """The first day on which notice that is given today ends a contract: the end of a term that it is in time for."""
    last = standing(contract, today).ends_on
    for term in terms(contract):
        notice = notice_by(contract, term)
        if term.last >= today:
            last = term.last
            if notice is not None and notice >= today:
                break
    return last


def explained(contract: Contract, today: date) -> tuple[Message, ...]:
    """How the next end and the last day of notice are reckoned, one sentence a step."""
    now = standing(contract, today)
    first = next(terms(contract), now.term)
    said = [
        _(
            "From {first}, {months}: until {last}.",
            first=first.first,
            months=said_months(contract.months),
            last=first.last,
        )
    ]
    if now.term.number:
        renewed = _n(
            "Renewed once: until {last}.", "Renewed {count} times: until {last}.", now.term.number, last=now.ends_on
        )
        said.append(renewed)
    if contract.terminated_on is not None:
        said.append(_("It was terminated: its last day is {day}.", day=contract.terminated_on))
    elif now.notice_by is not None:
        months = said_months(contract.notice_months)
        said.append(_("Notice is given {months} before: by {day}.", months=months, day=now.notice_by))
    if now.goes_on_until is not None and contract.terminated_on is None:
        said.append(_("Unless it is terminated it goes on until {day}.", day=now.goes_on_until))
    return tuple(said)


def said_months(months: int) -> Message:
    """A number of months in words."""
    if months and months % 12 == 0:
        return _n("{count} year", "{count} years", months // 12)
    return _n("{count} month", "{count} months", months)


def said_every(months: int) -> Message:
    """How often an instalment is due, in words."""
    if months % 12 == 0:
        return _n("Every year", "Every {count} years", months // 12)
    return _n("Every month", "Every {count} months", months)


def months_on(start: date, months: int) -> date | None:
    """So many months later, on the same day or the last of a shorter month; None where no calendar goes."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def trouble_with(contract: Contract) -> tuple[str, Message] | None:
    """Why a contract cannot be, and the field that is wrong; None: fine."""
    for field, value, least in (
        ("months", contract.months, 1),
        ("renewal_months", contract.renewal_months, 1),
        ("notice_months", contract.notice_months, 0),
        ("every_months", contract.every_months, 1),
    ):
        if not least <= value <= LONGEST:
            return field, _("Write a whole number from {least} to {most}.", least=least, most=LONGEST)
    if contract.net < 0:
        return "net", _("A price is not below zero.")
    if not 0 <= contract.vat_rate <= 10_000:
        return "vat_rate", _("A rate is between 0 and 100%.")
    return None


def contract_search(name: str, number: str, notes: str) -> str:
    """What a search looks through, folded."""
    return fold(f"{name} {number} {notes}")


def _renewed_on(contract: Contract, day: date) -> ContractStep | None:
    renewals = (step for step in contract.steps if step.kind is ContractStepKind.RENEWED and step.day == day)
    return next(renewals, None)


def _state(contract: Contract, term: Term, today: date, notice: date | None) -> ContractState:
    if today < contract.started_on:
        return ContractState.TO_COME
    if today > term.last:
        return ContractState.ENDED
    if contract.terminated_on is not None:
        return ContractState.ENDING
    if contract.renewal is Renewal.NONE:
        is_near = term.last - today <= AHEAD
        return ContractState.ENDING if is_near else ContractState.RUNNING
    if notice is None or today < notice - AHEAD:
        return ContractState.RUNNING
    is_open = contract.renewal is Renewal.EXPRESS or today <= notice
    return ContractState.TO_DECIDE if is_open else ContractState.RUNNING
