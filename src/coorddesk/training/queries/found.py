"""What the search box finds in training: sessions, courses and programmes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.fold import fold
from coorddesk.core.matching import contains_all, words
from coorddesk.core.messages import _
from coorddesk.core.records import Hit
from coorddesk.training.models import Course, Programme
from coorddesk.training.queries.session_rows import sessions_page
from coorddesk.training.queries.sessions import SessionQuery, session_ids
from coorddesk.training.rules.words import PROGRAMME_KIND_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """A session by its reference (rank 0), whatever begins with the text (1), then what holds every word of it."""
    if not words(text):
        return ()
    return [*_sessions(session, text, limit), *_courses(session, text, limit), *_programmes(session, text, limit)]


def _sessions(session: Session, text: str, limit: int) -> Iterator[Hit]:
    ids = list(session_ids(session, SessionQuery(text, past=True, descending=True))[:limit])
    page = sessions_page(session, ids)
    for row in (page[session_id] for session_id in ids):
        is_it = fold(row.reference) == text
        yield replace(row.hit, rank=0 if is_it else _rank(row.title, text))


def _courses(session: Session, text: str, limit: int) -> Iterator[Hit]:
    wanted = select(Course.id, Course.name).where(contains_all(Course.search, text))
    for course_id, name in session.execute(wanted.order_by(Course.is_archived, Course.name_folded).limit(limit)):
        yield Hit((Course.__tablename__, course_id), name, _("Course"), _rank(name, text))


def _programmes(session: Session, text: str, limit: int) -> Iterator[Hit]:
    wanted = select(Programme.id, Programme.name, Programme.kind).where(contains_all(Programme.name_folded, text))
    for programme_id, name, kind in session.execute(wanted.order_by(Programme.name_folded).limit(limit)):
        yield Hit((Programme.__tablename__, programme_id), name, PROGRAMME_KIND_TITLES[kind], _rank(name, text))


def _rank(name: str, text: str) -> int:
    return 1 if fold(name).startswith(text) else 2
