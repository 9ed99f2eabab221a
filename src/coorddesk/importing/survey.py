"""One look at every row before the plan: where the table ends, and how its dates and numbers are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coorddesk.core.jobs import Progress
from coorddesk.core.messages import Message, _, digits
from coorddesk.importing.ending import Ending
from coorddesk.importing.kind import FieldType
from coorddesk.importing.mapping import Decision, Fed
from coorddesk.importing.options import Options
from coorddesk.importing.table import Table
from coorddesk.importing.values.dates import Order
from coorddesk.importing.values.evidence import DateEvidence, NumberEvidence, prevailing_order

_ROWS_BETWEEN_REPORTS = 5000
_TEXTS_KEPT = 50_000  # different ones of a column


@dataclass(frozen=True)
class Survey:
    """What was found: where the table ends, remarks below it, and by field key how dates and numbers read."""

    last_row: int
    remarks: range
    orders: dict[str, Order | None]
    marks: dict[str, str | None]
    decisions: tuple[Decision, ...]
    warnings: tuple[Message, ...]


def survey(table: Table, fed: Sequence[Fed], options: Options, currency: str, progress: Progress) -> Survey:
    """Look at every row once; nothing of it is kept but what the texts prove. `currency` is the desk's ("EUR")."""
    dates = {one: DateEvidence() for one in fed if one.headers and one.field.type is FieldType.DATE}
    numbers = {
        one: NumberEvidence() for one in fed if one.headers and one.field.type in {FieldType.AMOUNT, FieldType.NUMBER}
    }
    looks = [(one.headers[0].index, _once(dates[one].look)) for one in dates]
    looks += [(one.headers[0].index, _once(numbers[one].look)) for one in numbers]
    ending = Ending()
    for number, row in enumerate(table.rows(), start=table.first_row):
        if number % _ROWS_BETWEEN_REPORTS == 0:
            progress(number, table.sheet.extent.height, _("Looking at the sheet"))
        ending.look(number, row)
        for index, look in looks:
            cell = row[index]
            if isinstance(cell, str):
                look(cell)
    prevailing = prevailing_order(dates.values())
    said = [(one, evidence.decisions(prevailing)) for one, evidence in dates.items()]
    said += [(one, evidence.decisions(currency)) for one, evidence in numbers.items()]
    return Survey(
        ending.last_row,
        ending.remarks,
        {one.field.key: evidence.order(prevailing) for one, evidence in dates.items()},
        {one.field.key: evidence.mark for one, evidence in numbers.items()},
        tuple(Decision(one.headers[0].label, text) for one, texts in said for text in texts),
        _left_out(ending.remarks),
    )


def _once(look: Callable[[str], None]) -> Callable[[str], None]:
    """Look at each text once, as far as memory allows; never at a blank."""
    seen = {""}

    def look_once(text: str) -> None:
        if text not in seen:
            if len(seen) >= _TEXTS_KEPT:
                seen.clear()
            seen.add(text)
            look(text)

    return look_once


def _left_out(remarks: range) -> tuple[Message, ...]:
    if not remarks:
        return ()
    first, last = digits(remarks[0]), digits(remarks[-1])
    return (_("Rows {first} to {last} stand below the table and were left out.", first=first, last=last),)
