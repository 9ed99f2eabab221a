"""What is seen of a list, as a report: its columns from left to right, its order, its groups and its filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Group, Report
from coorddesk.widgets.table.bands import grouped
from coorddesk.widgets.table.grouping import ROWS_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.tables import Column
    from coorddesk.widgets.table.record_list import RecordList
    from coorddesk.widgets.table.source import Source


@dataclass(frozen=True)
class Seen:
    """A list as it is shown: what it shows, in which columns, and by which of them it is grouped."""

    query: Any
    columns: tuple[Column[Any], ...]
    by: str | None


def seen_report(listing: RecordList, name: str, title: Message) -> tuple[ReportKind, Seen]:
    """What a list shows now, and the report that puts it on paper; how that is set is remembered by `name`."""
    source, by = listing.source.as_shown(), listing.groups.by
    shown = tuple(source.columns[place] for place in listing.columns.shown())
    columns = tuple(column for column in shown if column.key != by) or shown  # the headings say it
    explanation = _("The list as it is shown: its columns, order, groups and filters.")

    def build(session: Session, seen: Seen) -> Report[Any]:
        return _report(source, title, seen, session)

    kind = ReportKind(f"seen-{name}", title, explanation, build, of_the_moment=True)
    return kind, Seen(listing.query, columns, by)


def _report(source: Source[Any, Any], title: Message, seen: Seen, session: Session) -> Report[Any]:
    """In a lane."""
    if seen.by is None:
        groups = [Group[Any](None, _rows(source, session, source.ids(session, seen.query)))]
    else:
        found, groups, first = grouped(source, session, seen.query, seen.by), [], 0
        for heading in found.headings:
            inside = found.ids[first : first + heading.count]
            groups.append(Group(heading.title, _rows(source, session, inside)))
            first += heading.count
    return Report(
        title=title,
        columns=seen.columns,
        groups=tuple(groups),
        noun=source.noun,
        filters=source.stated(session, seen.query),
        grouped_by=None if seen.by is None else source.column(seen.by).title,
    )


def _rows(source: Source[Any, Any], session: Session, ids: Sequence[int]) -> list[Any]:
    rows: list[Any] = []
    for start in range(0, len(ids), ROWS_AT_ONCE):
        part = ids[start : start + ROWS_AT_ONCE]
        page = source.page(session, part)
        rows.extend(page[record_id] for record_id in part if record_id in page)
    return rows
