"""The sum of a deadline, for people: what was counted, what was not, and what comes of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n
from coorddesk.core.working_time import SHORT_WEEKDAYS, OpeningHours, Stretch, length_text
from coorddesk.helpdesk.rules.deadlines import Clockwork, Deadline, Part
from coorddesk.helpdesk.rules.words import STATUS_TITLES

if TYPE_CHECKING:
    from collections.abc import Iterator


def sum_of(deadline: Deadline, hours: OpeningHours, now: datetime) -> tuple[Message, ...]:
    """The lines of the sum, from the opening to when it is due; to now where nobody can say when that is."""
    if deadline.target is None:
        return (_("Nothing is promised."),)
    begin = _("Promised within {length} of opening hours", length=length_text(deadline.target))
    return (begin, *_lines(deadline, hours, deadline.due or now), *_conclusions(deadline, hours))


def day_and_time(moment: datetime, hours: OpeningHours) -> Message:
    """A moment as the wall of the place tells it: Fri 11/09/2026 10:00."""
    wall = moment.astimezone(hours.zone)
    day = SHORT_WEEKDAYS[wall.weekday()]
    return _("{day} {date} {time}", day=day, date=wall.date(), time=_time(moment, hours))


def _lines(deadline: Deadline, hours: OpeningHours, end: datetime) -> Iterator[Message]:
    over = deadline.parts[-1].until
    gone_on = (Part(over, None),) if over is not None else ()  # when it would have been due, though it was stopped
    for part in (*deadline.parts, *gone_on):
        if part.since >= end:
            return
        if part.is_counted:
            stretches = hours.sum_of(part.since, min(part.until or end, end))
            yield from (_stretch(stretch, hours) for stretch in stretches)
        else:
            yield _pause(part, hours)


def _stretch(stretch: Stretch, hours: OpeningHours) -> Message:
    length = length_text(stretch.minutes)
    if stretch.left_out:
        since, until = (moment.astimezone(hours.zone).date() for moment in (stretch.since, stretch.until))
        many = _n("{count} more stretch", "{count} more stretches", stretch.left_out)
        return _("{many} from {since} to {until}: {length}", many=many, since=since, until=until, length=length)
    since_text, until_text = day_and_time(stretch.since, hours), _time(stretch.until, hours)
    return _("{since}–{until}: {length}", since=since_text, until=until_text, length=length)


def _pause(part: Part, hours: OpeningHours) -> Message:
    assert part.pause is not None
    since, state = day_and_time(part.since, hours), STATUS_TITLES[part.pause]
    if part.until is None:
        return _("From {since} on: not counted ({state})", since=since, state=state)
    until = day_and_time(part.until, hours)
    return _("From {since} to {until}: not counted ({state})", since=since, until=until, state=state)


def _conclusions(deadline: Deadline, hours: OpeningHours) -> Iterator[Message]:
    """What the sum comes to: when it is due, and whether it was kept."""
    if deadline.clock is Clockwork.DROPPED:
        yield _("Cancelled: no longer due")
        return
    if deadline.due is not None:
        if deadline.promised_at is not None and _was_spent(deadline, deadline.due, hours):
            promised = day_and_time(deadline.promised_at, hours)
            yield _("Promised on {moment}, when that much had passed already", moment=promised)
        yield _("Due {moment}", moment=day_and_time(deadline.due, hours))
    yield _standing(deadline)


def _standing(deadline: Deadline) -> Message:
    left = deadline.left or 0
    length = length_text(abs(left))
    match deadline.clock:
        case Clockwork.STOPPED if not deadline.is_broken:
            return _("Kept, with {length} to spare", length=length)
        case _ if deadline.is_broken:
            return _("Late by {length} of opening hours", length=length_text(max(-left, 0)))
        case Clockwork.PAUSED:
            return _("The clock stands still while it waits, with {length} left", length=length)
    return _("{length} left", length=length)


def _was_spent(deadline: Deadline, due: datetime, hours: OpeningHours) -> bool:
    """Whether more than what is promised had passed when it was promised: it was due at once."""
    runs = [part for part in deadline.parts if part.is_counted and part.since < due]
    return sum(hours.between(part.since, min(part.until or due, due)) for part in runs) > (deadline.target or 0)


def _time(moment: datetime, hours: OpeningHours) -> str:
    return moment.astimezone(hours.zone).strftime("%H:%M")
