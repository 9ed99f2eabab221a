"""Which fiscal year, budget line, decision and amount the words of the command line mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.cli.records import only_one, row_number
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.core.options import Option

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.budget.queries import LineChoice, YearRow
    from coorddesk.cli.run import Run


def year_meant(session: Session, typed: str | None, today: date) -> YearRow:
    """The fiscal year of a name or a number; the current one where nothing is typed."""
    from coorddesk.budget.queries import fiscal_years, year_of  # SQL, which --help does not need

    rows = {row.id: row for row in fiscal_years(session)}
    if typed is None:
        current = year_of(session, today)
        if current is None:
            raise UserError(_("There is no fiscal year that is open. Open one first."))
        return rows[current]
    number = row_number(typed)
    same = [Option(row.id, row.name) for row in rows.values() if fold(row.name) == fold(typed)]
    if not same and number in rows:
        return rows[number]
    none = _("There is no fiscal year “{name}”. List them with “coorddesk budget years”.", name=typed)
    return rows[only_one(same, typed, none)]


def line_meant(session: Session, typed: str, year: YearRow) -> LineChoice:
    """The line of a year by its code, by its number ("line:12"), or the only one with such words."""
    from coorddesk.budget.queries import lines_to_choose

    choices = {each.id: each for each in lines_to_choose(session, year_id=year.id)}
    number = row_number(typed.removeprefix("line:")) if typed.startswith("line:") else None
    if number in choices:
        return choices[number]
    of_code = [Option(each.id, each.name) for each in choices.values() if fold(each.code) == fold(typed)]
    words = fold(typed).split()
    of_words = [Option(each.id, each.name) for each in choices.values() if all(w in fold(each.name) for w in words)]
    none = _(
        "There is no budget line “{name}” in {year}. List them with “coorddesk budget situation”.",
        name=typed,
        year=year.name,
    )
    return choices[only_one(of_code or of_words, typed, none)]


def decision_meant(session: Session, typed: str, year: YearRow) -> int:
    """The decision of a year by what it is called on paper, or by its number."""
    from coorddesk.budget.queries import decisions

    rows = decisions(session, year.id)
    same = [Option(row.id, row.label) for row in rows if fold(row.label) == fold(typed)]
    number = row_number(typed)
    if not same and number in {row.id for row in rows}:
        assert number is not None
        return number
    none = _("There is no decision “{name}” in {year}.", name=typed, year=year.name)
    return only_one(same, typed, none)


def cents_meant(typed: str) -> int:
    """An amount as people write it, in cents."""
    from coorddesk.core.money import cents_typed

    cents = cents_typed(typed)
    if cents is None:
        raise UserError(_("Say how much."), field="amount")
    return cents


def day_meant(run: Run) -> date:
    """The day that is typed, or today."""
    from coorddesk.cli.records import day_typed

    return run.clock.today() if run.options.day is None else day_typed(run.options.day)
