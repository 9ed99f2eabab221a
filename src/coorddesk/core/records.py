"""What features tell of records, their own and those of others, to whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Subject = tuple[str, int]
"""A record by the name of its table and its id: ("asset", 42)."""


@dataclass(frozen=True)
class Hit:
    """A record found by the search box: what it is called, one line about it, and how well it fits (1 best).

    A feature that knows the record by its id alone leaves the title empty: `named` says it.
    """

    subject: Subject
    title: str
    detail: Message
    rank: int = 2


@dataclass(frozen=True)
class Entry:
    """One line of a record's story: when (UTC), what happened, and who did it.

    `body` is what somebody wrote about it, in their own words, and `icon` says at a glance what it was. Of what is
    known to the day alone, `whole_day` is true.
    """

    moment: datetime
    text: Message
    actor: str
    related: Subject | None = None
    body: str = ""
    icon: str = ""
    whole_day: bool = False


@dataclass(frozen=True)
class Belongings:
    """A feature's records that belong to somebody else's: the devices in a room, those a person holds.

    `title` says how many they are ("12 devices"), `kind` is the name of their table, `first` are the first of them.
    """

    title: Message
    kind: str
    first: Sequence[Hit] = ()


@dataclass(frozen=True)
class Tally:
    """How many of a feature's records belong to each record of a kind: a column "Devices" beside places."""

    title: Message
    counts: Mapping[int, int]


@dataclass(frozen=True)
class Cost:
    """Money that went into a record besides its price: what for, how much in cents, when, and where it is written."""

    title: Message
    cents: int
    day: date
    related: Subject | None = None


@dataclass(frozen=True)
class Finding:
    """A broken invariant found by `coorddesk check`."""

    text: Message
    subject: Subject | None = None


@dataclass(frozen=True)
class Alert:
    """Something that needs doing, one for each cause: "3 loans are overdue", and what can still be done about it.

    `key` names the cause to the page that shows its records, those of the table `kind`. It is asked anew each time, so
    that it goes with its cause.
    """

    key: str
    kind: str
    text: Message
    advice: Message
    is_urgent: bool = False


@dataclass(frozen=True)
class Kept:
    """Something that is kept about a person: under which heading, of which day, what, and what it says."""

    part: Message
    what: Message
    says: Message
    day: date | None = None


OF_VIEW = "view:"
"""What the key of an alert begins with that tells what is new in a saved view; the id of the view follows."""
