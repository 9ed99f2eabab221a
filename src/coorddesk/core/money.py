"""Money: integer cents, read as people type them, shared out without losing any, VAT rounded half up."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST = 10**13
"""In cents; an amount beyond is a slip of the finger."""

_BLANKS = re.compile(r"[\s'’]")
_AMOUNT = re.compile(r"(-?)(\d+|\d{1,3}([.,])\d{3}(?:\3\d{3})*)(?:([.,])(\d{1,2}))?", re.ASCII)


def cents_typed(text: str) -> int | None:
    """An amount in cents as typed: "1 234,5", "1.234,50 €", "1,234.50"; None for an empty field.

    An amount has two decimals at most, so three digits after a mark are thousands. Raises `UserError`.
    """
    plain = _BLANKS.sub("", text).removesuffix("€").replace("\N{MINUS SIGN}", "-")
    if not plain:
        return None
    found = _AMOUNT.fullmatch(plain)
    if found is None or (found[3] is not None and found[3] == found[4]):
        raise UserError(_("“{text}” is not an amount. Write it like 1234,50.", text=text.strip()))
    cents = int(re.sub("[.,]", "", found[2])) * 100 + int((found[5] or "").ljust(2, "0"))
    if cents > LARGEST:
        raise UserError(_("“{text}” is too large an amount.", text=text.strip()))
    return -cents if found[1] else cents


def vat_on(net: int, rate: Decimal) -> int:
    """The VAT, in cents, on a net amount in cents at a rate in percent (Decimal("5.5")), rounded half up."""
    return _rounded(net * rate / 100)


def net_within(gross: int, rate: Decimal) -> int:
    """The net part, in cents, of an amount in cents that includes VAT at a rate in percent, rounded half up."""
    return _rounded(gross * 100 / (100 + rate))


def shared(cents: int, weights: Sequence[int]) -> list[int]:
    """Share cents out by weights (not all 0): each share is within one cent of its due, and none is lost.

    The cents left over by rounding down go to the largest fractions, the first of equals first.
    """
    whole = sum(weights)
    parts = [divmod(cents * weight, whole) for weight in weights]
    left = cents - sum(share for share, _fraction in parts)
    favoured = sorted(range(len(parts)), key=lambda place: -parts[place][1])[:left]
    return [share + (place in favoured) for place, (share, _fraction) in enumerate(parts)]


def _rounded(amount: Decimal) -> int:
    """Half up, away from zero for what is owed as for what is due."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
