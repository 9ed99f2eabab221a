"""What a budget tells of its records and of others': names, stories, what belongs to somebody."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import Account, BudgetDecision, BudgetLine, BudgetMove, FiscalYear, FundingSource
from coorddesk.budget.queries.ledger import MoveQuery, move_ids, moves_page
from coorddesk.budget.queries.moves import MoveRow
from coorddesk.budget.rules.words import DECISION_TITLES
from coorddesk.core.messages import Message, Money, _, _n, verbatim
from coorddesk.core.records import Belongings, Entry, Hit
from coorddesk.core.story import of_subject
from coorddesk.notes.rules import TABLES as TOLD_BY_NOTES

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_KEPT = 200
_LINE, _MOVE = BudgetLine.__tablename__, BudgetMove.__tablename__
_DECISION, _FUNDING = BudgetDecision.__tablename__, FundingSource.__tablename__
_NAMES = {
    FiscalYear.__tablename__: (FiscalYear.id, FiscalYear.name),
    _FUNDING: (FundingSource.id, FundingSource.name),
    _DECISION: (BudgetDecision.id, BudgetDecision.label),
    _LINE: (BudgetLine.id, BudgetLine.code + " " + BudgetLine.label),
    Account.__tablename__: (Account.id, Account.number + " " + Account.label),
    _MOVE: (BudgetMove.id, BudgetMove.document_label),
}


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """What years, lines, accounts, funding sources, decisions and moves are called."""
    if kind not in _NAMES:
        return {}
    row_id, name = _NAMES[kind]
    return dict(session.execute(select(row_id, name).where(row_id.in_(ids))).all())


def timeline(session: Session, subject: Subject) -> Sequence[Entry]:
    """The deeds on own records, and each move of a line with the document that it comes from."""
    if subject[0] not in _NAMES:
        return ()
    deeds = [
        Entry(each.moment, each.deed, each.actor)
        for each in of_subject(session, subject, _KEPT)
        if not each.kinds <= TOLD_BY_NOTES and not (subject[0] == _LINE and _MOVE in each.kinds)
    ]
    return [*_moves(session, subject[1]), *deeds] if subject[0] == _LINE else deeds


def belongings(session: Session, subject: Subject, limit: int) -> Sequence[Belongings]:
    """The lines that somebody is in charge of, that a grant funds, of a year or an account; what a supplier grants."""
    kind, record_id = subject
    match kind:
        case "person":
            return tuple(_lines(session, BudgetLine.person_id == record_id, limit))
        case "funding_source":
            return tuple(_lines(session, BudgetLine.funding_source_id == record_id, limit))
        case "account":
            return tuple(_lines(session, BudgetLine.account_id == record_id, limit))
        case "fiscal_year":
            lines = _lines(session, BudgetLine.year_id == record_id, limit)
            return (*lines, *_decisions(session, record_id, limit))
        case "supplier":
            return tuple(_funded(session, record_id, limit))
    return ()


def _moves(session: Session, line_id: int) -> Iterator[Entry]:
    ids = move_ids(session, MoveQuery(line=line_id, sort="moment"))[:_KEPT]
    page = moves_page(session, ids)
    for row in (page[move_id] for move_id in ids):
        yield Entry(row.moment, _said(row), row.actor, row.opens, row.words, "coins")


def _said(row: MoveRow) -> Message:
    return _("{kind}: {amount} · {document}", kind=row.title, amount=Money(row.cents), document=row.label)


def _lines(session: Session, claim: ColumnElement[bool], limit: int) -> Iterator[Belongings]:
    """The latest year first."""
    wanted = (
        select(BudgetLine.id, BudgetLine.code, BudgetLine.label, FiscalYear.name)
        .join(FiscalYear, FiscalYear.id == BudgetLine.year_id)
        .where(claim)
        .order_by(FiscalYear.first_day.desc(), BudgetLine.position, BudgetLine.id)
    )
    rows = session.execute(wanted).all()
    if rows:
        first = tuple(Hit((_LINE, row.id), f"{row.code} {row.label}", verbatim(row.name)) for row in rows[:limit])
        yield Belongings(_n("{count} budget line", "{count} budget lines", len(rows)), _LINE, first)


def _decisions(session: Session, year_id: int, limit: int) -> Iterator[Belongings]:
    wanted = select(BudgetDecision).where(BudgetDecision.year_id == year_id)
    rows = session.scalars(wanted.order_by(BudgetDecision.day.desc(), BudgetDecision.id.desc())).all()
    if rows:
        first = tuple(Hit((_DECISION, row.id), row.label, _of_day(row)) for row in rows[:limit])
        yield Belongings(_n("{count} budget decision", "{count} budget decisions", len(rows)), _DECISION, first)


def _of_day(row: BudgetDecision) -> Message:
    return _("{kind} of {day}", kind=DECISION_TITLES[row.kind], day=row.day)


def _funded(session: Session, supplier_id: int, limit: int) -> Iterator[Belongings]:
    wanted = select(FundingSource).where(FundingSource.supplier_id == supplier_id)
    rows = session.scalars(wanted.order_by(FundingSource.is_archived, FundingSource.name_folded)).all()
    if rows:
        first = tuple(Hit((_FUNDING, row.id), row.name, _granted(row)) for row in rows[:limit])
        yield Belongings(_n("{count} funding source", "{count} funding sources", len(rows)), _FUNDING, first)


def _granted(row: FundingSource) -> Message:
    return verbatim("") if row.amount is None else _("{amount} granted", amount=Money(row.amount))
