"""Where a year lands: what is invoiced, committed, approved and still expected, beside its credits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coorddesk.budget.rules.situation import Figures, rate
from coorddesk.core.messages import Message, _p


class LandingFigure(StrEnum):
    """A column of the landing that can be opened."""

    OPENED = "opened"
    INVOICED = "invoiced"
    COMMITTED = "committed"
    REQUESTED = "requested"
    EXPECTED = "expected"
    LANDING = "landing"
    LEFT = "left"


LANDING_TITLES: dict[LandingFigure, Message] = {
    LandingFigure.OPENED: _p("landing", "Credits"),
    LandingFigure.INVOICED: _p("landing", "Invoiced"),
    LandingFigure.COMMITTED: _p("landing", "Committed"),
    LandingFigure.REQUESTED: _p("landing", "Approved requests"),
    LandingFigure.EXPECTED: _p("landing", "Still expected"),
    LandingFigure.LANDING: _p("landing", "Landing"),
    LandingFigure.LEFT: _p("landing", "Left"),
}


@dataclass(frozen=True)
class Landing:
    """Cents of a line, a group or a whole year; `before` is what was invoiced of the year before."""

    opened: int = 0
    invoiced: int = 0
    committed: int = 0
    requested: int = 0
    expected: int = 0
    before: int = 0

    @property
    def landing(self) -> int:
        """What will have been spent when the year is over, as far as anybody knows today."""
        return self.invoiced + self.committed + self.requested + self.expected

    @property
    def left(self) -> int:
        """What the credits leave then; below zero, what they lack."""
        return self.opened - self.landing

    @property
    def landing_rate(self) -> int | None:
        """The landing as a share of the credits, in hundredths of a percent; None without credits."""
        return rate(self.landing, self.opened)

    def of(self, figure: LandingFigure) -> int:
        """The cents of a column."""
        return int(getattr(self, figure.value))


def landing_of(figures: Figures, expected: int = 0, before: int = 0) -> Landing:
    """The landing of figures of the ledger with what is still expected."""
    return Landing(figures.opened, figures.invoiced, figures.committed, figures.pre_committed, expected, before)
