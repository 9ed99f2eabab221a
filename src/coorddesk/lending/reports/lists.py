"""The lists of loans for paper and sheets: all, what is overdue, class by class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.directory.queries import person_page
from coorddesk.directory.rules import class_order
from coorddesk.lending.queries import LOAN_COLUMNS, LoanQuery, LoanRow, loan_ids, loan_page
from coorddesk.lending.queries.stated import stated
from coorddesk.lending.rules import Standing
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Choice = LoanQuery | Sequence[int] | None
"""The loans of a list as it is filtered, those that were selected, or all that are not over."""

_ALL = ("number", "borrower", "group", "standing", "what", "things", "out", "since", "due")
_OVERDUE = ("number", "borrower", "group", "what", "out", "since", "due", "late")
_IN_CLASS = ("number", "borrower", "standing", "what", "out", "since", "due")
_OUT = frozenset({Standing.OPEN})


def loans(session: Session, choice: Choice) -> Report[LoanRow]:
    """Loans in the order of the query."""
    return _report(session, choice, _("Loans"), _ALL, [Group(None, rows_of(session, choice))])


def overdue(session: Session, choice: Choice) -> Report[LoanRow]:
    """What should have been back, the longest overdue first."""
    query = LoanQuery(standings=frozenset({Standing.OVERDUE})) if choice is None else choice
    rows = [row for row in rows_of(session, query) if row.standing is Standing.OVERDUE]
    rows.sort(key=lambda row: (-row.late, row.id))
    return _report(session, query, _("Overdue loans"), _OVERDUE, [Group(None, rows)])


def by_class(session: Session, choice: Choice) -> Report[LoanRow]:
    """What each class has, with its pupils: the class that borrows itself, or that of who borrows."""
    query = LoanQuery(standings=_OUT) if choice is None else choice
    rows = rows_of(session, query)
    people = person_page(session, [row.person_id for row in rows if row.person_id is not None])
    found: dict[str, list[LoanRow]] = {}
    for row in rows:
        person = people.get(row.person_id or 0)
        name = row.group or ("" if person is None else person.group)
        if name:
            found.setdefault(name, []).append(row)
    ordered = sorted(found, key=lambda name: (class_order(fold(name)), name))
    groups = [Group(verbatim(name), found[name]) for name in ordered]
    report = _report(session, query, _("Loans by class"), _IN_CLASS, groups)
    said = (*report.filters, _("Loans of people without a class left out"))
    return replace(report, grouped_by=_("Class or group"), filters=said)


def rows_of(session: Session, choice: Choice) -> list[LoanRow]:
    """The loans meant, in their order."""
    query = LoanQuery() if choice is None else choice
    ids = loan_ids(session, query) if isinstance(query, LoanQuery) else query
    page = loan_page(session, ids)
    return [page[loan_id] for loan_id in ids if loan_id in page]


def noun(count: int) -> Message:
    """So many loans."""
    return _n("{count} loan", "{count} loans", count)


def _report(
    session: Session, choice: Choice, title: Message, keys: Sequence[str], groups: Sequence[Group[LoanRow]]
) -> Report[LoanRow]:
    by_key = {column.key: column for column in LOAN_COLUMNS}
    query = LoanQuery() if choice is None else choice
    rows = [row for group in groups for row in group.rows]
    wanted = [key for key in keys if key != "group" or any(row.person and row.group for row in rows)]
    return Report(
        title=title,
        columns=tuple(by_key[key] for key in wanted),
        groups=tuple(groups),
        noun=noun,
        filters=stated(session, query) if isinstance(query, LoanQuery) else (_("Chosen by hand"),),
        offered=LOAN_COLUMNS,
    )


_CARDS = frozenset({"person", "person_group", "asset"})
LISTS = (
    ReportKind(
        "loans",
        _("Loans"),
        _("The loans and reservations as they are filtered, with what is still out."),
        loans,
        LoanQuery.about,
        _CARDS,
    ),
    ReportKind(
        "loans-overdue",
        _("Overdue loans"),
        _("Who should have brought what back, the longest overdue first."),
        overdue,
        LoanQuery.about,
    ),
    ReportKind(
        "loans-by-class",
        _("Loans by class"),
        _("What each class and its pupils have, for the teachers."),
        by_class,
        LoanQuery.about,
    ),
)
