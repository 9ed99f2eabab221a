"""The way of a session: which state may follow which, and all that is missing for it, said at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n
from coorddesk.training.rules.words import SESSION_STATE_TITLES, Mode, SessionState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

FOLLOWING: dict[SessionState, tuple[SessionState, ...]] = {
    SessionState.PLANNED: (SessionState.OPEN, SessionState.CONFIRMED, SessionState.CANCELLED),
    SessionState.OPEN: (SessionState.CONFIRMED, SessionState.PLANNED, SessionState.CANCELLED),
    SessionState.CONFIRMED: (SessionState.HELD, SessionState.OPEN, SessionState.CANCELLED),
    SessionState.HELD: (SessionState.CLOSED, SessionState.CONFIRMED),
    SessionState.CLOSED: (SessionState.HELD,),
    SessionState.CANCELLED: (SessionState.PLANNED,),
}
"""What may come next, the usual step first; a step back corrects a slip."""

_ORDER = list(SessionState)


class Missing(UserError):
    """A step that a session cannot take yet, with all that is missing."""

    def __init__(self, state: SessionState, missing: tuple[Message, ...]) -> None:
        """Keep each of them, and say them line by line."""
        super().__init__(_("{refusal}\n{missing}", refusal=_REFUSALS[state], missing=lines(missing)), field="state")
        self.missing = missing


@dataclass(frozen=True)
class Standing:
    """What a session has so far, as its steps look at it.

    `untyped` counts the expected half-days whose attendance nobody typed, `counted` the people of its headcount,
    `tasks` what is left of its checklist, the day of it come or not.
    """

    today: date
    title: str = ""
    mode: Mode = Mode.ON_SITE
    has_place: bool = False
    link: str = ""
    capacity: int | None = None
    minimum: int = 0
    trainers: int = 0
    first_day: date | None = None
    last_day: date | None = None
    registered: int = 0
    untyped: int = 0
    counted: int = 0
    tasks: int = 0


def is_back(before: SessionState, after: SessionState) -> bool:
    """Whether a step takes something back rather than going on."""
    if SessionState.CANCELLED in {before, after}:
        return before is SessionState.CANCELLED
    return _ORDER.index(after) < _ORDER.index(before)


def refuse_step(before: SessionState, after: SessionState, standing: Standing, reason: str = "") -> None:
    """Refuse a step that does not follow, or for which something is missing: all of it is named."""
    if before is after:
        raise UserError(_("It is “{state}” already.", state=SESSION_STATE_TITLES[after]), field="state")
    if after not in FOLLOWING[before]:
        before_title, after_title = SESSION_STATE_TITLES[before], SESSION_STATE_TITLES[after]
        said = _("What is “{before}” cannot become “{after}”.", before=before_title, after=after_title)
        raise UserError(said, field="state")
    if after is SessionState.CANCELLED and not reason:
        raise UserError(_("Say why it is cancelled: whoever is registered is told so."), field="reason")
    missing = () if is_back(before, after) else missing_for(after, standing)
    if missing:
        raise Missing(after, missing)


def missing_for(state: SessionState, standing: Standing) -> tuple[Message, ...]:
    """All that a session lacks to be in a state, in the order in which one sees to it."""
    match state:
        case SessionState.OPEN:
            return tuple(_for_opening(standing))
        case SessionState.CONFIRMED:
            return (*_for_opening(standing), *_for_confirming(standing))
        case SessionState.HELD:
            return (*_for_opening(standing), *_for_confirming(standing, minimum=False), *_for_holding(standing))
        case SessionState.CLOSED:
            return tuple(_for_closing(standing))
    return ()


def lines(messages: tuple[Message, ...]) -> Message:
    """Several things as a list, one on each line."""
    points = (_("• {item}", item=each) for each in messages)
    return reduce(lambda one, other: _("{one}\n{other}", one=one, other=other), points)


def _for_opening(standing: Standing) -> Iterator[Message]:
    if not standing.title:
        yield _("a title")
    if standing.first_day is None:
        yield _("its dates and times")
    if standing.mode is not Mode.REMOTE and not standing.has_place:
        yield _("the place where it is held")
    if standing.mode is not Mode.ON_SITE and not standing.link:
        yield _("the link by which people take part")
    if standing.capacity is None:
        yield _("how many places there are")


def _for_confirming(standing: Standing, *, minimum: bool = True) -> Iterator[Message]:
    if not standing.trainers:
        yield _("who gives it")
    if minimum and standing.registered < standing.minimum:
        yield _n(
            "{count} person more: {registered} registered, and it takes {minimum}",
            "{count} people more: {registered} registered, and it takes {minimum}",
            standing.minimum - standing.registered,
            registered=standing.registered,
            minimum=standing.minimum,
        )


def _for_holding(standing: Standing) -> Iterator[Message]:
    if standing.first_day is not None and standing.first_day > standing.today:
        yield _("its first day, {day}, which is still to come", day=standing.first_day)


def _for_closing(standing: Standing) -> Iterator[Message]:
    if standing.last_day is not None and standing.last_day > standing.today:
        yield _("its last day, {day}, which is still to come", day=standing.last_day)
    if not standing.registered and not standing.counted:
        yield _("who came: registrations, or a headcount")
    if standing.untyped:
        yield _n(
            "the attendance of {count} half-day that was expected",
            "the attendance of {count} half-days that were expected",
            standing.untyped,
        )
    if standing.tasks:
        yield _n("{count} line of its checklist", "{count} lines of its checklist", standing.tasks)


_REFUSALS: dict[SessionState, Message] = {
    SessionState.OPEN: _("It cannot be opened for registration yet. What is missing:"),
    SessionState.CONFIRMED: _("It cannot be confirmed yet. What is missing:"),
    SessionState.HELD: _("It cannot be said to be held yet. What is missing:"),
    SessionState.CLOSED: _("It cannot be closed yet. What is missing:"),
}
