"""The budget lines within one import, and the decisions that their amounts become."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.budget.imports.amounts import Amounts, Decisions
from coorddesk.budget.imports.links import AccountLink, YearLink
from coorddesk.budget.models import BudgetLine, FiscalYear, FundingSource
from coorddesk.budget.queries.sums import figures_of_year
from coorddesk.budget.queries.written import line_as_written
from coorddesk.budget.rules.accounts import AccountDetails, section_of
from coorddesk.budget.rules.lines import LineDetails
from coorddesk.budget.rules.situation import NOTHING, Figures
from coorddesk.budget.rules.words import OnOverspending, Section
from coorddesk.budget.service.lines import NewLine, add_line, write_line
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.directory.imports import NamedLink, PersonLink
from coorddesk.importing.kind import Known, Named, NewRows, RowChange
from coorddesk.importing.listing import joined, listed
from coorddesk.importing.simple_target import SimpleTarget

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Trouble = tuple[str, Message]
_WRITTEN = ("code", "section", "chapter", "account", "label", "tags", "funding", "person", "on_overspending", "notes")


class BudgetLineTarget(SimpleTarget):
    """The budget lines within one import; rows that name no year are of the current one."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._years, self._accounts = YearLink(session), AccountLink(session)
        self._funding, self._people = NamedLink(session, FundingSource.__tablename__), PersonLink(session)
        self._figures: dict[int, Figures] = {}
        self._lines: dict[int, BudgetLine] = {}
        self._decisions = Decisions(session, self._years.by_id)

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every line, or those of the current year for a sheet that names no year."""
        asked = [key for key in fields if key != "account_label"]
        year = self._years.usual
        only = None if "year" in fields or year is None else year.id
        for row, values in list(self.told(only)):
            told = {key: values[key] for key in asked}
            yield Known(row.id, row.version, tuple(told.get(key) for key in fields))

    def told(self, year_id: int | None) -> Iterator[tuple[BudgetLine, dict[str, Any]]]:
        """The lines of a year, or of all, as a sheet says them; years and lines in their order."""
        for year in self._years.by_id.values():
            if year_id in {None, year.id}:
                self._figures |= figures_of_year(self._session, year.id)
                wanted = select(BudgetLine).where(BudgetLine.year_id == year.id)
                for row in self._session.scalars(wanted.order_by(BudgetLine.position, BudgetLine.id)).all():
                    self._lines[row.id] = row
                    yield row, self._values(row, year)

    def named(self, field_key: str, name: str) -> Named:
        """The year, account, funding source or person of a name; a budget brings neither years nor people."""
        match field_key:
            case "year":
                return self._years.named(name)
            case "account":
                return self._accounts.named(name)
            case "funding":
                return self._funding.named(name)
        named = self._people.named(name)
        if not named.exists:
            raise UserError(_("There is no such person. Add them first."))
        return named

    def names(self, field_key: str) -> Iterable[str]:
        """What years, accounts, funding sources or people are called."""
        match field_key:
            case "year":
                return [row.name for row in self._years.by_id.values()]
            case "account":
                return set(self._accounts.numbers.values())
            case "funding":
                return self._funding.names.values()
        return self._people.names.values()

    def usual(self, field_key: str) -> Any:
        """A row that names no year is of the current one."""
        return self._years.usual.name if field_key == "year" and self._years.usual is not None else None

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> Trouble | None:
        """What no form would take: a closed year, credits that are used already. Each key of a line names its year."""
        if known is None:
            return self._refuse_new(values)
        row = self._lines[known.id]
        if self._years.is_closed(row.year_id):
            return _first(values), _closed(self._years.by_id[row.year_id].name)
        return self._amounts(row.id, values).trouble(row.on_overspending)

    def accepts(self, rows: NewRows) -> bool:
        """Each line is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Add lines, with the accounts and the funding sources that they name."""
        for values in rows:
            year = self._years.of(values.get("year"))
            assert year is not None  # refused otherwise
            row = add_line(self._session, NewLine(year.id, self._said(LineDetails(values["label"]), values, year)))
            self._decisions.add(year.id, row.id, Amounts(NOTHING, values.get("credits"), values.get("opened")))

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change lines; what is another amount is decided."""
        for change in changes:
            row = self._session.get_one(BudgetLine, change.id)
            year = self._years.by_id[row.year_id]
            if any(key in change.values for key in _WRITTEN):
                details = self._said(line_as_written(self._session, row.id), change.values, year)
                write_line(self._session, row, details)
            self._decisions.add(year.id, row.id, self._amounts(row.id, change.values))
        self._session.flush()

    def finish(self) -> None:
        """Write the decisions, one for each year and kind."""
        self._decisions.write()

    def _refuse_new(self, values: Mapping[str, Any]) -> Trouble | None:
        year = self._years.of(values.get("year"))
        if year is None:
            return "label", _("There is no fiscal year that is open. Open one first.")
        if self._years.is_closed(year.id):
            return "label", _closed(year.name)
        return Amounts(NOTHING, values.get("credits"), values.get("opened")).trouble(OnOverspending.WARN)

    def _amounts(self, line_id: int, values: Mapping[str, Any]) -> Amounts:
        return Amounts(self._figures.get(line_id, NOTHING), values.get("credits"), values.get("opened"))

    def _values(self, row: BudgetLine, year: FiscalYear) -> dict[str, Any]:
        """A line as a sheet says it."""
        figures = self._figures.get(row.id, NOTHING)
        return {
            "year": year.name,
            "code": row.code,
            "section": row.section.value,
            "chapter": row.chapter or None,
            "account": None if row.account_id is None else self._accounts.numbers[row.account_id],
            "label": row.label,
            "credits": figures.voted + figures.amended,
            "opened": figures.opened,
            "tags": joined(row.tags) or None,
            "funding": None if row.funding_source_id is None else self._funding.names[row.funding_source_id],
            "person": None if row.person_id is None else self._people.names[row.person_id],
            "on_overspending": row.on_overspending.value,
            "notes": row.notes or None,
        }

    def _said(self, details: LineDetails, values: Mapping[str, Any], year: FiscalYear) -> LineDetails:
        """What a line becomes when a row says something else of it."""
        said: dict[str, Any] = {
            key: values[key] for key in ("code", "chapter", "label", "notes") if values.get(key) is not None
        }
        number = values.get("account")
        if number:
            label = values.get("account_label") or values.get("label") or details.label
            said["account_id"] = self._accounts.id_of(number, year.chart, label)
            said["section"] = section_of(AccountDetails(number, label, year.chart, details.section))
        if values.get("section"):
            said["section"] = Section(values["section"])
        if values.get("tags"):
            said["tags"] = tuple(listed(values["tags"]))
        if name := values.get("funding"):
            said["funding_source_id"] = self._funding.ids([name])[name]
        if name := values.get("person"):
            said["person_id"] = self._people.ids([name])[name]
        if values.get("on_overspending"):
            said["on_overspending"] = OnOverspending(values["on_overspending"])
        return replace(details, **said)


def _closed(name: str) -> Message:
    return _("The fiscal year {name} is closed. Reopen it, or choose another.", name=name)


def _first(values: Mapping[str, Any]) -> str:
    return next(iter(values), "label")
