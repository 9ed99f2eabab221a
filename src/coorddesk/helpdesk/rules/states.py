"""The way of a ticket: which status may follow which, and what each refuses to be without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _
from coorddesk.helpdesk.rules.words import OPEN, OVER, STATUS_TITLES, Resolution, Status

if TYPE_CHECKING:
    from datetime import date

_ENDS = frozenset({Status.RESOLVED, Status.CANCELLED})
FOLLOWING: dict[Status, frozenset[Status]] = {
    Status.NEW: _ENDS | {Status.IN_PROGRESS, Status.PLANNED, Status.WAITING},
    Status.IN_PROGRESS: _ENDS | {Status.PLANNED, Status.WAITING},
    Status.PLANNED: _ENDS | {Status.IN_PROGRESS, Status.PLANNED, Status.WAITING},
    Status.WAITING: _ENDS | {Status.IN_PROGRESS, Status.PLANNED, Status.WAITING},
    Status.RESOLVED: frozenset({Status.CLOSED, Status.IN_PROGRESS}),
    Status.CLOSED: frozenset({Status.IN_PROGRESS}),
    Status.CANCELLED: frozenset({Status.IN_PROGRESS}),
}
"""What may come next. To plan or to wait again is to say another day; from an end, in progress is to reopen."""


@dataclass(frozen=True)
class Step:
    """A ticket's next status, and what is said with it; `note` is a reason or, of what is resolved, the solution."""

    status: Status
    note: str = ""
    planned_on: date | None = None
    remind_on: date | None = None
    cause_id: int | None = None
    resolution: Resolution | None = None


Trouble = tuple[str, Message]
"""The key of the field that is wrong, and why."""


def is_reopening(before: Status, after: Status) -> bool:
    """Whether a ticket that was over is taken up again."""
    return before in OVER and after in OPEN


def step_trouble(before: Status, step: Step, today: date) -> Trouble | None:
    """Why a ticket cannot take a step, and the field that is wrong; None: fine."""
    if step.status not in FOLLOWING[before]:
        return "status", _refusal(before, step.status)
    match step.status:
        case Status.WAITING:
            return _waiting_trouble(step, today)
        case Status.PLANNED:
            return _day_trouble("planned_on", step.planned_on, today, _("Say for which day it is planned."))
        case Status.RESOLVED:
            return _resolving_trouble(step)
        case Status.CANCELLED if not step.note:
            return "note", _("Say why it is cancelled.")
        case Status.IN_PROGRESS if is_reopening(before, step.status) and not step.note:
            return "note", _("Say why it is reopened.")
    return None


def _refusal(before: Status, after: Status) -> Message:
    if before is after:
        return _("It is “{status}” already.", status=STATUS_TITLES[after])
    if before in OVER and after in OPEN:
        return _("It is over. Reopen it first.")
    if after is Status.CLOSED:
        return _("Only what is resolved can be closed. Resolve it first.")
    return _("What is “{before}” cannot become “{after}”.", before=STATUS_TITLES[before], after=STATUS_TITLES[after])


def _waiting_trouble(step: Step, today: date) -> Trouble | None:
    if not step.note:
        return "note", _("Say what it waits for.")
    return _day_trouble("remind_on", step.remind_on, today, _("Say on which day to look at it again."))


def _day_trouble(field: str, day: date | None, today: date, missing: Message) -> Trouble | None:
    if day is None:
        return field, missing
    return (field, _("This day is over. Choose today or a later one.")) if day < today else None


def _resolving_trouble(step: Step) -> Trouble | None:
    if not step.note:
        return "note", _("Say how it was resolved.")
    if step.cause_id is None:
        return "cause", _("Say what caused it.")
    if step.resolution is None:
        return "resolution", _("Say what came of it.")
    return None
