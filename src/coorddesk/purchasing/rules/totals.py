"""What lines that are being typed come to: their sums, the VAT by rate, and what they ask of each budget line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coorddesk.budget.rules.vat import Amounts
from coorddesk.budget.rules.words import Counting
from coorddesk.purchasing.rules.amounts import Price, total


@dataclass(frozen=True)
class Totals:
    """The sums of a document in cents; `before` is what it would be without the discount on all of it."""

    amount: Amounts = field(default_factory=Amounts)
    vat_by_rate: tuple[tuple[int, int], ...] = ()
    before: int = 0

    @property
    def discount(self) -> int:
        """Cents excluding VAT that the discount on all of it takes off."""
        return self.before - self.amount.net


def totals_of(prices: Iterable[Price]) -> Totals:
    """The sums of lines, each rounded by itself, as the paper has them."""
    vat: defaultdict[int, int] = defaultdict(int)
    lines = list(prices)
    for price in lines:
        vat[price.vat_rate] += price.amount.vat
    plain = (Price(each.quantity, each.unit_price, each.vat_rate, each.discount) for each in lines)
    return Totals(total(each.amount for each in lines), tuple(sorted(vat.items())), total(e.amount for e in plain).net)


def vat_of(amounts: Iterable[tuple[int, Amounts]]) -> Totals:
    """The sums of lines that say their amounts themselves, as those of an invoice do: (rate, amounts) each."""
    vat: defaultdict[int, int] = defaultdict(int)
    lines = list(amounts)
    for rate, each in lines:
        vat[rate] += each.vat
    whole = total(each for _rate, each in lines)
    return Totals(whole, tuple(sorted(vat.items())), whole.net)


def asked_of(lines: Iterable[tuple[int, Amounts]], counting: Mapping[int, Counting]) -> dict[int, int]:
    """Cents that are asked of each budget line, as its year counts, in the order in which they come."""
    asked: dict[int, int] = {}
    for line_id, amount in lines:
        asked[line_id] = asked.get(line_id, 0) + amount.counted(counting.get(line_id, Counting.GROSS))
    return asked
