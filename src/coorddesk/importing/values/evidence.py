"""What a column's texts prove about how its dates and numbers are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.importing.values.dates import Order, order_shown
from coorddesk.importing.values.numbers import CURRENCIES, currency, figure, unit_of, with_tax, without_currency

_LAST_MONTH = 12
_ENOUGH_TYPED = 4  # different days: fewer may well be early ones by chance
_YEAR_FIRST = re.compile(r"\s*(\d\d)([-/. ])(\d\d)\2(\d\d)(?!\d)")  # "98/12/31"


class DateEvidence:
    """Whether the day, the month or a year of two digits comes first."""

    def __init__(self) -> None:
        """Nothing is proved yet."""
        self.day_first: str | None = None
        self.month_first: str | None = None
        self._either = False
        self._years_first = 0
        self._no_day_first = False  # a first number that is no day: a year, if all texts may begin with one
        self._in_figures = 0
        self._typed = 0
        self._typed_late = False

    def look_at_day(self, day: date) -> None:
        """Take a day into account that the sheet holds as such."""
        self._typed += 1
        self._typed_late = self._typed_late or day.day > _LAST_MONTH

    def look(self, text: str) -> None:
        """Take one text into account."""
        shown = order_shown(text)
        if shown is None:
            return
        self._in_figures += 1
        if year := _YEAR_FIRST.match(text):
            self._years_first += int(year[3]) <= 12 and int(year[4]) <= 31
        match shown:
            case (True, False):
                self.day_first = text
            case (False, True):
                self.month_first = text
            case (True, True):
                self._either = True
            case _:
                self._no_day_first = True

    def order(self, prevailing: Order) -> Order | None:
        """The order that is proved; where both are, none; where none is, the one that prevails in the sheet."""
        if self._no_day_first and self._years_first == self._in_figures:
            return Order.YEAR_FIRST
        if self.day_first and self.month_first:
            return None
        if self.day_first or self.month_first:
            return Order.DAY_FIRST if self.day_first else Order.MONTH_FIRST
        return prevailing

    @property
    def swapped(self) -> str | None:
        """A text that shows that a spreadsheet took days for months; None where nothing does.

        It made days of those texts that can be read in its own order, which is not that of the file: all of them are
        up to the 12th, and all others stayed texts.
        """
        if self._typed < _ENOUGH_TYPED or self._typed_late or self._either or self._no_day_first:
            return None
        return None if self.day_first and self.month_first else self.day_first or self.month_first

    @property
    def readings(self) -> tuple[str, ...]:
        """The orders in which the texts may be read."""
        if not self._in_figures:
            return ()
        orders = [Order.DAY_FIRST, Order.MONTH_FIRST] + ([Order.YEAR_FIRST] if self._years_first else [])
        return tuple(order.value for order in orders)

    def reads(self, order: Order | None) -> Message:
        """How the column reads in an order."""
        match order:
            case Order.DAY_FIRST if self._in_figures:
                return _("days as 31/01/2026")
            case Order.MONTH_FIRST if self._in_figures:
                return _("days as 01/31/2026")
            case Order.YEAR_FIRST if self._in_figures:
                return _("days as 26/01/31")
            case None:
                return _("days that read one way only")
        return _("days")

    def decisions(self, order: Order | None) -> list[Message]:
        """What people should know of a column that is read in `order`."""
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
        match order:
            case Order.DAY_FIRST:
                return [_("dates have the day first")]
            case Order.MONTH_FIRST:
                return [_("dates have the month first")]
        return [_("dates have the year first")]


class NumberEvidence:
    """Which mark stands before decimals, in what money amounts are, and what whole numbers count."""

    def __init__(self) -> None:
        """Nothing is proved yet."""
        self._marks: set[str] = set()
        self._open = False
        self._currencies: set[str] = set()
        self._units: Counter[str] = Counter()
        self._taxes: Counter[str | None] = Counter()

    def look(self, text: str) -> None:
        """Take one text into account."""
        taxed = with_tax(text)
        self._taxes[taxed and taxed[1]] += 1
        if taxed is not None:
            text, _tax = taxed
        word = currency(text)
        if word:
            self._currencies.add(word)
        found = figure(without_currency(text))
        if found is None:
            unit = unit_of(text)
            if unit:
                self._units[unit] += 1
        elif found.open:
            self._open = True
        elif found.mark:
            self._marks.add(found.mark)

    @property
    def mark(self) -> str | None:
        """The mark before decimals; None where nothing or both are proved."""
        return next(iter(self._marks)) if len(self._marks) == 1 else None

    @property
    def unit(self) -> str | None:
        """What all numbers count that say so ("go"); None where they do not, or count several things."""
        return next(iter(self._units)) if len(self._units) == 1 else None

    @property
    def tax(self) -> str | None:
        """Whether all amounts say that they are with taxes ("ttc") or without ("ht"); None where some do not."""
        return next(iter(self._taxes)) if len(self._taxes) == 1 else None

    @property
    def readings(self) -> tuple[str, ...]:
        """The marks that may stand before decimals."""
        return (",", ".") if self._marks or self._open else ()

    def reads_amounts(self, mark: str | None) -> Message:
        """How a column of amounts reads."""
        if mark is None or not self.readings:
            return _("amounts")
        return _("amounts, comma before cents") if mark == "," else _("amounts, point before cents")

    def reads_decimals(self, mark: str | None) -> Message:
        """How a column of numbers with decimals reads."""
        if mark is None or not self.readings:
            return _("numbers with “{unit}”", unit=self.unit) if self.unit else _("numbers")
        return _("numbers, comma before decimals") if mark == "," else _("numbers, point before decimals")

    def reads_numbers(self) -> Message:
        """How a column of whole numbers reads."""
        return _("whole numbers with “{unit}”", unit=self.unit) if self.unit else _("whole numbers")

    def decisions(self, mark: str | None, home: str) -> list[Message]:
        """What people should know of a column whose decimals come after `mark`.

        Amounts in the money called `home` ("EUR") are what everybody expects.
        """
        said = []
        if mark and self._marks:
            said.append(_("decimals come after a comma") if mark == "," else _("decimals come after a point"))
        elif self._marks:
            said.append(
                _("some decimals come after a comma, some after a point; numbers that read both ways are refused")
            )
        if self.tax:
            said.append(_("all amounts say “{word}” and are taken as they are", word=verbatim(self.tax.upper())))
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
