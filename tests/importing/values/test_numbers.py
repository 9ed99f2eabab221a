from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.texts import Texts
from coorddesk.importing.reading.sheet import NOT_CALCULATED, Cell
from coorddesk.importing.values.evidence import NumberEvidence
from coorddesk.importing.values.numbers import Figure, amount_reader, currency, figure, unit_of, whole_reader, with_tax
from coorddesk.importing.values.refusal import CellRefused

CENTS = st.integers(-(2**31) + 1, 2**31 - 1)
BLANKS = [" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}"]

unknown = amount_reader(None)
with_comma = amount_reader(",")
with_point = amount_reader(".")


def grouped(cents: int, group: str, mark: str) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100:,}".replace(",", group) + f"{mark}{abs(cents) % 100:02}"


@given(cents=CENTS, blank=st.sampled_from(BLANKS), money=st.sampled_from(["", " €", "\N{NO-BREAK SPACE}EUR", " euros"]))
def test_french_amounts_are_read_in_any_column(cents: int, blank: str, money: str) -> None:
    text = grouped(cents, blank, ",") + money
    assert (unknown(text), with_comma(text), with_point(text)) == (cents, cents, cents)


@given(cents=CENTS, money=st.sampled_from(["", "$", "£", "US$", "CHF "]))
def test_english_amounts_are_read_in_any_column(cents: int, money: str) -> None:
    text = money + grouped(cents, ",", ".")
    assert (unknown(text), with_comma(text), with_point(text)) == (cents, cents, cents)


@given(cents=CENTS, group=st.sampled_from([*BLANKS, "'", "’", ""]), mark=st.sampled_from(",."))
def test_swiss_and_bare_amounts_are_read_in_any_column(cents: int, group: str, mark: str) -> None:
    assert unknown(grouped(cents, group, mark)) == cents


@given(cents=CENTS)
def test_our_own_writing_comes_back(cents: int) -> None:
    sign, rest = ("-", -cents) if cents < 0 else ("", cents)
    assert with_comma(f"{sign}{rest // 100},{rest % 100:02}") == cents
    assert unknown(cents / 100) == cents


@given(thousands=st.integers(1, 999), rest=st.integers(0, 999), mark=st.sampled_from(",."))
def test_three_digits_after_a_mark_are_thousands_where_the_column_says_so_and_else_refused(
    thousands: int, rest: int, mark: str
) -> None:
    text = f"{thousands}{mark}{rest:03}"
    other = "." if mark == "," else ","
    assert amount_reader(other)(text) == (thousands * 1000 + rest) * 100
    assert whole_reader(other)(text) == thousands * 1000 + rest
    for known in (None, mark):
        with pytest.raises(CellRefused):
            amount_reader(known)(text)
        with pytest.raises(CellRefused):
            whole_reader(known)(text)


@given(number=st.integers(-(2**31) + 1, 2**31 - 1), blank=st.sampled_from(["", *BLANKS]))
def test_whole_numbers_are_read(number: int, blank: str) -> None:
    assert whole_reader(None)(f"{number:,}".replace(",", blank)) == number
    assert whole_reader(None)(float(number)) == number
    assert whole_reader(None)(f"{number},0") == number


@given(text=st.text(max_size=12) | st.from_regex(r"[-+(]?[\d., ']{1,12}[)€]?", fullmatch=True))
def test_no_text_is_a_crash(text: str) -> None:
    for mark in (None, ",", "."):
        for read in (amount_reader(mark), whole_reader(mark)):
            try:
                read(text)
            except CellRefused:
                continue


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("349,90 €", 34_990),
        ("349€90", 34_990),
        ("$12.58", 1_258),
        ("-45,50", -4_550),
        ("(45,50)", -4_550),
        ("45,50-", -4_550),
        ("\N{MINUS SIGN}45,50", -4_550),
        ("+3500,00", 350_000),
        ("149.-", 14_900),
        ("Fr. 149.--", 14_900),
        (" 45", 4_500),
        (",50", 50),
        ("0,125000", None),
        ("0,120", 12),
        ("12,5000", 1_250),
        ("1.234.567", 123_456_700),
        ("1.234,5", 123_450),
        ("1,234.5", 123_450),
        ("1 234,567", None),
        ("", None),
        (" \N{NO-BREAK SPACE}", None),
    ],
)
def test_amounts_as_people_write_them(text: str, cents: int | None) -> None:
    if cents is None and text.strip():
        with pytest.raises(CellRefused):
            unknown(text)
    else:
        assert unknown(text) == cents


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("abc", "This is not a number."),
        ("12 50", "This is not a number."),
        ("1,2,3", "This is not a number."),
        ("12.34.56", "This is not a number."),
        ("12 €/mois", "This is not a number."),
        ("349,90 € HT", "This is not a number."),
        ("€", "This is not a number."),
        ("12,345678", "This amount has more than two decimals."),
        ("99999999999", "This number is too large."),
        (1e15, "This number is too large."),
        (date(2024, 1, 31), "A spreadsheet has made a date, “true” or “false” of this; a number belongs here."),
        (time(1), "A spreadsheet has made a date, “true” or “false” of this; a number belongs here."),
        (float("nan"), "This is not a number."),
        (float("-inf"), "This is not a number."),
        (True, "A spreadsheet has made a date, “true” or “false” of this; a number belongs here."),
        ("#DIV/0!", "The spreadsheet shows an error here, not a value."),
        (
            NOT_CALCULATED,
            "This formula was saved without its result. Open and save the file in a spreadsheet, then import it.",
        ),
    ],
)
def test_what_is_no_amount_is_refused_with_the_reason(cell: Cell, reason: str) -> None:
    with pytest.raises(CellRefused) as refused:
        unknown(cell)
    assert refused.value.reason.text == reason


@pytest.mark.parametrize("cell", [1.5, "1,5", "12.75"])
def test_parts_are_no_whole_number(cell: Cell) -> None:
    with pytest.raises(CellRefused) as refused:
        whole_reader(None)(cell)
    assert refused.value.reason.text == "This is not a whole number."


def test_cents_are_rounded_where_a_formula_left_more() -> None:
    assert (unknown(1000 / 1.2), unknown(2266.13), unknown(0.1 + 0.2)) == (83_333, 226_613, 30)


def test_half_a_cent_counts_as_people_see_it() -> None:
    assert [unknown(number) for number in (0.125, 2.675, -0.125, 1.005)] == [13, 268, -13, 101]


@pytest.mark.parametrize(
    ("text", "unit"),
    [("16 Go", "go"), ("16GB", "go"), ("2,5 To", "to"), ("3 pcs.", "pc"), ("80 %", "%"), ("16", None), ("x", None)],
)
def test_a_number_says_what_it_counts(text: str, unit: str | None) -> None:
    assert unit_of(text) == unit


def test_a_figure_taken_apart() -> None:
    assert figure("-1.234,50") == Figure(negative=True, whole="1234", decimals="50", mark=",")
    assert figure("1.234") == Figure(negative=False, whole="1", decimals="234", mark=".", open=True)
    assert figure("1.234.567") == Figure(negative=False, whole="1234567", mark=",")
    assert figure("1234,567") == Figure(negative=False, whole="1234", decimals="567", mark=",")
    assert figure("0,567") == Figure(negative=False, whole="0", decimals="567", mark=",")
    assert figure("1 234") == Figure(negative=False, whole="1234")
    assert (figure("x"), figure("1,23,456"), figure("1.2,34 5")) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "tax"),
    [
        ("349,90 € TTC", "ttc"),
        ("349,90€ttc", "ttc"),
        ("1 234,50 € H.T.", "ht"),
        ("12 HT", "ht"),
        ("12,5 EUR hors taxes", "ht"),
        ("12", None),
        ("TTC", None),
        ("cher TTC", None),
    ],
)
def test_an_amount_says_whether_it_is_with_taxes(text: str, tax: str | None) -> None:
    taxed = with_tax(text)
    assert (taxed and taxed[1]) == tax


def test_amounts_say_so_only_where_the_whole_column_does() -> None:
    same, both = NumberEvidence(), NumberEvidence()
    for text in ("349,90 € TTC", "1.000 € ttc"):
        same.look(text)
        both.look(text)
    both.look("12,50 € HT")
    assert (same.tax, same.mark, both.tax) == ("ttc", ",", None)
    assert amount_reader(",", "ttc")("1.000 € ttc") == 100_000
    for tax in (None, "ht"):
        with pytest.raises(CellRefused):
            amount_reader(",", tax)("1.000 € ttc")


def test_money_is_known_before_and_after() -> None:
    assert [currency(text) for text in ("12 €", "US$ 5", "5 chf", "12", "x")] == ["€", "us$", "chf", None, None]


@pytest.mark.parametrize(
    ("column", "mark", "said"),
    [
        (["349,90", "1.000", ""], ",", ["decimals come after a comma"]),
        (["12.58", "1,000"], ".", ["decimals come after a point"]),
        (["1.234.567"], ",", ["decimals come after a comma"]),
        (["1.000", "2.500"], None, []),
        (["100", "x"], None, []),
        (
            ["349,90", "12.58"],
            None,
            ["some decimals come after a comma, some after a point; numbers that read both ways are refused"],
        ),
        (
            ["$12.58", "5 €"],
            ".",
            ["decimals come after a point", "amounts are taken as they are, whatever their money ($)"],
        ),
    ],
)
def test_what_a_column_proves(column: list[str], mark: str | None, said: list[str], texts: Texts) -> None:
    evidence = NumberEvidence()
    for text in column:
        evidence.look(text)
    assert (evidence.mark, [texts.say(message) for message in evidence.decisions(evidence.mark, "EUR")]) == (mark, said)


@pytest.mark.parametrize("text", ["9" * 5000, "1 000" + " 000" * 2000, "1" + "0" * 17])
def test_what_has_thousands_of_digits_is_too_large(text: str) -> None:
    for read in (amount_reader(","), whole_reader(",")):
        with pytest.raises(CellRefused) as refused:
            read(text)
        assert refused.value.reason.text == "This number is too large."


@pytest.mark.parametrize("number", [1e308, -1e308, 1e12])
def test_numbers_beyond_all_measure_are_too_large(number: float) -> None:
    for read in (amount_reader(None), whole_reader(None)):
        with pytest.raises(CellRefused) as refused:
            read(number)
        assert refused.value.reason.text == "This number is too large."


def test_leading_zeros_do_not_make_a_number_large() -> None:
    assert (amount_reader(",")("0" * 6000 + "12"), whole_reader(",")("0" * 6000 + "12")) == (1200, 12)
