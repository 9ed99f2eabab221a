"""The lists of stocktakes and of their lines: what their tables ask of the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _n
from coorddesk.stocktaking.queries import (
    LINE_COLUMNS,
    STAGE_TITLES,
    STOCKTAKE_COLUMNS,
    LineQuery,
    LineRow,
    Stage,
    StocktakeQuery,
    StocktakeRow,
    line_ids,
    line_page,
    stocktake_ids,
    stocktake_page,
)
from coorddesk.stocktaking.rules import LINE_STATE_TITLES, LineState
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

STATE_TONES: dict[LineState, Tone] = {
    LineState.EXPECTED: Tone.ACCENT,
    LineState.FOUND: Tone.SUCCESS,
    LineState.MISPLACED: Tone.WARNING,
    LineState.MISSING: Tone.DANGER,
    LineState.UNKNOWN: Tone.MUTED,
}
STAGE_TONES: dict[Stage, Tone] = {Stage.OPEN: Tone.ACCENT, Stage.CLOSED: Tone.MUTED}


class Stocktakes(Source[StocktakeRow, StocktakeQuery]):
    """Stocktakes as rows of a table."""

    columns = STOCKTAKE_COLUMNS
    shown = ("name", "scope", "stage", "devices", "to_find", "found", "misplaced", "missing", "unknown", "opened_at")
    groupable = ("stage",)

    def noun(self, count: int) -> Message:
        """How many stocktakes."""
        return _n("{count} stocktake", "{count} stocktakes", count)

    def ids(self, session: Session, query: StocktakeQuery) -> Sequence[int]:
        """The stocktakes that a query means."""
        return stocktake_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, StocktakeRow]:
        """Their rows."""
        return stocktake_page(session, ids)

    def stated(self, session: Session, query: StocktakeQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        stage = () if query.stage is None else (STAGE_TITLES[query.stage],)
        return (*super().stated(session, query), *stage)

    def is_narrowed(self, query: StocktakeQuery) -> bool:
        """Whether stocktakes are left out."""
        return bool(query.text) or query.stage is not None

    def dots(self) -> Mapping[str, Callable[[StocktakeRow], Tone | None]]:
        """The colour of a stage."""
        return {"stage": lambda row: STAGE_TONES[row.stage]}


class Lines(Source[LineRow, LineQuery]):
    """The lines of one stocktake as rows of a table."""

    columns = LINE_COLUMNS
    shown = ("number", "about", "state", "expected_place", "found_place", "note")
    paths = frozenset({"expected_place", "found_place", "place"})
    groupable = ("state", "place", "category", "holder", "condition", "found_by")

    def noun(self, count: int) -> Message:
        """How many lines."""
        return _n("{count} thing", "{count} things", count)

    def ids(self, session: Session, query: LineQuery) -> Sequence[int]:
        """The lines that a query means."""
        return line_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, LineRow]:
        """Their rows."""
        return line_page(session, ids)

    def stated(self, session: Session, query: LineQuery) -> tuple[Message, ...]:
        """The states that are shown."""
        states = (LINE_STATE_TITLES[state] for state in LineState if state in query.states)
        return (*super().stated(session, query), *states)

    def is_narrowed(self, query: LineQuery) -> bool:
        """Whether lines are left out."""
        return bool(query.text or query.states) or query.room is not None

    def dots(self) -> Mapping[str, Callable[[LineRow], Tone | None]]:
        """The colour of a state."""
        return {"state": lambda row: STATE_TONES[row.state]}
