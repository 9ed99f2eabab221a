"""Truths about repairs: on which day a step may have been, and how long a device was away."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _
from coorddesk.maintenance.rules.entries import DAY
from coorddesk.maintenance.rules.words import CLOSED, RepairState

if TYPE_CHECKING:
    from collections.abc import Sequence

Step = tuple[RepairState, date]
"""A state, and the day on which it was reached."""


def step_trouble(steps: Sequence[Step], state: RepairState, day: date, today: date) -> tuple[str, Message] | None:
    """Why a repair cannot come to a state on a day, and the field that is wrong; None: fine."""
    if steps and steps[-1][0] in CLOSED:
        return "state", _("This repair is over. Undo its end if that was a slip.")
    if steps and steps[-1][0] is state:
        return "state", _("It has come that far already.")
    if day > today:
        return "day", _("This day is still to come.")
    if steps and day < steps[-1][1]:
        return "day", _("This cannot be before its latest step, on {day}.", day=steps[-1][1])
    return None


def hours_away(steps: Sequence[Step], end: date) -> int:
    """How long a device could not be used, in hours: from the first step to the day on which the repair ends."""
    return (end - steps[0][1]).days * DAY if steps else 0
