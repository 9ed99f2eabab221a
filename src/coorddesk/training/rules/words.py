"""The words of training: who it is for, how far a session is, who comes, who came, and what is handed out."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import reduce

from coorddesk.core.messages import Message, _, _p


class Audience(StrEnum):
    """Whom a course is meant for; one course may be for several."""

    TODDLERS = "toddlers"
    CHILDREN = "children"
    TEENS = "teens"
    ADULTS = "adults"
    SENIORS = "seniors"
    STAFF = "staff"
    DISABILITY = "disability"
    LITERACY = "literacy"


AUDIENCE_TITLES: dict[Audience, Message] = {
    Audience.TODDLERS: _p("audience", "Toddlers"),
    Audience.CHILDREN: _p("audience", "Children"),
    Audience.TEENS: _p("audience", "Teenagers"),
    Audience.ADULTS: _p("audience", "Adults"),
    Audience.SENIORS: _p("audience", "Seniors"),
    Audience.STAFF: _p("audience", "Staff"),
    Audience.DISABILITY: _p("audience", "People with disabilities"),
    Audience.LITERACY: _p("audience", "People who read with difficulty"),
}


def said_audiences(audiences: Sequence[Audience]) -> Message | None:
    """Whom a course is for, in a row; None if nobody is named."""
    titles = [AUDIENCE_TITLES[each] for each in audiences]
    return reduce(lambda one, other: _("{one}, {other}", one=one, other=other), titles) if titles else None


class Level(StrEnum):
    """What a course asks one to know already."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


LEVEL_TITLES: dict[Level, Message] = {
    Level.BEGINNER: _p("course", "Beginner"),
    Level.INTERMEDIATE: _p("course", "Intermediate"),
    Level.ADVANCED: _p("course", "Advanced"),
}


class ProgrammeKind(StrEnum):
    """What several courses in order are for."""

    PROGRAMME = "programme"
    ONBOARDING = "onboarding"


PROGRAMME_KIND_TITLES: dict[ProgrammeKind, Message] = {
    ProgrammeKind.PROGRAMME: _p("training", "Programme"),
    ProgrammeKind.ONBOARDING: _p("training", "Onboarding path"),
}


class Mode(StrEnum):
    """Where people take part."""

    ON_SITE = "on_site"
    REMOTE = "remote"
    MIXED = "mixed"


MODE_TITLES: dict[Mode, Message] = {
    Mode.ON_SITE: _p("training session", "On site"),
    Mode.REMOTE: _p("training session", "Remote"),
    Mode.MIXED: _p("training session", "On site and remote"),
}


class SessionState(StrEnum):
    """How far a session is, in the order of its way."""

    PLANNED = "planned"
    OPEN = "open"
    CONFIRMED = "confirmed"
    HELD = "held"
    CLOSED = "closed"
    CANCELLED = "cancelled"


SESSION_STATE_TITLES: dict[SessionState, Message] = {
    SessionState.PLANNED: _p("training session", "Planned"),
    SessionState.OPEN: _p("training session", "Open for registration"),
    SessionState.CONFIRMED: _p("training session", "Confirmed"),
    SessionState.HELD: _p("training session", "Held"),
    SessionState.CLOSED: _p("training session", "Closed"),
    SessionState.CANCELLED: _p("training session", "Cancelled"),
}

COMING = (SessionState.PLANNED, SessionState.OPEN, SessionState.CONFIRMED)
"""The states of a session that is still to be held."""


class Half(StrEnum):
    """A half of a day, which attendance is counted in."""

    AM = "am"
    PM = "pm"


HALF_TITLES: dict[Half, Message] = {
    Half.AM: _p("half-day", "Morning"),
    Half.PM: _p("half-day", "Afternoon"),
}


class RegistrationState(StrEnum):
    """Whether somebody has a place in a session."""

    REGISTERED = "registered"
    WAITING = "waiting"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    WITHDRAWN_LATE = "withdrawn_late"


REGISTRATION_STATE_TITLES: dict[RegistrationState, Message] = {
    RegistrationState.REGISTERED: _p("registration", "Registered"),
    RegistrationState.WAITING: _p("registration", "Waiting list"),
    RegistrationState.DECLINED: _p("registration", "Declined"),
    RegistrationState.WITHDRAWN: _p("registration", "Withdrawn"),
    RegistrationState.WITHDRAWN_LATE: _p("registration", "Withdrawn late"),
}


class AttendanceState(StrEnum):
    """Whether somebody was there in a half-day."""

    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"


ATTENDANCE_STATE_TITLES: dict[AttendanceState, Message] = {
    AttendanceState.PRESENT: _p("attendance", "Present"),
    AttendanceState.LATE: _p("attendance", "Late"),
    AttendanceState.EXCUSED: _p("attendance", "Excused"),
    AttendanceState.ABSENT: _p("attendance", "Absent"),
}


class Result(StrEnum):
    """What somebody has learnt of what the course was for."""

    ACQUIRED = "acquired"
    IN_PROGRESS = "in_progress"
    NOT_ACQUIRED = "not_acquired"


RESULT_TITLES: dict[Result, Message] = {
    Result.ACQUIRED: _p("skills", "Acquired"),
    Result.IN_PROGRESS: _p("skills", "Being acquired"),
    Result.NOT_ACQUIRED: _p("skills", "Not acquired"),
}


class DocumentKind(StrEnum):
    """What is issued to somebody who took part."""

    ATTENDANCE = "attendance"
    COMPLETION = "completion"
    DELIVERY = "delivery"


DOCUMENT_KIND_TITLES: dict[DocumentKind, Message] = {
    DocumentKind.ATTENDANCE: _p("training", "Certificate of attendance"),
    DocumentKind.COMPLETION: _p("training", "Certificate of completion"),
    DocumentKind.DELIVERY: _p("training", "Certificate of delivery"),
}
