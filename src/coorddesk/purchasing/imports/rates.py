"""Rates as sheets write them: "20 %", "5,5", or 0.2 where a spreadsheet shows it as a percentage."""

from __future__ import annotations

import re

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy
from coorddesk.purchasing.rules.amounts import WHOLE

COMMON = (0, 210, 550, 850, 1000, 2000)
"""The rates of VAT in France, in hundredths of a percent."""

_PARTS = 10_000
_WRITTEN = re.compile(r"(\d{1,3})(?:[.,](\d{1,4}))?(%?)")


def rate_spelt(text: str) -> str:
    """A rate as it is kept and compared: "20 %"; raises `UserError` for what is none."""
    return "" if not tidy(text) else rate_said(rate_of(text))


def rate_of(text: str) -> int:
    """A rate in hundredths of a percent; raises `UserError`."""
    found = _WRITTEN.fullmatch("".join(text.split()))
    if found is None:
        raise UserError(_("This is no rate. Write it like 20% or 5.5%."))
    whole, decimals, percent = found.groups()
    parts = int(whole) * _PARTS + int((decimals or "").ljust(4, "0"))
    is_share = 0 < parts < _PARTS and not percent
    rate, rest = divmod(parts if is_share else parts * 100, _PARTS if not is_share else 1)
    if rest or rate > WHOLE:
        raise UserError(_("A rate is between 0 and 100%."))
    return rate


def rate_said(rate: int) -> str:
    """A rate as sheets write it: "20 %", "5,5 %"."""
    whole, part = divmod(rate, 100)
    return f"{whole},{part:02}".rstrip("0").rstrip(",") + " %" if part else f"{whole} %"


def nearest_rate(net: int, vat: int) -> int:
    """The rate at which so much VAT is on an amount, in cents: one of France where it fits to the cents of rounding."""
    if not net:
        return 0
    told = abs(vat) * WHOLE / abs(net)
    near = min(COMMON, key=lambda rate: abs(rate - told))
    allowed = max(3, abs(net) // 2_000)  # cents: each line of the paper was rounded by itself
    return near if abs(abs(net) * near / WHOLE - abs(vat)) <= allowed else round(told)


def fits(net: int, vat: int, rate: int) -> bool:
    """Whether so much VAT may be on an amount at a rate, as papers round it line by line."""
    return abs(abs(net) * rate / WHOLE - abs(vat)) <= max(3, abs(net) // 2_000)
