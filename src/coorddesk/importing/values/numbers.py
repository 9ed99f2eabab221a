"""Whole numbers and amounts of money from cells, whichever mark is before their decimals."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from coorddesk.core.decimals import LARGEST as LARGEST_DECIMAL
from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.importing.reading.sheet import Cell
from coorddesk.importing.values.refusal import CellRefused, refuse_damage

CURRENCIES = {
    "EUR": frozenset({"€", "eur", "euro", "euros"}),
    "CHF": frozenset({"chf", "fr."}),
    "CAD": frozenset({"$", "ca$", "cad"}),
    "USD": frozenset({"$", "us$", "usd"}),
    "GBP": frozenset({"£", "gbp"}),
}
"""Words and signs, folded, that may stand before or after an amount."""

_WORDS = sorted(frozenset.union(*CURRENCIES.values()), key=len, reverse=True)  # "us$" before "$"

_TAXES = {
    **dict.fromkeys(("ttc", "t.t.c.", "tvac", "toutes taxes comprises"), "ttc"),
    **dict.fromkeys((" ht", "€ht", " h.t.", "htva", "hors taxes", "hors taxe", "hors tva"), "ht"),
}
ALMOST_HALF = 0.499
LARGEST = 2**31 - 1  # what every database keeps as an integer
_MOST_DIGITS = 15  # more of them but leading zeros are too large for sure, and Python refuses to read thousands of them
_PLAIN = str.maketrans(
    dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}\t", " ")
    | {"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{RIGHT SINGLE QUOTATION MARK}": "'"}
)
_EURO_AS_MARK = re.compile(r"(?<=\d) ?€ ?(?=\d\d$)")  # "349€90", "349 €90"
_NO_CENTS = re.compile(r"[.,]-{1,2}$")  # "149.-"
_WRITTEN = re.compile(r"(?:\d[\d .,']*)?\d|[.,]\d+")
_SIMPLE = re.compile(r"([0-9]{1,10})(?:[.,]([0-9]{1,2}))?")  # most amounts: nothing to think about
_WITH_UNIT = re.compile(r"([-+]?[0-9][0-9 .,']*?) ?([^\W\d_][^\W_]*|%)\.?")
_SAME_UNITS = {"gb": "go", "mb": "mo", "tb": "to", "kb": "ko", "gib": "go", "mib": "mo", "tib": "to", "pcs": "pc"}
_SIGNED = re.compile(r"([-+(]*) ?(.*?) ?([-)]*)")
_DIGITS = re.compile(r"\d+")
_THOUSANDS = re.compile(r"\d{1,3}(?P<mark>[ .,'])\d{3}(?:(?P=mark)\d{3})*")


@dataclass(frozen=True)
class Figure:
    """A number taken apart: the digits before and after the mark of its decimals, and that mark if it is known.

    Where it is `open`, what stands before the last three digits may be that mark or part the thousands: "1.000".
    """

    negative: bool
    whole: str
    decimals: str = ""
    mark: str | None = None
    open: bool = False


def figure(text: str) -> Figure | None:
    """Take a written number apart; None where it is none or its thousands do not come in threes."""
    written = _NO_CENTS.sub("", text.translate(_PLAIN).strip())
    negative = written.startswith(("-", "(")) or written.endswith("-")
    if written.startswith("(") and written.endswith(")"):
        written = written[1:-1]
    written = written.removeprefix("+").removeprefix("-").removesuffix("-").strip()
    if not _WRITTEN.fullmatch(written):
        return None
    whole, mark, decimals = _divided(written)
    digits = _ungrouped(whole)
    if digits is None or not (decimals == "" or decimals.isdecimal()):
        return None
    if mark is None:
        parts = _THOUSANDS.fullmatch(whole)
        other = {".": ",", ",": "."}.get(parts["mark"]) if parts else None
        return Figure(negative, digits, mark=other)
    is_open = len(decimals) == 3 and whole.isdecimal() and 1 <= len(whole) <= 3 and not whole.startswith("0")
    return Figure(negative, digits, decimals, mark, is_open)


def currency(text: str) -> str | None:
    """The word or sign of money before or after a number."""
    return _currency(fold(text).strip("()-+ "))


def unit_of(text: str) -> str | None:
    """What a number counts, folded: "16 Go" and "16GB" are in "go"; None where it does not say, or is no number."""
    parted = _parted(text)
    return None if parted is None else parted[1]


def without_currency(text: str) -> str:
    """The number alone, with its sign: "349,90 €", "$12.58", "EUR 5", "349€90", "-€5", "(5,00 €)"."""
    folded = _EURO_AS_MARK.sub(",", fold(text).translate(_PLAIN))
    found = _SIGNED.fullmatch(folded)
    before, bare, after = found.groups() if found else ("", folded, "")
    word = _currency(bare)
    if word is None:
        return folded
    rest = bare.removeprefix(word) if bare.startswith(word) else bare.removesuffix(word)
    return before + rest.strip() + after


def with_tax(text: str) -> tuple[str, str] | None:
    """An amount and whether it is with taxes ("ttc") or without ("ht"), where that stands behind it."""
    if not text.rstrip(" .")[-1:].isalpha():
        return None
    folded = fold(text)
    for word, tax in _TAXES.items():
        bare = folded.removesuffix(word).rstrip()
        if bare != folded and figure(without_currency(bare)):
            return bare, tax
    return None


def amount_reader(mark: str | None, tax: str | None = None) -> Callable[[Cell], int | None]:
    """A reader of amounts, in cents, for a column where decimals come after `mark` (None: nobody knows).

    Only where all of the column say the same of their `tax` may they say it at all.
    """

    def read_amount(cell: Cell) -> int | None:
        if isinstance(cell, str):
            taxed = None if tax is None else with_tax(cell)
            bare = taxed[0] if taxed and taxed[1] == tax else cell
            return _cents_written(bare, mark) if bare.strip() else None
        return _in_range(_scaled(_number(cell), 100))

    return read_amount


def whole_reader(mark: str | None, unit: str | None = None) -> Callable[[Cell], int | None]:
    """A reader of whole numbers for a column where decimals come after `mark`, and which counts in `unit` only."""

    def read_whole(cell: Cell) -> int | None:
        if isinstance(cell, str):
            parted = None if unit is None else _parted(cell)
            bare = parted[0] if parted and parted[1] == unit else cell
            return _whole_written(bare, mark) if bare.strip() else None
        number = _number(cell)
        if number != int(number):
            raise CellRefused(_("This is not a whole number."))
        return _in_range(int(number))

    return read_whole


def decimal_reader(mark: str | None, unit: str | None = None) -> Callable[[Cell], int | None]:
    """A reader of numbers, in thousandths, for a column where decimals come after `mark`, all counting in `unit`."""

    def read_decimal(cell: Cell) -> int | None:
        if isinstance(cell, str):
            parted = None if unit is None else _parted(cell)
            bare = parted[0] if parted and parted[1] == unit else cell
            return _thousandths_written(bare, mark) if bare.strip() else None
        return _scaled(_number(cell), 1000)

    return read_decimal


def _currency(folded: str) -> str | None:
    return next((word for word in _WORDS if folded.startswith(word) or folded.endswith(word)), None)


def _parted(text: str) -> tuple[str, str] | None:
    """A number and what it counts."""
    found = _WITH_UNIT.fullmatch(fold(text).translate(_PLAIN))
    return None if found is None else (found[1], _SAME_UNITS.get(found[2], found[2]))


def _divided(written: str) -> tuple[str, str | None, str]:
    """The parts around the mark of the decimals, if there is one."""
    place = max(written.rfind("."), written.rfind(","))
    if place < 0:
        return written, None, ""
    mark = written[place]
    if written.count(mark) > 1:
        return written, None, ""
    return written[:place], mark, written[place + 1 :]


def _ungrouped(whole: str) -> str | None:
    """The digits before the mark, without what parts their thousands."""
    if not whole or _DIGITS.fullmatch(whole):
        return whole or "0"
    parts = _THOUSANDS.fullmatch(whole)
    return whole.replace(parts["mark"], "") if parts else None


def _cents_written(text: str, mark: str | None) -> int:
    if found := _SIMPLE.fullmatch(text):
        return _in_range(int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")))
    refuse_damage(text.strip())
    whole, decimals, negative = _settled(without_currency(text), mark)
    if decimals[2:].strip("0"):
        raise CellRefused(_("This amount has more than two decimals."))
    cents = int(whole.lstrip("0") or "0") * 100 + int(decimals[:2].ljust(2, "0"))
    return _in_range(-cents if negative else cents)


def _thousandths_written(text: str, mark: str | None) -> int:
    refuse_damage(text.strip())
    whole, decimals, negative = _settled(text, mark)
    if decimals[3:].strip("0"):
        raise CellRefused(_("This number has more than three decimals."))
    thousandths = int(whole.lstrip("0") or "0") * 1000 + int(decimals[:3].ljust(3, "0"))
    if thousandths > LARGEST_DECIMAL:
        raise CellRefused(_("This number is too large."))
    return -thousandths if negative else thousandths


def _whole_written(text: str, mark: str | None) -> int:
    refuse_damage(text.strip())
    whole, decimals, negative = _settled(text, mark)
    if decimals.strip("0"):
        raise CellRefused(_("This is not a whole number."))
    number = int(whole.lstrip("0") or "0")
    return _in_range(-number if negative else number)


def _scaled(number: float, parts: int) -> int:
    """The number of hundredths or thousandths; half of one counts up, as people see it in a spreadsheet."""
    scaled = number * parts
    whole = round(scaled)
    if abs(scaled - whole) < ALMOST_HALF:
        return whole
    return int((Decimal(repr(number)) * parts).quantize(Decimal(1), ROUND_HALF_UP))


def _settled(text: str, mark: str | None) -> tuple[str, str, bool]:
    """The digits before and after the decimal mark, with what the column knows."""
    found = figure(text)
    if found is None:
        raise CellRefused(_("This is not a number."))
    if len(found.whole.lstrip("0")) > _MOST_DIGITS:
        raise CellRefused(_("This number is too large."))
    if not found.open:
        return found.whole, found.decimals, found.negative
    if mark is None or mark == found.mark:
        raise CellRefused(
            _(
                "The mark in this number may stand before decimals or part the thousands, and the column does not "
                "tell which. Write it with two decimals, or without the mark."
            )
        )
    return found.whole + found.decimals, "", found.negative


def _number(cell: object) -> float:
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise CellRefused(_("A spreadsheet has made a date, “true” or “false” of this; a number belongs here."))
    if not isfinite(cell):
        raise CellRefused(_("This is not a number."))
    if abs(cell) > LARGEST:
        raise CellRefused(_("This number is too large."))
    return cell


def _in_range(number: int) -> int:
    if abs(number) > LARGEST:
        raise CellRefused(_("This number is too large."))
    return number
