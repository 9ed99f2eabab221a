"""The figures of a period line by line, as the window, the paper and the sheets have them alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n, _p, number, verbatim
from coorddesk.helpdesk.rules.figure_words import said_period
from coorddesk.helpdesk.rules.figures import Period, Span, month_of, span_of
from coorddesk.surveys.queries import satisfaction_of, scales_about
from coorddesk.surveys.rules import Satisfaction, Scales, satisfied_with
from coorddesk.training.queries.figures import By, FigurePart, FigureQuery, Season, named_filters, season
from coorddesk.training.reports.reading import KIND
from coorddesk.training.rules.figures import Behind, Counted, Figures, year_before
from coorddesk.training.rules.hours import hours_text
from coorddesk.training.rules.people import AGE_BAND_TITLES, GENDER_TITLES, OCCUPATION_TITLES
from coorddesk.training.rules.words import AUDIENCE_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

UNKNOWN = verbatim("–")


@dataclass(frozen=True)
class Satisfied:
    """How many questionnaires were answered, and the percentage of those who were satisfied; None of too few."""

    answers: int = 0
    percent: int | None = None

    @property
    def said(self) -> Message:
        """For people."""
        if self.percent is None:
            return _n("{count} answer", "{count} answers", self.answers) if self.answers else UNKNOWN
        return _n("{percent}% ({count} answer)", "{percent}% ({count} answers)", self.answers, percent=self.percent)


@dataclass(frozen=True)
class Part:
    """The figures of what has a name in common, such as a course, and what is behind them."""

    name: str | Message
    said: Figures
    satisfied: Satisfied = Satisfied()
    behind: Behind | None = None

    @property
    def people(self) -> int:
        """Who took part: registered, or counted without a name."""
        return self.said.registered + self.said.counted


@dataclass(frozen=True)
class Line:
    """A figure of the period, what it was a year before, and what is behind it; None is nothing that can be opened."""

    title: Message
    now: Message
    before: Message
    behind: Behind | None = None


@dataclass(frozen=True)
class Split:
    """Bars of one kind under their title, and of how many people they are parts."""

    title: Message
    parts: tuple[Part, ...]
    among: int


@dataclass(frozen=True)
class Told:
    """The figures of a period that was asked for; `query` ends today if that is not over.

    `months` and `months_before` are those of a period of more than one.
    """

    asked: FigureQuery
    query: FigureQuery
    whole: tuple[Part, Part]
    by: Mapping[By, tuple[Part, ...]]
    months_before: tuple[Part, ...] = ()
    filters: tuple[Message, ...] = ()

    @property
    def until(self) -> Message | None:
        """Until which day a period counts that is not over; None for one that is."""
        if self.query.last == self.asked.last:
            return None
        return _("Until {day}, and until the same day a year before.", day=self.query.last)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell of the period, nor of the year before."""
        return not any(each.said.sessions or each.said.supports for each in self.whole)

    @property
    def months(self) -> tuple[Part, ...]:
        """Month by month, if there are several."""
        months = self.by.get(By.MONTH, ())
        return months if len(months) > 1 else ()


BY_TITLES: dict[By, Message] = {
    By.COURSE: _("By course"),
    By.PLACE: _("By place"),
    By.PARTNER: _("By partner"),
    By.MONTH: _("By month"),
}


def told(session: Session, asked: FigureQuery) -> Told:
    """What a period comes to, beside the same days of the year before."""
    today = clock_of(session).today()
    query = replace(asked, last=min(asked.last, max(today, asked.first)))
    if span_shown(asked) is None:
        asked = query  # its days are named one by one
    now, was = season(session, query), season(session, query_before(query))
    scales = scales_about(session, KIND, now.whole.sessions)
    by = {each: tuple(_part(part, each, scales) for part in now.parts(each)) for each in By}
    months_before = tuple(_part(part, By.MONTH, {}) for part in was.parts(By.MONTH))
    return Told(
        asked,
        query,
        (_whole(session, asked, now), _whole(session, query_before(asked), was)),
        by,
        months_before if len(months_before) > 1 else (),
        named_filters(session, query),
    )


def whole_lines(of: Told) -> Iterator[Line]:
    """The whole period in a few lines."""
    now, before = of.whole
    for title, said, counted in _LINES:
        behind = None if counted is None or not _has(now.said, counted) else _of(now.behind, counted)
        yield Line(title, said(now.said), said(before.said), behind)
    yield Line(_p("figures", "Satisfied or very satisfied"), now.satisfied.said, before.satisfied.said)


def splits(of: Told) -> Iterator[Split]:
    """Those who took part by course, place and partner, the most first; those who were counted by what they said."""
    now = of.whole[0]
    for by in (By.COURSE, By.PLACE, By.PARTNER):
        in_order = sorted(of.by.get(by, ()), key=lambda part: -part.people)
        parts = tuple(part for part in in_order if part.people)
        if parts:
            yield Split(BY_TITLES[by], parts, now.people)
    for title, counted, counts, titles in (
        (_("Counted by audience"), Counted.AUDIENCE, now.said.audiences, AUDIENCE_TITLES),
        (_("Counted by age"), Counted.AGE, now.said.ages, AGE_BAND_TITLES),
        (_("Counted by gender"), Counted.GENDER, now.said.genders, GENDER_TITLES),
        (_("Counted by occupation"), Counted.OCCUPATION, now.said.occupations, OCCUPATION_TITLES),
    ):
        parts = tuple(_counted(now, counted, counts, titles))
        if parts:
            yield Split(title, parts, now.said.counted)


def span_shown(query: FigureQuery) -> Span | None:
    """Whether days are a month, a year or a school year; None for any other ones."""
    period = Period(query.first, query.last)
    return next((span for span in Span if span_of(span, period.first) == period), None)


def said_days(query: FigureQuery) -> Message:
    """A month, a year, a school year, or from which day to which."""
    if span_shown(query) is not None:
        return said_period(Period(query.first, query.last))
    return _("{first} to {last}", first=query.first, last=query.last)


def query_before(query: FigureQuery) -> FigureQuery:
    """The same days a year before; of a February that is whole, all of it."""
    first, last = year_before(query.first, query.last)
    span = span_shown(query)
    return replace(query, first=first, last=last if span is None else span_of(span, first).last)


def _counted(now: Part, counted: Counted, counts: Mapping[Any, int], titles: Mapping[Any, Message]) -> Iterator[Part]:
    """In the order of the words, which is that of ages too."""
    for each, title in titles.items():
        if counts.get(each):
            behind = None if now.behind is None else replace(now.behind, counted=counted, of=each.value)
            yield Part(title, Figures(counted=counts[each]), behind=behind)


def _part(part: FigurePart, by: By, scales: Mapping[int, Scales]) -> Part:
    """A part with what people said of its sessions, whenever they did."""
    name = said_period(month_of(part.query.first)) if by is By.MONTH else part.name
    satisfied = _satisfied(satisfied_with([scales[each] for each in part.sessions if each in scales]))
    return Part(name, part.said, satisfied, _behind(part.query))


def _whole(session: Session, asked: FigureQuery, of: Season) -> Part:
    """All of a period, with what people said in it."""
    is_all = of.query.course is None and of.query.place is None and of.query.partner is None
    ids = None if is_all else of.whole.sessions
    found = satisfaction_of(session, KIND, ids, (of.query.first, of.query.last) if is_all else None)
    return Part(said_days(asked), of.whole.said, _satisfied(found), _behind(of.query))


def _satisfied(found: tuple[int, Satisfaction | None]) -> Satisfied:
    count, satisfaction = found
    return Satisfied(count, None if satisfaction is None else satisfaction.percent)


def _behind(query: FigureQuery) -> Behind:
    return Behind(Counted.HELD, query.first, query.last, query.course, query.place, query.partner)


def _of(behind: Behind | None, counted: Counted) -> Behind | None:
    return None if behind is None else replace(behind, counted=counted)


def _has(of: Figures, counted: Counted) -> bool:
    counts = {
        Counted.HELD: of.sessions,
        Counted.CANCELLED: of.cancelled,
        Counted.COUNTED: of.counted,
        Counted.FIRST_TIME: of.first_time,
        Counted.SUPPORT: of.supports,
    }
    return bool(counts[counted])


def _share(rate: float | None, part: int, among: int) -> Message:
    """With one decimal; all of it only where it is all, however it is rounded."""
    if rate is None:
        return UNKNOWN
    per_mille = round(rate * 1000)
    whole, tenth = divmod(min(per_mille, 999) if part < among else per_mille, 10)
    return _("{whole}.{tenth}% ({part} of {among})", whole=whole, tenth=tenth, part=part, among=among)


def _support(of: Figures) -> Message:
    if not of.supports:
        return number(0)
    return _("{count} ({hours})", count=of.supports, hours=hours_text(of.support_minutes))


_LINES: Sequence[tuple[Message, Callable[[Figures], Message], Counted | None]] = (
    (_p("figures", "Sessions held"), lambda of: number(of.sessions), Counted.HELD),
    (_p("figures", "Sessions cancelled"), lambda of: number(of.cancelled), Counted.CANCELLED),
    (_p("figures", "Hours held"), lambda of: hours_text(of.minutes), Counted.HELD),
    (
        _p("figures", "Places taken of those offered"),
        lambda of: _share(of.filling, of.taken, of.offered),
        Counted.HELD,
    ),
    (_p("figures", "People registered"), lambda of: number(of.registered), Counted.HELD),
    (
        _p("figures", "Half-days attended of those expected"),
        lambda of: _share(of.attendance, of.attended, of.expected),
        Counted.HELD,
    ),
    (_p("figures", "Hours attended, of all together"), lambda of: hours_text(of.learner_minutes), Counted.HELD),
    (_p("figures", "People counted without a name"), lambda of: number(of.counted), Counted.COUNTED),
    (_p("figures", "Of these for the first time"), lambda of: number(of.first_time), Counted.FIRST_TIME),
    (_p("figures", "One-to-one support"), _support, Counted.SUPPORT),
)
