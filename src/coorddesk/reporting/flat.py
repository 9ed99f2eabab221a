"""A report as one plain table, for sheets: the groups' headings become a column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.core.tables import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.reporting.report import Group, Report

_GROUP_WIDTH = 30


@dataclass(frozen=True)
class Flat:
    """A table without groups; its rows are read once, and `count` is None where nobody knows how many come."""

    title: Message
    columns: Sequence[Column[Any]]
    rows: Iterable[Any]
    count: int | None


def flatten(report: Report[Any]) -> Flat:
    """The rows of all groups, with the group's title in front where groups have one."""
    if not _has_titles(report):
        rows = chain.from_iterable(group.rows for group in report.groups)
        return Flat(report.title, report.columns, rows, report.count)
    titles: list[Column[Any]] = [
        Column("group", report.grouped_by or _("Group"), itemgetter(0), Kind.CHOICE, _GROUP_WIDTH)
    ]
    if any(group.part is not None for group in report.groups):
        titles.insert(0, Column("part", report.parted_by or _("Part"), itemgetter(2), Kind.CHOICE, _GROUP_WIDTH))
    others = (replace(column, value=_of_row(column.value)) for column in report.columns)
    rows = chain.from_iterable(rows_of(report, group) for group in report.groups)
    return Flat(report.title, (*titles, *others), rows, report.count)


def rows_of(report: Report[Any], group: Group[Any]) -> Iterable[Any]:
    """The rows of a group as the columns of the flat table want them: with its title, and what it is a part of."""
    if not _has_titles(report):
        return group.rows
    part = None if group.part is None else group.part.title
    return ((group.title, row, part) for row in group.rows)


def _has_titles(report: Report[Any]) -> bool:
    return any(group.title is not None for group in report.groups)


def _of_row(value: Callable[[Any], Any]) -> Callable[[tuple[Any, Any, Any]], Any]:
    return lambda titled: value(titled[1])
