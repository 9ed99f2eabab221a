"""What training tells of other records and of its own: names, stories, what belongs to somebody."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.clock import clock_of, start_of_day
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.records import Belongings, Entry, Hit
from coorddesk.core.story import of_subject
from coorddesk.directory.models import Person
from coorddesk.directory.rules import PersonName
from coorddesk.notes.rules import TABLES as TOLD_BY_NOTES
from coorddesk.training.models import (
    Course,
    CourseMaterial,
    IssuedDocument,
    Programme,
    Registration,
    SessionTrainer,
    SupportLog,
    TrainingSession,
)
from coorddesk.training.queries.attended import tallies
from coorddesk.training.queries.paths import paths_of_person
from coorddesk.training.queries.session_rows import SessionRow, sessions_page
from coorddesk.training.queries.sessions import SessionQuery, session_ids
from coorddesk.training.queries.support import SupportQuery, support_ids, support_page
from coorddesk.training.rules.attendance import Tally
from coorddesk.training.rules.paths import said_done
from coorddesk.training.rules.words import RegistrationState, SessionState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_KEPT = 200
_SESSION, _SUPPORT = TrainingSession.__tablename__, SupportLog.__tablename__
_OWN = {_SESSION, Course.__tablename__, Programme.__tablename__, _SUPPORT}
_HELD = (SessionState.HELD, SessionState.CLOSED)
_NAMED = {table.__tablename__: table for table in (Course, CourseMaterial, Programme)}


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """What sessions, courses, programmes, registrations, help and what was issued are called."""
    if kind in _NAMED:
        table = _NAMED[kind]
        return dict(session.execute(select(table.id, table.name).where(table.id.in_(ids))).all())
    if kind == _SESSION:
        called = select(TrainingSession.id, TrainingSession.title, TrainingSession.reference)
        rows = session.execute(called.where(TrainingSession.id.in_(ids)))
        return {row_id: f"{title} · {reference}" for row_id, title, reference in rows}
    if kind == Registration.__tablename__:
        return _who(session, ids)
    if kind == _SUPPORT:
        themes = select(SupportLog.id, SupportLog.theme).where(SupportLog.id.in_(ids))
        return dict(session.execute(themes).all())
    if kind == IssuedDocument.__tablename__:
        numbers = select(IssuedDocument.id, IssuedDocument.number).where(IssuedDocument.id.in_(ids))
        return dict(session.execute(numbers).all())
    return {}


def timeline(session: Session, subject: Subject) -> Sequence[Entry]:
    """The deeds on own records; to what somebody came, which they gave, and with what they were helped."""
    kind, record_id = subject
    if kind in _OWN:
        deeds = of_subject(session, subject, _KEPT)
        return [Entry(each.moment, each.deed, each.actor) for each in deeds if not each.kinds <= TOLD_BY_NOTES]
    if kind != Person.__tablename__:
        return ()
    told = [*_came(session, record_id), *_gave(session, record_id), *_helped(session, record_id)]
    return sorted(told, key=lambda entry: entry.moment, reverse=True)


def belongings(session: Session, subject: Subject, limit: int) -> Sequence[Belongings]:
    """The sessions of a course, of a place, of whom gives or holds them, of whom comes, and of a device in a kit."""
    own = _sessions(session, subject, limit), _support(session, subject, limit), _paths(session, subject, limit)
    return tuple(chain.from_iterable(own))


def _sessions(session: Session, subject: Subject, limit: int) -> Iterator[Belongings]:
    query = SessionQuery.about(subject)
    ids = () if query is None else session_ids(session, query)
    if len(ids):
        page = sessions_page(session, ids[:limit])
        first = tuple(page[session_id].hit for session_id in ids[:limit])
        yield Belongings(_n("{count} training session", "{count} training sessions", len(ids)), _SESSION, first)


def _support(session: Session, subject: Subject, limit: int) -> Iterator[Belongings]:
    kind, record_id = subject
    if kind not in {"person", "ticket"}:
        return
    query = SupportQuery(person=record_id) if kind == "person" else SupportQuery(ticket=record_id)
    ids = support_ids(session, query)
    if len(ids):
        page = support_page(session, ids[:limit])
        rows = [page[each] for each in ids[:limit]]
        first = tuple(Hit((_SUPPORT, row.id), row.theme, _("{day}", day=row.day)) for row in rows)
        yield Belongings(_n("{count} one-to-one support", "{count} one-to-one supports", len(ids)), _SUPPORT, first)


def _paths(session: Session, subject: Subject, limit: int) -> Iterator[Belongings]:
    """The onboarding paths of somebody, with how far they are."""
    paths = paths_of_person(session, subject[1]) if subject[0] == Person.__tablename__ else ()
    if paths:
        first = tuple(
            Hit((Programme.__tablename__, path.programme_id), path.name, said_done(path.done, len(path.steps)))
            for path in paths[:limit]
        )
        title = _n("{count} onboarding path", "{count} onboarding paths", len(paths))
        yield Belongings(title, Programme.__tablename__, first)


def _came(session: Session, person_id: int) -> Iterator[Entry]:
    """Sessions that were held, each with the half-days to which they came."""
    registered = (
        select(Registration.id, Registration.session_id)
        .join(TrainingSession, TrainingSession.id == Registration.session_id)
        .where(
            Registration.person_id == person_id,
            Registration.state == RegistrationState.REGISTERED,
            TrainingSession.state.in_(_HELD),
        )
        .order_by(TrainingSession.first_day.desc())
        .limit(_KEPT)
    )
    of_session = {session_id: row_id for row_id, session_id in session.execute(registered)}
    came = tallies(session, of_session.values())
    for row in sessions_page(session, list(of_session)).values():
        yield from _on_its_day(session, row, _attended(row, came[of_session[row.id]]))


def _gave(session: Session, person_id: int) -> Iterator[Entry]:
    given = (
        select(TrainingSession.id)
        .join(SessionTrainer, SessionTrainer.session_id == TrainingSession.id)
        .where(SessionTrainer.person_id == person_id, TrainingSession.state.in_(_HELD))
        .order_by(TrainingSession.first_day.desc())
        .limit(_KEPT)
    )
    for row in sessions_page(session, list(dict.fromkeys(session.scalars(given)))).values():
        yield from _on_its_day(session, row, _("Gave the session “{title}”", title=row.title))


def _helped(session: Session, person_id: int) -> Iterator[Entry]:
    ids = support_ids(session, SupportQuery(person=person_id))[:_KEPT]
    clock = clock_of(session)
    for row in support_page(session, ids).values():
        said = _("One-to-one support: {theme}", theme=row.theme)
        begin = start_of_day(clock, row.day)
        yield Entry(begin, said, row.actor, (_SUPPORT, row.id), row.note, "life-buoy", whole_day=True)


def _on_its_day(session: Session, row: SessionRow, said: Message) -> Iterator[Entry]:
    if row.first_day is not None:
        begin = start_of_day(clock_of(session), row.first_day)
        yield Entry(begin, said, "", (_SESSION, row.id), icon="graduation-cap", whole_day=True)


def _attended(row: SessionRow, came: Tally) -> Message:
    return _n(
        "Session “{title}”: came to {attended} of {count} half-day",
        "Session “{title}”: came to {attended} of {count} half-days",
        came.expected,
        title=row.title,
        attended=came.attended,
    )


def _who(session: Session, ids: Collection[int]) -> Mapping[int, str]:
    """The names of who is registered."""
    rows = session.execute(
        select(Registration.id, Registration.name, Registration.person_id, Person.last_name, Person.first_name)
        .outerjoin(Person, Person.id == Registration.person_id)
        .where(Registration.id.in_(ids))
    )
    return {row[0]: row[1] if row[2] is None else PersonName(row[3], row[4]).full for row in rows}
