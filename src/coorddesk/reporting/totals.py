"""Counts and sums of a report, added up once for the paper and the sheet alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coorddesk.core.tables import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coorddesk.core.tables import Column
    from coorddesk.reporting.report import Group, Part, Report


@dataclass(frozen=True)
class Tally:
    """How many rows, and the sum of each column; None where adding up makes no sense."""

    count: int
    sums: tuple[int | None, ...]


def tally_groups(report: Report[Any]) -> list[Tally]:
    """Add up each group of the report, in its order."""
    return [_tally(report, group) for group in report.groups]


def whole_of(report: Report[Any], tallies: Sequence[Tally]) -> Tally:
    """The report's own total: what its groups come to, or what it says itself."""
    added = add_up(report.columns, tallies)
    return added if report.whole is None else Tally(added.count, _said(report, report.whole))


def parts_of(report: Report[Any], tallies: Sequence[Tally]) -> list[tuple[Part[Any] | None, Tally]]:
    """For each group, what it is a part of, and the sum of that where the group is the last one of it."""
    parts: list[tuple[Part[Any] | None, Tally]] = []
    count = 0
    for place, (group, tally) in enumerate(zip(report.groups, tallies, strict=True)):
        following = report.groups[place + 1].part if place + 1 < len(report.groups) else None
        count += tally.count
        if group.part is None or group.part is following:
            parts.append((None, tally))
            continue
        parts.append((group.part, Tally(count, _said(report, group.part.whole))))
        count = 0
    return parts


def add_up(columns: Sequence[Column[Any]], tallies: Sequence[Tally]) -> Tally:
    """Add the groups up to the report's own total."""
    return Tally(
        sum(tally.count for tally in tallies),
        tuple(
            sum(tally.sums[place] or 0 for tally in tallies) if _adds_up(column) else None
            for place, column in enumerate(columns)
        ),
    )


def _tally(report: Report[Any], group: Group[Any]) -> Tally:
    sums = tuple(_sum(column, group.rows) for column in report.columns)
    return Tally(len(group.rows), sums if group.whole is None else _said(report, group.whole))


def _said(report: Report[Any], whole: Any) -> tuple[int | None, ...]:
    return tuple(column.value(whole) if column.total else None for column in report.columns)


def _adds_up(column: Column[Any]) -> bool:
    return column.total and column.kind is not Kind.PERCENT


def _sum(column: Column[Any], rows: Sequence[Any]) -> int | None:
    if not _adds_up(column):
        return None
    values: Iterable[int | None] = map(column.value, rows)
    return sum(value for value in values if value is not None)
