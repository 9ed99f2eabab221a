"""The words of courses and sessions: whom they are for, where they are held, and how far a session is."""

from __future__ import annotations

from enum import StrEnum

from coorddesk.core.messages import Message, _p


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
