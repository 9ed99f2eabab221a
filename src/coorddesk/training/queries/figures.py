"""The figures of a period: of all of it, and of each course, place, partner and month; and what is behind one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, false, func, select

from coorddesk.core.messages import Message, _
from coorddesk.directory.models import Place, Supplier
from coorddesk.training.models import Course, Headcount, SessionPartner, SupportLog, TrainingSession
from coorddesk.training.queries.session_figures import TOTAL, OfSession, of_sessions
from coorddesk.training.rules.figures import Behind, Counted, Figures, added_up, year_before
from coorddesk.training.rules.words import SessionState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class By(StrEnum):
    """What figures are broken down by."""

    COURSE = "course"
    PLACE = "place"
    PARTNER = "partner"
    MONTH = "month"


@dataclass(frozen=True)
class FigureQuery:
    """Sessions that begin on some days, of a course, in a place, with a partner."""

    first: date
    last: date
    course: int | None = None
    place: int | None = None
    partner: int | None = None


@dataclass(frozen=True)
class FigurePart:
    """The figures of what has a name in common: a course, a place, a partner or a month, which `query` asks for.

    `sessions` are those that were not cancelled.
    """

    name: str
    query: FigureQuery
    said: Figures
    sessions: tuple[int, ...]


@dataclass(frozen=True)
class Season:
    """The sessions of a period with their figures, read once; `names` are those of courses, places and partners."""

    query: FigureQuery
    sessions: tuple[OfSession, ...]
    support: Figures
    names: Mapping[By, Mapping[int, str]]

    @property
    def whole(self) -> FigurePart:
        """All of it, help among it."""
        part = _part("", self.query, self.sessions)
        together = replace(part.said, supports=self.support.supports, support_minutes=self.support.support_minutes)
        return replace(part, said=together)

    def parts(self, by: By) -> tuple[FigurePart, ...]:
        """Each course, place, partner by name, or each month; help has none of them."""
        if by is By.MONTH:
            return tuple(
                _part(name, query, [each for each in self.sessions if _begins(each, query)])
                for name, query in _months(self.query)
            )
        of: dict[int | None, list[OfSession]] = {}
        for each in self.sessions:
            for row_id in _of(each, by):
                of.setdefault(row_id, []).append(each)
        return tuple(
            _part(name, _narrowed(self.query, by, row_id), of.get(row_id, ()))
            for row_id, name in self.names[by].items()
        )


def season(session: Session, query: FigureQuery) -> Season:
    """The sessions of a period, in a dozen statements however many there are."""
    meant = _sessions(query)
    names = {
        by: {row_id: name for row_id, name, _folded in session.execute(_names(by, meant))}
        for by in (By.COURSE, By.PLACE, By.PARTNER)
    }
    return Season(query, of_sessions(session, meant), _support(session, query), names)


def figures(session: Session, query: FigureQuery) -> Figures:
    """The figures of a period."""
    return season(session, query).whole.said


def compared(session: Session, query: FigureQuery) -> tuple[Figures, Figures]:
    """The figures of a period, and those of the same days a year before."""
    first, last = year_before(query.first, query.last)
    return figures(session, query), figures(session, replace(query, first=first, last=last))


def figures_by(session: Session, query: FigureQuery, by: By) -> Mapping[str, Figures]:
    """The figures of each course, place, partner or month by name."""
    return {each.name: each.said for each in season(session, query).parts(by)}


def first_session(session: Session) -> date | None:
    """The day on which the first session there is begins."""
    return session.scalar(select(func.min(TrainingSession.first_day)))


def behind_sessions(session: Session, behind: Behind) -> list[int]:
    """The sessions of which a figure is made."""
    return list(session.scalars(_made_of(behind)))


def named_filters(session: Session, query: FigureQuery) -> tuple[Message, ...]:
    """What figures are narrowed to besides their days, in words."""
    said = []
    if query.course is not None:
        said.append(_("Course: {name}", name=_called(session, select(Course.name).where(Course.id == query.course))))
    if query.place is not None:
        said.append(_("Place: {name}", name=_called(session, select(Place.path).where(Place.id == query.place))))
    if query.partner is not None:
        partner = select(Supplier.name).where(Supplier.id == query.partner)
        said.append(_("Partner: {name}", name=_called(session, partner)))
    return tuple(said)


def _made_of(behind: Behind) -> Select[int]:
    query = FigureQuery(behind.first, behind.last, behind.course, behind.place, behind.partner)
    cancelled = TrainingSession.state == SessionState.CANCELLED
    if behind.counted is Counted.CANCELLED:
        return _sessions(query).where(cancelled)
    held = _sessions(query).where(~cancelled)
    claim = _HEADCOUNTS.get(behind.counted)
    if claim is None:
        return held
    meant = claim == behind.of if behind.of is not None else claim
    counted = select(Headcount.session_id).where(meant, Headcount.count > 0)
    return held.where(TrainingSession.id.in_(counted))


def _part(name: str, query: FigureQuery, sessions: Any) -> FigurePart:
    held = tuple(each.id for each in sessions if each.is_held)
    return FigurePart(name, query, added_up(each.said for each in sessions), held)


def _begins(each: OfSession, query: FigureQuery) -> bool:
    return each.first_day is not None and query.first <= each.first_day <= query.last


def _of(each: OfSession, by: By) -> tuple[int | None, ...]:
    match by:
        case By.COURSE:
            return (each.course,)
        case By.PLACE:
            return (each.place,)
    return tuple(each.partners)


def _narrowed(query: FigureQuery, by: By, row_id: int) -> FigureQuery:
    match by:
        case By.COURSE:
            return replace(query, course=row_id)
        case By.PLACE:
            return replace(query, place=row_id)
    return replace(query, partner=row_id)


def _months(query: FigureQuery) -> Iterator[tuple[str, FigureQuery]]:
    first = query.first
    while first <= query.last:
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        last = min(query.last, date.fromordinal(following.toordinal() - 1))
        yield f"{first:%Y-%m}", replace(query, first=first, last=last)
        first = following


def _sessions(query: FigureQuery) -> Select[int]:
    wanted = select(TrainingSession.id).where(TrainingSession.first_day.between(query.first, query.last))
    if query.course is not None:
        wanted = wanted.where(TrainingSession.course_id == query.course)
    if query.place is not None:
        wanted = wanted.where(TrainingSession.place_id == query.place)
    if query.partner is not None:
        with_them = select(SessionPartner.session_id).where(SessionPartner.supplier_id == query.partner)
        wanted = wanted.where(TrainingSession.id.in_(with_them))
    return wanted


def _names(by: By, meant: Select[int]) -> Select[*tuple[Any, ...]]:
    """The ids and names of what sessions belong to, in the order of the names."""
    found = _NAMED[by].where(TrainingSession.id.in_(meant)).distinct()
    return found.order_by(found.selected_columns[2])


def _support(session: Session, query: FigureQuery) -> Figures:
    """Help of the period; it belongs to no course and no partner."""
    wanted = select(func.count(), func.sum(SupportLog.minutes)).where(SupportLog.day.between(query.first, query.last))
    if query.place is not None:
        wanted = wanted.where(SupportLog.place_id == query.place)
    if query.course is not None or query.partner is not None:
        wanted = wanted.where(false())
    count, minutes = session.execute(wanted).one()
    return Figures(supports=count, support_minutes=int(minutes or 0))


def _called(session: Session, wanted: Select[str]) -> str:
    return session.scalar(wanted) or "?"


_HEADCOUNTS: dict[Counted, Any] = {
    Counted.COUNTED: TOTAL,
    Counted.FIRST_TIME: Headcount.is_first_time.is_(True),
    Counted.AUDIENCE: Headcount.audience,
    Counted.AGE: Headcount.age_band,
    Counted.GENDER: Headcount.gender,
    Counted.OCCUPATION: Headcount.status,
}
"""What a headcount is of; what has words of its own is asked for one of them."""

_NAMED: dict[By, Select[*tuple[Any, ...]]] = {
    By.COURSE: select(Course.id, Course.name, Course.name_folded).join(
        TrainingSession, TrainingSession.course_id == Course.id
    ),
    By.PLACE: select(Place.id, Place.path, Place.path_folded).join(
        TrainingSession, TrainingSession.place_id == Place.id
    ),
    By.PARTNER: select(Supplier.id, Supplier.name, Supplier.name_folded)
    .join(SessionPartner, SessionPartner.supplier_id == Supplier.id)
    .join(TrainingSession, TrainingSession.id == SessionPartner.session_id),
}
"""The records by which figures are broken down: their ids, names, and what these are sorted by."""
