"""Truths about licences that need no database: what their seats mean, and when they end."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _p

AHEAD = timedelta(days=60)
"""How long before its last day a licence is announced as ending: time for a quote, an approval and an order."""


class LicenceKind(StrEnum):
    """What a licence is bought by."""

    SEATS = "seats"
    SITE = "site"
    SUBSCRIPTION = "subscription"


LICENCE_KIND_TITLES: dict[LicenceKind, Message] = {
    LicenceKind.SEATS: _("Per seat"),
    LicenceKind.SITE: _("For the whole site"),
    LicenceKind.SUBSCRIPTION: _("Subscription"),
}


class LicenceState(StrEnum):
    """Whether a licence is valid on a day."""

    TO_COME = "to_come"
    VALID = "valid"
    ENDING = "ending"
    EXPIRED = "expired"


LICENCE_STATE_TITLES: dict[LicenceState, Message] = {
    LicenceState.TO_COME: _p("licence", "To come"),
    LicenceState.VALID: _p("licence", "Valid"),
    LicenceState.ENDING: _p("licence", "Ends soon"),
    LicenceState.EXPIRED: _p("licence", "Expired"),
}


def licence_state(start: date | None, expiry: date | None, today: date) -> LicenceState:
    """Whether a licence is valid today; its last day is one of them."""
    if expiry is not None and expiry < today:
        return LicenceState.EXPIRED
    if start is not None and start > today:
        return LicenceState.TO_COME
    if expiry is not None and expiry - today <= AHEAD:
        return LicenceState.ENDING
    return LicenceState.VALID


def seats_left(seats: int | None, taken: int) -> int | None:
    """How many seats are free: below zero where more are taken than were bought; None where nobody counts them."""
    return None if seats is None else seats - taken


def is_overused(seats: int | None, taken: int) -> bool:
    """Whether more seats are taken than were bought."""
    return seats is not None and taken > seats


def trouble_with(
    seats: int | None, price: int | None, start: date | None, expiry: date | None
) -> tuple[str, Message] | None:
    """What is wrong with the numbers and days of a licence, and the field it is about."""
    if seats is not None and seats <= 0:
        return "seats", _("A licence has one seat at least; leave it empty where nobody counts them.")
    if price is not None and price < 0:
        return "price", _("A price is not below zero.")
    if start is not None and expiry is not None and expiry < start:
        return "expiry", _("It would end before it begins.")
    return None


def licence_search(name: str, order_number: str, invoice_number: str) -> str:
    """What a search looks through, folded: never the key."""
    return fold(" ".join(word for word in (name, order_number, invoice_number) if word))
