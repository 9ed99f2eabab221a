"""Which loans, in which order: ids for the list on screen and on paper."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, case, func, nulls_last, or_, select

from coorddesk.core.criteria import Criterion
from coorddesk.core.fold_sql import folded
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains, words
from coorddesk.directory.models import Person, PersonGroup
from coorddesk.inventory.models import Asset, Model
from coorddesk.lending.models import Kit, Loan, LoanLine, LoanWish
from coorddesk.lending.queries.criteria import STANDING, loan_claims
from coorddesk.lending.queries.figures import STILL_OUT, THINGS, stands_so
from coorddesk.lending.rules import LoanState, Standing
from coorddesk.stock.models import StockItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Claim = ColumnElement[bool]


@dataclass(frozen=True)
class LoanQuery:
    """Which loans, and in which order: `sort` is the key of one of LOAN_COLUMNS.

    Without `standings` they are all that are not over; with `past` those too. Standing.OPEN means whatever has gone
    out, the overdue and permanent ones as well; a criterion about how they stand asks for those alone. `asset`,
    `model` and `kit` are things that a loan has or asks for; `due_from` and `due_to` are included, and `day` is one on
    which its things are needed.
    """

    text: str = ""
    sort: str = "due"
    descending: bool = False
    standings: frozenset[Standing] = frozenset()
    past: bool = False
    person: int | None = None
    group: int | None = None
    asset: int | None = None
    model: int | None = None
    kit: int | None = None
    due_from: date | None = None
    due_to: date | None = None
    day: date | None = None
    criteria: tuple[Criterion, ...] = ()

    @classmethod
    def about(cls, subject: Subject) -> LoanQuery | None:
        """The loans of a record, those that are over among them; None if loans never belong to such a one."""
        kind, record_id = subject
        match kind:
            case "person":
                return cls(person=record_id, past=True, sort="since", descending=True)
            case "person_group":
                return cls(group=record_id, past=True, sort="since", descending=True)
            case "asset":
                return cls(asset=record_id, past=True, sort="since", descending=True)
            case "model":
                return cls(model=record_id, past=True, sort="since", descending=True)
            case "kit":
                return cls(kit=record_id, past=True, sort="since", descending=True)
        return None


def loan_ids(session: Session, query: LoanQuery = LoanQuery()) -> array[int]:
    """The loans that a query means, in its order; those without a value come last either way, then by number."""
    key = _order(session, query.sort)
    wanted = select(Loan.id).outerjoin(Person, Person.id == Loan.person_id)
    wanted = wanted.outerjoin(PersonGroup, PersonGroup.id == Loan.group_id).where(*_claims(session, query))
    last = Loan.id.desc() if query.descending else Loan.id
    return ids_of(session, wanted.order_by(nulls_last(key.desc() if query.descending else key), last))


def standing_counts(session: Session) -> dict[Standing, int]:
    """How many loans stand so, as a filter by each would find them."""
    kinds = tuple(Standing)
    counted = [func.count(case((stands_so(session, each), 1))) for each in kinds]
    return dict(zip(kinds, session.execute(select(*counted)).one(), strict=True))


def _claims(session: Session, query: LoanQuery) -> list[Claim]:
    """What a loan must be like to be meant by a query."""
    own = (*_standing_claims(session, query), *_links(query), *_days(query), *map(_word, words(query.text)))
    return [*own, *loan_claims(session, query.criteria)]


def _standing_claims(session: Session, query: LoanQuery) -> Iterator[Claim]:
    if query.standings:
        yield or_(*(stands_so(session, each) for each in sorted(query.standings)))
    elif not query.past and not any(criterion.field == STANDING for criterion in query.criteria):
        yield Loan.state.in_((LoanState.OPEN, LoanState.DRAFT, LoanState.RESERVED))


def _links(query: LoanQuery) -> Iterator[Claim]:
    if query.person is not None:
        yield Loan.person_id == query.person
    if query.group is not None:
        yield Loan.group_id == query.group
    if query.asset is not None:
        yield or_(_has(LoanLine.asset_id == query.asset), _asks(LoanWish.asset_id == query.asset))
    if query.model is not None:
        of_model = select(Asset.id).where(Asset.model_id == query.model)
        yield or_(_has(LoanLine.asset_id.in_(of_model)), _asks(LoanWish.model_id == query.model))
    if query.kit is not None:
        yield or_(_has(LoanLine.kit_id == query.kit), _asks(LoanWish.kit_id == query.kit))


def _days(query: LoanQuery) -> Iterator[Claim]:
    if query.due_from is not None:
        yield Loan.due_on >= query.due_from
    if query.due_to is not None:
        yield Loan.due_on <= query.due_to
    if query.day is not None:
        yield Loan.starts_on <= query.day
        yield or_(Loan.due_on.is_(None), Loan.due_on >= query.day)


def _word(word: str) -> Claim:
    """Whether a word is in the note, the borrower's name or that of a thing, or is the loan's number."""
    things = (
        _has(LoanLine.asset_id.in_(select(Asset.id).where(contains(Asset.search, word)))),
        _has(LoanLine.item_id.in_(select(StockItem.id).where(contains(StockItem.search, word)))),
        _has(LoanLine.kit_id.in_(select(Kit.id).where(contains(Kit.name_folded, word)))),
        _asks(LoanWish.asset_id.in_(select(Asset.id).where(contains(Asset.search, word)))),
        _asks(LoanWish.model_id.in_(select(Model.id).where(contains(Model.name_folded, word)))),
        _asks(LoanWish.kit_id.in_(select(Kit.id).where(contains(Kit.name_folded, word)))),
    )
    own = [contains(Loan.search, word), contains(Person.search, word), contains(PersonGroup.name_folded, word)]
    if word.isascii() and word.isdecimal():
        own.append(Loan.id == int(word[:18]))
    return or_(*own, *things)


def _has(claim: Claim) -> Claim:
    return Loan.id.in_(select(LoanLine.loan_id).where(claim))


def _asks(claim: Claim) -> Claim:
    return Loan.id.in_(select(LoanWish.loan_id).where(claim))


def _order(session: Session, sort: str) -> Any:
    """What a list is sorted by; how loans stand and how late they are depends on the day."""
    match sort:
        case "standing":
            places = ((stands_so(session, each), place) for place, each in enumerate(_BY_URGENCY))
            return case(*places, else_=len(_BY_URGENCY))
        case "late":
            return case((stands_so(session, Standing.OVERDUE), Loan.due_on))
    return _ORDERS.get(sort, Loan.due_on)


_BY_URGENCY = (
    Standing.OVERDUE,
    Standing.PARTLY,
    Standing.PERMANENT,
    Standing.OPEN,
    Standing.DRAFT,
    Standing.RESERVED,
    Standing.RETURNED,
    Standing.CANCELLED,
)
"""The order in which loans want something from somebody; the first that is true of a loan is its place."""
_ORDERS: dict[str, Any] = {
    "number": Loan.id,
    "borrower": func.coalesce(Person.last_name_folded + " " + Person.first_name_folded, PersonGroup.name_folded),
    "group": PersonGroup.name_folded,
    "since": Loan.starts_on,
    "due": Loan.due_on,
    "things": THINGS,
    "out": STILL_OUT,
    "note": func.nullif(Loan.search, ""),
    "actor": folded(func.nullif(Loan.actor, "")),
    "closed": Loan.closed_at,
}
LOAN_SORTS = frozenset(_ORDERS) | {"standing", "late"}
"""The keys of the columns by which loans can be sorted."""
