"""Amounts without VAT, the VAT, and amounts with it: integer cents, rounded half up line by line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from coorddesk.budget.rules.words import Counting
from coorddesk.core.money import net_within, vat_on

_HUNDREDTHS = Decimal(100)


@dataclass(frozen=True)
class Amounts:
    """An amount in cents without VAT, and the VAT on it."""

    net: int = 0
    vat: int = 0

    @property
    def gross(self) -> int:
        """The amount with VAT."""
        return self.net + self.vat

    def counted(self, counting: Counting) -> int:
        """What counts against a budget line, by how its year counts."""
        return self.gross if counting is Counting.GROSS else self.net

    def __add__(self, other: Amounts) -> Amounts:
        """Both together: sums of what was rounded are not rounded again."""
        return Amounts(self.net + other.net, self.vat + other.vat)

    def __neg__(self) -> Amounts:
        """The same given back."""
        return Amounts(-self.net, -self.vat)


def of_net(net: int, rate: int) -> Amounts:
    """An amount known without VAT; the rate is in hundredths of a percent (2000 is 20 %)."""
    return Amounts(net, vat_on(net, rate / _HUNDREDTHS))


def of_gross(gross: int, rate: int) -> Amounts:
    """An amount known with VAT, which stays as it is to the cent; the rate is in hundredths of a percent."""
    net = net_within(gross, rate / _HUNDREDTHS)
    return Amounts(net, gross - net)
