"""The log of a ticket in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from coorddesk.core.messages import Message, _, digits, verbatim
from coorddesk.helpdesk.rules.promised import kept_pledge
from coorddesk.helpdesk.rules.texts import kept_link
from coorddesk.helpdesk.rules.words import (
    LINK_TITLES,
    LINK_TITLES_BACK,
    PRIORITY_TITLES,
    STATUS_TITLES,
    EventKind,
    Status,
)


class Told(Protocol):
    """A line of a ticket's log, wherever it was read."""

    @property
    def kind(self) -> EventKind:
        """What it tells."""

    @property
    def before(self) -> str:
        """How it was."""

    @property
    def after(self) -> str:
        """How it became."""

    @property
    def is_public(self) -> bool:
        """Whether it is for whoever asked."""


def said_event(event: Told) -> Message:
    """A line of a ticket's log in words; what somebody wrote is its body."""
    return _SAID.get(event.kind, _said_words)(event)


def _said_words(event: Told) -> Message:
    match event.kind:
        case EventKind.OPENED:
            return _("Opened")
        case EventKind.NOTE:
            return _("Answer") if event.is_public else _("Internal note")
        case EventKind.ME_TOO if event.after:
            return _("“Me too”: {name}", name=event.after)
        case EventKind.ME_TOO:
            return _("“Me too”")
        case EventKind.SENT:
            return _("Message sent: {to}", to=event.after)
    return _("Edited")


def _said_turn(event: Told) -> Message:
    return said_status(event.kind, event.after)


def said_status(kind: EventKind, after: str) -> Message:
    """What a ticket became, by the line that tells it."""
    return _("Reopened") if kind is EventKind.REOPENED else STATUS_TITLES[Status(after)]


def _said_priority(event: Told) -> Message:
    return _("Priority: {priority}", priority=PRIORITY_TITLES[int(event.after)])


def _said_merged(event: Told) -> Message:
    if event.after:
        return _("Merged into ticket {number}", number=digits(int(event.after)))
    return _("Ticket {number} was merged into it", number=digits(int(event.before)))


def _said_split(event: Told) -> Message:
    if event.after:
        return _("Ticket {number} was split from it", number=digits(int(event.after)))
    return _("Split from ticket {number}", number=digits(int(event.before)))


def _said_handler(event: Told) -> Message:
    if event.kind is EventKind.ESCALATED:
        return _("Escalated to {who}", who=event.after)
    return _("Assigned to {who}", who=event.after) if event.after else _("Assigned to nobody any more")


def _said_pledge(event: Told) -> Message:
    pledge = kept_pledge(event.after)
    if pledge.resolve is not None and pledge.respond is not None:
        return _(
            "Promised: an answer within {respond} minutes, a solution within {resolve}",
            respond=pledge.respond,
            resolve=pledge.resolve,
        )
    if pledge.resolve is not None:
        return _("Promised: a solution within {resolve} minutes", resolve=pledge.resolve)
    if pledge.respond is not None:
        return _("Promised: an answer within {respond} minutes", respond=pledge.respond)
    return _("Nothing is promised any more")


def _said_link(event: Told) -> Message:
    linked = kept_link(event.after or event.before)
    if linked is None:
        return verbatim(event.after or event.before)
    title = (LINK_TITLES_BACK if linked.is_back else LINK_TITLES)[linked.kind]
    said = _("{link} ticket {number}", link=title, number=digits(linked.other))
    return said if event.after else _("No longer: {link}", link=said)


_SAID: dict[EventKind, Callable[[Told], Message]] = {
    EventKind.STATUS: _said_turn,
    EventKind.REOPENED: _said_turn,
    EventKind.ASSIGNED: _said_handler,
    EventKind.ESCALATED: _said_handler,
    EventKind.PRIORITY: _said_priority,
    EventKind.TARGET: _said_pledge,
    EventKind.LINKED: _said_link,
    EventKind.MERGED: _said_merged,
    EventKind.SPLIT: _said_split,
}
