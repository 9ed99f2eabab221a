"""What is reserved of the inventory for a session: a loan to who gives it, which moves and goes with the session.

Gathering, handing out, taking back and checking it are the verbs of lending on that loan.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _
from coorddesk.directory.service import EDITORS, row_there
from coorddesk.lending.models import Loan, LoanWish
from coorddesk.lending.rules import PLANNED, PREPARATION_DAYS, LoanState, MayBeOverridden
from coorddesk.lending.service import (
    Borrower,
    Reservation,
    ReservationEdit,
    Seen,
    cancel,
    edit_reservation,
    reserve,
)
from coorddesk.training.models import SessionTrainer, TrainingSession
from coorddesk.training.queries.sessions_written import parts_of
from coorddesk.training.rules.words import COMING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SESSION = TrainingSession.__tablename__


@dataclass(frozen=True)
class Kit:
    """What is needed for a session: devices, kits of lending, so many of models.

    It is lent to `person_id`, or to the first of the directory who gives the session; what is lent before must be back
    `preparation_days` before the first day.
    """

    session_id: int
    asset_ids: tuple[int, ...] = ()
    kit_ids: tuple[int, ...] = ()
    models: tuple[tuple[int, int], ...] = ()
    person_id: int | None = None
    preparation_days: int = PREPARATION_DAYS

    @property
    def is_nothing(self) -> bool:
        """Whether it asks for nothing at all."""
        return not (self.asset_ids or self.kit_ids or self.models)


@allowed(*EDITORS)
def reserve_kit(session: Session, wish: Kit) -> int:
    """Reserve what a session needs, or change what is reserved; nothing is promised twice. Returns the loan's number.

    Refuses what others need then, with who and when; nobody may pass over that.
    """
    row = row_there(session, TrainingSession, wish.session_id)
    if row.state not in COMING:
        raise UserError(_("“{title}” is held or cancelled: nothing is reserved for it any more.", title=row.title))
    if row.first_day is None or row.last_day is None:
        raise UserError(_("Say first when “{title}” is held.", title=row.title), field="slots")
    if wish.is_nothing:
        raise UserError(_("Say what is reserved: devices, kits, or so many of a model."), field="things")
    loan = planned_loan(session, row)
    asked = _reservation(session, row, wish, row.first_day, row.last_day)
    try:
        if loan is None:
            row.loan_id = reserve(session, asked)
        elif loan.state is LoanState.RESERVED:
            edit_reservation(session, ReservationEdit(Seen(loan.id), asked))
        else:
            raise UserError(_GATHERED)
    except MayBeOverridden as taken:
        raise UserError(taken.message, field="things") from taken
    session.flush()
    row = session.get_one(TrainingSession, wish.session_id)
    record(session, _("Reserve what “{title}” needs", title=row.title), (_SESSION, row.id))
    return row.loan_id or 0


@allowed(*EDITORS)
def release_kit(session: Session, session_id: int) -> None:
    """Let go of what is reserved for a session; what is out already comes back by the verbs of lending."""
    row = row_there(session, TrainingSession, session_id)
    loan = planned_loan(session, row)
    if loan is None:
        raise UserError(_("Nothing is reserved for “{title}”.", title=row.title))
    let_go(session, row)
    row = session.get_one(TrainingSession, session_id)
    record(session, _("Let go of what was reserved for “{title}”", title=row.title), (_SESSION, session_id))


@allowed(*EDITORS)
def let_go(session: Session, row: TrainingSession) -> bool:
    """Cancel what is reserved for a session, as a part of another deed; returns whether anything was."""
    loan = planned_loan(session, row)
    if loan is None:
        return False
    cancel(session, Seen(loan.id))
    row.loan_id = None
    session.flush()
    return True


@allowed(*EDITORS)
def move_kit(session: Session, row: TrainingSession) -> None:
    """Let what is reserved for a session be reserved for its new days, as a part of another deed."""
    loan = planned_loan(session, row)
    days = (row.first_day, row.last_day)
    if loan is None or (loan.starts_on, loan.due_on) == days:
        return
    if row.first_day is None or row.last_day is None:
        raise UserError(
            _("Something is reserved for this session: let go of it first, or say its days."), field="slots"
        )
    if loan.state is not LoanState.RESERVED:
        raise UserError(_GATHERED, field="slots")
    asked = _as_reserved(session, loan, row.first_day, row.last_day)
    try:
        edit_reservation(session, ReservationEdit(Seen(loan.id), asked))
    except MayBeOverridden as taken:
        said = _("What is reserved for this session is not free then: {trouble}", trouble=taken.message)
        raise UserError(said, field="slots") from taken


@allowed(*EDITORS)
def planned_loan(session: Session, row: TrainingSession) -> Loan | None:
    """The loan that is reserved for a session and has not gone out yet."""
    loan = None if row.loan_id is None else session.get(Loan, row.loan_id)
    return loan if loan is not None and loan.state in PLANNED else None


def _reservation(session: Session, row: TrainingSession, wish: Kit, first: date, last: date) -> Reservation:
    person_id = wish.person_id
    if person_id is None:
        trainers = parts_of(session, SessionTrainer, row.id)
        person_id = next((each.person_id for each in trainers if each.person_id is not None), None)
    if person_id is None:
        said = _("Say who answers for it: a person of the directory, such as a colleague who gives the session.")
        raise UserError(said, field="borrower")
    return Reservation(
        Borrower(person_id),
        first,
        last,
        wish.asset_ids,
        wish.kit_ids,
        wish.models,
        f"{row.reference} {row.title}",
        wish.preparation_days,
    )


def _as_reserved(session: Session, loan: Loan, first: date, last: date) -> Reservation:
    wishes = session.scalars(select(LoanWish).where(LoanWish.loan_id == loan.id).order_by(LoanWish.id)).all()
    return Reservation(
        Borrower(loan.person_id, loan.group_id),
        first,
        last,
        tuple(each.asset_id for each in wishes if each.asset_id is not None),
        tuple(each.kit_id for each in wishes if each.kit_id is not None),
        tuple((each.model_id, each.count) for each in wishes if each.model_id is not None),
        loan.note,
        loan.preparation_days,
    )


_GATHERED: Message = _(
    "What is reserved for this session is being gathered already: cancel that loan, or hand it out as it stands."
)
