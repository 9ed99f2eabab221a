"""The days on which no session is held: public holidays, what is closed, and the school holidays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.agenda.queries import closures, opening
from coorddesk.agenda.rules import ClosureKind
from coorddesk.core.dated import Period
from coorddesk.core.organisation import organisation
from coorddesk.core.working_time import named_holidays

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session


def closed_days(session: Session, period: Period, *, in_school_holidays: bool = False) -> dict[date, str]:
    """The days of a period that are left out, each with the name of what is on it.

    School holidays are, unless a session is to be held in them too and the house is open then. Three statements.
    """
    said = opening(session)
    is_open = in_school_holidays and said.in_school_holidays
    closed: dict[date, str] = {}
    for row in closures(session, since=period.first):
        if (row.kind is ClosureKind.SCHOOL and is_open) or not period.touches(row.first, row.last):
            continue
        days = Period(max(row.first, period.first), min(row.last, period.last)).days
        closed |= {day: row.name for day in days if day not in closed}
    if said.free_in is not None:
        language = organisation(session).language
        for year in range(period.first.year, period.last.year + 1):
            holidays = named_holidays(said.free_in, year, language)
            closed |= {day: name for day, name in holidays.items() if period.holds(day)}
    return dict(sorted(closed.items()))
