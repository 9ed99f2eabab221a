"""How the same values are written: days, amounts, durations, numbers, names and remarks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from tests.importing.corpus.draft import Draft, Line, device
from tests.importing.corpus.quirk import IN_TEXTS, IN_WORKBOOKS, Quirk, taking
from tests.importing.corpus.row_quirks import THREE_DECIMALS

_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_SHORT = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAY_ZERO = date(1899, 12, 30)
MIXED = "This date reads day first or month first, and the column has both. Write it as 2026-01-31."

NARROW, NO_BREAK = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


def _days(write: Callable[[date], Any]) -> Callable[[Draft], Draft]:
    return lambda draft: draft.written("purchase_date", write)


def _mixed_days(draft: Draft) -> Draft:
    """Both orders are proved: what reads both ways is refused, the rest is taken."""
    american = Line(device("D-1", price=None, purchase_date=date(2024, 5, 28)), {"purchase_date": "05/28/2024"})
    either = Line(device("D-2", price=None), {"purchase_date": "03/04/2024"}, {"purchase_date": MIXED})
    alike = Line(device("D-3", price=None, purchase_date=date(2024, 5, 5)), {"purchase_date": "05/05/2024"})
    french = Line(device("D-4", price=None, purchase_date=date(2024, 5, 29)), {"purchase_date": "29/05/2024"})
    iso = draft.written("purchase_date", lambda day: f"{day:%Y-%m-%d}")
    return iso.with_lines(american, either, alike, french)


def _amounts(write: Callable[[int], Any]) -> Callable[[Draft], Draft]:
    return lambda draft: draft.written("price", write)


def amount(cents: int, mark: str = ",", thousands: str = "") -> str:
    """Cents as written: amount(129900, thousands=" ") is "1 299,00"."""
    return f"{cents // 100:,}".replace(",", thousands) + f"{mark}{cents % 100:02}"


def _proved_thousands(draft: Draft) -> Draft:
    """Other cells prove that decimals come after a comma: the point parts the thousands."""
    line = Line(device("P-1", purchase_date=None, price=100_000), {"price": "1.000"})
    return draft.written("price", amount).with_lines(line)


def _unproved_thousands(draft: Draft) -> Draft:
    """Nothing in the column says whether 1.299 is a little or much."""
    return _whole_amounts(draft).with_lines(
        Line(device("P-2", purchase_date=None), {"price": "1.299"}, {"price": THREE_DECIMALS})
    )


def _whole_amounts(draft: Draft) -> Draft:
    values = [line.values["price"] for line in draft.lines if line.values and line.values.get("price")]
    assert all(cents % 10 == 0 for cents in values)
    lines = draft.written("price", lambda cents: str(cents // 100))
    return Draft(**{**lines.__dict__, "lines": tuple(map(_rounded, lines.lines))})


def _rounded(line: Line) -> Line:
    """The same device at a price without cents, where the cell has none."""
    if not line.values or line.values.get("price") is None or not str(line.cells.get("price", "")).isdecimal():
        return line
    return Line({**line.values, "price": int(line.cells["price"]) * 100}, line.cells, line.refused, line.bare)


def _months(write: Callable[[int], Any]) -> Callable[[Draft], Draft]:
    return lambda draft: draft.written("warranty_months", write)


def _spelt_otherwise(draft: Draft) -> Draft:
    """The same room and maker in capitals, with other blanks, without accents: no second one is made."""
    lines = (
        Line(device("L-1"), {"place": "SALLE  101 ", "manufacturer": "DELL", "category": " portable"}),
        Line(device("L-2", place="Bibliothèque"), {"place": "bibliotheque"}),
    )
    return draft.with_lines(*lines)


def _padded(text: Any) -> str:
    return f" {text}{NO_BREAK} "


def _everywhere_padded(draft: Draft) -> Draft:
    for key in ("tag", "name", "category", "notes"):
        draft = draft.written(key, _padded)
    return draft


def _unseen(draft: Draft) -> Draft:
    return draft.written("tag", lambda tag: f"\N{ZERO WIDTH SPACE}{tag}\ufeff")


def _noted(text: str) -> Callable[[Draft], Draft]:
    return taking("N-1", "notes", text, text)


CELL_QUIRKS = (
    Quirk("days as 2024-01-31", "dates", _days(lambda day: day.isoformat())),
    Quirk("days as 31/1/24", "dates", _days(lambda day: f"{day.day}/{day.month}/{day:%y}")),
    Quirk("days as 31-01-2024", "dates", _days(lambda day: f"{day:%d-%m-%Y}")),
    Quirk("days as 31.01.2024", "dates", _days(lambda day: f"{day:%d.%m.%Y}")),
    Quirk("days as 31 janvier 2024", "dates", _days(lambda day: f"{day.day} {_MONTHS[day.month - 1]} {day.year}")),
    Quirk("days as 31 janv. 2024", "dates", _days(lambda day: f"{day.day} {_SHORT[day.month - 1]} {day.year}")),
    Quirk(
        "days with the day of the week",
        "dates",
        _days(lambda day: f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"),
    ),
    Quirk("days with half a day", "dates", _days(lambda day: f"{day:%d/%m/%Y} après-midi")),
    Quirk("days with a time", "dates", _days(lambda day: f"{day:%d/%m/%Y} 14:05")),
    Quirk("days as ISO with a time", "dates", _days(lambda day: f"{day}T08:30:00")),
    Quirk("moments", "dates", _days(lambda day: datetime(day.year, day.month, day.day, 14, 5)), IN_WORKBOOKS),  # noqa: DTZ001 - as a sheet holds it
    Quirk("days as their numbers", "dates", _days(lambda day: (day - _DAY_ZERO).days)),
    Quirk("days as numbers in texts", "dates", _days(lambda day: str((day - _DAY_ZERO).days))),
    Quirk("days as 1/31/2024", "dates", _days(lambda day: f"{day.month}/{day.day}/{day.year}")),
    Quirk("days as 20240131", "dates", _days(lambda day: f"{day:%Y%m%d}")),
    Quirk("days in both orders", "dates", _mixed_days),
    Quirk("amounts with a comma", "amounts", _amounts(amount)),
    Quirk("amounts with a point", "amounts", _amounts(lambda cents: amount(cents, "."))),
    Quirk("amounts as 1 299,00 €", "amounts", _amounts(lambda cents: f"{amount(cents, ',', ' ')} €")),
    Quirk(
        "thousands behind no-break spaces",
        "amounts",
        _amounts(lambda cents: f"{amount(cents, ',', NO_BREAK)}{NO_BREAK}€"),
    ),
    Quirk(
        "thousands behind narrow spaces", "amounts", _amounts(lambda cents: f"{amount(cents, ',', NARROW)}{NARROW}€")
    ),
    Quirk("amounts as 1.299,00", "amounts", _amounts(lambda cents: amount(cents, ",", "."))),
    Quirk("amounts as 1,299.00", "amounts", _amounts(lambda cents: amount(cents, ".", ","))),
    Quirk("amounts as 349€90", "amounts", _amounts(lambda cents: amount(cents, "€"))),
    Quirk("amounts as EUR 349.90", "amounts", _amounts(lambda cents: f"EUR {amount(cents, '.')}")),
    Quirk("amounts without cents", "amounts", _whole_amounts),
    Quirk("1.000 where the column proves it", "amounts", _proved_thousands),
    Quirk("1.299 where nothing proves it", "amounts", _unproved_thousands),
    Quirk("durations as 24 mois", "months", _months(lambda months: f"{months} mois")),
    Quirk("durations as 2 ans", "months", _months(lambda months: f"{months // 12} ans")),
    Quirk("durations as 1 an et 12 mois", "months", _months(lambda months: f"1 an et {months - 12} mois")),
    Quirk("names spelt otherwise", "links", _spelt_otherwise),
    Quirk(
        "a serial number that became a number", "identifiers", taking("I-1", "serial", 3195000000001, "3195000000001")
    ),
    Quirk("a number with leading zeros", "identifiers", taking("I-2", "serial", "000123", "000123")),
    Quirk("a number with a decimal", "identifiers", taking("I-3", "serial", 12.5, "12.5"), IN_WORKBOOKS),
    Quirk("a number with a dash for a minus", "identifiers", taking("I-4", "serial", "-5", "-5")),
    Quirk("remarks on several lines", "notes", _noted("Écran fendu\nà remplacer\nvu le 3")),
    Quirk("remarks with quotation marks", "notes", _noted('dit "le vieux", 24"')),
    Quirk("remarks with all delimiters", "notes", _noted("a;b,c\td|e"), ("csv", *IN_WORKBOOKS)),  # a page has no tabs
    Quirk("a remark of 5,000 letters", "notes", _noted("Longue remarque, " * 300 + "fin")),
    Quirk("a remark like a formula", "notes", taking("N-1", "notes", "'=1+1", "=1+1"), IN_TEXTS),
    Quirk("a remark that begins with a dash", "notes", _noted("- vu\n- revu")),
    Quirk("texts between blanks", "texts", _everywhere_padded),
    Quirk("texts with what nobody sees", "texts", _unseen),
)
