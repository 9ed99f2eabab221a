"""What a new school year brings everybody: the plan of a rollover, as people see it before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n
from coorddesk.importing.plan import Summary, Verdict

if TYPE_CHECKING:
    from coorddesk.importing.look import Look


class Fate(StrEnum):
    """What the new school year brings somebody, in the order in which people should look at it."""

    LEAVES = "leaves"
    UNPLACED = "unplaced"
    RETURNS = "returns"
    NEW = "new"
    JOINS = "joins"
    MOVES = "moves"
    STAYS = "stays"


FATE_TITLES: dict[Fate, Message] = {
    Fate.LEAVES: _("Not in the list"),
    Fate.UNPLACED: _("In the list without a class"),
    Fate.RETURNS: _("Back after having left"),
    Fate.NEW: _("New here"),
    Fate.JOINS: _("Known, without a class last year"),
    Fate.MOVES: _("To another class"),
    Fate.STAYS: _("To a class of the same name"),
}


@dataclass(frozen=True)
class Passage:
    """Somebody's way from the class of last year to the one in the list; `holds` is what they have of ours."""

    fate: Fate
    name: str
    before: str
    after: str
    person_id: int | None = None
    holds: Message | None = None


@dataclass(frozen=True)
class RolloverPlan:
    """What a class list comes to: first whoever is not in it, those who still hold something before all others.

    `year` is the new school year, `before` the latest one before it that has classes. `summary` is what the import of
    the rows would do, `look` what the file says about itself.
    """

    year: int
    before: int
    passages: tuple[Passage, ...]
    summary: Summary
    look: Look

    def count(self, fate: Fate) -> int:
        """How many people have that fate."""
        return sum(1 for each in self.passages if each.fate is fate)

    @property
    def leavers(self) -> tuple[Passage, ...]:
        """Who was in a class last year, is in none now, and is not in the list."""
        return tuple(each for each in self.passages if each.fate is Fate.LEAVES)

    @property
    def doubt(self) -> Message | None:
        """Why whoever is not in the list may well be here all the same; None if nothing speaks for it."""
        refused, missing = self.summary.counts[Verdict.REFUSED], len(self.leavers)
        if refused and missing:
            return _n(
                "{count} row was refused: whoever is in it seems to have left.",
                "{count} rows were refused: whoever is in them seems to have left.",
                refused,
            )
        if 2 * missing > missing + sum(self.count(fate) for fate in (Fate.MOVES, Fate.STAYS)):
            return _("More than half of last year's people are not in this list. Is it that of everybody?")
        return None

    def likely_leavers(self) -> frozenset[int]:
        """Whom to mark as having left unless people say otherwise: who holds nothing, and nobody where in doubt."""
        if self.doubt is not None:
            return frozenset()
        return frozenset(each.person_id for each in self.leavers if each.person_id is not None and each.holds is None)
