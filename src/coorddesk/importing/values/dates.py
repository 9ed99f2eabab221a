"""Days from cells: in any French, English or ISO shape, or as the number that a spreadsheet keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.importing.reading.sheet import Cell
from coorddesk.importing.values.refusal import CellRefused, refuse_damage


class Order(Enum):
    """Whether the day, the month or a year of two digits comes first in 03/04/25."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    YEAR_FIRST = "ymd"


FIRST_YEAR, LAST_YEAR = 1900, 2100
LATEST_SHORT_YEAR = 2049
"""The last year that two digits stand for: "49" is 2049, "50" is 1950."""

_FIRST_SERIAL, _LAST_SERIAL = 18_264, 73_415  # from 1950 to 2100, counted from 1900
_EPOCH = date(1899, 12, 30)
_DAYS_BETWEEN_EPOCHS = 1462
_NINE_DIGITS = 100_000_000

_NAMES = (
    "janvier janv jan january",
    "fevrier fevr fev february feb",
    "mars mar march",
    "avril avr april apr",
    "mai may",
    "juin june jun",
    "juillet juill juil july jul",
    "aout aou august aug",
    "septembre sept sep september",
    "octobre oct october",
    "novembre nov november",
    "decembre dec december",
)
_HYPHENS = str.maketrans(dict.fromkeys("\N{HYPHEN}\N{EN DASH}\N{MINUS SIGN}", "-"))
_MONTHS = {name: month for month, names in enumerate(_NAMES, start=1) for name in names.split()}
_WEEKDAY = re.compile(
    r"^(?:le +)?(?:(?:lun|mar|mer|jeu|ven|sam|dim|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\.?,? +)?"
    r"(?=\D*\d)"
)
_TIME = re.compile(
    r"(?:t| a | at | vers |,? +)(?:(?:\d{1,2}[:h]\d{2}|\d{1,2}h)(?::?\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?"
    r"(?: ?z| ?(?:utc|gmt)| ?[+-]\d{2}:?\d{2})?|matin|apres-midi|apres midi|midi|soir|journee|am|pm)$"
)
_CLOCK = re.compile(
    r"(?:t| a | at | vers |,? +)(\d{1,2})(?:[:h](\d{2})|h)(?::?\d{2}(?:[.,]\d+)?)?(?: ?([ap])\.?m\.?)?"
    r"(?: ?z| ?(?:utc|gmt)| ?[+-]\d{2}:?\d{2})?$"
)
_HAIR = timedelta(seconds=1)
_LAST_HOUR, _LAST_MINUTE = 23, 59
_NUMBERS = re.compile(r"(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_WEEK_DAY = re.compile(r"(\d{4})-w(\d{2})-([1-7])")
_EIGHT_DIGITS = re.compile(r"\d{8}")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_DAY_NAME = re.compile(r"(\d{1,2})(?: ?er|st|nd|rd|th)?(?: de | of |[ .\-/]*)([a-z]+)[ .,\-/]*(\d{4}|\d{2})")
_NAME_DAY = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


@dataclass(frozen=True)
class _Style:
    """How a column writes its days."""

    order: Order | None
    epoch_1904: bool
    latest_short_year: int


def date_reader(
    order: Order | None, *, epoch_1904: bool, latest_short_year: int = LATEST_SHORT_YEAR
) -> Callable[[Cell], date | None]:
    """A reader of days for a column where `order` holds (None: only days that read one way are taken).

    `epoch_1904` sheets count their days from 1904, as old spreadsheets of the Mac do; `latest_short_year` is the last
    year that two digits stand for.
    """
    style = _Style(order, epoch_1904, latest_short_year)

    def read_date(cell: Cell) -> date | None:
        match cell:
            case str():
                return _written(cell, style) if cell.strip() else None
            case datetime():
                return _in_range(cell.year, cell.month, cell.day)
            case date():
                return _in_range(cell.year, cell.month, cell.day)
            case int() | float() if not isinstance(cell, bool):
                return _counted(cell, style)
        raise CellRefused(_("This is a time without a day."))

    return read_date


def moment_reader(
    order: Order | None, *, epoch_1904: bool, latest_short_year: int = LATEST_SHORT_YEAR
) -> Callable[[Cell], datetime | None]:
    """A reader of days with a time, to the minute and on the wall of this place; a day alone begins at 00:00."""
    read_date = date_reader(order, epoch_1904=epoch_1904, latest_short_year=latest_short_year)

    def read_moment(cell: Cell) -> datetime | None:
        day = read_date(cell)
        return None if day is None else datetime.combine(day, _time_of(cell))

    return read_moment


def order_shown(text: str) -> tuple[bool, bool] | None:
    """Whether a day in figures can be read day first, and month first; None where it is written another way."""
    found = _NUMBERS.fullmatch(_without_weekday(_without_time(_folded(text))))
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    return (first <= 31 and second <= 12, first <= 12 and second <= 31)


def _written(text: str, style: _Style) -> date:
    refuse_damage(text.strip())
    folded = _folded(text)
    if _SERIAL.fullmatch(folded):
        return _counted(float(folded.replace(",", ".")), style)
    with_weekday = _without_time(folded)
    bare = _without_weekday(with_weekday)
    if found := _NUMBERS.fullmatch(bare):
        return _in_figures(found[1], found[3], found[4], style)
    day = _in_words(with_weekday, style) or _in_words(bare, style) or _year_first(bare, style)
    if day is None:
        raise CellRefused(_("This is not a date. Write it as 31/01/2026 or 2026-01-31."))
    return day


def _time_of(cell: Cell) -> time:
    """The time that stands beside a day, without its seconds; what a spreadsheet keeps is a hair before or after it."""
    match cell:
        case datetime():
            return (cell + _HAIR).time().replace(second=0, microsecond=0)
        case int() | float():
            return _time_in_day(cell % 1)
        case str():
            return _time_written(_folded(cell))
    return time()


def _time_written(folded: str) -> time:
    if _SERIAL.fullmatch(folded):
        return _time_in_day(float(folded.replace(",", ".")) % 1)
    found = _CLOCK.search(folded)
    if found is None:
        return time()
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        raise CellRefused(_("There is no such time."))
    return time(hour, minute)


def _time_in_day(part: float) -> time:
    """The time of a part of a day; its last minute is not the next day."""
    hour, minute = divmod(min(round(part * 24 * 60), 24 * 60 - 1), 60)
    return time(hour, minute)


def _folded(text: str) -> str:
    return fold(text).translate(_HYPHENS)


def _without_time(folded: str) -> str:
    return _TIME.sub("", folded).rstrip(" ,-")


def _without_weekday(folded: str) -> str:
    return _WEEKDAY.sub("", folded)


def _in_figures(first: str, second: str, third: str, style: _Style) -> date:
    """3/4/2025 in the column's order; a day that reads only one way needs none, and the wrong way is no day."""
    order = style.order
    if order is Order.YEAR_FIRST:
        if len(third) == 2:
            return _in_range(_year(first.zfill(2), style), int(second), int(third))
        order = None  # the year shows where it is
    year, one, two = _year(third, style), int(first), int(second)
    if one <= 12 and two <= 12 and one != two and order is None:
        raise CellRefused(
            _("This date reads day first or month first, and the column has both. Write it as 2026-01-31.")
        )
    if order is Order.MONTH_FIRST or (order is None and two > 12):
        return _in_range(year, one, two)
    return _in_range(year, two, one)


def _in_words(bare: str, style: _Style) -> date | None:
    """31 janvier 2026, 1er mars 26, 3-Feb-2026, March 12, 2026."""
    if found := _DAY_NAME.fullmatch(bare):
        day, name, year = found[1], found[2], found[3]
    elif found := _NAME_DAY.fullmatch(bare):
        name, day, year = found[1], found[2], found[3]
    else:
        return None
    month = _MONTHS.get(name)
    return None if month is None else _in_range(_year(year, style), month, int(day))


def _year_first(bare: str, style: _Style) -> date | None:
    """2026-01-31, 2026/1/31, 2026-W05-6, 20260131, and 31012026: no month is 19, 20 or 21."""
    if found := _ISO.fullmatch(bare):
        return _in_range(int(found[1]), int(found[3]), int(found[4]))
    if found := _WEEK_DAY.fullmatch(bare):
        return _in_week(*map(int, found.groups()))
    if not _EIGHT_DIGITS.fullmatch(bare):
        return None
    if FIRST_YEAR <= int(bare[:4]) <= LAST_YEAR and int(bare[4:6]) <= 12:
        return _in_range(int(bare[:4]), int(bare[4:6]), int(bare[6:]))
    day, month = (bare[2:4], bare[:2]) if style.order is Order.MONTH_FIRST else (bare[:2], bare[2:4])
    return _in_range(int(bare[4:]), int(month), int(day))


def _counted(number: float, style: _Style) -> date:
    """The day that a spreadsheet keeps as a number; eight digits are a day written without marks."""
    if not 0 <= number < _NINE_DIGITS:  # infinity, and no number at all
        raise CellRefused(_("This number is not a date."))
    if number == int(number) and len(str(int(number))) == 8:
        day = _year_first(str(int(number)), style)
        assert day is not None
        return day
    days = int(number) + (_DAYS_BETWEEN_EPOCHS if style.epoch_1904 else 0)
    if not _FIRST_SERIAL <= days <= _LAST_SERIAL:
        raise CellRefused(_("This number is not a date."))
    return _EPOCH + timedelta(days=days)


def _year(text: str, style: _Style) -> int:
    """A year of four digits, or the latest that two may stand for."""
    if len(text) == 4:
        return int(text)
    century, last = divmod(style.latest_short_year, 100)
    return 100 * (century if int(text) <= last else century - 1) + int(text)


def _in_week(year: int, week: int, day: int) -> date:
    try:
        found = date.fromisocalendar(year, week, day)
    except ValueError as error:
        raise CellRefused(_("There is no such day.")) from error
    return _in_range(found.year, found.month, found.day)


def _in_range(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellRefused(_("This year is out of range."))
    try:
        return date(year, month, day)
    except ValueError as error:
        raise CellRefused(_("There is no such day.")) from error
