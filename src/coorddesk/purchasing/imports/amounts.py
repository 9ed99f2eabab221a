"""The amounts of a row: two of net, VAT and gross, or one of them and the rate; what contradicts itself is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from coorddesk.budget.rules.vat import Amounts, of_gross, of_net
from coorddesk.core.messages import Message, Money, _
from coorddesk.purchasing.imports.rates import fits, nearest_rate, rate_of

Trouble = tuple[str, Message]


class Told(NamedTuple):
    """Amounts, and the rate of VAT in hundredths of a percent."""

    amounts: Amounts
    rate: int


def amounts_told(row: Mapping[str, Any]) -> Told | Trouble:
    """What a row says it costs; a credit is below zero."""
    net, vat, gross = (row.get(key) for key in ("net", "vat", "gross"))
    rate = None if row.get("vat_rate") is None else rate_of(row["vat_rate"])
    amounts = _amounts(net, vat, gross, rate)
    if amounts is None:
        if net is None and gross is None:
            return "gross", _("Say how much: not nothing, and not that much.")
        return "vat_rate", _("Say the VAT: its amount, its rate (0% where there is none), or both amounts.")
    found = nearest_rate(amounts.net, amounts.vat) if rate is None else rate
    return _refused(amounts, gross, rate) or Told(amounts, found)


def _amounts(net: int | None, vat: int | None, gross: int | None, rate: int | None) -> Amounts | None:
    if net is not None and (vat is not None or gross is not None):
        return Amounts(net, (gross or 0) - net if vat is None else vat)
    if gross is not None and vat is not None:
        return Amounts(gross - vat, vat)
    if rate is None:
        return None
    if net is not None:
        return of_net(net, rate)
    return None if gross is None else of_gross(gross, rate)


def _refused(amounts: Amounts, gross: int | None, rate: int | None) -> Trouble | None:
    if gross is not None and gross != amounts.gross:
        return "gross", _(
            "{net} without VAT and {vat} of VAT come to {sum}, not to {said}.",
            net=Money(amounts.net),
            vat=Money(amounts.vat),
            sum=Money(amounts.gross),
            said=Money(gross),
        )
    if not amounts.gross:
        return "gross", _("Say how much: not nothing, and not that much.")
    if amounts.net * amounts.vat < 0 or abs(amounts.vat) > abs(amounts.net):
        return "vat", _("So much VAT is not on this amount.")
    if rate is not None and not fits(amounts.net, amounts.vat, rate):
        return "vat_rate", _("{vat} of VAT on {net} is another rate.", vat=Money(amounts.vat), net=Money(amounts.net))
    return None
