"""What must always be true of a budget, and where it is not: for `coorddesk check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from coorddesk.budget.models import BudgetDecision, BudgetLine, BudgetMove, FiscalYear
from coorddesk.budget.rules.ledger import COMMITMENTS
from coorddesk.budget.rules.lines import line_search
from coorddesk.budget.rules.words import CREDITS, DecisionKind, YearState
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, digits
from coorddesk.core.records import Finding

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_DECISION = BudgetDecision.__tablename__


def findings(session: Session) -> Sequence[Finding]:
    """Counter-moves that counter nothing, decisions and commitments that do not add up, lines that are not found."""
    return [*_counters(session), *_decisions(session), *_commitments(session), *_closed(session), *_words(session)]


def _counters(session: Session) -> Iterator[Finding]:
    """A move against another is of its line and kind, and takes back all of it."""
    first = aliased(BudgetMove)
    wanted = (
        select(BudgetMove.id, BudgetMove.line_id)
        .join(first, first.id == BudgetMove.counter_of_id)
        .where(
            or_(
                first.line_id != BudgetMove.line_id,
                first.kind != BudgetMove.kind,
                first.cents + BudgetMove.cents != 0,
                first.counter_of_id.is_not(None),
            )
        )
    )
    for move_id, line_id in session.execute(wanted.order_by(BudgetMove.id)):
        yield _of_line(_("Move {id} does not take back the one that it names.", id=digits(move_id)), line_id)


def _decisions(session: Session) -> Iterator[Finding]:
    """Credits come from decisions that are there, and what is transferred or carried comes to nothing in all."""
    wanted = (
        select(BudgetMove.id, BudgetMove.line_id)
        .outerjoin(BudgetDecision, BudgetDecision.id == BudgetMove.document_id)
        .where(BudgetMove.kind.in_(CREDITS))
        .where(or_(BudgetMove.document_kind != _DECISION, BudgetDecision.id.is_(None)))
    )
    for move_id, line_id in session.execute(wanted.order_by(BudgetMove.id)):
        yield _of_line(_("Move {id} opens credits that nobody decided.", id=digits(move_id)), line_id)
    uneven = (
        select(BudgetDecision.id, BudgetDecision.label)
        .join(BudgetMove, BudgetMove.document_id == BudgetDecision.id)
        .where(BudgetMove.document_kind == _DECISION)
        .where(BudgetDecision.kind.in_((DecisionKind.TRANSFER, DecisionKind.CARRY_FORWARD)))
        .group_by(BudgetDecision.id, BudgetDecision.label)
        .having(func.sum(BudgetMove.cents) != 0)
    )
    for decision_id, label in session.execute(uneven.order_by(BudgetDecision.id)):
        yield Finding(_("“{label}” gives another amount than it takes.", label=label), (_DECISION, decision_id))


def _commitments(session: Session) -> Iterator[Finding]:
    """No more is used up of a commitment than was promised."""
    of = (BudgetMove.line_id, BudgetMove.kind, BudgetMove.commitment_kind, BudgetMove.commitment_id)
    below = select(*of).where(BudgetMove.kind.in_(COMMITMENTS)).group_by(*of).having(func.sum(BudgetMove.cents) < 0)
    for row in session.execute(below.order_by(*of)):
        said = _("More than was committed is used up of {kind} {id}.", kind=row[2] or "", id=digits(row[3] or 0))
        yield _of_line(said, row.line_id)


def _closed(session: Session) -> Iterator[Finding]:
    """Nothing is promised on the lines of a closed year."""
    promised = (
        select(FiscalYear.id, FiscalYear.name)
        .join(BudgetLine, BudgetLine.year_id == FiscalYear.id)
        .join(BudgetMove, BudgetMove.line_id == BudgetLine.id)
        .where(FiscalYear.state == YearState.CLOSED, BudgetMove.kind.in_(COMMITMENTS))
        .group_by(FiscalYear.id, FiscalYear.name, BudgetMove.line_id, BudgetMove.kind)
        .having(func.sum(BudgetMove.cents) != 0)
    )
    for year_id, name in dict.fromkeys((row.id, row.name) for row in session.execute(promised)):
        said = _("The fiscal year {name} is closed, and commitments are open.", name=name)
        yield Finding(said, (FiscalYear.__tablename__, year_id))


def _words(session: Session) -> Iterator[Finding]:
    for line in session.scalars(select(BudgetLine).order_by(BudgetLine.id)):
        searched = line_search(line.code, line.chapter, line.label, line.tags, line.notes)
        if (line.code_folded, line.search) != (fold(line.code), searched):
            yield _of_line(_("“{name}” would not be found by its words.", name=line.label), line.id)


def _of_line(said: Message, line_id: int) -> Finding:
    return Finding(said, (BudgetLine.__tablename__, line_id))
