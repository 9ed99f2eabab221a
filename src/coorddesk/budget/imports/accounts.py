"""What sheets may bring of plans of accounts: a row for each account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.budget.imports import headers
from coorddesk.budget.imports.words import CHART_CHOICES, SECTION_CHOICES, chapter_spelt
from coorddesk.budget.models import Account, FiscalYear
from coorddesk.budget.queries.written import account_as_written
from coorddesk.budget.queries.years import year_of
from coorddesk.budget.rules.accounts import AccountDetails, section_of
from coorddesk.budget.rules.words import SECTION_TITLES, Chart, Section
from coorddesk.budget.service.accounts import write_account
from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy
from coorddesk.importing.kind import FieldType, ImportField, ImportKind, Key, Known, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIELDS = (
    ImportField("number", _p("account", "Number"), FieldType.CODE, headers.NUMBERS, required=True, example="60632"),
    ImportField(
        "label",
        _("Label"),
        spellings=headers.TITLES,
        spelt=tidy,
        required=True,
        example=_("Small equipment"),
    ),
    ImportField("chart", _("Plan of accounts"), FieldType.CHOICE, headers.CHARTS, choices=CHART_CHOICES),
    ImportField(
        "section",
        _("Section"),
        FieldType.CHOICE,
        headers.SECTIONS,
        choices=SECTION_CHOICES,
        example=SECTION_TITLES[Section.OPERATING],
    ),
    ImportField("chapter", _p("budget", "Chapter"), spellings=headers.CHAPTERS, spelt=chapter_spelt, example="011"),
)


def usual_chart(session: Session) -> Chart:
    """The plan of the current year, or our own where there is no year: that of rows which name none."""
    year_id = year_of(session, clock_of(session).today())
    return Chart.OWN if year_id is None else session.get_one(FiscalYear, year_id).chart


class AccountTarget(SimpleTarget):
    """The accounts within one import; where no column says of which plan they are, they are of the current year's."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._chart = usual_chart(session)

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every account of every plan, or of the usual one."""
        wanted = select(Account).order_by(Account.id)
        if "chart" not in fields:
            wanted = wanted.where(Account.chart == self._chart)
        for row in self._session.scalars(wanted).all():
            values = _values(row)
            yield Known(row.id, row.version, tuple(values[key] for key in fields))

    def usual(self, field_key: str) -> Any:
        """A row that names no plan is of the usual one."""
        return self._chart.value if field_key == "chart" else None

    def insert(self, rows: NewRows) -> None:
        """Add accounts."""
        for values in rows:
            chart = Chart(values.get("chart") or self._chart)
            new = AccountDetails(values["number"], values["label"], chart)
            row = Account()
            write_account(self._session, row, _said(replace(new, section=section_of(new)), values))
            self._session.add(row)
        self._session.flush()

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change accounts; the lines on them stay where they stand."""
        for change in changes:
            there = account_as_written(self._session, change.id)
            write_account(self._session, self._session.get_one(Account, change.id), _said(there, change.values))
        self._session.flush()


def _values(row: Account) -> dict[str, Any]:
    return {
        "number": row.number,
        "label": row.label,
        "chart": row.chart.value,
        "section": row.section.value,
        "chapter": row.chapter or None,
    }


def _said(details: AccountDetails, values: Mapping[str, Any]) -> AccountDetails:
    """What an account becomes when a row says something else of it."""
    said = {key: values[key] for key in ("number", "label", "chapter") if values.get(key) is not None}
    if values.get("section"):
        said["section"] = Section(values["section"])
    if values.get("chart"):
        said["chart"] = Chart(values["chart"])
    return replace(details, **said)


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    wanted = select(Account).order_by(Account.chart, Account.number)
    return (_values(row) for row in session.scalars(wanted).all())


def _deed(new: int, changed: int) -> Message:
    return _("Import accounts: {new} new, {changed} changed", new=new, changed=changed)


ACCOUNTS = ImportKind(
    key="accounts",
    title=_("Accounts"),
    fields=FIELDS,
    keys=(Key(("number", "chart")), Key(("number",), unique=False)),
    open=AccountTarget,
    deed=_deed,
    rows=_rows,
)
