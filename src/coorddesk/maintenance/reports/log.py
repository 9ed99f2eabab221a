"""The maintenance log on paper: as it is filtered, and with its costs by device, by month and by supplier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.maintenance.queries import ENTRY_COLUMNS, EntryQuery, EntryRow, all_stated, entry_ids, entry_page
from coorddesk.maintenance.rules import DAY
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import LYING
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Choice = EntryQuery | Sequence[int] | None
"""The entries of a list as it is filtered, those that were selected, or all."""

_READ_AT_ONCE = 1000
_BY_KEY = {column.key: column for column in ENTRY_COLUMNS}
_HOURS: Column[EntryRow] = Column(
    "hours", _("Out of use (days)"), lambda row: _days(row.downtime), Kind.DECIMAL, 10, total=True
)
_OFFERED = (*ENTRY_COLUMNS, _HOURS)
_ALL = ("day", "device", "device_name", "work", "what", "supplier", "under_warranty", "cost")


def log(session: Session, choice: Choice) -> Report[EntryRow]:
    """Entries in the order of the list."""
    return _report(session, choice, _("Maintenance log"), _ALL, [Group(None, list(_rows(session, choice)))])


def by_device(session: Session, choice: Choice) -> Report[EntryRow]:
    """What each device has cost, the device that cost most first."""
    groups = _grouped(_rows(session, choice), lambda row: row.device, _device)
    costly = sorted(groups, key=lambda group: -_sum(group.rows))
    keys = ("day", "work", "what", "supplier", "documents", "under_warranty", "hours", "cost")
    return _report(session, choice, _("Maintenance by device"), keys, costly, _("Device"))


def by_month(session: Session, choice: Choice) -> Report[EntryRow]:
    """What was done and paid in each month, the latest first."""
    groups = _grouped(
        _rows(session, choice),
        lambda row: (row.day.year, row.day.month),
        lambda row: _("{month}/{year}", month=f"{row.day.month:02}", year=str(row.day.year)),
    )
    latest = sorted(groups, key=lambda group: group.rows[0].day, reverse=True)
    return _report(session, choice, _("Maintenance by month"), _ALL, latest, _("Month"))


def by_supplier(session: Session, choice: Choice) -> Report[EntryRow]:
    """What was paid to each supplier; what was done without one comes last."""
    groups = _grouped(
        _rows(session, choice),
        lambda row: row.supplier,
        lambda row: _("Without a supplier") if row.supplier is None else verbatim(row.supplier),
    )
    costly = sorted(groups, key=lambda group: (group.rows[0].supplier is None, -_sum(group.rows)))
    keys = ("day", "device", "device_name", "work", "what", "documents", "under_warranty", "cost")
    return _report(session, choice, _("Maintenance by supplier"), keys, costly, _("Supplier"))


def _rows(session: Session, choice: Choice) -> Iterator[EntryRow]:
    query = EntryQuery() if choice is None else choice
    ids = entry_ids(session, query) if isinstance(query, EntryQuery) else query
    for start in range(0, len(ids), _READ_AT_ONCE):
        part = ids[start : start + _READ_AT_ONCE]
        page = entry_page(session, part)
        yield from (page[entry_id] for entry_id in part if entry_id in page)


def _grouped(
    rows: Iterator[EntryRow], by: Callable[[EntryRow], Any], title: Callable[[EntryRow], Message]
) -> list[Group[EntryRow]]:
    found: dict[Any, list[EntryRow]] = {}
    for row in rows:
        found.setdefault(by(row), []).append(row)
    return [Group(title(together[0]), together) for together in found.values()]


def _report(
    session: Session,
    choice: Choice,
    title: Message,
    keys: Sequence[str],
    groups: Sequence[Group[EntryRow]],
    grouped_by: Message | None = None,
) -> Report[EntryRow]:
    by_key = _BY_KEY | {"hours": _HOURS}
    chosen = () if choice is None else (_("Chosen by hand"),)
    filters = all_stated(session, choice) if isinstance(choice, EntryQuery) else chosen
    report = Report(title, tuple(by_key[key] for key in keys), tuple(groups), entries, filters, grouped_by)
    return replace(report, page=LYING, offered=_OFFERED)


def entries(count: int) -> Message:
    """So many lines."""
    return _n("{count} entry", "{count} entries", count)


def _device(row: EntryRow) -> Message:
    return verbatim("  ·  ".join(part for part in (row.device, row.device_name) if part))


def _sum(rows: Sequence[EntryRow]) -> int:
    return sum(row.cost or 0 for row in rows)


def _days(hours: int | None) -> int | None:
    """Days in thousandths."""
    return None if hours is None else hours * 1000 // DAY


_CARDS = frozenset({"asset", "supplier", "place"})
MAINTENANCE_LOG = ReportKind(
    "maintenance-log",
    _("Maintenance log"),
    _("What was done to devices, when, by whom and for how much."),
    log,
    EntryQuery.about,
    _CARDS,
)
BY_DEVICE = ReportKind(
    "maintenance-by-device",
    _("Maintenance by device"),
    _("What each device has cost since it was bought, the dearest first."),
    by_device,
    EntryQuery.about,
    frozenset({"supplier", "place"}),
)
BY_MONTH = ReportKind(
    "maintenance-by-month",
    _("Maintenance by month"),
    _("What was done and paid in each month."),
    by_month,
    EntryQuery.about,
)
BY_SUPPLIER = ReportKind(
    "maintenance-by-supplier",
    _("Maintenance by supplier"),
    _("What was paid to each supplier."),
    by_supplier,
    EntryQuery.about,
)
LOG_REPORTS = (MAINTENANCE_LOG, BY_DEVICE, BY_MONTH, BY_SUPPLIER)
