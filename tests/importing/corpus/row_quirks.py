"""Rows that are no records, records without a number, records that come twice, and cells that must be refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.importing.corpus.draft import Draft, ErrorCell, Line, Unsaved, device
from tests.importing.corpus.quirk import IN_WORKBOOKS, Quirk, refusing

NO_DAY = "There is no such day."
NO_DATE = "This is not a date. Write it as 31/01/2026 or 2026-01-31."
NO_NUMBER = "This is not a number."
TWICE = "Row {row} of the file has this value already."
SHORTENED = "A spreadsheet has shortened this number, its last digits are lost. Type it again in a column of texts."
ROUNDED = "A spreadsheet has rounded this number, its last digits are lost. Type it again in a column of texts."
MADE_DATE = "A spreadsheet has made a date of this. Type it again in a column of texts."
MADE_TRUTH = "A spreadsheet has made “true” or “false” of this. Type it again in a column of texts."
ERROR = "The spreadsheet shows an error here, not a value."
UNSAVED = "This formula was saved without its result. Open and save the file in a spreadsheet, then import it."
NO_MONTHS = "This is not a duration. Write months or years: 24, “24 months”, “2 years”."
NOT_WHOLE = "This is not a whole number."
TOO_LARGE = "This number is too large."
OUT_OF_RANGE = "This year is out of range."
THREE_DECIMALS = (
    "The mark in this number may stand before decimals or part the thousands, and the column does not "
    "tell which. Write it with two decimals, or without the mark."
)

BLANK = Line()
SPACES = Line(bare=("", " ", "\N{NO-BREAK SPACE}"))


def _keyless(draft: Draft) -> Draft:
    """Two devices alike that nothing tells apart, and one more without any number."""
    twin = Line(device(None, name="Souris"))
    return draft.with_lines(twin, Line(device(None, name="Clavier")), twin)


def _blanks_within(draft: Draft) -> Draft:
    """A device of which only three things are known."""
    little = dict.fromkeys(("category", "manufacturer", "price", "purchase_date", "warranty_months"))
    return draft.with_lines(Line(device("INV-0100", notes=None, place=None, **little)), at=1)


def _tag_twice(draft: Draft) -> Draft:
    return draft.with_lines(Line(device(" inv-0001", "SN9999"), refused={"tag": TWICE}))


def _serial_twice(draft: Draft) -> Draft:
    return draft.with_lines(Line(device("INV-0101", "sn0003c"), refused={"serial": TWICE}))


def _row_twice(draft: Draft) -> Draft:
    first = next(line for line in draft.lines if line.values)
    return draft.with_lines(replace(first, refused={"tag": TWICE}))


ROW_QUIRKS = (
    Quirk("a blank row between", "gaps", lambda draft: draft.with_lines(BLANK, at=2)),
    Quirk("blank rows at once under the headers", "gaps", lambda draft: draft.with_lines(BLANK, BLANK, at=0)),
    Quirk("three blank rows between", "gaps", lambda draft: draft.with_lines(BLANK, BLANK, BLANK, at=4)),
    Quirk("a row of spaces", "gaps", lambda draft: draft.with_lines(SPACES, at=1)),
    Quirk("no number, and twins", "keyless", _keyless),
    Quirk("little is known of a device", "keyless", _blanks_within),
    Quirk("a number comes twice, written otherwise", "duplicates", _tag_twice),
    Quirk("a serial number comes twice", "duplicates", _serial_twice),
    Quirk("a whole row comes twice", "duplicates", _row_twice),
    Quirk("a number in scientific notation", "refused tag", refusing("T", "tag", "3.195E+12", SHORTENED)),
    Quirk("the same with a comma", "refused tag", refusing("T", "tag", "3,195E+12", SHORTENED)),
    Quirk("an error for a number", "refused tag", refusing("T", "tag", ErrorCell("#REF!"), ERROR)),
    Quirk("an error in French", "refused tag", refusing("T", "tag", "#VALEUR!", ERROR)),
    Quirk("a number made a date", "refused tag", refusing("T", "tag", date(2024, 3, 1), MADE_DATE), IN_WORKBOOKS),
    Quirk("a number made a truth", "refused tag", refusing("T", "tag", True, MADE_TRUTH), IN_WORKBOOKS),
    Quirk(
        "a serial number beyond fifteen digits",
        "refused serial",
        refusing("S", "serial", 3.1951234567891234e17, ROUNDED),
        IN_WORKBOOKS,
    ),
    Quirk(
        "a formula without result",
        "refused serial",
        refusing("S", "serial", Unsaved("=A1"), UNSAVED),
        ("xlsx", "ods"),
    ),
    Quirk("a price in words", "refused price", refusing("P", "price", "cher", NO_NUMBER)),
    Quirk("an error for a price", "refused price", refusing("P", "price", ErrorCell("#N/A"), ERROR)),
    Quirk("thousands not in threes", "refused price", refusing("P", "price", "12 34,00", NO_NUMBER)),
    Quirk("a price with two numbers", "refused price", refusing("P", "price", "120 à 150", NO_NUMBER)),
    Quirk("a price beyond all measure", "refused price", refusing("P", "price", "99 999 999 999", TOO_LARGE)),
    Quirk("a day that is none", "refused date", refusing("D", "purchase_date", "31/02/2024", NO_DAY)),
    Quirk("words for a day", "refused date", refusing("D", "purchase_date", "à la rentrée", NO_DATE)),
    Quirk("a day of another age", "refused date", refusing("D", "purchase_date", "12 mai 1789", OUT_OF_RANGE)),
    Quirk("an error for a day", "refused date", refusing("D", "purchase_date", ErrorCell("#VALUE!"), ERROR)),
    Quirk("words for a duration", "refused other", refusing("O", "warranty_months", "à vie", NO_MONTHS)),
    Quirk("half a device", "refused other", refusing("O", "quantity", "1,5", NOT_WHOLE)),
    Quirk("a word for a quantity", "refused other", refusing("O", "quantity", "deux", NO_NUMBER)),
)
