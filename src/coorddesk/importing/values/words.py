"""Texts, codes, names, choices and months from cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy_lines
from coorddesk.importing.reading.sheet import NOT_CALCULATED, Cell
from coorddesk.importing.values.refusal import CellRefused, refuse_damage

_PLAIN_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_./-]*")  # nothing to mend, nothing to suspect
_SCIENTIFIC = re.compile(r"[+-]?\d(?:[.,]\d+)?E\+\d{2,3}", re.IGNORECASE)
_EXACT_BELOW = 10**15  # a spreadsheet keeps fifteen digits of a number

_MONTH_WORDS = r"(?:m|mois|mo|mth|mths|month|months)\.?"
_YEAR_WORDS = r"(?:a|an|ans|annee|annees|y|yr|yrs|year|years)\.?"
_MONTHS = re.compile(rf"(\d{{1,4}}) ?{_MONTH_WORDS}|(\d{{1,4}})")
_YEARS = re.compile(rf"(\d{{1,2}})(?:[.,](5|0))? ?{_YEAR_WORDS}(?: ?(?:et|and|,)? ?(\d{{1,2}}) ?{_MONTH_WORDS})?")
_MOST_MONTHS = 1200
_BARE = re.compile(r"\d{1,2}(?:[.,][05])?")
_WORD = re.compile(r"[^\W\d]+")
_IN_YEARS = frozenset({"an", "ans", "annee", "annees", "year", "years", "yr", "yrs"})
_IN_MONTHS = frozenset({"mois", "month", "months", "mth", "mths"})

_YES = frozenset({"oui", "o", "yes", "y", "vrai", "v", "true", "t", "1", "x", "✓", "✔", "☑", "✅", "on", "coche"})
_NO = frozenset({"non", "n", "no", "faux", "f", "false", "0", "✗", "✘", "☐", "❌", "off", "non coche"})


def show(cell: Cell) -> str:
    """A cell as people see it in the file, for telling them about it: a day as 31/01/2026, 12.0 as 12."""
    match cell:
        case str():
            return "" if cell == NOT_CALCULATED else cell
        case bool():
            return str(cell).upper()
        case datetime():
            return f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case time():
            return f"{cell:%H:%M}"
        case timedelta():
            return str(cell)
    return f"{cell:.15g}"


def read_text(cell: Cell) -> str | None:
    """Text without blanks around it; numbers and days as people see them."""
    if isinstance(cell, str):
        return _clean(cell)
    return _digits(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else show(cell)


def read_name(cell: Cell) -> str | None:
    """The name of something: as text, but blanks within it are one space, and what was made a date is refused."""
    return _on_one_line(_clean(cell) if isinstance(cell, str) else _not_remade(cell))


def read_code(cell: Cell) -> str | None:
    """An identifier with its leading zeros; one that a spreadsheet spoilt by taking it for a number is refused."""
    if isinstance(cell, str) and _PLAIN_CODE.fullmatch(cell):
        return cell
    text = _on_one_line(_clean(cell) if isinstance(cell, str) else _not_remade(cell))
    if text and _SCIENTIFIC.fullmatch(text):
        raise CellRefused(
            _("A spreadsheet has shortened this number, its last digits are lost. Type it again in a column of texts.")
        )
    return text


def months_reader(*, bare_years: bool) -> Callable[[Cell], int | None]:
    """A reader of durations in months: 24, "24 mois", "2 ans", "1 year and 6 months".

    Where `bare_years`, a number alone counts years, as the header says: "Garantie (ans)".
    """

    def read_months(cell: Cell) -> int | None:
        text = read_name(cell)
        if text is None:
            return None
        folded = fold(text)
        if bare_years and _BARE.fullmatch(folded):
            folded += " a"
        months = _months(folded)
        if months > _MOST_MONTHS:
            raise CellRefused(_("This is longer than a hundred years."))
        return months

    return read_months


def counts_years(header: str) -> bool:
    """Whether the header of durations says that they are years: "Garantie (ans)", "Warranty in years"."""
    words = set(_WORD.findall(fold(header)))
    return not words.isdisjoint(_IN_YEARS) and words.isdisjoint(_IN_MONTHS)


def read_yes_no(cell: Cell) -> bool | None:
    """Yes or no, in words, as a cross or a tick, or as a spreadsheet keeps it."""
    if isinstance(cell, bool):
        return cell
    text = read_name(cell)
    if text is None:
        return None
    folded = fold(text)
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise CellRefused(_("This is neither yes nor no."))


def fold_word(text: str) -> str:
    """A word for a choice as it is compared: "En panne", "en_panne" and "En-panne." are one."""
    return " ".join(fold(text).replace("_", " ").replace("-", " ").rstrip(" .!").split())


def choice_reader(values: Mapping[str, str], titles: Message) -> Callable[[Cell], str | None]:
    """A reader of one of a few words: `values` by folded word (`fold_word`), `titles` for saying what there is."""

    def read_choice(cell: Cell) -> str | None:
        text = read_name(cell)
        if text is None:
            return None
        value = values.get(fold_word(text))
        if value is None:
            raise CellRefused(_("This is none of: {titles}.", titles=titles))
        return value

    return read_choice


def _months(folded: str) -> int:
    if found := _MONTHS.fullmatch(folded):
        return int(found[1] or found[2])
    if found := _YEARS.fullmatch(folded):
        return int(found[1]) * 12 + (6 if found[2] == "5" else 0) + int(found[3] or 0)
    raise CellRefused(_("This is not a duration. Write months or years: 24, “24 months”, “2 years”."))


def _clean(text: str) -> str | None:
    text = text.strip()
    if not text:
        return None
    refuse_damage(text)
    return (text if text.isprintable() else tidy_lines(text)) or None


def _on_one_line(text: str | None) -> str | None:
    return text if text is None or text.isalnum() else " ".join(text.split())


def _not_remade(cell: float | date | time | timedelta) -> str:
    """A number as text; whatever else a spreadsheet made of a name or code is not what was typed."""
    if isinstance(cell, bool):
        raise CellRefused(_("A spreadsheet has made “true” or “false” of this. Type it again in a column of texts."))
    if isinstance(cell, date | time | timedelta):
        raise CellRefused(_("A spreadsheet has made a date of this. Type it again in a column of texts."))
    return _digits(cell)


def _digits(number: float) -> str:
    if not abs(number) < _EXACT_BELOW:
        raise CellRefused(
            _("A spreadsheet has rounded this number, its last digits are lost. Type it again in a column of texts.")
        )
    return str(int(number)) if number == int(number) else f"{number:.15g}"
