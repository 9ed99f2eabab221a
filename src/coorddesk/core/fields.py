"""A field of a feature's records as filters and bulk edits know it: what it holds, and how its values read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.core.options import Option
from coorddesk.core.tables import Kind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Value = str | int | bool | date
"""What a filter compares with or an edit writes: a record by its id, an amount in cents, a choice by its value."""


Search = Callable[["Session", str, int], Sequence[Option]]
"""Records whose name holds every word of a text, so many at most."""


class Way(StrEnum):
    """What a bulk edit does to a field."""

    SET = "set"
    ERASE = "erase"
    ADD = "add"


WAY_TITLES: dict[Way, Message] = {
    Way.SET: _p("bulk edit", "becomes"),
    Way.ERASE: _p("bulk edit", "is erased"),
    Way.ADD: _p("bulk edit", "gets added"),
}


@dataclass(frozen=True)
class Field:
    """One field by its key, which is that of its column; a desk's own are "custom:ID".

    `choices` are the values of one that has few. `search` finds the records of one that points at them, `name` tells
    what one of them is called. `ways` are what a bulk edit may do.
    """

    key: str
    title: Message
    kind: Kind = Kind.TEXT
    choices: tuple[tuple[Value, Message], ...] = ()
    search: Search | None = field(default=None, repr=False, compare=False)
    name: Callable[[Session, int], str | None] | None = field(default=None, repr=False, compare=False)
    ways: tuple[Way, ...] = ()

    @property
    def is_record(self) -> bool:
        """Whether its values are ids of records."""
        return self.search is not None

    @property
    def is_text(self) -> bool:
        """Whether its values are what somebody wrote."""
        return self.kind in {Kind.TEXT, Kind.CODE} and not self.is_record and not self.choices


def named_by(kind: Any, attribute: str = "name") -> Callable[[Session, int], str | None]:
    """What tells how a record of a model is called, by one of its columns."""

    def name(session: Session, row_id: int) -> str | None:
        row = session.get(kind, row_id)
        return None if row is None else getattr(row, attribute)

    return name


def said_value(session: Session, about: Field, value: Any) -> Message:
    """A value as people read it; a record that is gone is said to be."""
    if about.is_record and about.name is not None:
        name = about.name(session, value) if isinstance(value, int) else None
        return GONE if name is None else verbatim(name)
    if about.choices:
        return next((title for choice, title in about.choices if choice == value), GONE)
    match value:
        case bool():
            return _("Yes") if value else _("No")
        case int() if about.kind is Kind.AMOUNT:
            return _decimal(value, 2)
        case int() if about.kind is Kind.DECIMAL:
            return _decimal(value, 3)
        case str():
            return verbatim(value)
    return Message("{verbatim}", (("verbatim", value),))  # a number or a day, said as the reader writes them


GONE = _p("record", "deleted")


def _decimal(value: int, decimals: int) -> Message:
    """An amount in full, a number with the decimals it has and no more."""
    whole, part = divmod(abs(value), 10**decimals)
    sign = "-" if value < 0 else ""
    digits = f"{part:0{decimals}}" if decimals == 2 else f"{part:0{decimals}}".rstrip("0")
    if not digits:
        return verbatim(f"{sign}{whole}")
    return _p("amount", "{whole}.{cents}", whole=f"{sign}{whole}", cents=digits)
