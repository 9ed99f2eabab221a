"""Days from cells: in any French, English or ISO shape, or as the number that a spreadsheet keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import Enum

from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.importing.reading.sheet import Cell
from coorddesk.importing.values.refusal import CellRefused, refuse_damage


class Order(Enum):
    """Whether the day or the month comes first in 3/4/2025."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


FIRST_YEAR, LAST_YEAR = 1900, 2100
_LATEST_SHORT_YEAR = 49  # "49" is 2049, "50" is 1950
_FIRST_SERIAL, _LAST_SERIAL = 18_264, 73_415  # from 1950 to 2100, counted from 1900
_EPOCH = date(1899, 12, 30)
_DAYS_BETWEEN_EPOCHS = 1462

_NAMES = (
    "janvier janv jan january",
    "fevrier fevr fev february feb",
    "mars mar march",
    "avril avr april apr",
    "mai may",
    "juin june jun",
    "juillet juil july jul",
    "aout august aug",
    "septembre sept sep september",
    "octobre oct october",
    "novembre nov november",
    "decembre dec december",
)
_MONTHS = {name: month for month, names in enumerate(_NAMES, start=1) for name in names.split()}
_WEEKDAY = re.compile(
    r"^(?:lun|mar|mer|jeu|ven|sam|dim|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\.?,? +(?=\D*\d)"
)
_TIME = re.compile(
    r"(?:t| a | at |,? +)(?:(?:\d{1,2}[:h]\d{2}|\d{1,2}h)(?::?\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?"
    r"(?: ?z| ?[+-]\d{2}:?\d{2})?|matin|apres-midi|apres midi|midi|soir|journee|am|pm)$"
)
_NUMBERS = re.compile(r"(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_EIGHT_DIGITS = re.compile(r"\d{8}")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_DAY_NAME = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?(?: de | of |[ .\-/]*)([a-z]+)[ .,\-/]*(\d{4}|\d{2})")
_NAME_DAY = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


def date_reader(order: Order | None, *, epoch_1904: bool) -> Callable[[Cell], date | None]:
    """A reader of days for a column where `order` holds (None: only days that read one way are taken)."""

    def read_date(cell: Cell) -> date | None:
        match cell:
            case str():
                return _written(cell, order, epoch_1904=epoch_1904) if cell.strip() else None
            case datetime():
                return _in_range(cell.year, cell.month, cell.day)
            case date():
                return _in_range(cell.year, cell.month, cell.day)
            case int() | float() if not isinstance(cell, bool):
                return _counted(cell, epoch_1904=epoch_1904)
        raise CellRefused(_("This is a time without a day."))

    return read_date


def order_shown(text: str) -> tuple[bool, bool] | None:
    """Whether a day in figures can be read day first, and month first; None where it is written another way."""
    found = _NUMBERS.fullmatch(_without_time(fold(text)))
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    return (first <= 31 and second <= 12, first <= 12 and second <= 31)


def _written(text: str, order: Order | None, *, epoch_1904: bool) -> date:
    refuse_damage(text.strip())
    folded = fold(text)
    if _SERIAL.fullmatch(folded):
        return _counted(float(folded.replace(",", ".")), epoch_1904=epoch_1904)
    bare = _without_time(folded)
    if found := _NUMBERS.fullmatch(bare):
        return _in_figures(int(found[1]), int(found[3]), _year(found[4]), order)
    day = _in_words(bare) or _in_words(_WEEKDAY.sub("", bare)) or _year_first(bare)
    if day is None:
        raise CellRefused(_("This is not a date. Write it as 31/01/2026 or 2026-01-31."))
    return day


def _without_time(folded: str) -> str:
    return _TIME.sub("", folded).rstrip(" ,")


def _in_figures(first: int, second: int, year: int, order: Order | None) -> date:
    """3/4/2025 in the column's order; a day that reads only one way needs none, and the wrong way is no day."""
    day_first, month_first = second <= 12, first <= 12
    if day_first and month_first and first != second and order is None:
        raise CellRefused(
            _("This date reads day first or month first, and the column has both. Write it as 2026-01-31.")
        )
    if order is Order.MONTH_FIRST or (order is None and not day_first):
        return _in_range(year, first, second)
    return _in_range(year, second, first)


def _in_words(bare: str) -> date | None:
    """31 janvier 2026, 1er mars 26, 3-Feb-2026, March 12, 2026."""
    if found := _DAY_NAME.fullmatch(bare):
        day, name, year = found[1], found[2], found[3]
    elif found := _NAME_DAY.fullmatch(bare):
        name, day, year = found[1], found[2], found[3]
    else:
        return None
    month = _MONTHS.get(name)
    return None if month is None else _in_range(_year(year), month, int(day))


def _year_first(bare: str) -> date | None:
    """2026-01-31, 2026/1/31, 20260131; eight digits may also end with the year, for no month is 19, 20 or 21."""
    if found := _ISO.fullmatch(bare):
        return _in_range(int(found[1]), int(found[3]), int(found[4]))
    if not _EIGHT_DIGITS.fullmatch(bare):
        return None
    if FIRST_YEAR <= int(bare[:4]) <= LAST_YEAR and int(bare[4:6]) <= 12:
        return _in_range(int(bare[:4]), int(bare[4:6]), int(bare[6:]))
    return _in_range(int(bare[4:]), int(bare[2:4]), int(bare[:2]))


def _counted(number: float, *, epoch_1904: bool) -> date:
    """The day that a spreadsheet keeps as a number; eight digits are a day written without marks."""
    if number == int(number) and len(str(int(number))) == 8:
        day = _year_first(str(int(number)))
        assert day is not None
        return day
    days = int(number) + (_DAYS_BETWEEN_EPOCHS if epoch_1904 else 0)
    if not _FIRST_SERIAL <= days <= _LAST_SERIAL:
        raise CellRefused(_("This number is not a date."))
    return _EPOCH + timedelta(days=days)


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year <= _LATEST_SHORT_YEAR else 1900)


def _in_range(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellRefused(_("This year is out of range."))
    try:
        return date(year, month, day)
    except ValueError as error:
        raise CellRefused(_("There is no such day.")) from error
