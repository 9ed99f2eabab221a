"""What became of a grant: granted, opened on its lines, committed, invoiced, paid and left, by document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import BudgetLine, BudgetMove, FiscalYear, FundingSource
from coorddesk.budget.queries.opening import records_to_open
from coorddesk.budget.queries.sums import figures_of_lines
from coorddesk.budget.queries.years import FundingRow, funding_sources
from coorddesk.budget.rules.funding import left_of_grant
from coorddesk.budget.rules.situation import NOTHING, Figures, figures_of, total
from coorddesk.budget.rules.words import CREDITS, MoveKind
from coorddesk.core.records import Subject

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class GrantLine:
    """A budget line that the grant funds, and its figures in cents."""

    line_id: int
    line: str
    year: str
    figures: Figures


@dataclass(frozen=True)
class GrantDocument:
    """A request, an order, an invoice or a contract that is charged to the grant, by the day of its first move.

    Its figures are in cents: of an order what remains committed, of an invoice what is invoiced and paid.
    """

    opens: Subject
    label: str
    day: date
    line: str
    year: str
    figures: Figures


@dataclass(frozen=True)
class GrantStatement:
    """A funding source up to a day with all that it paid for; `granted` is None where no amount was said."""

    row: FundingRow
    conditions: str
    notes: str
    until: date | None
    lines: Sequence[GrantLine]
    documents: Sequence[GrantDocument]
    figures: Figures

    @property
    def granted(self) -> int | None:
        """The cents that were granted."""
        return self.row.amount

    @property
    def left(self) -> int:
        """The cents that are neither committed nor invoiced yet: of what was granted, or else of what was opened."""
        return left_of_grant(self.row.amount, self.figures)


def grant_statement(session: Session, funding_source_id: int, until: date | None = None) -> GrantStatement | None:
    """What became of a funding source up to a day; None if it is no longer there."""
    row = next((each for each in funding_sources(session) if each.id == funding_source_id), None)
    if row is None:
        return None
    source = session.get_one(FundingSource, funding_source_id)
    lines = _lines(session, funding_source_id, until)
    whole = total(each.figures for each in lines)
    return GrantStatement(row, source.conditions, source.notes, until, lines, _documents(session, lines, until), whole)


def _lines(session: Session, funding_source_id: int, until: date | None) -> list[GrantLine]:
    wanted = (
        select(BudgetLine.id, BudgetLine.code + " " + BudgetLine.label, FiscalYear.name)
        .join(FiscalYear, FiscalYear.id == BudgetLine.year_id)
        .where(BudgetLine.funding_source_id == funding_source_id)
        .order_by(FiscalYear.first_day, BudgetLine.position, BudgetLine.id)
    )
    rows = session.execute(wanted).all()
    figures = figures_of_lines(session, [row[0] for row in rows], until)
    return [GrantLine(line_id, line, year, figures.get(line_id, NOTHING)) for line_id, line, year in rows]


def _documents(session: Session, lines: Sequence[GrantLine], until: date | None) -> list[GrantDocument]:
    """What is promised counts for what promised it, so that an invoice that uses an order up lowers the order's."""
    of = {each.line_id: each for each in lines}
    moves = select(BudgetMove).where(BudgetMove.line_id.in_(of), BudgetMove.kind.not_in(CREDITS))
    if until is not None:
        moves = moves.where(BudgetMove.day <= until)
    rows = session.scalars(moves.order_by(BudgetMove.day, BudgetMove.id)).all()
    opens = records_to_open(session, (about for row in rows for about in (_document(row), _told_by(row))))
    sums: defaultdict[tuple[Subject, int], defaultdict[MoveKind, int]] = defaultdict(lambda: defaultdict(int))
    first: dict[Subject, tuple[str, date]] = {}
    for row in rows:
        sums[opens[_told_by(row)], row.line_id][row.kind] += row.cents
        first.setdefault(opens[_document(row)], (row.document_label, row.day))
    return [
        GrantDocument(told, *first.get(told, ("", date.min)), of[line_id].line, of[line_id].year, figures_of(cents))
        for (told, line_id), cents in sums.items()
        if any(cents.values())
    ]


def _document(row: BudgetMove) -> Subject:
    return row.document_kind, row.document_id


def _told_by(row: BudgetMove) -> Subject:
    """What a move counts for: the commitment that it makes or uses up, or else its document."""
    if row.commitment_kind is None or row.commitment_id is None:
        return _document(row)
    return row.commitment_kind, row.commitment_id
