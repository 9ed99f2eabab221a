"""Thousands of days and amounts, each written from its value: every one is read as that value, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from coorddesk.importing.reading.sheet import Cell
from coorddesk.importing.values.dates import Order, date_reader
from coorddesk.importing.values.numbers import amount_reader, whole_reader
from coorddesk.importing.values.refusal import CellRefused
from tests.importing.values.writings import AMOUNTS, CERTAIN_DAYS, DAY_FIRST, SHORT_YEARS, WHOLE_EUROS

COUNT = 1000
ORDERS = (None, *Order)
MARKS = (None, ",", ".")
Reader = Callable[[Cell], Any]


def days(first: int = 1900, last: int = 2100) -> list[date]:
    """Some of every kind: the first and last days of a month, and those whose figures read both ways."""
    chance = Random(20260131)
    start, length = date(first, 1, 1), (date(last, 12, 31) - date(first, 1, 1)).days
    drawn = [start + timedelta(days=chance.randint(0, length)) for _ in range(COUNT // 2)]
    both = [day.replace(day=chance.randint(1, 12)) for day in drawn]
    return [*drawn, *both]


def amounts() -> list[int]:
    """Small and large, below zero and above."""
    chance = Random(20260131)
    return [chance.choice((1, 1, 1, -1)) * chance.randrange(10 ** chance.randint(1, 9)) for _ in range(COUNT)]


def readings(read: Reader, cells: Iterable[Cell]) -> list[Any]:
    """What each cell is read as; "refused" where it is."""
    values = []
    for cell in cells:
        try:
            values.append(read(cell))
        except CellRefused:
            values.append("refused")
    return values


def wrong(read: Reader, write: Callable[[Any], Cell], values: Iterable[Any]) -> list[tuple[Cell, Any]]:
    """Every cell that is read as another value than it was written from, and as which."""
    values = list(values)
    cells = [write(value) for value in values]
    return [
        (cell, reading)
        for cell, reading, value in zip(cells, readings(read, cells), values, strict=True)
        if reading not in {value, "refused"}
    ]


@pytest.mark.parametrize("write", CERTAIN_DAYS.values(), ids=CERTAIN_DAYS)
def test_days_that_read_one_way_are_read_in_every_column(write: Callable[[date], str]) -> None:
    for order in ORDERS:
        read = date_reader(order, epoch_1904=False)
        assert readings(read, map(write, days())) == days()


@pytest.mark.parametrize("write", DAY_FIRST.values(), ids=DAY_FIRST)
def test_days_in_figures_are_read_where_the_day_is_known_to_come_first(write: Callable[[date], str]) -> None:
    assert readings(date_reader(Order.DAY_FIRST, epoch_1904=False), map(write, days())) == days()


@pytest.mark.parametrize("shape", [shape for shape in DAY_FIRST if shape != "eight digits"])
def test_days_in_figures_are_right_or_refused_where_nothing_is_known(shape: str) -> None:
    for order in (None, Order.YEAR_FIRST):
        read = date_reader(order, epoch_1904=False)
        assert wrong(read, DAY_FIRST[shape], days()) == []
        refused = [reading == "refused" for reading in readings(read, map(DAY_FIRST[shape], days()))]
        assert refused == [day.day <= 12 and day.day != day.month for day in days()]


@pytest.mark.parametrize("write", SHORT_YEARS.values(), ids=SHORT_YEARS)
@pytest.mark.parametrize("latest", [2026, 2049])
def test_two_digits_are_the_latest_year_that_the_rule_allows(write: Callable[[date], str], latest: int) -> None:
    expected = days(latest - 99, latest)
    read = date_reader(Order.DAY_FIRST, epoch_1904=False, latest_short_year=latest)
    assert readings(read, map(write, expected)) == expected


@pytest.mark.parametrize("year_first", ["%y-%m-%d", "%y/%m/%d", "%y.%m.%d 08:00"])
def test_two_digits_of_a_year_may_come_first(year_first: str) -> None:
    expected = days(1950, 2049)
    read = date_reader(Order.YEAR_FIRST, epoch_1904=False)
    assert readings(read, [f"{day:{year_first}}" for day in expected]) == expected


@pytest.mark.parametrize(("epoch_1904", "zero"), [(False, date(1899, 12, 30)), (True, date(1904, 1, 1))])
@pytest.mark.parametrize("fraction", [0, 0.5, 0.999])
def test_numbers_of_a_spreadsheet_are_days(epoch_1904: bool, zero: date, fraction: float) -> None:
    expected = days(1951, 2099)
    serials = [(day - zero).days + fraction for day in expected]
    for order in ORDERS:
        read = date_reader(order, epoch_1904=epoch_1904)
        assert readings(read, serials) == expected
        assert readings(read, map(str, serials)) == expected
        assert readings(read, (f"{serial:.3f}".replace(".", ",") for serial in serials)) == expected


def test_days_that_a_sheet_holds_as_days_are_themselves() -> None:
    for order in ORDERS:
        read = date_reader(order, epoch_1904=True)
        assert readings(read, days()) == days()
        assert readings(read, [datetime(day.year, day.month, day.day, 23, 59) for day in days()]) == days()  # noqa: DTZ001 - a sheet knows no zones


@pytest.mark.parametrize("text", ["2024-W05", "mars 2024", "2024", "T1 2024", "03/2024", "2024-02-30", "31/11/2024"])
def test_what_is_not_one_day_is_refused(text: str) -> None:
    assert [readings(date_reader(order, epoch_1904=False), [text]) for order in ORDERS] == [["refused"]] * len(ORDERS)


@pytest.mark.parametrize("write", AMOUNTS.values(), ids=AMOUNTS)
def test_amounts_with_their_cents_are_read_in_every_column(write: Callable[[int], str]) -> None:
    for mark in MARKS:
        assert readings(amount_reader(mark), map(write, amounts())) == amounts()


@pytest.mark.parametrize("write", WHOLE_EUROS.values(), ids=WHOLE_EUROS)
@pytest.mark.parametrize("mark", MARKS)
def test_amounts_without_cents_are_right_or_refused(write: Callable[[int], str], mark: str | None) -> None:
    whole = [abs(cents) // 100 * 100 for cents in amounts()]
    read = amount_reader(mark)
    assert wrong(read, write, whole) == []
    assert all(read(write(cents)) == cents for cents in whole if cents < 100_000)


@pytest.mark.parametrize("mark", MARKS)
def test_amounts_that_a_sheet_holds_as_numbers_are_themselves(mark: str | None) -> None:
    assert readings(amount_reader(mark), [cents / 100 for cents in amounts()]) == amounts()


@pytest.mark.parametrize(("group", "mark"), [(".", "."), (",", ",")])
def test_one_mark_for_both_is_refused(group: str, mark: str) -> None:
    cells = [f"{thousands}{group}{rest:03}{mark}50" for thousands in range(1, 50) for rest in (0, 7, 890)]
    for known in MARKS:
        assert set(readings(amount_reader(known), cells)) == {"refused"}


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("blank", ["", " ", "\N{NARROW NO-BREAK SPACE}", "'"])
def test_whole_numbers_are_themselves_or_refused(mark: str | None, blank: str) -> None:
    numbers = [cents // 7 for cents in amounts()]
    written = [f"{number:,}".replace(",", blank) for number in numbers]
    assert readings(whole_reader(mark), written) == numbers
    assert readings(whole_reader(mark), map(float, numbers)) == numbers


@pytest.mark.parametrize("unit", ["Go", "GB", "go.", "Gb"])
def test_a_unit_is_left_aside_where_the_whole_column_has_it(unit: str) -> None:
    numbers = [abs(cents) % 4096 for cents in amounts()]
    cells = [f"{number} {unit}" for number in numbers]
    assert readings(whole_reader(None, "go"), cells) == numbers
    for other in (None, "mo"):
        assert set(readings(whole_reader(None, other), cells)) == {"refused"}
