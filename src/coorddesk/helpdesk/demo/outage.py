"""The great outage of the demo: one cause, many reports, all of them over with it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from coorddesk.helpdesk.demo.words import OUTAGE, OUTAGE_SAID, STORIES, Story
from coorddesk.helpdesk.demo.writing import Draft
from coorddesk.helpdesk.rules import EventKind, Resolution, Status

if TYPE_CHECKING:
    from coorddesk.helpdesk.demo.house import House
    from coorddesk.helpdesk.demo.lives import Line

_INTERNET = next(story for story in STORIES if story.category == "Internet")
_SOLVED = "Fibre coupée par des travaux de voirie, réparée par l’opérateur."


class _Drafted(Protocol):
    def __call__(self, story: Story, title: str, moment: datetime, *, urgency: int, impact: int) -> Draft:
        """A ticket that has just come in."""


def outage(draft: _Drafted, morning: datetime, house: House) -> list[Draft]:
    """One major incident, and what people reported of it, each a duplicate of the first."""
    first = draft(_INTERNET, OUTAGE, morning, urgency=5, impact=5)
    first.is_major, first.problem = True, OUTAGE
    first.provider_id, first.reference = house.suppliers.get(_INTERNET.provider), "INC-20931"
    _end(first, Resolution.BY_PROVIDER)
    alike = []
    for number, title in enumerate(OUTAGE_SAID):
        moment = first.life.hours.after(morning, 6 + 7 * number)
        each = draft(_INTERNET, title, moment, urgency=4, impact=4)
        each.duplicate_of, each.problem, each.cause_id = first, OUTAGE, first.cause_id
        each.life.until = first.life.until
        each.provider_id = None
        _end(each, Resolution.DUPLICATE, first.life.lines)
        alike.append(each)
    return [first, *alike]


def _end(draft: Draft, how: Resolution, like: list[Line] | None = None) -> None:
    """Resolved the same morning, those that are alike at the very same minute."""
    life = draft.life
    if like is None:
        life.passes(4)
        life.becomes(Status.IN_PROGRESS)
        life.tell(EventKind.NOTE, body="L’opérateur est prévenu, retour annoncé avant midi.", public=True)
        life.passes(170)
    else:
        resolved = [line for line in like if line.after == Status.RESOLVED.value]
        life.moment = resolved[-1].moment
    life.ending = (how, _SOLVED)
    life.becomes(Status.RESOLVED, _SOLVED)
    life.passes(1_440)
    life.becomes(Status.CLOSED)
