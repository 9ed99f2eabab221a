"""Columns whose cells are plainly what they say, told by a glance at a thousand of them at once.

Most cells of a large sheet need no reading. What a glance takes comes to the same as the reader of each cell would
make of it; where it is not sure, it says so, and each cell is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from coorddesk.importing.found import Found
from coorddesk.importing.kind import FieldType
from coorddesk.importing.mapping.columns import Fed
from coorddesk.importing.values.numbers import ALMOST_HALF, LARGEST

Glance = Callable[[Sequence[Any]], Sequence[Any] | None]
"""The values of a column's cells, or None: read each."""

_CODES = re.compile(r"(?:[0-9A-Za-z][0-9A-Za-z_.-]*)?(?:\n(?:[0-9A-Za-z][0-9A-Za-z_.-]*)?)*")
_NOT_PLAIN = re.compile(r"^(?:[^\S\n]|[#E\0])|[^\S\n]$", re.MULTILINE)  # blanks around, or signs of damage
_NUMBERS = {float, int}
_LARGEST_AMOUNT = LARGEST // 100


def glance_of(one: Fed, found: Found) -> Glance | None:
    """How to take a whole column at once; None where each of its cells must be read."""
    if len(one.headers) != 1 or one.split is not None or one.field.spelt is not None:
        return None
    if found.options.values.get(one.field.key):
        return None
    return _GLANCES.get(one.field.type)


def codes_at_a_glance(cells: Sequence[Any]) -> Sequence[Any] | None:
    """Identifiers of letters and digits, and blanks."""
    text = _lines(cells)
    return _with_blanks(cells) if text is not None and _CODES.fullmatch(text) else None


def texts_at_a_glance(cells: Sequence[Any]) -> Sequence[Any] | None:
    """Texts on one line, without anything invisible in them, and blanks."""
    text = _lines(cells)
    if text is None or _NOT_PLAIN.search(text) or not text.replace("\n", "").isprintable():
        return None
    return _with_blanks(cells)


def wholes_at_a_glance(cells: Sequence[Any]) -> Sequence[Any] | None:
    """Whole numbers that a spreadsheet keeps as numbers."""
    if not set(map(type, cells)) <= _NUMBERS or not all(-LARGEST <= cell <= LARGEST for cell in cells):
        return None
    wholes = list(map(int, cells))
    return wholes if wholes == list(cells) else None


def amounts_at_a_glance(cells: Sequence[Any]) -> Sequence[Any] | None:
    """Amounts that a spreadsheet keeps as numbers, in cents, and blanks."""
    numbers = [cell for cell in cells if cell != ""] if "" in cells else cells
    if not set(map(type, numbers)) <= _NUMBERS or not all(
        -_LARGEST_AMOUNT <= number <= _LARGEST_AMOUNT for number in numbers
    ):
        return None
    scaled = [number * 100 for number in numbers]
    cents = list(map(round, scaled))
    if any(abs(exact - whole) >= ALMOST_HALF for exact, whole in zip(scaled, cents, strict=True)):
        return None
    if numbers is cells:
        return cents
    filled = iter(cents)
    return [None if cell == "" else next(filled) for cell in cells]


def _lines(cells: Sequence[Any]) -> str | None:
    """The cells as lines of one text; None if one is no text, or several lines."""
    try:
        text = "\n".join(cells)
    except TypeError:
        return None
    return text if text.count("\n") == len(cells) - 1 else None


def _with_blanks(cells: Sequence[Any]) -> Sequence[Any]:
    return [cell or None for cell in cells] if "" in cells else cells


_GLANCES: dict[FieldType, Glance] = {
    FieldType.CODE: codes_at_a_glance,
    FieldType.TEXT: texts_at_a_glance,
    FieldType.NUMBER: wholes_at_a_glance,
    FieldType.AMOUNT: amounts_at_a_glance,
}
