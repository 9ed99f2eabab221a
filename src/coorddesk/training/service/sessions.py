"""The verbs on sessions: planned, written anew, held again at another time, or deleted where nobody came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import InUse, UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.numbers import draw
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import raise_versions, refuse_stale
from coorddesk.directory.models import Person, Place, Supplier
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, refuse_gone, row_as_seen, row_there
from coorddesk.lending.models import Loan
from coorddesk.lending.rules import LoanState
from coorddesk.notes.service import forget
from coorddesk.notices.rules import Occasion
from coorddesk.surveys.models import SurveyResponse
from coorddesk.training.models import (
    Attendance,
    Course,
    Headcount,
    IssuedDocument,
    Registration,
    TrainingSession,
)
from coorddesk.training.queries.registrations import places_of
from coorddesk.training.queries.sessions_written import details_of
from coorddesk.training.queries.standing import standing_of
from coorddesk.training.rules.limits import LONGEST_TITLE, refuse_long, refuse_many
from coorddesk.training.rules.sessions import SessionDetails
from coorddesk.training.rules.slots import moved
from coorddesk.training.rules.states import lines, missing_for
from coorddesk.training.rules.words import COMING, SessionState
from coorddesk.training.service.kit import let_go, move_kit
from coorddesk.training.service.session_parts import settled_parts, write_parts
from coorddesk.training.service.session_words import TITLES, as_read
from coorddesk.training.service.telling import tell, tell_no_more, those_of
from coorddesk.training.service.waiting import settle_waiting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SESSION = TrainingSession.__tablename__


@dataclass(frozen=True)
class SessionEdit:
    """A session said anew, and the version its author saw.

    `tell` drafts a message to those who come where it is held at another time or place.
    """

    session_id: int
    version: int
    details: SessionDetails
    tell: bool = True


@dataclass(frozen=True)
class Copying:
    """A session to be held again, from which day on."""

    session_id: int
    first_day: date | None = None


@allowed(*EDITORS)
def create_session(session: Session, wish: SessionDetails) -> int:
    """Plan a session; its reference is drawn, its checklist that of its course. Returns its id."""
    if row_there(session, Course, wish.course_id).is_archived:
        raise UserError(_("This course is archived: take it up again, or choose another one."), field="course_id")
    row = enter_session(session, wish)
    record(session, _("Plan the session {reference} “{title}”", reference=row.reference, title=row.title), *_about(row))
    return row.id


@allowed(*EDITORS)
def enter_session(
    session: Session, wish: SessionDetails, state: SessionState = SessionState.PLANNED, reference: str = ""
) -> TrainingSession:
    """Write down a session that stands as it is said to, as a part of another deed; a reference is drawn if need be."""
    said = _settled(session, wish, None)
    row = TrainingSession(state=state, reference=reference or _drawn(session, said))
    _write(row, said)
    session.add(row)
    session.flush()
    session_id = row.id
    write_parts(session, session_id, said)
    return row_there(session, TrainingSession, session_id)


@allowed(*EDITORS)
def edit_session(session: Session, wish: SessionEdit) -> None:
    """Change a session; half-days keep what is typed of them, tasks and what is reserved move along.

    Where there are more places, those who wait are offered them. Refuses to take away what its state stands on.
    """
    row = row_there(session, TrainingSession, wish.session_id)
    theirs = details_of(session, row)
    yours = _settled(session, wish.details, theirs)
    if yours == theirs:
        return
    refuse_stale(row, wish.version, TITLES, as_read(session, yours), as_read(session, theirs))
    rewrite_session(session, row, yours)
    if wish.tell and _is_elsewhere(yours, theirs):
        _tell_moved(session, row)
    record(session, _("Edit the session {reference} “{title}”", reference=row.reference, title=row.title), *_about(row))


@allowed(*EDITORS)
def rewrite_session(session: Session, row: TrainingSession, wish: SessionDetails) -> None:
    """Let a session be so, as a part of another deed."""
    session_id, theirs = row.id, details_of(session, row)
    yours = _settled(session, wish, theirs)
    before = missing_for(SessionState.OPEN, standing_of(session, row))
    if _most(yours) < _most(theirs):
        _refuse_too_few(session, session_id, yours)
    _write(row, yours)
    session.flush()
    if write_parts(session, session_id, yours):
        raise_versions(session, table_named(_SESSION), [session_id])
    _refuse_taking_away(session, row, before)
    move_kit(session, row)
    if _most(yours) > _most(theirs):
        settle_waiting(session, session_id)


@allowed(*EDITORS)
def copy_session(session: Session, wish: Copying) -> int:
    """Plan a session again from another day on, without its people and its kit; returns the id of the new one."""
    theirs = details_of(session, row_there(session, TrainingSession, wish.session_id))
    times = theirs.times if wish.first_day is None else moved(theirs.times, wish.first_day)
    slots = tuple(replace(each, id=None, times=when) for each, when in zip(theirs.slots, times, strict=True))
    tasks = tuple(
        replace(each, id=None, done_on=None) for each in theirs.tasks or () if slots and each.days is not None
    )
    return create_session(session, replace(theirs, slots=slots, tasks=tasks or None))


@allowed(*EDITORS)
def delete_session(session: Session, wish: Deletion) -> None:
    """Delete a session to which nobody came; who was registered is so no longer. Refuses with all that it has."""
    row = row_as_seen(session, TrainingSession, wish.id, wish.version)
    title, reference, course_id = row.title, row.reference, row.course_id
    _refuse_used(session, row)
    tell_no_more(session, those_of(session, wish.id))
    let_go(session, row_there(session, TrainingSession, wish.id))
    people = list(session.scalars(select(Registration.id).where(Registration.session_id == wish.id)))
    for registration_id in people:
        forget(session, (Registration.__tablename__, registration_id))
    delete_rows(session, table_named(Registration.__tablename__), people)
    write_parts(session, wish.id, SessionDetails(course_id))
    delete_unused(session, row_there(session, TrainingSession, wish.id), title)
    deed = _("Delete the session {reference} “{title}”", reference=reference, title=title)
    record(session, deed, (_SESSION, wish.id))


def _settled(session: Session, wish: SessionDetails, theirs: SessionDetails | None) -> SessionDetails:
    """A session as it is to stand; raises `UserError` for what cannot be."""
    links = [("course_id", Course, wish.course_id), ("place_id", Place, wish.place_id)]
    people = [("trainers", Person, each.person_id) for each in wish.trainers]
    suppliers = [("trainers", Supplier, each.supplier_id) for each in wish.trainers]
    refuse_gone(session, [*links, *people, *suppliers, *(("partners", Supplier, p.supplier_id) for p in wish.partners)])
    for field, is_wrong, trouble in (
        ("capacity", wish.capacity is not None and wish.capacity < 1, _("A session has one place at least.")),
        ("overbooking", wish.overbooking < 0, _("Overbooking cannot be negative.")),
        ("minimum", wish.minimum < 0, _("The minimum cannot be negative.")),
        ("preparation_minutes", wish.preparation_minutes < 0, _("The time of preparation cannot be negative.")),
    ):
        if is_wrong:
            raise UserError(trouble, field=field)
    for field, count in (("capacity", wish.capacity), ("overbooking", wish.overbooking), ("minimum", wish.minimum)):
        refuse_many(count, field)
    most = None if wish.capacity is None else wish.capacity + wish.overbooking
    if most is not None and wish.minimum > most:
        said = _("It takes {minimum} people, but there are places for {most}.", minimum=wish.minimum, most=most)
        raise UserError(said, field="minimum")
    if theirs is None or tidy(wish.title) != theirs.title:
        refuse_long(tidy(wish.title), LONGEST_TITLE, "title")
    title = tidy(wish.title) or session.get_one(Course, wish.course_id).name
    said_so = replace(wish, title=title, link=tidy(wish.link), notes=tidy_lines(wish.notes))
    return settled_parts(session, said_so, theirs)


def _write(row: TrainingSession, said: SessionDetails) -> None:
    row.course_id, row.title, row.place_id, row.mode, row.link = (
        said.course_id,
        said.title,
        said.place_id,
        said.mode,
        said.link,
    )
    row.capacity, row.overbooking, row.minimum = said.capacity, said.overbooking, said.minimum
    row.preparation_minutes, row.notes = said.preparation_minutes, said.notes
    row.first_day, row.last_day = said.first_day, said.last_day
    row.search = fold(f"{row.reference} {row.title} {row.notes}")


def _drawn(session: Session, said: SessionDetails) -> str:
    """The next reference of its year that nothing has yet."""
    series = f"F-{(said.first_day or clock_of(session).today()).year}"
    while True:
        reference = f"{series}-{draw(session, series):03}"
        if session.scalar(select(TrainingSession.id).where(TrainingSession.reference == reference)) is None:
            return reference


def _most(said: SessionDetails) -> float:
    return float("inf") if said.capacity is None else said.capacity + said.overbooking


def _refuse_too_few(session: Session, session_id: int, said: SessionDetails) -> None:
    """Refuse to leave fewer places than are taken or kept for those to whom one was offered."""
    places = places_of(session, [session_id])[session_id]
    taken = places.registered + places.offered
    if taken > _most(said):
        trouble = _n(
            "{count} place is taken or offered already. Let people withdraw first.",
            "{count} places are taken or offered already. Let people withdraw first.",
            taken,
        )
        raise UserError(trouble, field="capacity")


def _is_elsewhere(one: SessionDetails, other: SessionDetails) -> bool:
    return (one.times, one.place_id, one.link) != (other.times, other.place_id, other.link)


def _refuse_taking_away(session: Session, row: TrainingSession, before: tuple[Message, ...]) -> None:
    """Refuse to take from a session what it had to have to become what it is."""
    if row.state in {SessionState.PLANNED, SessionState.CANCELLED}:
        return
    gone = tuple(each for each in missing_for(SessionState.OPEN, standing_of(session, row)) if each not in before)
    if gone:
        raise UserError(
            _(
                "This is announced already. Set it back to planned first, to take away:\n{missing}",
                missing=lines(gone),
            ),
            field="slots" if row.first_day is None else None,
        )


def _tell_moved(session: Session, row: TrainingSession) -> None:
    """Tell those who come that it is held otherwise, unless it is not announced or over."""
    today = clock_of(session).today()
    if row.state in COMING[1:] and row.last_day is not None and row.last_day >= today:
        tell(session, row, those_of(session, row.id), Occasion.SESSION_MOVED, str(row.version))


def _refuse_used(session: Session, row: TrainingSession) -> None:
    """Refuse to delete a session that somebody came to, or that papers were issued of: all of it is named."""
    used = tuple(_uses(session, row))
    if used:
        raise InUse(
            _(
                "“{title}” cannot be deleted. Cancel or close it instead: it stays in the figures. It has:\n{uses}",
                title=row.title,
                uses=lines(used),
            )
        )


def _uses(session: Session, row: TrainingSession) -> Iterator[Message]:
    mine = select(Registration.id).where(Registration.session_id == row.id)
    if count := session.scalar(select(func.count(Attendance.id)).where(Attendance.registration_id.in_(mine))):
        yield _n("{count} attendance", "{count} attendances", count)
    if count := session.scalar(select(func.count(Headcount.id)).where(Headcount.session_id == row.id)):
        yield _n("{count} headcount", "{count} headcounts", count)
    if count := session.scalar(select(func.count(IssuedDocument.id)).where(IssuedDocument.registration_id.in_(mine))):
        yield _n("{count} issued document", "{count} issued documents", count)
    answers = select(func.count(SurveyResponse.id)).where(
        SurveyResponse.about_kind == _SESSION, SurveyResponse.about_id == row.id
    )
    if count := session.scalar(answers):
        yield _n("{count} answered questionnaire", "{count} answered questionnaires", count)
    loan = None if row.loan_id is None else session.get(Loan, row.loan_id)
    if loan is not None and loan.state is LoanState.OPEN:
        yield _("a kit that is not back yet")


def _about(row: TrainingSession) -> tuple[tuple[str, int], ...]:
    return ((_SESSION, row.id), (Course.__tablename__, row.course_id))
