"""How a budget line stands, in a word: what its figures ask somebody to look at."""

from __future__ import annotations

from enum import StrEnum

from coorddesk.budget.rules.situation import Figures
from coorddesk.core.messages import Message, _p

NEARLY = 9_000
"""A commitment rate from which a line is nearly used up, in hundredths of a percent."""


class LineStanding(StrEnum):
    """What there is to say of a line; the first that is true of it counts."""

    OVERSPENT = "overspent"
    PROMISED = "promised"
    USED_UP = "used_up"
    NEARLY = "nearly"
    UNTOUCHED = "untouched"
    WITHIN = "within"
    EMPTY = "empty"


LINE_STANDING_TITLES: dict[LineStanding, Message] = {
    LineStanding.OVERSPENT: _p("budget line", "Overspent"),
    LineStanding.PROMISED: _p("budget line", "Overspent with requests"),
    LineStanding.USED_UP: _p("budget line", "Used up"),
    LineStanding.NEARLY: _p("budget line", "Nearly used up"),
    LineStanding.UNTOUCHED: _p("budget line", "Not used yet"),
    LineStanding.WITHIN: _p("budget line", "Within its credits"),
    LineStanding.EMPTY: _p("budget line", "Without credits"),
}


def line_standing(figures: Figures) -> LineStanding:
    """How a line with these figures stands."""
    rate = figures.commitment_rate
    if figures.available < 0:
        return LineStanding.OVERSPENT
    if figures.free < 0:
        return LineStanding.PROMISED
    if rate is None:
        return LineStanding.EMPTY
    if figures.free == 0:
        return LineStanding.USED_UP
    if rate >= NEARLY:
        return LineStanding.NEARLY
    return LineStanding.UNTOUCHED if figures.used == 0 and figures.pre_committed == 0 else LineStanding.WITHIN
