from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.importing.reading.sheet import Cell
from coorddesk.importing.values.dates import Order, date_reader, moment_reader, order_shown
from coorddesk.importing.values.refusal import CellRefused

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
RECENT = st.dates(date(1950, 1, 1), date(2049, 12, 31))
MONTHS_FR = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SHORT_FR = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
WEEKDAYS_FR = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
WEEKDAYS_EN = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

day_first = date_reader(Order.DAY_FIRST, epoch_1904=False)
month_first = date_reader(Order.MONTH_FIRST, epoch_1904=False)
undecided = date_reader(None, epoch_1904=False)

CERTAIN = {
    "iso": lambda d: d.isoformat(),
    "iso with slashes": lambda d: f"{d:%Y/%m/%d}",
    "iso with a time": lambda d: f"{d}T14:05:00Z",
    "iso with a zone": lambda d: f"{d} 14:05:59.123 +02:00",
    "iso without marks": lambda d: f"{d:%Y%m%d}",
    "long French": lambda d: f"{d.day} {MONTHS_FR[d.month - 1]} {d.year}",
    "first of the month": lambda d: f"{d.day}{'er' if d.day == 1 else ''} {MONTHS_FR[d.month - 1].upper()} {d.year}",
    "French with its weekday": lambda d: f"{WEEKDAYS_FR[d.weekday()]} {d.day} {MONTHS_FR[d.month - 1]} {d.year}",
    "short French": lambda d: f"{d.day:02} {SHORT_FR[d.month - 1]} {d.year}",
    "long English": lambda d: f"{MONTHS_EN[d.month - 1]} {d.day}, {d.year}",
    "short English": lambda d: f"{d.day}-{MONTHS_EN[d.month - 1][:3]}-{d.year}",
    "English with its weekday": lambda d: f"{WEEKDAYS_EN[d.weekday()]}, {d.day} {MONTHS_EN[d.month - 1][:3]} {d.year}",
    "blanks around": lambda d: f"\N{NO-BREAK SPACE} {d.isoformat()}  ",
}
DAY_FIRST = {
    "slashes": lambda d: f"{d:%d/%m/%Y}",
    "dots": lambda d: f"{d:%d.%m.%Y}",
    "dashes": lambda d: f"{d:%d-%m-%Y}",
    "single digits": lambda d: f"{d.day}/{d.month}/{d.year}",
    "with a time": lambda d: f"{d:%d/%m/%Y} 14:05",
    "with a time in words": lambda d: f"{d:%d/%m/%Y} à 14h30",
    "with half a day": lambda d: f"{d:%d/%m/%Y} après-midi",
    "in the morning": lambda d: f"{d:%d/%m/%Y} matin",
}


@pytest.mark.parametrize("written", CERTAIN.values(), ids=CERTAIN.keys())
@given(day=DAYS)
def test_what_reads_one_way_is_read_in_any_column(written: object, day: date) -> None:
    text = written(day)  # type: ignore[operator] # a lambda out of a table
    assert (day_first(text), month_first(text), undecided(text)) == (day, day, day)


@pytest.mark.parametrize("written", DAY_FIRST.values(), ids=DAY_FIRST.keys())
@given(day=DAYS)
def test_days_in_figures_follow_the_column(written: object, day: date) -> None:
    assert day_first(written(day)) == day  # type: ignore[operator] # a lambda out of a table


@given(day=RECENT)
def test_two_digits_are_a_year_of_this_century_until_49(day: date) -> None:
    assert day_first(f"{day:%d/%m/%y}") == day
    assert month_first(f"{day.month}/{day.day}/{day:%y} 0:00") == day


@given(day=DAYS)
def test_a_day_without_an_order_is_right_or_refused(day: date) -> None:
    text = f"{day:%d/%m/%Y}"
    if day.day > 12 or day.day == day.month:
        assert undecided(text) == day
    else:
        with pytest.raises(CellRefused):
            undecided(text)


@given(day=DAYS)
def test_a_day_in_the_wrong_order_is_refused_and_never_another_day(day: date) -> None:
    text = f"{day.month}/{day.day}/{day.year}"
    if day.day > 12:
        with pytest.raises(CellRefused):
            day_first(text)


@given(day=st.dates(date(1950, 1, 1), date(2100, 12, 31)), fraction=st.floats(0, 0.99))
def test_numbers_of_a_spreadsheet_are_days(day: date, fraction: float) -> None:
    number = (day - date(1899, 12, 30)).days
    assert day_first(number + fraction) == day
    assert date_reader(None, epoch_1904=True)(number - 1462 + fraction) == day
    assert day_first(str(number)) == day


@given(day=DAYS)
def test_eight_digits_end_or_begin_with_the_year(day: date) -> None:
    assert day_first(float(f"{day:%Y%m%d}")) == day
    assert undecided(f"{day:%d%m%Y}") == day


@given(day=DAYS)
def test_eight_digits_follow_the_column_where_the_month_comes_first(day: date) -> None:
    assert month_first(f"{day:%m%d%Y}") == day


@given(text=st.text(max_size=12) | st.from_regex(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}", fullmatch=True))
def test_no_text_is_a_crash(text: str) -> None:
    for read in (day_first, month_first, undecided):
        try:
            read(text)
        except CellRefused:
            continue


@pytest.mark.parametrize("cell", [date(2024, 1, 31), datetime(2024, 1, 31, 14, 5)])  # noqa: DTZ001 - a sheet knows no zones
def test_typed_days_are_days(cell: Cell) -> None:
    assert undecided(cell) == date(2024, 1, 31)


def test_blanks_are_nothing() -> None:
    assert (day_first(""), day_first(" \N{NO-BREAK SPACE}")) == (None, None)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("31/02/2024", "There is no such day."),
        ("32/01/2024", "There is no such day."),
        ("2024-13-01", "There is no such day."),
        ("01/01/1899", "This year is out of range."),
        ("1/1/9999", "This year is out of range."),
        (date(1899, 12, 31), "This year is out of range."),
        ("2024", "This is not a date. Write it as 31/01/2026 or 2026-01-31."),
        ("mars 2024", "This is not a date. Write it as 31/01/2026 or 2026-01-31."),
        ("12 brumaire 2024", "This is not a date. Write it as 31/01/2026 or 2026-01-31."),
        ("bientôt", "This is not a date. Write it as 31/01/2026 or 2026-01-31."),
        ("31/01", "This is not a date. Write it as 31/01/2026 or 2026-01-31."),
        ("1/2-2024", "This is not a date. Write it as 31/01/2026 or 2026-01-31."),
        (2024.0, "This number is not a date."),
        (0.5, "This number is not a date."),
        (1e12, "This number is not a date."),
        (float("nan"), "This number is not a date."),
        (float("inf"), "This number is not a date."),
        (-45000.0, "This number is not a date."),
        ("2024-W54-1", "There is no such day."),
        ("12345", "This number is not a date."),
        (time(14, 5), "This is a time without a day."),
        (timedelta(hours=30), "This is a time without a day."),
        (True, "This is a time without a day."),
        ("#N/A", "The spreadsheet shows an error here, not a value."),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(cell: Cell, reason: str) -> None:
    with pytest.raises(CellRefused) as refused:
        day_first(cell)
    assert refused.value.reason.text == reason


def test_both_orders_in_a_column_are_told() -> None:
    with pytest.raises(CellRefused) as refused:
        undecided("03/04/2024")
    assert refused.value.reason.text == (
        "This date reads day first or month first, and the column has both. Write it as 2026-01-31."
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("31/01/2024", (True, False)),
        ("1/31/24 0:00", (False, True)),
        ("lundi 31/01/2024", (True, False)),
        ("03/04/2024", (True, True)),
        ("31/31/2024", (False, False)),
        ("2024-01-31", None),
        ("3 mars 2024", None),
    ],
)
def test_what_a_text_shows_of_its_order(text: str, shown: tuple[bool, bool] | None) -> None:
    assert order_shown(text) == shown


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("31-12-2025 14:05", "2025-12-31 14:05"),
        ("2025-12-31 14:05:59", "2025-12-31 14:05"),
        ("2025-12-31T09:30:00Z", "2025-12-31 09:30"),
        ("31/12/2025 à 9h", "2025-12-31 09:00"),
        ("31/12/2025, 9h30", "2025-12-31 09:30"),
        ("12/31/2025 12:15 AM", "2025-12-31 00:15"),
        ("31 décembre 2025 12:15 pm", "2025-12-31 12:15"),
        ("31/12/2025", "2025-12-31 00:00"),
        (date(2025, 12, 31), "2025-12-31 00:00"),
        (datetime.fromisoformat("2025-12-31 14:04:59.999900"), "2025-12-31 14:05"),
        (46_022.5, "2025-12-31 12:00"),
        ("46022,999999", "2025-12-31 23:59"),
        (" ", "None"),
    ],
)
def test_a_moment_is_a_day_and_its_time_to_the_minute(written: Cell, moment: str) -> None:
    order = Order.MONTH_FIRST if str(written).startswith("12/31") else Order.DAY_FIRST
    assert str(moment_reader(order, epoch_1904=False)(written)).removesuffix(":00") == moment


def test_a_time_that_no_clock_shows_is_refused() -> None:
    with pytest.raises(CellRefused, match="no such time"):
        moment_reader(Order.DAY_FIRST, epoch_1904=False)("31/12/2025 25:10")
