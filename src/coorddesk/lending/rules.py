"""Truths about loans that need no database: their states, the days they are due, and what gets in each other's way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.directory.rules import PersonName
from coorddesk.inventory.rules import MetaStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PREPARATION_DAYS = 1
"""How long before a reservation begins what it needs must be back, unless it says something else."""

LONGEST_PREPARATION = 60

_DAY = timedelta(days=1)
_SCHOOL_ENDS = (6, 30)
"""Month and day by which everything is back before the summer."""


class MayBeOverridden(UserError):
    """A refusal that its author may pass over on purpose (`despite=True`): it is reserved for somebody else."""


class LoanState(StrEnum):
    """How far a loan is; whether it is overdue or partly returned follows from its days and its lines."""

    DRAFT = "draft"
    RESERVED = "reserved"
    OPEN = "open"
    RETURNED = "returned"
    CANCELLED = "cancelled"


class Standing(StrEnum):
    """How a loan stands today, as people say it."""

    RESERVED = "reserved"
    DRAFT = "draft"
    OPEN = "open"
    PARTLY = "partly"
    OVERDUE = "overdue"
    PERMANENT = "permanent"
    RETURNED = "returned"
    CANCELLED = "cancelled"


STANDING_TITLES: dict[Standing, Message] = {
    Standing.RESERVED: _p("loan", "Reserved"),
    Standing.DRAFT: _p("loan", "Being prepared"),
    Standing.OPEN: _p("loan", "On loan"),
    Standing.PARTLY: _p("loan", "Partly returned"),
    Standing.OVERDUE: _p("loan", "Overdue"),
    Standing.PERMANENT: _p("loan", "Permanent loan"),
    Standing.RETURNED: _p("loan", "Returned"),
    Standing.CANCELLED: _p("loan", "Cancelled"),
}

PLANNED = frozenset({LoanState.RESERVED, LoanState.DRAFT})
"""What has not gone out yet."""


def standing(state: LoanState, due: date | None, today: date, *, is_partly_back: bool) -> Standing:
    """How a loan stands; that it is overdue matters more than that some of it is back."""
    if state is not LoanState.OPEN:
        return Standing(state.value)
    if is_overdue(state, due, today):
        return Standing.OVERDUE
    if is_partly_back:
        return Standing.PARTLY
    return Standing.PERMANENT if due is None else Standing.OPEN


def is_overdue(state: LoanState, due: date | None, today: date) -> bool:
    """Whether something should have been back before today; what is due today may still come."""
    return state is LoanState.OPEN and due is not None and due < today


def days_late(due: date | None, today: date) -> int:
    """By how many days; 0 for what is not late or never due."""
    return max(0, (today - due).days) if due is not None else 0


class DuePreset(StrEnum):
    """The days at which most loans end."""

    TODAY = "today"
    WEEKEND = "weekend"
    TWO_WEEKS = "two_weeks"
    END_OF_YEAR = "end_of_year"
    NEVER = "never"


DUE_PRESET_TITLES: dict[DuePreset, Message] = {
    DuePreset.TODAY: _("Today"),
    DuePreset.WEEKEND: _("Over the weekend"),
    DuePreset.TWO_WEEKS: _("Two weeks"),
    DuePreset.END_OF_YEAR: _("End of the school year"),
    DuePreset.NEVER: _("No end (permanent loan)"),
}


def due_on(preset: DuePreset, today: date) -> date | None:
    """The day of a preset: the weekend ends on the next Monday, the school year on 30 June."""
    match preset:
        case DuePreset.TODAY:
            return today
        case DuePreset.WEEKEND:
            return today + timedelta(days=7 - today.weekday())
        case DuePreset.TWO_WEEKS:
            return today + timedelta(days=14)
        case DuePreset.END_OF_YEAR:
            end = date(today.year, *_SCHOOL_ENDS)
            return end if today <= end else date(today.year + 1, *_SCHOOL_ENDS)
        case DuePreset.NEVER:
            return None


@dataclass(frozen=True)
class Period:
    """Days on which something is needed, first and last included; without a last one it is needed for good."""

    first: date
    last: date | None = None

    def meets(self, other: Period) -> bool:
        """Whether both need a day in common."""
        return self.first <= (other.last or date.max) and other.first <= (self.last or date.max)

    def prepared(self, days: int) -> Period:
        """With so many days before it, in which what comes back is looked over, charged and put together."""
        earliest = date.min + timedelta(days=days)
        return Period(max(self.first, earliest) - timedelta(days=days), self.last)


@dataclass(frozen=True)
class Claim:
    """So many of a thing that somebody needs in a period."""

    period: Period
    count: int = 1


def most_at_once(claims: Iterable[Claim], within: Period) -> int:
    """How many are needed on the worst day of a period: two claims one after the other need one thing, not two."""
    meeting = [claim for claim in claims if claim.period.meets(within)]
    starts = {max(claim.period.first, within.first) for claim in meeting}
    return max(
        (sum(claim.count for claim in meeting if claim.period.meets(Period(day, day))) for day in starts), default=0
    )


def held_until(due: date | None, today: date) -> date | None:
    """Until when what is out must be reckoned with: what is overdue may come any day, so today still counts."""
    return None if due is None else max(due, today)


def status_back(now: MetaStatus, before: MetaStatus | None) -> MetaStatus | None:
    """What a device that comes back becomes; None leaves it as it is.

    It becomes what it was before the loan. One that is no longer on loan (under repair, lost and retired since) was
    given its status by somebody who knew why.
    """
    if now is not MetaStatus.ON_LOAN:
        return None
    return before if before in {MetaStatus.ASSIGNED, MetaStatus.UNAVAILABLE} else MetaStatus.IN_STOCK


def refuse_days(first: date, last: date | None) -> None:
    """Refuse a loan that ends before it begins."""
    if last is not None and last < first:
        raise UserError(_("A loan does not end before it begins."), field="due")


def until(due: date | None) -> Message:
    """Until when, in words that end a sentence."""
    return _("without end") if due is None else _("until {day}", day=due)


def late(days: int) -> Message:
    """How late something is."""
    return _n("{count} day late", "{count} days late", days)


def borrower_name(last: str | None, first: str | None, group: str | None) -> str:
    """Who borrows: "Inès Moreau", "CM2 A", or somebody for a class, "Inès Moreau (CM2 A)"."""
    person = "" if last is None else PersonName(last, first or "").full
    return f"{person} ({group})" if person and group else person or group or ""


def said_things(names: Sequence[str], others: int = 0) -> Message:
    """One thing by its name, several by their number."""
    if len(names) == 1 and not others:
        return verbatim(names[0])
    if names and not others:
        return _n("{count} device", "{count} devices", len(names))
    return _n("{count} thing", "{count} things", len(names) + others)
