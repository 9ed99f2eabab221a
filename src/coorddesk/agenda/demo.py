"""Fills a desk with opening hours, the school holidays of three years (zone B), and what only the agenda knows."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from coorddesk.agenda.queries import opening_hours
from coorddesk.agenda.rules import ClosureKind, Days
from coorddesk.agenda.service import (
    ClosureDetails,
    EventDetails,
    Foreign,
    OpeningWish,
    create_closure,
    create_event,
    set_opening,
    take_in_events,
    take_in_holidays,
)
from coorddesk.core.messages import Message, _
from coorddesk.core.working_time import Slot

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk

_DAY = (Slot(time(8), time(12)), Slot(time(13, 30), time(17, 30)))
_MORNING = (Slot(time(8), time(12)),)
_AUTUMN, _CHRISTMAS, _WINTER = _("Autumn holidays"), _("Christmas holidays"), _("Winter holidays")
_SPRING, _SUMMER = _("Spring holidays"), _("Summer holidays")
_HOLIDAYS = (
    (_AUTUMN, date(2024, 10, 19), date(2024, 11, 3)),
    (_CHRISTMAS, date(2024, 12, 21), date(2025, 1, 5)),
    (_WINTER, date(2025, 2, 8), date(2025, 2, 23)),
    (_SPRING, date(2025, 4, 5), date(2025, 4, 21)),
    (_SUMMER, date(2025, 7, 5), date(2025, 8, 31)),
    (_AUTUMN, date(2025, 10, 18), date(2025, 11, 2)),
    (_CHRISTMAS, date(2025, 12, 20), date(2026, 1, 4)),
    (_WINTER, date(2026, 2, 14), date(2026, 3, 1)),
    (_SPRING, date(2026, 4, 11), date(2026, 4, 26)),
    (_SUMMER, date(2026, 7, 4), date(2026, 8, 31)),
    (_AUTUMN, date(2026, 10, 17), date(2026, 11, 1)),
    (_CHRISTMAS, date(2026, 12, 19), date(2027, 1, 3)),
    (_WINTER, date(2027, 2, 20), date(2027, 3, 7)),
    (_SPRING, date(2027, 4, 17), date(2027, 5, 2)),
    (_SUMMER, date(2027, 7, 3), date(2027, 8, 31)),
)
"""Zone B, from the Saturday to the day before school begins again."""

_TEAM, _TOWN = _("Team meeting"), _("Meeting with the town hall: digital projects")
_LIBRARY, _TOWN_HALL = _("Library, meeting room"), _("Town hall, room 2")
_OTHERS = _("Digital centre of the district")
_OF_OTHERS: tuple[tuple[Message, int, int], ...] = (
    (_("Drop-in session: taxes online"), 3, 120),
    (_("Workshop: first steps with a tablet"), 10, 90),
    (_("Talk: screens and children"), 17, 120),
    (_("Workshop: passwords and safety"), 24, 90),
)
_MEETINGS = range(-12, 13)  # weeks


def fill(session: Session, demo: DemoDesk) -> None:
    """Say when the house is open, and take in its holidays."""
    wednesday = (_DAY, _DAY, _MORNING, _DAY, _DAY, (), ())
    set_opening(session, OpeningWish(0, wednesday, "Europe/Paris"))
    say = demo.texts.say
    take_in_holidays(session, [Days(say(name), first, last) for name, first, last in _HOLIDAYS])
    _fill_agenda(session, demo)
    works = ClosureDetails(say(_("Works on the power supply")), date(2026, 5, 15), date(2026, 5, 15), ClosureKind.OWN)
    create_closure(session, works)


def _fill_agenda(session: Session, demo: DemoDesk) -> None:
    """Meetings before and after today, and the sessions of a partner, as its calendar file would bring them."""
    say, monday, hours = demo.texts.say, demo.today - timedelta(days=demo.today.weekday()), opening_hours(session)
    for week in _MEETINGS:
        tuesday = monday + timedelta(days=7 * week + 1)
        thursday = tuesday + timedelta(days=2)
        if week % 2 == 0 and hours.slots(tuesday):
            create_event(session, EventDetails(say(_TEAM), tuesday, tuesday, 9 * 60, 10 * 60, say(_LIBRARY)))
        if week % 6 == 0 and hours.slots(thursday):
            create_event(session, EventDetails(say(_TOWN), thursday, thursday, 840, 930, say(_TOWN_HALL)))
    fair = monday + timedelta(days=16)
    create_event(session, EventDetails(say(_("Fair of educational software")), fair, fair + timedelta(days=1)))
    sessions = [
        Foreign(f"{days}@district", EventDetails(say(title), day, day, 840, 840 + minutes, say(_OTHERS)))
        for title, days, minutes in _OF_OTHERS
        for day in (monday + timedelta(days=days),)
    ]
    take_in_events(session, say(_OTHERS), sessions, demo.today)
