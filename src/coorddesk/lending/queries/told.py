"""What lending tells of other records and offers of its own: stories, belongings, names, what a search finds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, or_, select

from coorddesk.core.matching import contains_all, words
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.records import Belongings, Entry, Hit
from coorddesk.core.story import of_subject
from coorddesk.directory.models import Person, PersonGroup
from coorddesk.lending.models import Kit, Loan, LoanLine
from coorddesk.lending.queries.lists import LoanQuery, loan_ids
from coorddesk.lending.queries.rows import LoanRow, loan_page
from coorddesk.lending.rules import PLANNED, LoanState, Standing, borrower_name, until

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

KEPT = 200
"""How many loans or deeds a story goes back."""


def timeline(session: Session, subject: Subject) -> Sequence[Entry]:
    """Who had a device, what somebody had, and what was done with a loan or a kit; newest first."""
    kind, record_id = subject
    match kind:
        case "asset":
            entries = _of_lines(session, LoanLine.asset_id == record_id)
        case "person":
            entries = _of_loans(session, Loan.person_id == record_id)
        case "person_group":
            entries = _of_loans(session, Loan.group_id == record_id)
        case "loan" | "kit":
            deeds = of_subject(session, subject, KEPT)
            return [Entry(each.moment, each.deed, each.actor) for each in deeds if each.kinds & _TABLES]
        case _:
            return ()
    return sorted(entries, key=lambda entry: entry.moment, reverse=True)


def _of_lines(session: Session, claim: Any) -> Iterator[Entry]:
    for row in session.execute(_LINES.where(claim).order_by(LoanLine.id.desc()).limit(KEPT)):
        loan, person = ("loan", row.loan_id), borrower_name(row.last_name, row.first_name, row.group)
        if row.out_at is not None:
            said = _("Lent to {person} {until}", person=person, until=until(row.due_on))
            yield Entry(row.out_at, said, row.actor, loan)
        if row.back_at is not None:
            said = _("Brought back by {person}", person=person)
            yield Entry(row.back_at, said, "", loan, body=row.note_back)


def _of_loans(session: Session, claim: Any) -> Iterator[Entry]:
    first = func.min(LoanLine.out_at)
    wanted = (
        select(Loan.id, first).join(LoanLine, LoanLine.loan_id == Loan.id).where(claim, LoanLine.out_at.is_not(None))
    )
    rows = session.execute(wanted.group_by(Loan.id).order_by(Loan.id.desc()).limit(KEPT))
    out: dict[int, datetime] = {loan_id: moment for loan_id, moment in rows if moment is not None}
    for row in loan_page(session, list(out)).values():
        yield Entry(
            out[row.id], _("Borrowed {what} {until}", what=row.what, until=until(row.due)), row.actor, _loan(row)
        )
        if row.state is LoanState.RETURNED and row.closed_at is not None:
            yield Entry(row.closed_at, _("Brought {what} back", what=row.what), "", _loan(row))


def belongings(session: Session, subject: Subject, limit: int) -> Sequence[Belongings]:
    """What somebody has on loan or has reserved, and the first of it."""
    kind, record_id = subject
    if kind == "person":
        query = LoanQuery(person=record_id)
    elif kind == "person_group":
        query = LoanQuery(group=record_id)
    else:
        return ()
    ids = list(loan_ids(session, query))
    if not ids:
        return ()
    rows = loan_page(session, ids[:limit])
    title = _n("{count} loan or reservation", "{count} loans or reservations", len(ids))
    return (Belongings(title, "loan", tuple(_hit(rows[loan_id]) for loan_id in ids[:limit])),)


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """What loans and kits are called that are there; of other kinds, none."""
    if kind == Kit.__tablename__:
        return dict(session.execute(select(Kit.id, Kit.name).where(Kit.id.in_(ids))).all())
    if kind != Loan.__tablename__:
        return {}
    rows = session.execute(_NAMES.where(Loan.id.in_(ids)))
    return {row.id: f"{row.id} · {borrower_name(row.last_name, row.first_name, row.group)}" for row in rows}


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """Loans of that number or that borrower that are not over, and kits by their name."""
    if not words(text):
        return ()
    kits = select(Kit.id, Kit.name).where(contains_all(Kit.name_folded, text)).order_by(Kit.name_folded)
    found = [Hit(("kit", kit_id), name, _("Kit")) for kit_id, name in session.execute(kits.limit(limit))]
    claims = [contains_all(Person.search, text), contains_all(PersonGroup.name_folded, text)]
    current = Loan.state.in_((LoanState.OPEN, *PLANNED))
    wanted = or_(*claims) & current
    if text.isascii() and text.isdecimal():
        wanted = wanted | (Loan.id == int(text[:18]))
    ids = list(session.scalars(_FOUND.where(wanted).order_by(Loan.id.desc()).limit(limit)))
    rows = loan_page(session, ids)
    return [*found, *(_hit(rows[loan_id]) for loan_id in ids)][:limit]


def overdue_count(session: Session) -> int:
    """How many loans should have been back before today: for whoever rings a bell."""
    return len(loan_ids(session, LoanQuery(standings=frozenset({Standing.OVERDUE}))))


def _hit(row: LoanRow) -> Hit:
    title = f"{row.id} · {row.borrower}"
    about: Message = (
        _("{status} · {what}", status=row.standing_title, what=row.what) if row.what else row.standing_title
    )
    return Hit(_loan(row), title, about)


def _loan(row: LoanRow) -> Subject:
    return (Loan.__tablename__, row.id)


_TABLES = frozenset({"loan", "loan_line", "loan_wish", "kit", "kit_item"})
_WHOSE: tuple[Any, ...] = (Person.last_name, Person.first_name, PersonGroup.name.label("group"))


def _with_borrower(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    wanted = wanted.outerjoin(Person, Person.id == Loan.person_id)
    return wanted.outerjoin(PersonGroup, PersonGroup.id == Loan.group_id)


_LINES = _with_borrower(
    select(LoanLine.loan_id, LoanLine.out_at, LoanLine.back_at, LoanLine.note_back, Loan.due_on, Loan.actor, *_WHOSE)
    .select_from(LoanLine)
    .join(Loan, Loan.id == LoanLine.loan_id)
)
_NAMES = _with_borrower(select(Loan.id, *_WHOSE).select_from(Loan))
_FOUND = _with_borrower(select(Loan.id).select_from(Loan))
