"""What the cells of a budget name: fiscal years, which are opened before, and accounts, which come with their lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.imports.words import account_said
from coorddesk.budget.models import Account, FiscalYear
from coorddesk.budget.queries.years import year_of
from coorddesk.budget.rules.accounts import AccountDetails, accounts_of, section_of
from coorddesk.budget.rules.words import Chart, YearState
from coorddesk.budget.service.accounts import write_account
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.importing.kind import Named

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class YearLink:
    """Fiscal years by their names; a row that names none is of the current one."""

    def __init__(self, session: Session) -> None:
        """Read all of them."""
        rows = session.scalars(select(FiscalYear).order_by(FiscalYear.first_day, FiscalYear.id)).all()
        self.by_id: Mapping[int, FiscalYear] = {row.id: row for row in rows}
        self._by_name = {row.name_folded: row for row in rows}
        usual = year_of(session, clock_of(session).today())
        self.usual = None if usual is None else self.by_id[usual]

    def named(self, text: str) -> Named:
        """The year of that name; no sheet opens one, as nothing in it says how it counts."""
        row = self._by_name.get(fold(text))
        if row is None:
            raise UserError(_("There is no fiscal year “{name}”. Open it first.", name=text))
        return Named(row.name, exists=True)

    def of(self, name: str | None) -> FiscalYear | None:
        """The year of a name as `named` gave it, or the current one."""
        return self.usual if name is None else self._by_name.get(fold(name))

    def is_closed(self, year_id: int) -> bool:
        """Whether a year takes nothing more."""
        return self.by_id[year_id].state is YearState.CLOSED


class AccountLink:
    """Accounts by their numbers; of a number that two plans have, the account is that of the line's year."""

    def __init__(self, session: Session) -> None:
        """Read all of them."""
        self._session = session
        self._ids: dict[tuple[Chart, str], int] = {}
        self.numbers: dict[int, str] = {}
        for row in session.execute(select(Account.id, Account.chart, Account.number)):
            self._ids[row.chart, row.number] = row.id
            self.numbers[row.id] = row.number
        self._known = set(self.numbers.values())
        self._labels: dict[str, str] = {}

    def named(self, text: str) -> Named:
        """The account of a number; its label may stand behind it."""
        number, label = account_said(text)
        if not any(map(str.isdigit, number)):
            raise UserError(_("This is no number of an account."))
        if label:
            self._labels.setdefault(number, label)
        return Named(number, exists=number in self._known)

    def id_of(self, number: str, chart: Chart, label: str) -> int:
        """The id of an account of a plan, or of our own; one that is not there is made, called so if nothing says."""
        for of in (chart, Chart.OWN):
            if (of, number) in self._ids:
                return self._ids[of, number]
        row = Account()
        write_account(self._session, row, self._new(number, chart, label))
        self._session.add(row)
        self._session.flush()
        self._ids[chart, number] = row.id
        self.numbers[row.id] = number
        return row.id

    def _new(self, number: str, chart: Chart, label: str) -> AccountDetails:
        ready = next((each for each in accounts_of(chart) if each.number == number), None)
        if ready is not None:
            return ready
        said = AccountDetails(number, self._labels.get(number, label), chart)
        return AccountDetails(said.number, said.label, chart, section_of(said))
