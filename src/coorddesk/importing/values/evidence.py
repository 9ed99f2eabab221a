"""What a column's texts prove about how its dates and numbers are written."""

from __future__ import annotations

from collections.abc import Iterable

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.importing.values.dates import Order, order_shown
from coorddesk.importing.values.numbers import CURRENCIES, currency, figure, without_currency


class DateEvidence:
    """Whether the day or the month comes first."""

    def __init__(self) -> None:
        """Nothing is proved yet."""
        self.day_first: str | None = None
        self.month_first: str | None = None
        self._either = False

    def look(self, text: str) -> None:
        """Take one text into account."""
        match order_shown(text):
            case (True, False):
                self.day_first = text
            case (False, True):
                self.month_first = text
            case (True, True):
                self._either = True

    def order(self, prevailing: Order) -> Order | None:
        """The order that is proved; where both are, none; where none is, the one that prevails in the sheet."""
        if self.day_first and self.month_first:
            return None
        if self.day_first or self.month_first:
            return Order.DAY_FIRST if self.day_first else Order.MONTH_FIRST
        return prevailing

    def decisions(self, prevailing: Order) -> list[Message]:
        """What people should know."""
        order = self.order(prevailing)
        if order is None:
            return [
                _(
                    "some dates have the day first ({one}), some the month ({other}); "
                    "those that read both ways are refused",
                    one=verbatim(self.day_first or ""),
                    other=verbatim(self.month_first or ""),
                )
            ]
        if not (self.day_first or self.month_first or self._either):
            return []
        return [_("dates have the month first") if order is Order.MONTH_FIRST else _("dates have the day first")]


class NumberEvidence:
    """Which mark stands before decimals, and in what money amounts are."""

    def __init__(self) -> None:
        """Nothing is proved yet."""
        self._marks: set[str] = set()
        self._currencies: set[str] = set()

    def look(self, text: str) -> None:
        """Take one text into account."""
        word = currency(text)
        if word:
            self._currencies.add(word)
        found = figure(without_currency(text))
        if found and found.mark and not found.open:
            self._marks.add(found.mark)

    @property
    def mark(self) -> str | None:
        """The mark before decimals; None where nothing or both are proved."""
        return next(iter(self._marks)) if len(self._marks) == 1 else None

    def decisions(self, home: str) -> list[Message]:
        """What people should know; amounts in the money called `home` ("EUR") are what everybody expects."""
        said = []
        if self.mark:
            said.append(_("decimals come after a comma") if self.mark == "," else _("decimals come after a point"))
        elif self._marks:
            said.append(
                _("some decimals come after a comma, some after a point; numbers that read both ways are refused")
            )
        foreign = self._currencies - CURRENCIES.get(home, frozenset())
        if foreign:
            said.append(
                _(
                    "amounts are taken as they are, whatever their money ({money})",
                    money=verbatim(", ".join(sorted(foreign))),
                )
            )
        return said


def prevailing_order(columns: Iterable[DateEvidence]) -> Order:
    """The order for columns that prove none: month first where others do so throughout, else day first as in Europe."""
    proofs = list(columns)
    if any(one.month_first for one in proofs) and not any(one.day_first for one in proofs):
        return Order.MONTH_FIRST
    return Order.DAY_FIRST
