"""How old a device is, and how long its warranty still runs, in the steps that people budget by."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _p

if TYPE_CHECKING:
    from collections.abc import Sequence

_FROM_YEARS = (10, 7, 5, 3, 1, 0)
_SOON, _YEAR = timedelta(days=90), timedelta(days=365)

AGE_BANDS: Sequence[Message] = (
    _("10 years old or more"),
    _("7 to 9 years old"),
    _("5 to 6 years old"),
    _("3 to 4 years old"),
    _("1 to 2 years old"),
    _("Less than a year old"),
    _("No purchase date"),
)
"""The oldest first: what is next to be replaced."""

WARRANTY_BANDS: Sequence[Message] = (
    _("Ends within three months"),
    _("Ends within a year"),
    _("Ends later"),
    _p("warranty", "Has ended"),
    _("End of warranty not known"),
)
"""What is to be claimed before it is too late first."""


def full_years(since: date, today: date) -> int:
    """How many birthdays there were; somebody born on 29 February has one on 1 March of other years."""
    return today.year - since.year - ((today.month, today.day) < (since.month, since.day))


def age_band(purchase: date | None, today: date) -> Message:
    """The step of a device bought on a day; one that is still to come counts as new."""
    if purchase is None:
        return AGE_BANDS[-1]
    years = max(0, full_years(purchase, today))
    return next(band for years_from, band in zip(_FROM_YEARS, AGE_BANDS, strict=False) if years >= years_from)


def warranty_band(end: date | None, today: date) -> Message:
    """The step of a warranty whose last day is `end`."""
    soon, later, latest, ended, unknown = WARRANTY_BANDS
    if end is None:
        return unknown
    if end < today:
        return ended
    return soon if end - today <= _SOON else later if end - today <= _YEAR else latest
