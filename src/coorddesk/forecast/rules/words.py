"""The words of the forecast: what is expected, and how a scenario changes it."""

from __future__ import annotations

from enum import StrEnum

from coorddesk.core.messages import Message, _p


class Sort(StrEnum):
    """Why money is expected to be spent."""

    CONTRACT = "contract"
    LICENCE = "licence"
    REPLACEMENT = "replacement"
    REQUEST = "request"
    ADDED = "added"


SORT_TITLES: dict[Sort, Message] = {
    Sort.CONTRACT: _p("forecast", "Contracts"),
    Sort.LICENCE: _p("forecast", "Licences to renew"),
    Sort.REPLACEMENT: _p("forecast", "Replacements"),
    Sort.REQUEST: _p("forecast", "Approved requests"),
    Sort.ADDED: _p("forecast", "Added by the scenario"),
}

STREAMS = frozenset({Sort.CONTRACT, Sort.LICENCE})
"""What comes again and again, and so cannot be put off."""


class ChangeKind(StrEnum):
    """What a scenario does to something that is expected."""

    DELAY = "delay"
    DROP = "drop"
    QUANTITY = "quantity"
    PRICE = "price"
    ADD = "add"


CHANGE_TITLES: dict[ChangeKind, Message] = {
    ChangeKind.DELAY: _p("scenario", "Put off"),
    ChangeKind.DROP: _p("scenario", "Give up"),
    ChangeKind.QUANTITY: _p("scenario", "Another quantity"),
    ChangeKind.PRICE: _p("scenario", "Another price"),
    ChangeKind.ADD: _p("scenario", "Add"),
}
