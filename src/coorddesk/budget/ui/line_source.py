"""The lines of a year's budget as rows of a table, each figure of which tells what it is made of."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from coorddesk.budget.queries.line_list import (
    LINE_COLUMNS,
    LineFigures,
    line_figures,
    lines_by_id,
    shown_year,
    stated_lines,
)
from coorddesk.budget.rules.line_query import RATES, LineQuery, with_rates
from coorddesk.budget.rules.situation import Figure
from coorddesk.budget.rules.standings import LineStanding
from coorddesk.core.messages import Message, _, _n
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.table.grouping import Keyed, Sums
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.clock import Clock

EXPLAINED: dict[str, Figure] = {each.value: each for each in Figure} | {
    "before_opened": Figure.OPENED,
    "before_invoiced": Figure.INVOICED,
}
"""Columns whose figures are sums of moves."""
BEFORE = frozenset({"before_opened", "before_invoiced"})
"""Those of the year before."""
STANDING_TONES: dict[LineStanding, Tone] = {
    LineStanding.OVERSPENT: Tone.DANGER,
    LineStanding.PROMISED: Tone.WARNING,
    LineStanding.USED_UP: Tone.MUTED,
    LineStanding.NEARLY: Tone.WARNING,
    LineStanding.UNTOUCHED: Tone.ACCENT,
    LineStanding.WITHIN: Tone.SUCCESS,
    LineStanding.EMPTY: Tone.MUTED,
}
_BAD = frozenset({LineStanding.OVERSPENT, LineStanding.PROMISED})


class Lines(Source[LineFigures, LineQuery]):
    """Budget lines with their figures: those of the year and the day of `at`, the query that is shown."""

    columns = LINE_COLUMNS
    shown = (
        *("code", "label", "opened", "committed", "invoiced", "available", "standing"),
        *("free", "pre_committed", "paid", "commitment_rate", "execution_rate"),
    )
    groupable = ("section", "chapter", "account", "tags", "funding", "person", "standing")
    explained = frozenset(EXPLAINED)
    reckoned = RATES

    def __init__(self, clock: Clock) -> None:
        """Begin with the current year."""
        self._clock = clock
        self.at = LineQuery()

    def as_shown(self) -> Lines:
        """The same year and day, whatever is shown later."""
        return copy.copy(self)

    def noun(self, count: int) -> Message:
        """How many lines."""
        return _n("{count} budget line", "{count} budget lines", count)

    def ids(self, session: Session, query: LineQuery) -> Sequence[int]:
        """The lines that a query means."""
        return [row.id for row in line_figures(session, query, self._clock.today())]

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, LineFigures]:
        """Their figures."""
        return lines_by_id(session, ids, self.at, self._clock.today())

    def keyed(self, session: Session, query: LineQuery, by: str) -> Keyed:
        """The groups, each with the rates that follow from its sums."""
        found = super().keyed(session, query, by)
        return Keyed(found.groups, found.titles, {group: with_rates(sums) for group, sums in found.sums.items()})

    def sums(self, session: Session, query: LineQuery) -> Sums:
        """Sums and rates of all that was found."""
        return with_rates(super().sums(session, query))

    def sums_of(self, session: Session, ids: Sequence[int]) -> Sums:
        """Sums and rates of some lines."""
        return with_rates(super().sums_of(session, ids))

    def is_narrowed(self, query: LineQuery) -> bool:
        """Whether lines of the year are left out."""
        return query.whole != query

    def stated(self, session: Session, query: LineQuery) -> tuple[Message, ...]:
        """The year, the day and the filters, for the head of a paper."""
        today = self._clock.today()
        year, until = shown_year(session, query.year_id, today), query.until(today)
        said = [] if year is None else [_("Fiscal year {name}", name=year.name)]
        if until is not None:
            said.append(_("Figures up to {day}", day=until))
        return (*said, *super().stated(session, query), *stated_lines(session, query, today).values())

    def dots(self) -> Mapping[str, Callable[[LineFigures], Tone | None]]:
        """How each line stands, at a glance; less than nothing stands out."""
        return {"standing": lambda row: STANDING_TONES[row.standing], "free": _warns}


def _warns(row: LineFigures) -> Tone | None:
    return STANDING_TONES[row.standing] if row.standing in _BAD else None
