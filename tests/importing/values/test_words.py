from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.messages import _
from coorddesk.core.texts import Texts
from coorddesk.importing.reading.sheet import NOT_CALCULATED, Cell
from coorddesk.importing.saying import in_a_row
from coorddesk.importing.values.refusal import CellRefused
from coorddesk.importing.values.words import (
    choice_reader,
    counts_years,
    months_reader,
    read_code,
    read_name,
    read_text,
    read_yes_no,
    show,
)

NO_NUMBER = "A spreadsheet has rounded this number, its last digits are lost. Type it again in a column of texts."
SHORTENED = "A spreadsheet has shortened this number, its last digits are lost. Type it again in a column of texts."
MADE_A_DATE = "A spreadsheet has made a date of this. Type it again in a column of texts."
MADE_A_TRUTH = "A spreadsheet has made “true” or “false” of this. Type it again in a column of texts."
AN_ERROR = "The spreadsheet shows an error here, not a value."

read_months = months_reader(bare_years=False)


def reason(read: object, cell: Cell) -> str:
    with pytest.raises(CellRefused) as refused:
        read(cell)  # type: ignore[operator] # any of the readers
    return refused.value.reason.text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("", None),
        (" \N{NO-BREAK SPACE}\t", None),
        ("\0\0", None),
        ('  Écran 24"  ', 'Écran 24"'),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\0b\x07c\N{ZERO WIDTH SPACE}d", "abcd"),
        ("Salle\N{NO-BREAK SPACE}101", "Salle\N{NO-BREAK SPACE}101"),
        (12.0, "12"),
        (12.5, "12.5"),
        (0.1 + 0.2, "0.3"),
        (7, "7"),
        (True, "TRUE"),
        (date(2024, 1, 31), "31/01/2024"),
        (datetime(2024, 1, 31, 14, 5), "31/01/2024 14:05"),  # noqa: DTZ001 - a sheet knows no zones
        (time(14, 5), "14:05"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        ("Erreur 502", "Erreur 502"),
        ("#hashtag", "#hashtag"),
    ],
)
def test_text_is_what_people_see(cell: Cell, text: str | None) -> None:
    assert read_text(cell) == text


@pytest.mark.parametrize("read", [read_text, read_name, read_code, read_months])
@pytest.mark.parametrize("cell", ["#N/A", " #REF! ", "#VALEUR!", "#NOM?", "#DIV/0!", "Err:502", "#ERR502!"])
def test_errors_are_no_values(read: object, cell: str) -> None:
    assert reason(read, cell) == AN_ERROR


def test_a_formula_without_result_is_no_value() -> None:
    assert reason(read_text, NOT_CALCULATED) == (
        "This formula was saved without its result. Open and save the file in a spreadsheet, then import it."
    )


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("000123", "000123"),
        (" INV-0042\N{NO-BREAK SPACE}", "INV-0042"),
        ("A  B\N{NO-BREAK SPACE}C", "A B C"),
        ("Éa-1", "Éa-1"),
        (3_195_000_000_000.0, "3195000000000"),
        (42.0, "42"),
        (1.5, "1.5"),
        ("1E10", "1E10"),
        ("12E45", "12E45"),
        ("", None),
    ],
)
def test_codes_keep_their_zeros(cell: Cell, code: str | None) -> None:
    assert read_code(cell) == code


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("3.195E+12", SHORTENED),
        ("3,195E+12", SHORTENED),
        ("1e+05", SHORTENED),
        (1e15, NO_NUMBER),
        (float("inf"), NO_NUMBER),
        (float("nan"), NO_NUMBER),
        (date(2024, 3, 12), MADE_A_DATE),
        (time(1), MADE_A_DATE),
        (timedelta(1), MADE_A_DATE),
        (True, MADE_A_TRUTH),
    ],
)
def test_codes_that_a_spreadsheet_spoilt_are_refused(cell: Cell, why: str) -> None:
    assert reason(read_code, cell) == why


@given(st.from_regex(r"[0-9A-Za-z][0-9A-Za-z_./-]*", fullmatch=True))
def test_plain_codes_are_untouched(code: str) -> None:
    assert read_code(code) == code


@given(st.integers(0, 10**15 - 1))
def test_whole_numbers_are_codes_without_a_point(number: int) -> None:
    assert read_code(float(number)) == str(number)


@pytest.mark.parametrize(
    ("cell", "name"), [("Salle\n 101 ", "Salle 101"), (101.0, "101"), ("", None), ("  ", None), ("Dupont", "Dupont")]
)
def test_names_are_on_one_line(cell: Cell, name: str | None) -> None:
    assert read_name(cell) == name


def test_a_name_that_became_a_date_is_refused() -> None:
    assert reason(read_name, date(2024, 2, 1)) == MADE_A_DATE


@pytest.mark.parametrize(
    ("cell", "months"),
    [
        (24.0, 24),
        ("24", 24),
        ("24 mois", 24),
        ("24mois", 24),
        ("36 Months", 36),
        ("6 m", 6),
        ("2 ans", 24),
        ("1 an", 12),
        ("3 years", 36),
        ("2,5 ans", 30),
        ("2 ans et 6 mois", 30),
        ("1 year and 6 months", 18),
        ("1 an 6 mois", 18),
        ("", None),
    ],
)
def test_months_as_people_write_them(cell: Cell, months: int | None) -> None:
    assert read_months(cell) == months


@pytest.mark.parametrize("cell", ["deux ans", "24/12", "-3", "1,3 ans", "36 mois sur site", 2.5])
def test_other_durations_are_refused(cell: Cell) -> None:
    assert reason(read_months, cell) == ("This is not a duration. Write months or years: 24, “24 months”, “2 years”.")


def test_a_duration_beyond_a_hundred_years_is_refused() -> None:
    assert (read_months("99 ans"), reason(read_months, "1201")) == (1188, "This is longer than a hundred years.")


@pytest.mark.parametrize(
    ("cell", "months"),
    [(3.0, 36), ("3", 36), ("2,5", 30), (1.5, 18), ("24 mois", 24), ("2 ans", 24), ("", None)],
)
def test_a_number_alone_counts_years_where_the_header_says_so(cell: Cell, months: int | None) -> None:
    assert months_reader(bare_years=True)(cell) == months


@pytest.mark.parametrize(
    ("header", "years"),
    [
        ("Garantie (ans)", True),
        ("Durée de garantie en années", True),
        ("Warranty years", True),
        ("Garantie (mois)", False),
        ("Garantie", False),
        ("Garantie (ans ou mois)", False),
        ("Garantie anson", False),
    ],
)
def test_a_header_says_that_durations_are_years(header: str, years: bool) -> None:
    assert counts_years(header) is years


YES: list[Cell] = ["oui", "OUI", "Oui ", "o", "x", "X", "Vrai", "VRAI", "true", "Yes", "y", "1", "✓", "✔", 1.0, True]
NO: list[Cell] = ["non", "NON", "n", "Faux", "FALSE", "no", "0", "✗", 0.0, False]


def test_yes_and_no_in_any_spelling() -> None:
    assert [read_yes_no(cell) for cell in YES] == [True] * len(YES)
    assert [read_yes_no(cell) for cell in NO] == [False] * len(NO)
    assert [read_yes_no(cell) for cell in ("", "  ")] == [None, None]


@pytest.mark.parametrize("cell", ["peut-être", "2", 2.0, "ouinon", "-", "OK", "à voir"])
def test_what_is_neither_yes_nor_no_is_refused(cell: Cell) -> None:
    assert reason(read_yes_no, cell) == "This is neither yes nor no."


def test_a_choice_is_one_of_its_words(texts: Texts) -> None:
    read = choice_reader({"neuf": "new", "use": "worn"}, in_a_row([_("New"), _("Worn")]))
    assert (read("NEUF "), read("Usé"), read("")) == ("new", "worn", None)
    assert (read("neuf."), read("_neuf_")) == ("new", "new")
    with pytest.raises(CellRefused) as refused:
        read("cassé")
    assert texts.say(refused.value.reason) == "This is none of: New, Worn."


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (" x ", " x "),
        (NOT_CALCULATED, ""),
        (12.0, "12"),
        (1e20, "1e+20"),
        (False, "FALSE"),
        (date(2024, 1, 31), "31/01/2024"),
    ],
)
def test_cells_are_shown_as_in_the_file(cell: Cell, shown: str) -> None:
    assert show(cell) == shown
