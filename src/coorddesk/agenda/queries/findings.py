"""What must always be true of the agenda, and where it is not: for `coorddesk check`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import func, select

from coorddesk.agenda.models import Opening
from coorddesk.agenda.rules import kept_week
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.core.records import Finding
from coorddesk.core.working_time import OpeningHours

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def findings(session: Session) -> Sequence[Finding]:
    """Opening hours said twice, or such as nobody can reckon with."""
    found = []
    if (session.scalar(select(func.count(Opening.id))) or 0) > 1:
        found.append(Finding(_("The opening hours are written down more than once.")))
    for row in session.scalars(select(Opening)):
        try:
            week = OpeningHours(kept_week(row.week), ZoneInfo(row.zone)).week
        except (UserError, ZoneInfoNotFoundError, ValueError):
            found.append(Finding(_("The opening hours cannot be read. Write them anew in the settings.")))
            continue
        if not any(week) or len(week) != 7:
            found.append(Finding(_("The opening hours are blank. Write them in the settings.")))
    return found
