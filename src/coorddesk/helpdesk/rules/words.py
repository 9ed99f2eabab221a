"""The words of the help desk: what is asked for, how far it is, what came of it, and what a ticket's log says."""

from __future__ import annotations

from enum import StrEnum

from coorddesk.core.messages import Message, _p


class TicketKind(StrEnum):
    """What somebody wants."""

    INCIDENT = "incident"
    REQUEST = "request"
    COMPLAINT = "complaint"


TICKET_KIND_TITLES: dict[TicketKind, Message] = {
    TicketKind.INCIDENT: _p("ticket", "Incident"),
    TicketKind.REQUEST: _p("ticket", "Request"),
    TicketKind.COMPLAINT: _p("ticket", "Complaint"),
}


class Status(StrEnum):
    """How far a ticket is, in the order of its way."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    PLANNED = "planned"
    WAITING = "waiting"
    RESOLVED = "resolved"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATUS_TITLES: dict[Status, Message] = {
    Status.NEW: _p("ticket", "New"),
    Status.IN_PROGRESS: _p("ticket", "In progress"),
    Status.PLANNED: _p("ticket", "Planned"),
    Status.WAITING: _p("ticket", "Waiting"),
    Status.RESOLVED: _p("ticket", "Resolved"),
    Status.CLOSED: _p("ticket", "Closed"),
    Status.CANCELLED: _p("ticket", "Cancelled"),
}

OPEN = (Status.NEW, Status.IN_PROGRESS, Status.PLANNED, Status.WAITING)
"""The states in which something is still to be done."""

OVER = (Status.RESOLVED, Status.CLOSED, Status.CANCELLED)


class Source(StrEnum):
    """How a ticket came in."""

    KIOSK = "kiosk"
    COUNTER = "counter"
    TELEPHONE = "telephone"
    MAIL = "mail"
    ROUND = "round"


SOURCE_TITLES: dict[Source, Message] = {
    Source.KIOSK: _p("ticket", "Kiosk"),
    Source.COUNTER: _p("ticket", "Counter"),
    Source.TELEPHONE: _p("ticket", "Telephone"),
    Source.MAIL: _p("ticket", "Mail"),
    Source.ROUND: _p("ticket", "Daily round"),
}

URGENCY_TITLES: dict[int, Message] = {
    1: _p("urgency", "Can wait"),
    2: _p("urgency", "This week"),
    3: _p("urgency", "Today"),
    4: _p("urgency", "Hinders work"),
    5: _p("urgency", "Everything has stopped"),
}
IMPACT_TITLES: dict[int, Message] = {
    1: _p("impact", "One person"),
    2: _p("impact", "A few people"),
    3: _p("impact", "A room"),
    4: _p("impact", "A department"),
    5: _p("impact", "The whole organisation"),
}
PRIORITY_TITLES: dict[int, Message] = {
    1: _p("priority", "Very low"),
    2: _p("priority", "Low"),
    3: _p("priority", "Medium"),
    4: _p("priority", "High"),
    5: _p("priority", "Very high"),
}


class Resolution(StrEnum):
    """What it took to resolve a ticket."""

    FIXED = "fixed"
    REPLACED = "replaced"
    SET_UP = "set_up"
    WORKAROUND = "workaround"
    EXPLAINED = "explained"
    TRAINING_NEEDED = "training_needed"
    BY_PROVIDER = "by_provider"
    NO_FAULT = "no_fault"
    DUPLICATE = "duplicate"
    DECLINED = "declined"


RESOLUTION_TITLES: dict[Resolution, Message] = {
    Resolution.FIXED: _p("resolution", "Repaired"),
    Resolution.REPLACED: _p("resolution", "Replaced"),
    Resolution.SET_UP: _p("resolution", "Installed or set up"),
    Resolution.WORKAROUND: _p("resolution", "Workaround"),
    Resolution.EXPLAINED: _p("resolution", "Explained"),
    Resolution.TRAINING_NEEDED: _p("resolution", "Training needed"),
    Resolution.BY_PROVIDER: _p("resolution", "Resolved by the provider"),
    Resolution.NO_FAULT: _p("resolution", "No fault found"),
    Resolution.DUPLICATE: _p("resolution", "Resolved with another ticket"),
    Resolution.DECLINED: _p("resolution", "Declined"),
}


class EventKind(StrEnum):
    """What a line of a ticket's log tells.

    Of `STATUS` and `REOPENED`, before and after are words of `Status`; of `TARGET`, the minutes promised
    (`rules.kept_pledge`); of `PRIORITY`, digits; of `EDITED`, keys of fields with what they said (`rules.kept_values`);
    of `ASSIGNED` and `ESCALATED`, names; of `LINKED`, a link (`rules.kept_link`). Of `MERGED` and `SPLIT`, after is the
    number of the ticket that it went into, before that of the one that came in.
    """

    OPENED = "opened"
    STATUS = "status"
    ASSIGNED = "assigned"
    ESCALATED = "escalated"
    NOTE = "note"
    ME_TOO = "me_too"
    PRIORITY = "priority"
    TARGET = "target"
    EDITED = "edited"
    LINKED = "linked"
    MERGED = "merged"
    SPLIT = "split"
    REOPENED = "reopened"
    SENT = "sent"


class LinkKind(StrEnum):
    """What a ticket is to another."""

    RELATED = "related"
    DUPLICATE_OF = "duplicate_of"
    PARENT_OF = "parent_of"
    BLOCKED_BY = "blocked_by"


LINK_TITLES: dict[LinkKind, Message] = {
    LinkKind.RELATED: _p("link", "Related to"),
    LinkKind.DUPLICATE_OF: _p("link", "Duplicate of"),
    LinkKind.PARENT_OF: _p("link", "Parent of"),
    LinkKind.BLOCKED_BY: _p("link", "Blocked by"),
}
LINK_TITLES_BACK: dict[LinkKind, Message] = {
    LinkKind.RELATED: _p("link", "Related to"),
    LinkKind.DUPLICATE_OF: _p("link", "Has as duplicate"),
    LinkKind.PARENT_OF: _p("link", "Part of"),
    LinkKind.BLOCKED_BY: _p("link", "Blocks"),
}
"""The same, as the ticket that is pointed at says it."""


class Trigger(StrEnum):
    """When a rule escalates a ticket."""

    UNANSWERED = "unanswered"
    BEFORE_DEADLINE = "before_deadline"
    OVERDUE = "overdue"
    PRIORITY = "priority"


TRIGGER_TITLES: dict[Trigger, Message] = {
    Trigger.UNANSWERED: _p("escalation", "Without an answer for so long"),
    Trigger.BEFORE_DEADLINE: _p("escalation", "So long before its deadline"),
    Trigger.OVERDUE: _p("escalation", "So long after its deadline"),
    Trigger.PRIORITY: _p("escalation", "As soon as it has this priority"),
}


class Every(StrEnum):
    """The step of what comes again."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


EVERY_TITLES: dict[Every, Message] = {
    Every.DAY: _p("every", "days"),
    Every.WEEK: _p("every", "weeks"),
    Every.MONTH: _p("every", "months"),
    Every.YEAR: _p("every", "years"),
}


class ProblemState(StrEnum):
    """How far a problem is."""

    OPEN = "open"
    KNOWN = "known"
    SOLVED = "solved"


PROBLEM_STATE_TITLES: dict[ProblemState, Message] = {
    ProblemState.OPEN: _p("problem", "Being looked into"),
    ProblemState.KNOWN: _p("problem", "Cause known"),
    ProblemState.SOLVED: _p("problem", "Solved"),
}


class RatingSource(StrEnum):
    """Where somebody said how satisfied they are."""

    KIOSK = "kiosk"
    PAPER = "paper"
    SPOKEN = "spoken"


SCORE_TITLES: dict[int, Message] = {
    1: _p("score", "Not at all satisfied"),
    2: _p("score", "Rather not satisfied"),
    3: _p("score", "Rather satisfied"),
    4: _p("score", "Very satisfied"),
}
