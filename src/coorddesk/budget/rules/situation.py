"""What the figures of a budget mean: each is a sum of moves, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from operator import attrgetter

from coorddesk.budget.rules.words import CREDITS, MoveKind
from coorddesk.core.messages import Message, _p


@dataclass(frozen=True)
class Figures:
    """Sums of moves by their kind, in cents, and what follows from them.

    An invoice takes from what is committed what it uses up, so that `committed` is what remains to be invoiced.
    """

    voted: int = 0
    amended: int = 0
    transferred: int = 0
    carried_forward: int = 0
    pre_committed: int = 0
    committed: int = 0
    invoiced: int = 0
    paid: int = 0

    @property
    def opened(self) -> int:
        """All the credits there are: voted, and what came or went since."""
        return self.voted + self.changed

    @property
    def changed(self) -> int:
        """What came to the credits, or went, since they were voted."""
        return self.amended + self.transferred + self.carried_forward

    @property
    def available(self) -> int:
        """Credits that are neither committed nor invoiced."""
        return self.opened - self.committed - self.invoiced

    @property
    def free(self) -> int:
        """What is available and nobody has been promised."""
        return self.available - self.pre_committed

    @property
    def used(self) -> int:
        """What is committed or invoiced."""
        return self.committed + self.invoiced

    @property
    def unpaid(self) -> int:
        """What is invoiced and not paid yet."""
        return self.invoiced - self.paid

    @property
    def commitment_rate(self) -> int | None:
        """What is committed or invoiced of the credits, in hundredths of a percent; None without credits."""
        return rate(self.used, self.opened)

    @property
    def execution_rate(self) -> int | None:
        """What is invoiced of the credits, in hundredths of a percent; None without credits."""
        return rate(self.invoiced, self.opened)

    def __add__(self, other: Figures) -> Figures:
        """The figures of both."""
        return total((self, other))


NOTHING = Figures()
_FIELDS: dict[str, str] = {
    MoveKind.VOTED: "voted",
    MoveKind.AMENDMENT: "amended",
    MoveKind.TRANSFER: "transferred",
    MoveKind.CARRIED_FORWARD: "carried_forward",
    MoveKind.PRE_COMMITTED: "pre_committed",
    MoveKind.COMMITTED: "committed",
    MoveKind.INVOICED: "invoiced",
    MoveKind.PAID: "paid",
}
_SUMS: Callable[[Figures], tuple[int, ...]] = attrgetter(*(field.name for field in fields(Figures)))


def figures_of(sums: Mapping[MoveKind, int] | Mapping[str, int]) -> Figures:
    """The figures of sums of moves by their kind, or by the text that stands for it."""
    return Figures(**{_FIELDS[kind]: cents for kind, cents in sums.items()})


def total(figures: Iterable[Figures]) -> Figures:
    """The figures of all."""
    every = tuple(figures)
    if len(every) > 1:
        return Figures(*map(sum, zip(*map(_SUMS, every), strict=True)))
    return every[0] if every else NOTHING


def rate(part: int, whole: int) -> int | None:
    """A part of a whole in hundredths of a percent, rounded half up; None of nothing, or of less."""
    return None if whole <= 0 else (part * 20_000 + whole) // (2 * whole)


class Figure(StrEnum):
    """A column of the situation that moves explain."""

    VOTED = "voted"
    CHANGED = "changed"
    OPENED = "opened"
    PRE_COMMITTED = "pre_committed"
    COMMITTED = "committed"
    INVOICED = "invoiced"
    PAID = "paid"
    AVAILABLE = "available"
    FREE = "free"


FIGURE_TITLES: dict[Figure, Message] = {
    Figure.VOTED: _p("budget column", "Voted"),
    Figure.CHANGED: _p("budget column", "Amendments and transfers"),
    Figure.OPENED: _p("budget column", "Opened"),
    Figure.PRE_COMMITTED: _p("budget column", "Pre-committed"),
    Figure.COMMITTED: _p("budget column", "Committed"),
    Figure.INVOICED: _p("budget column", "Invoiced"),
    Figure.PAID: _p("budget column", "Paid"),
    Figure.AVAILABLE: _p("budget column", "Available"),
    Figure.FREE: _p("budget column", "Free"),
}

_CHANGES = CREDITS - {MoveKind.VOTED}
_USES = frozenset({MoveKind.COMMITTED, MoveKind.INVOICED})
SIGNS: dict[Figure, dict[MoveKind, int]] = {
    Figure.VOTED: {MoveKind.VOTED: 1},
    Figure.CHANGED: dict.fromkeys(_CHANGES, 1),
    Figure.OPENED: dict.fromkeys(CREDITS, 1),
    Figure.PRE_COMMITTED: {MoveKind.PRE_COMMITTED: 1},
    Figure.COMMITTED: {MoveKind.COMMITTED: 1},
    Figure.INVOICED: {MoveKind.INVOICED: 1},
    Figure.PAID: {MoveKind.PAID: 1},
    Figure.AVAILABLE: dict.fromkeys(CREDITS, 1) | dict.fromkeys(_USES, -1),
    Figure.FREE: dict.fromkeys(CREDITS, 1) | dict.fromkeys((*_USES, MoveKind.PRE_COMMITTED), -1),
}
"""Which moves a figure is the sum of, and which of them take from it."""
