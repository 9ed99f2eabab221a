"""What lists of sessions are narrowed to: the days that are near, and what is still to be seen to."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from coorddesk.core.dated import Period
from coorddesk.core.messages import Message, _, _p

SOON_DAYS = 7
"""A session that begins in so many days should be confirmed by now."""


class Near(StrEnum):
    """Days that are asked for often."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"


NEAR_TITLES: dict[Near, Message] = {
    Near.TODAY: _p("training session", "Today"),
    Near.WEEK: _p("training session", "This week"),
    Near.MONTH: _p("training session", "The next 30 days"),
}


class Need(StrEnum):
    """What somebody should see to."""

    CONFIRM = "confirm"
    TASKS = "tasks"
    WAITING = "waiting"
    OFFERS = "offers"
    ATTENDANCE = "attendance"


NEED_TITLES: dict[Need, Message] = {
    Need.CONFIRM: _p("training session", "To confirm soon"),
    Need.TASKS: _p("training session", "Checklist due"),
    Need.WAITING: _("Waiting list"),
    Need.OFFERS: _p("training session", "Offers unanswered"),
    Need.ATTENDANCE: _("Attendance to type"),
}


def days_near(near: Near, today: date) -> Period:
    """The days that are meant; a week begins on Monday."""
    match near:
        case Near.TODAY:
            return Period(today, today)
        case Near.WEEK:
            monday = today - timedelta(days=today.weekday())
            return Period(monday, monday + timedelta(days=6))
    return Period(today, today + timedelta(days=30))
