"""What is told to whom, in whose words, and how far a message is: pure rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts


class Occasion(StrEnum):
    """What happened that somebody is told of."""

    OPENED = "opened"
    ANSWERED = "answered"
    PLANNED = "planned"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    SESSION_INVITED = "session_invited"
    SESSION_REMINDED = "session_reminded"
    SESSION_OFFERED = "session_offered"
    SESSION_MOVED = "session_moved"
    SESSION_CANCELLED = "session_cancelled"


class State(StrEnum):
    """How far a message is: `sending` is in the hands of the server, and stays so if the program dies meanwhile."""

    DRAFT = "draft"
    SENDING = "sending"
    SENT = "sent"
    OPENED = "opened"
    PRINTED = "printed"
    DROPPED = "dropped"


class Security(StrEnum):
    """How what goes to the server is kept from others' eyes."""

    STARTTLS = "starttls"
    SSL = "ssl"
    NONE = "none"


OCCASION_TITLES: dict[Occasion, Message] = {
    Occasion.OPENED: _("Ticket opened"),
    Occasion.ANSWERED: _("Ticket answered"),
    Occasion.PLANNED: _("Ticket planned"),
    Occasion.RESOLVED: _("Ticket resolved"),
    Occasion.REOPENED: _("Ticket reopened"),
    Occasion.SESSION_INVITED: _("Invitation to a session"),
    Occasion.SESSION_REMINDED: _("Reminder of a session"),
    Occasion.SESSION_OFFERED: _("Place offered in a session"),
    Occasion.SESSION_MOVED: _("Session held at another time or place"),
    Occasion.SESSION_CANCELLED: _("Session cancelled"),
}
STATE_TITLES: dict[State, Message] = {
    State.DRAFT: _p("message", "To send"),
    State.SENDING: _p("message", "Being sent"),
    State.SENT: _p("message", "Sent"),
    State.OPENED: _p("message", "Opened in the mail program"),
    State.PRINTED: _p("message", "Printed"),
    State.DROPPED: _p("message", "Dropped"),
}
SECURITY_TITLES: dict[Security, Message] = {
    Security.STARTTLS: _("STARTTLS (usual with port 587)"),
    Security.SSL: _("SSL/TLS (usual with port 465)"),
    Security.NONE: _("None (only within the house)"),
}
USUAL_PORTS: dict[Security, int] = {Security.STARTTLS: 587, Security.SSL: 465, Security.NONE: 25}

PLACEHOLDERS: dict[str, Message] = {
    "number": _("the number of the ticket, or the reference of the session"),
    "title": _("its title"),
    "requester": _("whom it is for: who asked, or who is registered"),
    "reply": _("what was answered, the solution, or the reason"),
    "due": _("until when it should be resolved, or an answer is awaited"),
    "day": _("the day it is planned for, or the dates and times of the session"),
    "place": _("where the session is held, or its link"),
    "organisation": _("the name of the organisation"),
}
"""What a template may hold in braces, and what comes in its place."""

_MARK_NAMES: dict[str, Message] = {
    "number": _p("placeholder", "number"),
    "title": _p("placeholder", "title"),
    "requester": _p("placeholder", "requester"),
    "reply": _p("placeholder", "reply"),
    "due": _p("placeholder", "due"),
    "day": _p("placeholder", "day"),
    "place": _p("placeholder", "place"),
    "organisation": _p("placeholder", "organisation"),
}
_HELD = re.compile(r"\{([^{}\s]*)\}")
_MARKS = {name: f"{{{name}}}" for name in PLACEHOLDERS}


@dataclass(frozen=True)
class Template:
    """What is written on an occasion, with placeholders; nothing where it is not `is_on`."""

    subject: str
    body: str
    is_on: bool = True


@dataclass(frozen=True)
class Server:
    """The mail server, and whose name stands at the head of what it sends; the password is in the keyring."""

    host: str
    port: int
    security: Security
    sender: str
    sender_name: str = ""
    user: str = ""


def mark_names(texts: Texts) -> dict[str, str]:
    """What placeholders are called in a language; they are stored under their English names."""
    return {name: texts.say(title) for name, title in _MARK_NAMES.items()}


def with_marks(text: str, names: Mapping[str, str]) -> str:
    """A text whose placeholders have other names."""
    return _HELD.sub(lambda found: f"{{{names.get(found[1], found[1])}}}", text)


def check_placeholders(text: str, field: str, names: Mapping[str, str] | None = None) -> None:
    """Refuse a placeholder that nothing would be put in place of; `names` are what they are called to whoever types."""
    for name in _HELD.findall(text):
        if name not in PLACEHOLDERS:
            known = ", ".join(with_marks(mark, names or {}) for mark in _MARKS.values())
            raise UserError(
                _("Nothing is known of “{mark}”. There are: {known}.", mark=f"{{{name}}}", known=known), field=field
            )


def check_address(address: str, field: str) -> None:
    """Refuse what no mail could be sent to."""
    from email.errors import MessageError  # with all of e-mail, on first use
    from email.headerregistry import Address

    try:
        whole = Address(addr_spec=address)
    except (MessageError, ValueError, IndexError):
        whole = None
    if whole is None or not address.isascii() or not whole.username or not whole.domain:
        said = _("“{address}” is no e-mail address. Write it like name@example.org.", address=address)
        raise UserError(said, field=field)


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its placeholders filled once; a line that has some, and nothing for any of them, is left out."""
    lines = []
    for line in text.split("\n"):
        held = _HELD.findall(line)
        if not held or any(values.get(name) for name in held):
            lines.append(_HELD.sub(lambda found: values.get(found[1], ""), line))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def default_template(occasion: Occasion, texts: Texts) -> Template:
    """What the program comes with, in the language of `texts`."""
    subject, body = _DEFAULTS[occasion]
    return Template(texts.say(subject), texts.say(body))


_DEFAULTS: dict[Occasion, tuple[Message, Message]] = {
    Occasion.OPENED: (
        _("Ticket {number}: {title}", **_MARKS),
        _(
            "Hello {requester},\n\nwe have taken in what you told us: “{title}”. Its number is {number}.\n"
            "It should be resolved by {due}.\n\n{organisation}",
            **_MARKS,
        ),
    ),
    Occasion.ANSWERED: (
        _("Ticket {number}: an answer to “{title}”", **_MARKS),
        _("Hello {requester},\n\nabout your ticket {number}, “{title}”:\n\n{reply}\n\n{organisation}", **_MARKS),
    ),
    Occasion.PLANNED: (
        _("Ticket {number}: “{title}” is planned", **_MARKS),
        _(
            "Hello {requester},\n\nyour ticket {number}, “{title}”, is planned for {day}.\n\n{reply}\n\n{organisation}",
            **_MARKS,
        ),
    ),
    Occasion.RESOLVED: (
        _("Ticket {number}: “{title}” is resolved", **_MARKS),
        _(
            "Hello {requester},\n\nyour ticket {number}, “{title}”, is resolved:\n\n{reply}\n\n"
            "If it is not, answer this message and we take it up again.\n"
            "How did it go: very good, good, not so good, bad? One word in answer is enough.\n\n{organisation}",
            **_MARKS,
        ),
    ),
    Occasion.REOPENED: (
        _("Ticket {number}: “{title}” is taken up again", **_MARKS),
        _(
            "Hello {requester},\n\nwe have taken up your ticket {number}, “{title}”, again.\n\n{reply}\n\n"
            "{organisation}",
            **_MARKS,
        ),
    ),
    Occasion.SESSION_INVITED: (
        _("Your session “{title}” ({number})", **_MARKS),
        _(
            "Hello {requester},\n\nwe are looking forward to seeing you at “{title}” ({number}):\n\n{day}\n{place}\n\n"
            "{reply}\n\nIf you cannot come, please tell us: somebody else is glad of the place.\n\n{organisation}",
            **_MARKS,
        ),
    ),
    Occasion.SESSION_REMINDED: (
        _("Soon: “{title}” ({number})", **_MARKS),
        _(
            "Hello {requester},\n\n“{title}” ({number}) is soon:\n\n{day}\n{place}\n\n{reply}\n\n{organisation}",
            **_MARKS,
        ),
    ),
    Occasion.SESSION_OFFERED: (
        _("A place is free for you: “{title}” ({number})", **_MARKS),
        _(
            "Hello {requester},\n\na place is free for you at “{title}” ({number}):\n\n{day}\n{place}\n\n"
            "Please tell us by {due} whether you take it; then it goes to the next one.\n\n{organisation}",
            **_MARKS,
        ),
    ),
    Occasion.SESSION_MOVED: (
        _("Changed: “{title}” ({number})", **_MARKS),
        _(
            "Hello {requester},\n\n“{title}” ({number}) is held otherwise than we told you. From now on:\n\n"
            "{day}\n{place}\n\n{reply}\n\n{organisation}",
            **_MARKS,
        ),
    ),
    Occasion.SESSION_CANCELLED: (
        _("Cancelled: “{title}” ({number})", **_MARKS),
        _(
            "Hello {requester},\n\nwe are sorry: “{title}” ({number}) is cancelled.\n\n{day}\n\n{reply}\n\n"
            "{organisation}",
            **_MARKS,
        ),
    ),
}
