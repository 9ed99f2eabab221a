"""All that the card of a budget line shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.budget.models import BudgetLine
from coorddesk.budget.queries.commitments import OpenCommitment, open_on_lines
from coorddesk.budget.queries.ledger import MoveQuery, move_ids, moves_page
from coorddesk.budget.queries.line_rows import LineRow, line_row
from coorddesk.budget.queries.moves import MoveRow
from coorddesk.budget.queries.opening import records_to_open
from coorddesk.budget.queries.sums import figures_of_lines
from coorddesk.budget.queries.years import YearRow, fiscal_years
from coorddesk.budget.rules.situation import NOTHING, Figures, total
from coorddesk.core.records import Subject

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LATEST = 12


@dataclass(frozen=True)
class LineCard:
    """A budget line, its figures and those of the line that it goes on from, what is open on it and its latest moves.

    `open` are commitments and what requests promise, each with the record to open.
    """

    row: LineRow
    year: YearRow
    funding_source_id: int | None
    person_id: int | None
    previous_id: int | None
    notes: str
    figures: Figures
    before: Figures
    open: Sequence[tuple[OpenCommitment, Subject]]
    moves: Sequence[MoveRow]
    move_count: int


def line_card(session: Session, line_id: int) -> LineCard | None:
    """What a budget line's card shows; None if it is no longer there."""
    found = line_row(session, line_id)
    if found is None:
        return None
    line = session.get_one(BudgetLine, line_id)
    past = [] if line.previous_id is None else [line.previous_id]
    figures = figures_of_lines(session, [line_id, *past])
    promised = open_on_lines(session, [line_id])
    opens = records_to_open(session, (each.commitment for each in promised))
    ids = move_ids(session, MoveQuery(line=line_id))
    page = moves_page(session, ids[:_LATEST])
    return LineCard(
        found,
        next(row for row in fiscal_years(session) if row.id == line.year_id),
        *(line.funding_source_id, line.person_id, line.previous_id, line.notes),
        figures.get(line_id, NOTHING),
        total(figures.get(each, NOTHING) for each in past),
        [(each, opens[each.commitment]) for each in promised],
        [page[move_id] for move_id in ids[:_LATEST]],
        len(ids),
    )
