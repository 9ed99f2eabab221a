"""Fills a desk with opening hours and the school holidays of three years (zone B)."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from coorddesk.agenda.rules import ClosureKind, Days
from coorddesk.agenda.service import ClosureDetails, OpeningWish, create_closure, set_opening, take_in_holidays
from coorddesk.core.messages import _
from coorddesk.core.working_time import Slot

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.feature import DemoDesk

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


def fill(session: Session, demo: DemoDesk) -> None:
    """Say when the house is open, and take in its holidays."""
    wednesday = (_DAY, _DAY, _MORNING, _DAY, _DAY, (), ())
    set_opening(session, OpeningWish(0, wednesday, "Europe/Paris"))
    say = demo.texts.say
    take_in_holidays(session, [Days(say(name), first, last) for name, first, last in _HOLIDAYS])
    works = ClosureDetails(say(_("Works on the power supply")), date(2026, 5, 15), date(2026, 5, 15), ClosureKind.OWN)
    create_closure(session, works)
