"""The values of custom fields: what each type takes, and how it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from coorddesk.core.decimals import LARGEST
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _
from coorddesk.core.money import LARGEST as LARGEST_AMOUNT
from coorddesk.core.tables import Kind
from coorddesk.core.tidy import tidy
from coorddesk.inventory.rules.devices import CustomType

Custom = str | int | bool | date
"""A value: text, choice and link as str, a number in thousandths, an amount in cents, a day, yes or no."""

LONGEST_TEXT, LONGEST_LINK = 1000, 2000

CUSTOM_KINDS: dict[CustomType, Kind] = {
    CustomType.TEXT: Kind.TEXT,
    CustomType.NUMBER: Kind.DECIMAL,
    CustomType.AMOUNT: Kind.AMOUNT,
    CustomType.DATE: Kind.DATE,
    CustomType.YES_NO: Kind.YES_NO,
    CustomType.CHOICE: Kind.CHOICE,
    CustomType.LINK: Kind.TEXT,
}
"""How the values of a type stand in a column."""

_SCHEMES = frozenset({"http", "https", "mailto"})
_MOST = {CustomType.NUMBER: LARGEST, CustomType.AMOUNT: LARGEST_AMOUNT}
_KEY = "custom:"


def custom_key(field_id: int) -> str:
    """The key of a field's column, of its place in a form, of an order and of a filter: "custom:12"."""
    return f"{_KEY}{field_id}"


def custom_id(key: str) -> int | None:
    """The id of the field that a key means; None for any other key."""
    digits = key.removeprefix(_KEY)
    return int(digits) if digits != key and digits.isascii() and digits.isdecimal() else None


class StoredCustom(NamedTuple):
    """The columns of a value, in their order."""

    text: str = ""
    folded: str = ""
    number: int | None = None
    day: date | None = None


def kept(kind: CustomType, choices: Sequence[str], value: Custom | None) -> StoredCustom | None:
    """The columns of a value, None for none. Raises `UserError` for what a field of this type does not take."""
    match kind, value:
        case _, None | "":
            return None
        case CustomType.TEXT | CustomType.CHOICE | CustomType.LINK, str():
            text = _TEXTS[kind](value, choices)
            return StoredCustom(text, fold(text)) if text else None
        case CustomType.YES_NO, bool():
            return StoredCustom(number=int(value))
        case CustomType.NUMBER | CustomType.AMOUNT, int() if not isinstance(value, bool):
            if abs(value) > _MOST[kind]:
                raise UserError(_("This number is too large."))
            return StoredCustom(number=value)
        case CustomType.DATE, date():
            return StoredCustom(day=value)
    raise TypeError(f"a field of {kind} does not take {value!r}")


def held(kind: CustomType, text: str, number: int | None, day: date | None) -> Custom:
    """The value in its columns."""
    match kind:
        case CustomType.DATE:
            assert day is not None
            return day
        case CustomType.YES_NO:
            return bool(number)
        case CustomType.NUMBER | CustomType.AMOUNT:
            assert number is not None
            return number
    return text


def link_typed(text: str) -> str:
    """An address on the web or of mail, in full; "" for an empty field. Raises `UserError`.

    Anything else that a system could open, a program on this computer, is none.
    """
    address = tidy(text)
    if not address:
        return ""
    if len(address) > LONGEST_LINK or " " in address:
        raise UserError(_not_a_link(text))
    if ":" not in address.split("/", 1)[0] and "." in address:
        address = f"mailto:{address}" if "@" in address.split("/", 1)[0] else f"https://{address}"
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise UserError(_not_a_link(text)) from error
    place = parts.path if parts.scheme == "mailto" else parts.hostname
    if parts.scheme not in _SCHEMES or not place or (parts.scheme == "mailto" and "@" not in place):
        raise UserError(_not_a_link(text))
    return address


def choices_typed(choices: Sequence[str]) -> list[str]:
    """The choices of a field as they are kept. Raises `UserError` where there is none, or the same twice."""
    tidied = [choice for choice in map(tidy, choices) if choice]
    if not tidied:
        raise UserError(_("Say at least one thing to choose."), field="choices")
    seen: dict[str, str] = {}
    for choice in tidied:
        if fold(choice) in seen:
            raise UserError(_("“{choice}” is there twice.", choice=choice), field="choices")
        seen[fold(choice)] = choice
    return tidied


def _text(text: str, _choices: Sequence[str]) -> str:
    tidied = tidy(text)
    if len(tidied) > LONGEST_TEXT:
        raise UserError(_("This has more than {count} characters.", count=LONGEST_TEXT))
    return tidied


def _choice(text: str, choices: Sequence[str]) -> str:
    """One of the choices as the desk spells it."""
    spelt = {fold(choice): choice for choice in choices}
    found = spelt.get(fold(text))
    if found is None and tidy(text):
        said = ", ".join(choices)
        raise UserError(_("“{text}” is none of the choices: {choices}.", text=tidy(text), choices=said))
    return found or ""


def _link(text: str, _choices: Sequence[str]) -> str:
    return link_typed(text)


_TEXTS = {CustomType.TEXT: _text, CustomType.CHOICE: _choice, CustomType.LINK: _link}


def _not_a_link(text: str) -> Message:
    return _("“{text}” is not the address of a page. Write it like https://www.example.fr.", text=tidy(text))
