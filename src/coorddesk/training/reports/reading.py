"""What the papers of training are about: sessions that were chosen, those of a day, or those of a week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.training.queries.papers import SessionPapers, held_between, session_papers

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

KIND = "training_session"


@dataclass(frozen=True)
class Days:
    """The half-days from one day to another, whatever sessions they are of."""

    first: date
    last: date


Choice = Sequence[int] | Days | None
"""Sessions by their ids, or the half-days of some days; None is today's."""


def read(session: Session, choice: Choice) -> list[SessionPapers]:
    """The papers that are meant; of days, each session has the half-days of those days alone."""
    if choice is None:
        choice = a_day(clock_of(session).today())
    if not isinstance(choice, Days):
        return session_papers(session, choice)
    papers = session_papers(session, held_between(session, choice.first, choice.last))
    return [_within(each, choice) for each in papers]


def choose(subject: Subject) -> Choice:
    """The choice that means one session."""
    return (subject[1],) if subject[0] == KIND else None


def dated(choice: Choice, day: date) -> Choice:
    """The sessions of a day, where none were chosen."""
    return a_day(day) if choice is None else None


def a_day(day: date) -> Days:
    """One day."""
    return Days(day, day)


def week_of(day: date) -> Days:
    """The week of a day, from Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + timedelta(days=6))


def _within(papers: SessionPapers, days: Days) -> SessionPapers:
    half_days = tuple(each for each in papers.half_days if days.first <= each.day <= days.last)
    return replace(papers, half_days=half_days)
