"""A loan as lists, papers and sheets show it, and its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.clock import clock_of
from coorddesk.core.history_rows import CHUNK_ROWS
from coorddesk.core.messages import Message, _
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Person, PersonGroup
from coorddesk.directory.rules import PersonName
from coorddesk.lending.models import Loan
from coorddesk.lending.queries.figures import PARTLY_BACK, STILL_OUT, THINGS
from coorddesk.lending.queries.things import first_things
from coorddesk.lending.rules import (
    PLANNED,
    STANDING_TITLES,
    LoanState,
    Standing,
    borrower_name,
    days_late,
    standing,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class LoanRow:
    """A loan with the names of who borrows; `things` are how many it has or asks for, `out` those that are not back.

    `what` names the first of them; `standing` is how it stands today and `late` by how many days it is overdue.
    """

    id: int
    version: int
    state: LoanState
    standing: Standing
    person_id: int | None
    person: str
    group_id: int | None
    group: str
    since: date
    due: date | None
    late: int
    preparation_days: int
    things: int
    out: int
    what: str
    note: str
    actor: str
    closed_at: datetime | None

    @property
    def borrower(self) -> str:
        """Who borrows, in a word."""
        return f"{self.person} ({self.group})" if self.person and self.group else self.person or self.group

    @property
    def standing_title(self) -> Message:
        """How it stands, in words."""
        return STANDING_TITLES[self.standing]

    @property
    def is_planned(self) -> bool:
        """Whether nothing of it has gone out yet."""
        return self.state in PLANNED


LOAN_COLUMNS: tuple[Column[LoanRow], ...] = (
    Column("number", _("Loan"), lambda row: str(row.id), Kind.CODE, 8),
    Column("borrower", _("Borrower"), lambda row: row.person or row.group, width=22),
    Column("group", _("Class or group"), lambda row: row.group, width=12),
    Column("standing", _("Status"), lambda row: row.standing_title, Kind.CHOICE, 16),
    Column("what", _("What"), lambda row: row.what, width=38),
    Column("things", _("Things"), lambda row: row.things, Kind.NUMBER, 8, total=True),
    Column("out", _("Still out"), lambda row: row.out, Kind.NUMBER, 8, total=True),
    Column("since", _("Since"), lambda row: row.since, Kind.DATE, 12),
    Column("due", _("Due"), lambda row: row.due, Kind.DATE, 12),
    Column("late", _("Days late"), lambda row: row.late or None, Kind.NUMBER, 8),
    Column("note", _("Note"), lambda row: row.note, width=28),
    Column("actor", _("Lent by"), lambda row: row.actor, width=16),
    Column("closed", _("Ended"), lambda row: row.closed_at, Kind.MOMENT, 16),
)


def loan_page(session: Session, ids: Sequence[int]) -> dict[int, LoanRow]:
    """The loans of these ids."""
    today = clock_of(session).today()
    found: dict[int, LoanRow] = {}
    for start in range(0, len(ids), CHUNK_ROWS):
        part = ids[start : start + CHUNK_ROWS]
        what = first_things(session, part)
        found |= {row.id: _row(row, what, today) for row in session.execute(_ROWS.where(Loan.id.in_(part)))}
    return found


def loan_row(session: Session, loan_id: int) -> LoanRow | None:
    """One loan; None if it is not there."""
    return loan_page(session, [loan_id]).get(loan_id)


def _row(row: Any, what: dict[int, tuple[str, int]], today: date) -> LoanRow:
    names, asked = what.get(row.id, ("", 0))
    stands = standing(row.state, row.due_on, today, is_partly_back=row.is_partly)
    return LoanRow(
        id=row.id,
        version=row.version,
        state=row.state,
        standing=stands,
        person_id=row.person_id,
        person="" if row.person_id is None else PersonName(row.last_name, row.first_name).full,
        group_id=row.group_id,
        group=borrower_name(None, None, row.group),
        since=row.starts_on,
        due=row.due_on,
        late=days_late(row.due_on, today) if stands is Standing.OVERDUE else 0,
        preparation_days=row.preparation_days,
        things=max(int(row.things), asked) if row.state in PLANNED else int(row.things),
        out=int(row.out) if row.state is LoanState.OPEN else 0,
        what=names,
        note=row.note,
        actor=row.actor,
        closed_at=row.closed_at,
    )


_ROWS: Select[*tuple[Any, ...]] = (
    select(
        Loan.id,
        Loan.version,
        Loan.state,
        PARTLY_BACK.label("is_partly"),
        Loan.person_id,
        Person.last_name,
        Person.first_name,
        Loan.group_id,
        PersonGroup.name.label("group"),
        Loan.starts_on,
        Loan.due_on,
        Loan.preparation_days,
        THINGS.label("things"),
        STILL_OUT.label("out"),
        Loan.note,
        Loan.actor,
        Loan.closed_at,
    )
    .select_from(Loan)
    .outerjoin(Person, Person.id == Loan.person_id)
    .outerjoin(PersonGroup, PersonGroup.id == Loan.group_id)
)
