"""Which group each record belongs to, and what the records of a list add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.core.tables import Column, Kind

Sums = Mapping[str, int]
"""What is added up, by the key of its column: cents of an amount, thousandths of a decimal."""

ROWS_AT_ONCE = 128


@dataclass(frozen=True)
class Keyed:
    """The group of each record by its id; None is the group of those without a value, which has no title.

    `titles` and `sums` are by group.
    """

    groups: Mapping[int, Hashable]
    titles: Mapping[Hashable, Message]
    sums: Mapping[Hashable, Sums] = field(default_factory=dict)


def keyed_by_rows(by: Column[Any], columns: Sequence[Column[Any]], rows: Iterable[tuple[int, Any]]) -> Keyed:
    """The groups of a short list, from the very rows that it shows: by value, or by year where `by` has days.

    `rows` come with their ids; `columns` are all that the list has.
    """
    summed = [column for column in columns if column.total]
    groups: dict[int, Hashable] = {}
    titles: dict[Hashable, Message] = {}
    sums: dict[Hashable, Counter[str]] = {}
    for record_id, row in rows:
        group, title = _group(by, row)
        groups[record_id] = group
        if title is not None:
            titles[group] = title
        sums.setdefault(group, Counter()).update({each.key: each.value(row) or 0 for each in summed})
    return Keyed(groups, titles, sums)


def sums_by_rows(columns: Sequence[Column[Any]], rows: Iterable[tuple[int, Any]]) -> Sums:
    """What rows of a short list add up to; none is read where no column is added up."""
    total: Counter[str] = Counter()
    summed = [column for column in columns if column.total]
    for _record_id, row in rows if summed else ():
        total.update({column.key: column.value(row) or 0 for column in summed})
    return total


def _group(column: Column[Any], row: Any) -> tuple[Hashable, Message | None]:
    value = column.value(row)
    match value:
        case None | "":
            return None, None
        case date() if column.kind is Kind.DATE:
            return value.year, verbatim(str(value.year))
        case Message():
            return value, value
        case bool():
            return value, _("Yes") if value else _("No")
    return value, verbatim(str(value))
