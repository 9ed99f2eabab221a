"""Counts and sums of a report, added up once for the paper and the sheet alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coorddesk.core.tables import Column
    from coorddesk.reporting.report import Report


@dataclass(frozen=True)
class Tally:
    """How many rows, and the sum of each column; None where adding up makes no sense."""

    count: int
    sums: tuple[int | None, ...]


def tally_groups(report: Report[Any]) -> list[Tally]:
    """Add up each group of the report, in its order."""
    return [
        Tally(len(group.rows), tuple(_sum(column, group.rows) for column in report.columns)) for group in report.groups
    ]


def add_up(columns: Sequence[Column[Any]], tallies: Sequence[Tally]) -> Tally:
    """Add the groups up to the report's own total."""
    return Tally(
        sum(tally.count for tally in tallies),
        tuple(
            sum(tally.sums[place] or 0 for tally in tallies) if column.total else None
            for place, column in enumerate(columns)
        ),
    )


def _sum(column: Column[Any], rows: Sequence[Any]) -> int | None:
    if not column.total:
        return None
    values: Iterable[int | None] = map(column.value, rows)
    return sum(value for value in values if value is not None)
