"""The list of rounds: what its table asks of the database, and the colours of how each stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _n
from coorddesk.rounds.queries import ROUND_COLUMNS, RoundQuery, RoundRow, round_ids, round_page
from coorddesk.rounds.rules import TODAY_TITLES, Outcome, Today
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TODAY_TONES: dict[Today, Tone] = {
    Today.DUE: Tone.WARNING,
    Today.GOING_ON: Tone.ACCENT,
    Today.MADE: Tone.SUCCESS,
    Today.NOT_TODAY: Tone.MUTED,
}
OUTCOME_TONES: dict[Outcome | None, Tone] = {
    Outcome.OK: Tone.SUCCESS,
    Outcome.FAULT: Tone.DANGER,
    Outcome.SKIPPED: Tone.MUTED,
    None: Tone.ACCENT,
}


class Rounds(Source[RoundRow, RoundQuery]):
    """Rounds as rows of a table."""

    columns = ROUND_COLUMNS
    shown = ("name", "today", "weekdays", "last", "seen", "faults")
    groupable = ("today",)

    def noun(self, count: int) -> Message:
        """How many rounds."""
        return _n("{count} round", "{count} rounds", count)

    def ids(self, session: Session, query: RoundQuery) -> Sequence[int]:
        """The rounds that a query means."""
        return round_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, RoundRow]:
        """Their rows."""
        return round_page(session, ids)

    def stated(self, session: Session, query: RoundQuery) -> tuple[Message, ...]:
        """The filter, as the chip says it."""
        today = () if query.today is None else (TODAY_TITLES[query.today],)
        return (*super().stated(session, query), *today)

    def is_narrowed(self, query: RoundQuery) -> bool:
        """Whether rounds are left out."""
        return bool(query.text) or query.today is not None

    def dots(self) -> Mapping[str, Callable[[RoundRow], Tone | None]]:
        """The colour of how it stands today."""
        return {"today": lambda row: TODAY_TONES[row.today]}
