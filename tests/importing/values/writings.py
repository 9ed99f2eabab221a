"""How people and programs write a day or an amount: each from the value alone, so that the reader can be held to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

MONTHS_FR = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
SHORT_FR = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
WEEKDAYS_FR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
NBSP, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"

WriteDay = Callable[[date], str]
WriteAmount = Callable[[int], str]


def _first(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def _month(day: date) -> str:
    return MONTHS_FR[day.month - 1]


CERTAIN_DAYS: dict[str, WriteDay] = {
    "iso": lambda day: day.isoformat(),
    "iso with slashes": lambda day: f"{day:%Y/%m/%d}",
    "iso without zeros": lambda day: f"{day.year}-{day.month}-{day.day}",
    "iso with a time": lambda day: f"{day.isoformat()}T23:59:59Z",
    "iso with a time and its zone": lambda day: f"{day.isoformat()} 00:00:00.000+02:00",
    "iso with morning": lambda day: f"{day.isoformat()} matin",
    "iso by weeks": lambda day: "{}-W{:02}-{}".format(*day.isocalendar()),
    "eight digits": lambda day: f"{day:%Y%m%d}",
    "French": lambda day: f"{_first(day)} {_month(day)} {day.year}",
    "French in capitals": lambda day: f"{day.day:02} {_month(day).upper()} {day.year}",
    "French with its weekday": lambda day: f"{WEEKDAYS_FR[day.weekday()]} {_first(day)} {_month(day)} {day.year}",
    "French with its article": lambda day: f"Le {_first(day)} {_month(day)} {day.year}",
    "French, short": lambda day: f"{day.day} {SHORT_FR[day.month - 1]} {day.year}",
    "French, short, with dashes": lambda day: f"{day.day:02}-{SHORT_FR[day.month - 1]}-{day.year}",
    "French with a time": lambda day: f"{_first(day)} {_month(day)} {day.year} à 14h30",
    "French with no-break spaces": lambda day: f"{_first(day)}{NBSP}{_month(day)}{NARROW}{day.year}",
}
"""Shapes that read one way only."""

DAY_FIRST: dict[str, WriteDay] = {
    "slashes": lambda day: f"{day:%d/%m/%Y}",
    "dots": lambda day: f"{day:%d.%m.%Y}",
    "dashes": lambda day: f"{day:%d-%m-%Y}",
    "no-break hyphens": lambda day: f"{day:%d\N{NON-BREAKING HYPHEN}%m\N{NON-BREAKING HYPHEN}%Y}",
    "blanks": lambda day: f"{day:%d %m %Y}",
    "without zeros": lambda day: f"{day.day}/{day.month}/{day.year}",
    "with a time": lambda day: f"{day:%d/%m/%Y} 08:05",
    "with a time to the second": lambda day: f"{day:%d/%m/%Y} 08:05:59",
    "with a French time": lambda day: f"{day:%d/%m/%Y} 14h",
    "with half a day": lambda day: f"{day:%d/%m/%Y} après-midi",
    "with half a day after a dash": lambda day: f"{day:%d/%m/%Y} - matin",
    "with its weekday": lambda day: f"{WEEKDAYS_FR[day.weekday()][:3]}. {day:%d/%m/%Y}",
    "eight digits": lambda day: f"{day:%d%m%Y}",
}
"""Shapes of a column where the day comes first."""

SHORT_YEARS: dict[str, WriteDay] = {
    "slashes": lambda day: f"{day:%d/%m/%y}",
    "dots, without zeros": lambda day: f"{day.day}.{day.month}.{day:%y}",
    "with a time": lambda day: f"{day:%d/%m/%y} 08:05",
    "French": lambda day: f"{_first(day)} {_month(day)} {day:%y}",
    "French, short, with dashes": lambda day: f"{day.day:02}-{SHORT_FR[day.month - 1]}-{day:%y}",
}
"""Shapes with two digits of the year."""


def _grouped(cents: int, group: str, mark: str) -> str:
    """The digits of an amount, its thousands in threes."""
    whole, rest = divmod(abs(cents), 100)
    threes = []
    while whole > 999:
        whole, three = divmod(whole, 1000)
        threes.append(f"{three:03}")
    return group.join([str(whole), *reversed(threes)]) + (f"{mark}{rest:02}" if mark else "")


def _signed(cents: int, written: str) -> str:
    return f"-{written}" if cents < 0 else written


AMOUNTS: dict[str, WriteAmount] = {
    "French": lambda cents: _signed(cents, _grouped(cents, NARROW, ",")) + f"{NBSP}€",
    "French, typed": lambda cents: _signed(cents, _grouped(cents, " ", ",")) + " €",
    "French without blanks": lambda cents: _signed(cents, _grouped(cents, "", ",")) + "€",
    "bare, with a comma": lambda cents: _signed(cents, _grouped(cents, "", ",")),
    "bare, with a point": lambda cents: _signed(cents, _grouped(cents, "", ".")),
    "German": lambda cents: _signed(cents, _grouped(cents, ".", ",")),
    "English": lambda cents: _signed(cents, _grouped(cents, ",", ".")),
    "Swiss": lambda cents: "CHF " + _signed(cents, _grouped(cents, "'", ".")),
    "Swiss, typeset": lambda cents: _signed(cents, _grouped(cents, "’", ".")),
    "the money first": lambda cents: "EUR " + _signed(cents, _grouped(cents, " ", ",")),
    "the sign before the money": lambda cents: _signed(cents, "€" + _grouped(cents, ",", ".")),
    "of a ledger": lambda cents: f"({_grouped(cents, ' ', ',')})" if cents < 0 else _grouped(cents, " ", ","),
    "of a ledger, with money": lambda cents: f"({_grouped(cents, ' ', ',')} €)" if cents < 0 else f"{cents / 100:.2f}€",
    "the money for a mark": lambda cents: _signed(cents, _grouped(cents, "", "€")),
    "the money for a mark, apart": lambda cents: _signed(cents, _grouped(cents, " ", " €")),
    "minus behind": lambda cents: _grouped(cents, " ", ",") + ("-" if cents < 0 else ""),
    "in words": lambda cents: _signed(cents, _grouped(cents, " ", ",")) + " euros",
}
"""Shapes with both cents: they read one way only, whatever the column."""

WHOLE_EUROS: dict[str, WriteAmount] = {
    "bare": lambda cents: _signed(cents, _grouped(cents, "", "")),
    "with blanks": lambda cents: _signed(cents, _grouped(cents, NBSP, "")) + " €",
    "with points": lambda cents: _signed(cents, _grouped(cents, ".", "")),
    "with commas": lambda cents: "$" + _signed(cents, _grouped(cents, ",", "")),
    "with a dash for the cents": lambda cents: _grouped(abs(cents), "'", "") + ".-",
}
"""Shapes without cents, of whole euros only: one mark before three digits may read two ways."""
