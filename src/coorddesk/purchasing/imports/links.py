"""What sheets of purchases name: budget lines by code, label or account, fiscal years, and orders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from coorddesk.budget.models import Account, BudgetLine, FiscalYear
from coorddesk.budget.queries import figures_of_lines
from coorddesk.budget.rules.words import Counting, OnOverspending, YearState
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold, fold_code
from coorddesk.core.messages import Message, Money, _
from coorddesk.importing.kind import Named
from coorddesk.purchasing.models import OrderLine, PurchaseOrder

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Trouble = tuple[str, Message]


class YearOfLine(NamedTuple):
    """A fiscal year as a row needs it."""

    id: int
    name: str
    first: date
    last: date
    state: YearState
    counts: Counting


class LineOfYear(NamedTuple):
    """A budget line as a row needs it."""

    id: int
    code: str
    label: str
    year: YearOfLine
    on_overspending: OnOverspending


class YearLink:
    """Fiscal years by name: they are there, or opened in the program first."""

    def __init__(self, session: Session) -> None:
        """Read all of them."""
        table = FiscalYear
        wanted = select(table.id, table.name, table.first_day, table.last_day, table.state, table.counts)
        rows = session.execute(wanted.order_by(table.first_day, table.id))
        self.years: Mapping[int, YearOfLine] = {row.id: YearOfLine(*row) for row in rows}
        self._by_name = {fold(each.name): each for each in self.years.values()}

    @property
    def names(self) -> list[str]:
        """What years are called."""
        return [each.name for each in self.years.values()]

    def named(self, text: str) -> Named:
        """The year of a name; "2026.0" of a spreadsheet is 2026."""
        found = self._by_name.get(fold(text.removesuffix(".0")))
        if found is None:
            raise UserError(_("There is no fiscal year “{name}”. Open it in the program first.", name=text))
        return Named(found.name, exists=True)

    def of(self, name: str | None, day: date | None) -> list[YearOfLine]:
        """The year of a name, or those that a day is in."""
        if name is not None:
            return [self._by_name[fold(name)]]
        return [each for each in self.years.values() if day is not None and each.first <= day <= each.last]


class BudgetLineLink:
    """Budget lines by code, by label, or by their account; which year is meant is told by a row, or by its day."""

    def __init__(self, session: Session, years: YearLink) -> None:
        """Read all of them."""
        self._session, self._years = session, years
        line = BudgetLine
        wanted = select(line.id, line.code, line.label, line.year_id, line.on_overspending, Account.number)
        rows = session.execute(wanted.outerjoin(Account, Account.id == line.account_id).order_by(line.id)).all()
        self.lines = {
            row.id: LineOfYear(row.id, row.code, row.label, years.years[row.year_id], row.on_overspending)
            for row in rows
        }
        self._known: list[dict[str, list[LineOfYear]]] = [{}, {}, {}]
        for row in rows:
            for by, word in zip(self._known, (fold_code(row.code), fold(row.label), row.number), strict=True):
                if word:
                    by.setdefault(word, []).append(self.lines[row.id])

    @property
    def names(self) -> list[str]:
        """What lines are called: by code and by label."""
        return [*dict.fromkeys(name for each in self.lines.values() for name in (each.code, each.label))]

    def named(self, text: str) -> Named:
        """The code of the lines that a text may mean, one a year; the text where codes differ from year to year."""
        found = self._meant(text)
        if not found:
            raise UserError(_("There is no budget line “{name}”. Write its code or its label.", name=text))
        codes = dict.fromkeys(each.code for each in found)
        return Named(next(iter(codes)) if len(codes) == 1 else text, exists=True)

    def line(self, name: str, year: str | None, day: date | None) -> LineOfYear | Trouble:
        """The line that a row means, or why there is none or more than one."""
        years = self._years.of(year, day)
        found = [each for each in self._meant(name) if each.year in years]
        if not years:
            return "year", _("No fiscal year has this day. Say which year is meant, or open it in the program.")
        if not found:
            of = ", ".join(each.name for each in years)
            return "budget_line", _("There is no such budget line in {year}.", year=of)
        if len({each.year.id for each in found}) > 1:
            return "year", _("Several fiscal years have this day and this budget line: say which is meant.")
        if len(found) > 1:
            codes = ", ".join(each.code for each in found)
            return "budget_line", _("Several budget lines are called so: {codes}. Write the code.", codes=codes)
        if found[0].year.state is YearState.CLOSED:
            name = found[0].year.name
            return "budget_line", _("The fiscal year {name} is closed. Reopen it, or choose another.", name=name)
        return found[0]

    def _meant(self, text: str) -> list[LineOfYear]:
        """The lines of a text in all years, by what says it most surely."""
        by_code, by_label, by_account = self._known
        code = text.split(maxsplit=1)[0] if text.split() else text
        return (
            by_code.get(fold_code(text))
            or by_label.get(fold(text))
            or by_account.get(text.strip())
            or self._coded_and_called(text)
            or by_code.get(fold_code(code), [])
        )

    def _coded_and_called(self, text: str) -> list[LineOfYear]:
        return [each for each in self.lines.values() if fold(f"{each.code} {each.label}") == fold(text)]


class Limits:
    """What lines that refuse overspending still bear, while rows are taken one after the other."""

    def __init__(self, session: Session, lines: Iterable[LineOfYear]) -> None:
        """Read what is free on them."""
        self._session = session
        self._blocking = [each.id for each in lines if each.on_overspending is OnOverspending.BLOCK]
        self._taken: dict[int, int] = {}

    @cached_property
    def _free(self) -> dict[int, int]:
        figures = figures_of_lines(self._session, self._blocking)
        return {line: figures[line].free if line in figures else 0 for line in self._blocking}

    def refused(self, line: LineOfYear, cents: int) -> Trouble | None:
        """Why a line does not bear so many cents more; those that it bears are taken."""
        if line.id not in self._free:
            return None
        left = self._free[line.id] - self._taken.get(line.id, 0) - cents
        if left < 0 < cents:
            refusal = _(
                "The budget line “{name}” does not bear this: {missing} is missing. Open credits, or choose another.",
                name=f"{line.code} {line.label}",
                missing=Money(-left),
            )
            return "budget_line", refusal
        self._taken[line.id] = self._taken.get(line.id, 0) + cents
        return None


class OrderLink:
    """Orders by reference: they are there, or come in first."""

    def __init__(self, session: Session) -> None:
        """Read all of them."""
        self._session = session
        rows = session.execute(select(PurchaseOrder.id, PurchaseOrder.reference).order_by(PurchaseOrder.id)).all()
        self.names: Mapping[int, str] = {row.id: row.reference for row in rows}
        self.ids: Mapping[str, int] = {fold_code(row.reference): row.id for row in rows}

    def named(self, text: str) -> Named:
        """The order of a reference."""
        found = self.ids.get(fold_code(text))
        if found is None:
            raise UserError(_("There is no order “{reference}”. Import the orders first.", reference=text))
        return Named(self.names[found], exists=True)

    @cached_property
    def lines(self) -> Mapping[int, list[OrderLine]]:
        """The lines of each order, in the order of its paper."""
        found: dict[int, list[OrderLine]] = {}
        for row in self._session.scalars(select(OrderLine).order_by(OrderLine.position, OrderLine.id)):
            found.setdefault(row.order_id, []).append(row)
        return found
