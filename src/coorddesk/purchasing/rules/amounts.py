"""Prices of lines: whole cents, discounts taken off and rounded half up, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coorddesk.budget.rules.vat import Amounts, of_net
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.core.money import LARGEST

WHOLE = 10_000
"""A rate of 100 %: rates are in hundredths of a percent, 2000 is 20 %."""


@dataclass(frozen=True)
class Price:
    """So many of a thing at a price: `unit_price` in cents excluding VAT, the rates in hundredths of a percent.

    `discount` is that of the line, `order_discount` is taken from what that leaves.
    """

    quantity: int
    unit_price: int
    vat_rate: int = 0
    discount: int = 0
    order_discount: int = 0

    @property
    def amount(self) -> Amounts:
        """What all of it costs."""
        return self.of(self.quantity)

    def of(self, quantity: int) -> Amounts:
        """What so many cost, rounded as a line of that many is."""
        left = (WHOLE - self.discount) * (WHOLE - self.order_discount)
        return of_net(half_up(quantity * self.unit_price * left, WHOLE * WHOLE), self.vat_rate)


def total(amounts: Iterable[Amounts]) -> Amounts:
    """The sum of amounts that are rounded already: nothing is rounded anew."""
    return sum(amounts, Amounts())


def half_up(numerator: int, denominator: int) -> int:
    """A quotient to the nearest whole; a half goes away from zero, for what is owed as for what is due.

    `denominator` is above zero.
    """
    rounded = (2 * abs(numerator) + denominator) // (2 * denominator)
    return rounded if numerator >= 0 else -rounded


def refuse_price(*, quantity: int, unit_price: int, vat_rate: int, discount: int = 0) -> None:
    """Refuse a line that cannot be."""
    for field, is_wrong, trouble in (
        ("quantity", not 0 < quantity <= LARGEST, _("Say how many: one at least.")),
        ("unit_price", not 0 <= unit_price <= LARGEST, _("A price is not below zero.")),
        ("vat_rate", not 0 <= vat_rate <= WHOLE, _("A rate is between 0 and 100%.")),
        ("discount", not 0 <= discount <= WHOLE, _("A rate is between 0 and 100%.")),
    ):
        if is_wrong:
            raise UserError(trouble, field=field)
