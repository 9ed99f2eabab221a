"""One look at every row before the plan: where the table ends, and how its dates and numbers are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import itemgetter

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.jobs import Progress
from coorddesk.core.messages import Message, _, digits, verbatim
from coorddesk.importing.finding.ending import Ending
from coorddesk.importing.finding.heading import known_in, text_of
from coorddesk.importing.finding.table import Header, Table
from coorddesk.importing.kind import FieldType
from coorddesk.importing.mapping.columns import Decision, Fed
from coorddesk.importing.options import Options
from coorddesk.importing.reading.sheet import Cell
from coorddesk.importing.values.dates import Order
from coorddesk.importing.values.evidence import DateEvidence, NumberEvidence, prevailing_order
from coorddesk.importing.values.words import counts_years
from coorddesk.importing.words import HeaderWords

_ROWS_AT_ONCE = 1000
_FEWEST_HEADERS = 2
_TEXTS_KEPT = 50_000  # different ones of a column

_DATES = frozenset({FieldType.DATE, FieldType.MOMENT})
_NUMBERS = frozenset({FieldType.AMOUNT, FieldType.DECIMAL, FieldType.NUMBER})
_READS = {
    FieldType.TEXT: _("text"),
    FieldType.CODE: _("codes as they stand"),
    FieldType.MONTHS: _("durations in months"),
    FieldType.YES_NO: _("yes or no"),
    FieldType.CHOICE: _("words of a list"),
    FieldType.LINK: _("names"),
}


@dataclass(frozen=True)
class Reading:
    """How the cells of a column read: in words, by which of the `choices` if there are any (see `Options.readings`)."""

    text: Message
    chosen: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Survey:
    """What was found: where the table ends, remarks below it, how columns read; by field key how dates and numbers do.

    `units` are what whole numbers count, and whether amounts are with taxes: "16 Go" and "8 Go" are in "go".
    """

    last_row: int
    remarks: range
    orders: Mapping[str, Order | None]
    marks: Mapping[str, str | None]
    units: Mapping[str, str]
    readings: Mapping[Header, Reading]
    decisions: tuple[Decision, ...]
    warnings: tuple[Message, ...]


def survey(
    table: Table, fed: Sequence[Fed], words: HeaderWords, options: Options, currency: str, progress: Progress
) -> Survey:
    """Look at every row once; nothing of it is kept but what the texts prove. `currency` is the desk's ("EUR")."""
    alone = [one for one in fed if len(one.headers) == 1 and one.split is None]
    dates = {one: DateEvidence() for one in alone if one.field.type in _DATES}
    numbers = {one: NumberEvidence() for one in alone if one.field.type in _NUMBERS}
    looks = [(itemgetter(one.headers[0].index), _once(dates[one].look, dates[one].look_at_day)) for one in dates]
    looks += [(itemgetter(one.headers[0].index), _once(numbers[one].look)) for one in numbers]
    ending = Ending(partial(_begins_table, table, words))
    for first, rows in table.chunks(_ROWS_AT_ONCE, options.last_row):
        progress(first, table.sheet.extent.height, _("Looking at the sheet"))
        ending.look(first, rows)
        for pick, look in looks:
            look(map(pick, rows))
    orders, marks = _orders(dates, options.readings), _marks(numbers, options.readings)
    said = [(one, evidence.decisions(orders[one.field.key])) for one, evidence in dates.items()]
    said += [(one, evidence.decisions(marks[one.field.key], currency)) for one, evidence in numbers.items()]
    remarks = range(0) if options.last_row else ending.remarks
    return Survey(
        ending.last_row,
        remarks,
        orders,
        marks,
        _units(numbers),
        {
            **{header: Reading(_reads(one)) for one in fed for header in one.headers},
            **{one.headers[0]: _date_reading(dates[one], orders[one.field.key]) for one in dates},
            **{one.headers[0]: _number_reading(one, numbers[one], marks[one.field.key]) for one in numbers},
        },
        tuple(Decision(one.headers[0].label, text) for one, texts in said for text in texts),
        _left_out(remarks, None if options.last_row else ending.other_table) + _swapped(dates),
    )


def _once(
    look: Callable[[str], None], look_at_day: Callable[[date], None] | None = None
) -> Callable[[Iterator[Cell]], None]:
    """Look at each text of a column once, as far as memory allows, and at each day; never at a blank."""
    seen: dict[Cell, None] = {"": None}

    def look_once(cells: Iterator[Cell]) -> None:
        new = [cell for cell in dict.fromkeys(cells) if cell not in seen]
        if len(seen) + len(new) > _TEXTS_KEPT:
            seen.clear()
            seen[""] = None
        seen.update(dict.fromkeys(new))
        for cell in new:
            if isinstance(cell, str):
                look(cell)
            elif look_at_day is not None and isinstance(cell, date):
                look_at_day(cell)

    return look_once


def _orders(dates: Mapping[Fed, DateEvidence], told: Mapping[str, str]) -> dict[str, Order | None]:
    """The order of days in each column: as people say, or as its texts prove."""
    prevailing = prevailing_order(dates.values())
    known = [order.value for order in Order]
    return {
        one.field.key: Order(_known(told[one.field.key], known, one))
        if one.field.key in told
        else evidence.order(prevailing)
        for one, evidence in dates.items()
    }


def _marks(numbers: Mapping[Fed, NumberEvidence], told: Mapping[str, str]) -> dict[str, str | None]:
    """The mark before decimals in each column."""
    return {
        one.field.key: _known(told[one.field.key], [",", "."], one) if one.field.key in told else evidence.mark
        for one, evidence in numbers.items()
    }


def _known(told: str, known: Sequence[str], one: Fed) -> str:
    if told not in known:
        values = {"reading": told, "field": one.field.title, "known": verbatim("  ".join(known))}
        raise UserError(_("“{field}” cannot be read as “{reading}”, only as one of: {known}", **values))
    return told


def _reads(one: Fed) -> Message:
    if one.field.type is FieldType.MONTHS and any(counts_years(header.text) for header in one.headers):
        return _("durations, a number alone in years")
    return _READS.get(one.field.type, _("text"))


def _date_reading(evidence: DateEvidence, order: Order | None) -> Reading:
    chosen = order.value if order else None
    return Reading(evidence.reads(order), chosen if evidence.readings else None, evidence.readings)


def _number_reading(one: Fed, evidence: NumberEvidence, mark: str | None) -> Reading:
    match one.field.type:
        case FieldType.NUMBER:
            text = evidence.reads_numbers()
        case FieldType.DECIMAL:
            text = evidence.reads_decimals(mark)
        case _:
            text = evidence.reads_amounts(mark)
    return Reading(text, mark, evidence.readings)


def _units(numbers: Mapping[Fed, NumberEvidence]) -> dict[str, str]:
    """What stands behind each number of a column."""
    units = {
        one.field.key: evidence.tax if one.field.type is FieldType.AMOUNT else evidence.unit
        for one, evidence in numbers.items()
    }
    return {key: unit for key, unit in units.items() if unit}


def _swapped(dates: Mapping[Fed, DateEvidence]) -> tuple[Message, ...]:
    return tuple(
        _(
            "{column}: all days up to the 12th are dates, all others texts ({text}). A spreadsheet has probably taken "
            "days for months there; compare some with what they should be.",
            column=one.headers[0].label,
            text=verbatim(evidence.swapped),
        )
        for one, evidence in dates.items()
        if evidence.swapped is not None
    )


def _begins_table(table: Table, words: HeaderWords, row: Sequence[Cell]) -> bool:
    """Whether a row has the headers of another table: words that the kind knows, and not those of this one."""
    texts = [text_of(cell) for cell in row if cell != ""]
    if not all(isinstance(cell, str) for cell in row):
        return False
    own = {fold(name) for header in table.headers for name in header.names}
    strange = [text for text in texts if fold(text) not in own]
    return known_in(texts, words) >= max(_FEWEST_HEADERS, len(texts) / 2) and len(strange) > len(texts) / 3


def _left_out(remarks: range, other_table: int | None) -> tuple[Message, ...]:
    if not remarks:
        return ()
    first, last = digits(remarks[0]), digits(remarks[-1])
    if other_table is not None:
        return (
            _(
                "Rows {first} to {last} are another table and were left out. "
                "To take them, say that the headers are in row {row}.",
                first=first,
                last=last,
                row=digits(other_table),
            ),
        )
    if len(remarks) == 1:
        return (_("Row {row} stands below the table and was left out.", row=first),)
    return (_("Rows {first} to {last} stand below the table and were left out.", first=first, last=last),)
