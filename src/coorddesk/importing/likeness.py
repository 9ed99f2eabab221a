"""What values look like, whatever their column is called: e-mail addresses, phone numbers, serial numbers, amounts."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import Enum

from coorddesk.core.messages import Message, _
from coorddesk.importing.values.dates import order_shown
from coorddesk.importing.values.numbers import currency, figure, without_currency

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?:\+\d{1,3}|00\d{1,3}|0)(?:[ .\-/]?\(?0?\)?)?\d(?:[ .\-/]?\d){7,11}")
_SERIAL = re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Z0-9]{7,20}(?:-[A-Z0-9]{2,10})?")
_MAC = re.compile(r"[0-9A-F]{2}(?:[:-]?[0-9A-F]{2}){5}", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].*)?")
_DIGITS = re.compile(r"\d+")
_NEARLY_ALL = 0.9  # of the texts: what a column seems to hold, for people to read


class Likeness(Enum):
    """What the values of a field look like."""

    EMAIL = "email"
    PHONE = "phone"
    SERIAL = "serial"
    AMOUNT = "amount"
    DATE = "date"


def alike(texts: Collection[str], likeness: Likeness) -> int:
    """How many of some different texts look so."""
    found = sum(1 for text in texts if _LOOKS[likeness](text.strip()))
    if likeness is Likeness.SERIAL and _counted(texts):
        return 0
    return found


def looks_like(texts: Collection[str]) -> Message | None:
    """What a column of some texts seems to hold; None where there are none."""
    if not texts:
        return None
    most = _NEARLY_ALL * len(texts)
    if sum(1 for text in texts if _DIGITS.fullmatch(text)) >= most:
        return _("whole numbers")
    return next((said for likeness, said in _SAID.items() if alike(texts, likeness) >= most), _("text"))


def is_mac_address(text: str) -> bool:
    """Whether a text is the address of a network card, which is no serial number."""
    return _MAC.fullmatch(text.strip()) is not None


def _counted(texts: Collection[str]) -> bool:
    """Whether texts differ in one number only, as inventory numbers do: "INV2024001", "INV2024002"."""
    return len({_DIGITS.sub("#", text) for text in texts}) * 3 <= len(texts)


def _is_serial(text: str) -> bool:
    return _SERIAL.fullmatch(text) is not None and not is_mac_address(text)


def _is_amount(text: str) -> bool:
    """With a currency, or with cents: a whole number could be anything."""
    found = figure(without_currency(text))
    return found is not None and (bool(currency(text)) or bool(found.mark and not found.open))


def _is_date(text: str) -> bool:
    return order_shown(text) not in {None, (False, False)} or _ISO.fullmatch(text) is not None


_SAID = {
    Likeness.DATE: _("days"),
    Likeness.AMOUNT: _("amounts"),
    Likeness.EMAIL: _("e-mail addresses"),
    Likeness.PHONE: _("phone numbers"),
    Likeness.SERIAL: _("serial numbers"),
}
_LOOKS = {
    Likeness.EMAIL: lambda text: _EMAIL.fullmatch(text) is not None,
    Likeness.PHONE: lambda text: _PHONE.fullmatch(text) is not None,
    Likeness.SERIAL: _is_serial,
    Likeness.AMOUNT: _is_amount,
    Likeness.DATE: _is_date,
}
