"""Entries of the ledger before they are written: what a document means for the lines of a budget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coorddesk.budget.rules.words import MoveKind
from coorddesk.core.records import Subject

COMMITMENTS = frozenset({MoveKind.PRE_COMMITTED, MoveKind.COMMITTED})
"""What is promised to somebody, and used up by what comes of it."""


@dataclass(frozen=True)
class Entry:
    """An amount for a line on a day, in signed cents as its year counts.

    `commitment` is what was committed or is used up by it, such as an order line; None is the document itself.
    """

    line_id: int
    kind: MoveKind
    cents: int
    day: date
    commitment: Subject | None = None
    words: str = ""
    counter_of: int | None = None


@dataclass(frozen=True)
class Posting:
    """What a document writes: the record that it is, what it is called on paper, and its entries."""

    document: Subject
    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Overspent:
    """A line on which there is less than nothing: what it is called, and its free credits in cents."""

    line_id: int
    name: str
    free: int


@dataclass(frozen=True)
class Posted:
    """What was written: the ids of the moves in their order, and what is to be warned of."""

    moves: tuple[int, ...]
    overspent: tuple[Overspent, ...] = ()
