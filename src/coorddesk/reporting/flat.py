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
    if all(group.title is None for group in report.groups):
        rows = chain.from_iterable(group.rows for group in report.groups)
        return Flat(report.title, report.columns, rows, report.count)
    first = Column("group", report.grouped_by or _("Group"), itemgetter(0), Kind.CHOICE, _GROUP_WIDTH)
    others = (replace(column, value=_of_row(column.value)) for column in report.columns)
    rows = chain.from_iterable(map(_with_title, report.groups))
    return Flat(report.title, (first, *others), rows, report.count)


def _with_title(group: Group[Any]) -> Iterable[tuple[Any, Any]]:
    return ((group.title, row) for row in group.rows)


def _of_row(value: Callable[[Any], Any]) -> Callable[[tuple[Any, Any]], Any]:
    return lambda titled: value(titled[1])
