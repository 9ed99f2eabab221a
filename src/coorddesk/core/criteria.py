"""A filter by any field: what a record must be like, as data that is kept and said in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from typing import TYPE_CHECKING

from coorddesk.core.fields import Field, Value, said_value
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.tables import Kind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Ask(StrEnum):
    """What is asked of a field."""

    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"
    LACKS = "lacks"
    BEGINS = "begins"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    LAST_DAYS = "last_days"
    NEXT_DAYS = "next_days"
    FILLED = "filled"
    EMPTY = "empty"


VALUES_OF: dict[Ask, int] = {Ask.FILLED: 0, Ask.EMPTY: 0, Ask.BETWEEN: 2}
"""How many values each takes, where it is not one; IS and IS_NOT may have several, of which one must be it."""

OF_WORDS = frozenset({Ask.CONTAINS, Ask.LACKS, Ask.BEGINS})
"""What is asked of the very words, of the name of a record too."""

_SEVERAL = frozenset({Ask.IS, Ask.IS_NOT})
OF_THE_DAY = frozenset({Ask.LAST_DAYS, Ask.NEXT_DAYS})
"""What counts days from today, whichever that is."""


@dataclass(frozen=True)
class Criterion:
    """What is asked of one field; days and numbers at the ends are included.

    Raises `ValueError` if there are not as many values as the question takes: one that was kept may be spoilt.
    """

    field: str
    ask: Ask
    values: tuple[Value, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be asked."""
        count = len(self.values)
        if count != VALUES_OF.get(self.ask, 1) and not (self.ask in _SEVERAL and count):
            raise ValueError(f"{self.ask} does not take {count} values")
        if self.ask in OF_THE_DAY and type(self.values[0]) is not int:
            raise ValueError(f"{self.ask} takes a number of days")


def asks_of(field: Field) -> tuple[Ask, ...]:
    """What may be asked of a field, the most usual first."""
    ends = (Ask.FILLED, Ask.EMPTY)
    if field.is_record:
        return (Ask.IS, Ask.IS_NOT, Ask.CONTAINS, Ask.LACKS, *ends)
    if field.choices or field.kind is Kind.CHOICE:
        return (Ask.IS, Ask.IS_NOT, *ends)
    match field.kind:
        case Kind.NUMBER | Kind.AMOUNT | Kind.DECIMAL:
            return (Ask.IS, Ask.AT_LEAST, Ask.AT_MOST, Ask.BETWEEN, Ask.IS_NOT, *ends)
        case Kind.DATE:
            of_day = (Ask.AT_LEAST, Ask.AT_MOST, Ask.BETWEEN, Ask.IS)
            return (*of_day, Ask.LAST_DAYS, Ask.NEXT_DAYS, *ends)
        case Kind.YES_NO:
            return (Ask.IS, *ends)
    return (Ask.CONTAINS, Ask.LACKS, Ask.IS, Ask.IS_NOT, Ask.BEGINS, *ends)


def ask_title(ask: Ask, kind: Kind) -> Message:
    """What an ask is called between a field and its value: "Price | at least | 100"."""
    if kind is Kind.DATE and ask in _DAY_TITLES:
        return _DAY_TITLES[ask]
    return _TITLES[ask]


def of_the_day(criteria: Iterable[Criterion]) -> bool:
    """Whether what is found depends on today."""
    return any(criterion.ask in OF_THE_DAY for criterion in criteria)


def said_criterion(session: Session, criterion: Criterion, field: Field | None) -> Message:
    """A criterion in a few words, for chips and the heads of reports; of a field that is gone, that it is."""
    if field is None:
        return _("A filter by a field that was deleted")
    title = field.title
    values = [
        verbatim(str(value)) if criterion.ask in OF_WORDS else said_value(session, field, value)
        for value in criterion.values
    ]
    match criterion.ask:
        case Ask.EMPTY:
            return _("{field}: empty", field=title)
        case Ask.FILLED:
            return _("{field}: filled in", field=title)
        case Ask.BETWEEN:
            return _("{field}: {low} to {high}", field=title, low=values[0], high=values[1])
        case Ask.LAST_DAYS:
            return _n("{field}: in the last day", "{field}: in the last {count} days", _days(criterion), field=title)
        case Ask.NEXT_DAYS:
            return _n("{field}: in the next day", "{field}: in the next {count} days", _days(criterion), field=title)
    said = reduce(lambda one, other: _("{one}, {other}", one=one, other=other), values)
    if field.kind is Kind.DATE:
        return _with_day(criterion.ask, title, said)
    return _with_value(criterion.ask, title, said)


def _with_day(ask: Ask, title: Message, said: Message) -> Message:
    match ask:
        case Ask.AT_LEAST:
            return _("{field}: from {day}", field=title, day=said)
        case Ask.AT_MOST:
            return _("{field}: until {day}", field=title, day=said)
    return _("{field}: {values}", field=title, values=said)


def _with_value(ask: Ask, title: Message, said: Message) -> Message:
    match ask:
        case Ask.IS_NOT:
            return _("{field}: not {values}", field=title, values=said)
        case Ask.CONTAINS:
            return _("{field}: with “{text}”", field=title, text=said)
        case Ask.LACKS:
            return _("{field}: without “{text}”", field=title, text=said)
        case Ask.BEGINS:
            return _("{field}: begins with “{text}”", field=title, text=said)
        case Ask.AT_LEAST:
            return _("{field}: at least {number}", field=title, number=said)
        case Ask.AT_MOST:
            return _("{field}: at most {number}", field=title, number=said)
    return _("{field}: {values}", field=title, values=said)


def _days(criterion: Criterion) -> int:
    days = criterion.values[0]
    assert isinstance(days, int)
    return days


_TITLES: Mapping[Ask, Message] = {
    Ask.IS: _p("filter", "is"),
    Ask.IS_NOT: _p("filter", "is not"),
    Ask.CONTAINS: _p("filter", "contains"),
    Ask.LACKS: _p("filter", "does not contain"),
    Ask.BEGINS: _p("filter", "begins with"),
    Ask.AT_LEAST: _p("filter", "is at least"),
    Ask.AT_MOST: _p("filter", "is at most"),
    Ask.BETWEEN: _p("filter", "is between"),
    Ask.LAST_DAYS: _p("filter", "was in the last"),
    Ask.NEXT_DAYS: _p("filter", "is in the next"),
    Ask.FILLED: _p("filter", "is filled in"),
    Ask.EMPTY: _p("filter", "is empty"),
}
_DAY_TITLES: Mapping[Ask, Message] = {
    Ask.IS: _p("filter", "is on"),
    Ask.AT_LEAST: _p("filter", "is from"),
    Ask.AT_MOST: _p("filter", "is until"),
}
