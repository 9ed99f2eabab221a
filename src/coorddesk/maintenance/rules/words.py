"""The words of maintenance: what is done to devices, how it went, and where a repair stands."""

from __future__ import annotations

from enum import StrEnum

from coorddesk.core.messages import Message, _p


class Work(StrEnum):
    """What was done to a device."""

    UPKEEP = "upkeep"
    REPAIR = "repair"
    UPGRADE = "upgrade"
    INSPECTION = "inspection"


WORK_TITLES: dict[Work, Message] = {
    Work.UPKEEP: _p("work", "Upkeep"),
    Work.REPAIR: _p("work", "Repair"),
    Work.UPGRADE: _p("work", "Upgrade"),
    Work.INSPECTION: _p("work", "Inspection"),
}


class Verdict(StrEnum):
    """What came of looking at a device."""

    GOOD = "good"
    RESERVES = "reserves"
    BAD = "bad"


VERDICT_TITLES: dict[Verdict, Message] = {
    Verdict.GOOD: _p("verdict", "Conforms"),
    Verdict.RESERVES: _p("verdict", "With reservations"),
    Verdict.BAD: _p("verdict", "Does not conform"),
}


class RepairState(StrEnum):
    """Where a repair stands, in the order of its way."""

    TO_SEND = "to_send"
    LEFT = "left"
    AT_SUPPLIER = "at_supplier"
    READY = "ready"
    GIVEN_BACK = "given_back"
    ABANDONED = "abandoned"


REPAIR_STATE_TITLES: dict[RepairState, Message] = {
    RepairState.TO_SEND: _p("repair", "To send"),
    RepairState.LEFT: _p("repair", "Left"),
    RepairState.AT_SUPPLIER: _p("repair", "At the supplier"),
    RepairState.READY: _p("repair", "Ready"),
    RepairState.GIVEN_BACK: _p("repair", "Given back"),
    RepairState.ABANDONED: _p("repair", "Abandoned"),
}

CLOSED = frozenset({RepairState.GIVEN_BACK, RepairState.ABANDONED})
"""The states in which a repair is over."""

UNDER_WAY = tuple(state for state in RepairState if state not in CLOSED)


class Outcome(StrEnum):
    """What became of a device's turn in a schedule."""

    DONE = "done"
    SKIPPED = "skipped"
    POSTPONED = "postponed"


OUTCOME_TITLES: dict[Outcome, Message] = {
    Outcome.DONE: _p("turn", "Done"),
    Outcome.SKIPPED: _p("turn", "Skipped"),
    Outcome.POSTPONED: _p("turn", "Postponed"),
}


class Urgency(StrEnum):
    """How near the day is on which something is due."""

    OVERDUE = "overdue"
    DUE = "due"
    COMING = "coming"


URGENCY_TITLES: dict[Urgency, Message] = {
    Urgency.OVERDUE: _p("maintenance", "Overdue"),
    Urgency.DUE: _p("maintenance", "Due"),
    Urgency.COMING: _p("maintenance", "Coming"),
}
