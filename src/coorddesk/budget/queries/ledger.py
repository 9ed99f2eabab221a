"""The ledger as a list shows it: which moves, in which order, what they come to, and its columns."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from coorddesk.budget.models import BudgetDecision, BudgetLine, BudgetMove, FiscalYear
from coorddesk.budget.queries.moves import MOVES, MoveRow, read_moves
from coorddesk.budget.rules.situation import FIGURE_TITLES, SIGNS, Figure
from coorddesk.budget.rules.words import MOVE_TITLES, MoveKind
from coorddesk.core.fold import fold
from coorddesk.core.fold_sql import folded
from coorddesk.core.history_rows import CHUNK_ROWS
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains, words
from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.core.tables import Column, Kind

if TYPE_CHECKING:
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from coorddesk.core.records import Subject


@dataclass(frozen=True)
class MoveQuery:
    """Which moves, and in which order: `sort` is the key of one of MOVE_COLUMNS.

    `lines` are those that a figure is of, `figure` leaves the moves that it is the sum of; `since` and `until` are
    days, both among them. `document` is one document with all that it wrote, `documents` all of a kind.
    """

    text: str = ""
    sort: str = "day"
    descending: bool = True
    year: int | None = None
    line: int | None = None
    lines: tuple[int, ...] = ()
    kind: MoveKind | None = None
    figure: Figure | None = None
    document: Subject | None = None
    documents: str | None = None
    since: date | None = None
    until: date | None = None

    @classmethod
    def about(cls, subject: Subject) -> MoveQuery | None:
        """The moves of a line, a year or a document; None if the ledger never tells of such a record."""
        kind, record_id = subject
        if kind == BudgetLine.__tablename__:
            return cls(line=record_id)
        if kind == FiscalYear.__tablename__:
            return cls(year=record_id)
        return cls(document=subject) if kind in DOCUMENTS else None


DOCUMENTS = frozenset({BudgetDecision.__tablename__, "purchase_request", "purchase_order", "invoice", "contract"})
"""The records whose moves may be listed; the parts of those above are told with them."""


@dataclass(frozen=True)
class MoveSums:
    """How many moves a query means, their cents, and what they add to its figure (the cents, without one)."""

    count: int
    cents: int
    share: int


MOVE_COLUMNS: tuple[Column[MoveRow], ...] = (
    Column("day", _("Day"), lambda row: row.day, Kind.DATE, 12),
    Column("document", _p("ledger", "Document"), lambda row: row.label, width=18),
    Column("line", _("Budget line"), lambda row: row.line, width=34),
    Column("kind", _p("ledger", "Move"), lambda row: row.title, Kind.CHOICE, 20),
    Column("cents", _("Amount"), lambda row: row.cents, Kind.AMOUNT, 14, total=True),
    Column("year", _("Fiscal year"), lambda row: row.year, width=12),
    Column("words", _p("ledger", "Words"), lambda row: row.words or None, width=28),
    Column("actor", _("Noted by"), lambda row: row.actor, width=16),
    Column("moment", _p("ledger", "Written down"), lambda row: row.moment, Kind.MOMENT, 18),
)


def move_ids(session: Session, query: MoveQuery = MoveQuery()) -> array[int]:
    """The moves that a query means, in its order; of one day, the last one written comes first or last."""
    key, latest = _ORDERS.get(query.sort, BudgetMove.day), BudgetMove.id
    order = (key.desc(), latest.desc()) if query.descending else (key, latest)
    return ids_of(session, _joined(select(BudgetMove.id), query).where(*_meant(session, query)).order_by(*order))


def moves_page(session: Session, ids: Sequence[int]) -> dict[int, MoveRow]:
    """The moves of these ids."""
    found: dict[int, MoveRow] = {}
    for start in range(0, len(ids), CHUNK_ROWS):
        wanted = MOVES.where(BudgetMove.id.in_(ids[start : start + CHUNK_ROWS]))
        found |= {row.id: row for row in read_moves(session, wanted)}
    return found


def all_moves(session: Session, query: MoveQuery) -> list[MoveRow]:
    """Every move that a query means, in its order: for papers."""
    ids = move_ids(session, query)
    rows = moves_page(session, ids)
    return [rows[move_id] for move_id in ids]


def move_sums(session: Session, query: MoveQuery) -> MoveSums:
    """What the moves of a query come to, told by the database."""
    cents = BudgetMove.cents
    share: ColumnElement[int] | InstrumentedAttribute[int] = cents
    if query.figure is not None:
        share = case({kind: sign * cents for kind, sign in SIGNS[query.figure].items()}, value=BudgetMove.kind, else_=0)
    wanted = select(func.count(), func.coalesce(func.sum(cents), 0), func.coalesce(func.sum(share), 0))
    row = session.execute(_joined(wanted.select_from(BudgetMove), query).where(*_meant(session, query))).one()
    return MoveSums(*map(int, row))


def move_counts(session: Session, year_id: int | None = None) -> Mapping[MoveKind, int]:
    """How many moves of each kind there are, of a year or of all."""
    query = MoveQuery(year=year_id)
    counted = (
        _joined(select(BudgetMove.kind, func.count()), query).where(*_meant(session, query)).group_by(BudgetMove.kind)
    )
    return dict(session.execute(counted).all())


def stated_moves(session: Session, query: MoveQuery) -> dict[str, Message]:
    """Each filter of a query but its text, by the field that holds it."""
    said = {
        "year": None if query.year is None else _named(session, FiscalYear.name, FiscalYear.id, query.year),
        "line": None if query.line is None else _named(session, _LINE, BudgetLine.id, query.line),
        "kind": query.kind and MOVE_TITLES[query.kind],
        "figure": query.figure and _("Behind the figure: {figure}", figure=FIGURE_TITLES[query.figure]),
        "since": query.since and _("From {day}", day=query.since),
        "until": query.until and _("Until {day}", day=query.until),
    }
    return {field: title for field, title in said.items() if isinstance(title, Message)}


def _meant(session: Session, query: MoveQuery) -> Iterator[ColumnElement[bool]]:
    asked = words(query.text)
    labels = _labels(session) if asked else {}
    for word in asked:
        decided = [decision_id for decision_id, label in labels.items() if word in label]
        of_decision = and_(BudgetMove.document_kind == _DECISION, BudgetMove.document_id.in_(decided))
        label = folded(BudgetMove.document_label)
        yield or_(contains(label, word), of_decision, contains(BudgetLine.search, word))
    if query.year is not None:
        yield BudgetLine.year_id == query.year
    if query.lines:
        yield BudgetMove.line_id.in_(query.lines)
    if query.figure is not None:
        yield BudgetMove.kind.in_(SIGNS[query.figure])
    if query.document is not None:
        yield BudgetMove.document_kind == query.document[0]
        yield BudgetMove.document_id == query.document[1]
    chosen: tuple[tuple[Any, Any], ...] = (
        (BudgetMove.line_id, query.line),
        (BudgetMove.kind, query.kind),
        (BudgetMove.document_kind, query.documents),
    )
    yield from (column == wanted for column, wanted in chosen if wanted is not None)
    if query.since is not None:
        yield BudgetMove.day >= query.since
    if query.until is not None:
        yield BudgetMove.day <= query.until


def _labels(session: Session) -> dict[int, str]:
    """The folded labels of decisions, which are few and written freely; other documents have numbers."""
    rows = session.execute(select(BudgetDecision.id, BudgetDecision.label))
    return {decision_id: fold(label) for decision_id, label in rows}


def _joined(wanted: Select[*tuple[Any, ...]], query: MoveQuery) -> Select[Any]:
    """With the line and the year, where the query asks about either."""
    if not (query.text.strip() or query.year is not None or query.sort in {"line", "year"}):
        return wanted
    lines = wanted.join(BudgetLine, BudgetLine.id == BudgetMove.line_id)
    return lines.join(FiscalYear, FiscalYear.id == BudgetLine.year_id) if query.sort == "year" else lines


def _named(session: Session, name: Any, row_id: Any, wanted: int) -> Message:
    return verbatim(session.scalar(select(name).where(row_id == wanted)) or "?")


_DECISION = BudgetDecision.__tablename__
_LINE = BudgetLine.code + " " + BudgetLine.label
_ORDERS: dict[str, Any] = {
    "document": BudgetMove.document_label,
    "line": BudgetLine.position,
    "kind": case({each: place for place, each in enumerate(MoveKind)}, value=BudgetMove.kind),
    "cents": BudgetMove.cents,
    "year": FiscalYear.first_day,
    "words": BudgetMove.words,
    "actor": BudgetMove.actor,
    "moment": BudgetMove.moment,
}
MOVE_SORTS = frozenset({"day", *_ORDERS})
"""The keys of the columns by which the ledger can be sorted."""
