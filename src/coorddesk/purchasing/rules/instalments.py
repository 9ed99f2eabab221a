"""Instalments of contracts: which are due when and at what price, and what of one belongs to which year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from coorddesk.budget.rules.vat import Amounts, of_net
from coorddesk.core.money import shared
from coorddesk.purchasing.rules.amounts import WHOLE, half_up
from coorddesk.purchasing.rules.contract_words import ContractStepKind, Renewal
from coorddesk.purchasing.rules.contracts import Contract, months_on, terms

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """An instalment: its days, both included, the day on which it is due, and its price in cents excluding VAT.

    `whole_days` is more than its own days where a contract ends in the midst of it, and it costs less in proportion.
    """

    first_day: date
    last_day: date
    due_on: date
    net: int
    vat_rate: int = 0
    whole_days: int = 0

    @property
    def amount(self) -> Amounts:
        """What it costs."""
        return of_net(self.net, self.vat_rate)

    @property
    def days(self) -> int:
        """How many days it is for."""
        return (self.last_day - self.first_day).days + 1

    @property
    def is_partial(self) -> bool:
        """Whether the contract ends in the midst of it."""
        return self.days < self.whole_days


@dataclass(frozen=True)
class Part:
    """What of an instalment belongs to a stretch of days, both included."""

    first_day: date
    last_day: date
    amount: Amounts


def instalments_between(contract: Contract, first: date, last: date, *, is_renewed: bool = False) -> list[Due]:
    """The instalments that are due from `first` to `last`, as things are; the first first.

    With `is_renewed`, a contract that is renewed expressly is taken as if it were each time.
    """
    found = []
    for each in _instalments(contract, first, _end(contract, is_renewed=is_renewed)):
        if each.first_day > last:
            break
        if first <= each.due_on <= last:
            found.append(each)
    return found


def net_on(contract: Contract, day: date) -> int:
    """The price of an instalment that begins on a day, in cents excluding VAT, by the steps until then."""
    net = contract.net
    for step in sorted(contract.steps, key=lambda each: each.day):
        if step.day > day:
            break
        if step.kind is ContractStepKind.REPRICED and step.net is not None:
            net = step.net
        elif step.kind is ContractStepKind.INDEXED and step.rate is not None:
            net = half_up(net * (WHOLE + step.rate), WHOLE)
    return net


def per_year(contract: Contract, day: date) -> Amounts:
    """What a contract costs in twelve months at the price of a day."""
    return of_net(half_up(net_on(contract, day) * 12, contract.every_months), contract.vat_rate)


def spread(amount: Amounts, first: date, last: date, starts: Sequence[date]) -> list[Part]:
    """What of an amount belongs to the stretches that begin on each of `starts`, by days; no cent is lost.

    `starts` are the first days of years in their order; what is before the first of them is a stretch of its own.
    """
    cuts = [first, *(day for day in sorted(starts) if first < day <= last)]
    ends = [*(day - _DAY for day in cuts[1:]), last]
    days = [(end - begin).days + 1 for begin, end in zip(cuts, ends, strict=True)]
    nets, vats = shared(amount.net, days), shared(amount.vat, days)
    return [Part(begin, end, Amounts(net, vat)) for begin, end, net, vat in zip(cuts, ends, nets, vats, strict=True)]


def _instalments(contract: Contract, first_due: date, end: date) -> Iterator[Due]:
    """The instalments from the last that begins before a day on, one after the other, until the contract ends."""
    gone = (first_due.year - contract.started_on.year) * 12 + first_due.month - contract.started_on.month
    for number in count(max(0, gone // contract.every_months - 1)):
        first = months_on(contract.started_on, number * contract.every_months)
        following = months_on(contract.started_on, (number + 1) * contract.every_months)
        if first is None or following is None or first > end:
            return
        yield _due(contract, first, following - _DAY, min(end, following - _DAY))


def _end(contract: Contract, *, is_renewed: bool) -> date:
    """The day after which nothing is due any more; the last of all days if it goes on."""
    goes_on = contract.renewal is Renewal.TACIT or (is_renewed and contract.renewal is Renewal.EXPRESS)
    if goes_on:
        return contract.terminated_on or date.max
    return max((term.last for term in terms(contract)), default=date.min)


def _due(contract: Contract, first: date, last: date, end: date) -> Due:
    """An instalment of a contract that ends on `end`, at the latest on the instalment's last day."""
    whole, days = (last - first).days + 1, (end - first).days + 1
    net = half_up(net_on(contract, first) * days, whole)
    return Due(first, end, first if contract.is_in_advance else end, net, contract.vat_rate, whole)
