"""A column is described once; the table on screen, the pdf, the xlsx and the csv share it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from coorddesk.core.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.texts import Texts

Row = TypeVar("Row")


class Kind(Enum):
    """What the values of a column are, and so how they are written and aligned."""

    TEXT = "text"
    CODE = "code"  # looks like a number but is text: leading zeros stay
    NUMBER = "number"
    AMOUNT = "amount"  # integer cents
    DECIMAL = "decimal"  # integer thousandths
    PERCENT = "percent"  # integer hundredths of a percent
    DATE = "date"
    MOMENT = "moment"  # UTC, shown local
    YES_NO = "yes_no"
    CHOICE = "choice"  # a Message


_SCALED: dict[Kind, Callable[[Texts, int], str]] = {
    Kind.AMOUNT: lambda texts, value: texts.amount(value),
    Kind.DECIMAL: lambda texts, value: texts.decimal(value),
    Kind.PERCENT: lambda texts, value: texts.percent(value),
}
RIGHT_ALIGNED = frozenset({Kind.NUMBER, Kind.AMOUNT, Kind.DECIMAL, Kind.PERCENT})


@dataclass(frozen=True)
class Added:
    """What a column is made of: others, by their keys, added (1) or taken off (-1)."""

    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Share:
    """What a column of percents is made of: some columns together, by their keys, as a share of another."""

    parts: tuple[str, ...]
    whole: str


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: `value` takes it out of a row as str, int, date, datetime, bool, Message or None.

    An int counts cents or thousandths where its kind says so. `width` is in characters of body text. `total` says that
    adding its values up makes sense, or that a report says itself what they come to. `formula` is how a sheet reckons
    it anew from other columns.
    """

    key: str
    title: Message
    value: Callable[[Row], Any]
    kind: Kind = Kind.TEXT
    width: int = 16
    total: bool = False
    formula: Added | Share | None = None


HIDDEN = "••••••••"
"""In place of a secret, whatever its length."""


def heading(column: Column[Any], texts: Texts) -> str:
    """The title of a column above its values; one of amounts says their currency, which the values leave out."""
    title = texts.say(column.title)
    return f"{title}\N{NO-BREAK SPACE}({texts.currency_unit})" if column.kind is Kind.AMOUNT else title


def value_text(value: Any, kind: Kind, texts: Texts) -> str:
    """Write one value that stands by itself, under no heading: an amount with its currency."""
    return texts.money(value) if kind is Kind.AMOUNT and isinstance(value, int) else cell_text(value, kind, texts)


def cell_text(value: Any, kind: Kind, texts: Texts) -> str:
    """Write one value as people read it under its heading; None is an empty cell."""
    if value is None or isinstance(value, str):
        return value or ""
    if kind in _SCALED:
        return _SCALED[kind](texts, value)
    match value:
        case Message():
            return texts.say(value)
        case bool():
            return texts.yes_no(value)
        case int():
            return texts.number(value)
        case datetime():
            return texts.moment(value)
        case date():
            return texts.date(value)
    raise TypeError(f"a column cannot hold {type(value).__name__}")
