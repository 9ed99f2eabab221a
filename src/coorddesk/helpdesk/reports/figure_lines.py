"""The figures of a period line by line, as the window, the paper and the sheets have them alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _p, number, verbatim
from coorddesk.core.working_time import length_text
from coorddesk.helpdesk.queries.figures import Figures, Part, figures
from coorddesk.helpdesk.rules import SCORE_TITLES
from coorddesk.helpdesk.rules.figure_words import FIGURE_TITLES, NOT_SAID, said_period
from coorddesk.helpdesk.rules.figures import Behind, Figure, Lengths, Period, Share, moved

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TICKETS, MINUTES, PERCENT = _p("figures", "tickets"), _p("figures", "minutes"), verbatim("%")
ANSWERS = _p("figures", "answers")


@dataclass(frozen=True)
class Line:
    """A figure: how much in which unit, of how many, and how much it was in the period before.

    `count` is how many tickets are behind it, which are `behind`. `name` is that of the record whose tickets they are.
    """

    title: Message
    value: int | None
    unit: Message
    count: int
    behind: Behind
    among: int | None = None
    before: int | None = None
    name: str = ""

    @property
    def said(self) -> Message:
        """The figure for people; of too few, how many they are."""
        if self.unit == PERCENT:
            if self.value is None:
                return _("{count} of {among}", count=self.count, among=self.among or 0)
            return _("{percent}% ({count} of {among})", percent=self.value, count=self.count, among=self.among or 0)
        return self._with_unit(self.value)

    @property
    def said_before(self) -> Message:
        """What it was, likewise."""
        if self.unit == PERCENT and self.before is not None:
            return _("{percent}%", percent=self.before)
        return self._with_unit(self.before)

    def _with_unit(self, value: int | None) -> Message:
        if value is None:
            return verbatim("–")
        return length_text(value) if self.unit == MINUTES else number(value)


def said_part(count: int, among: int | None) -> Message:
    """How many, and their part in all of which they are."""
    percent = Share(count, among or 0).percent
    return number(count) if percent is None else _("{count} ({percent}%)", count=count, percent=percent)


class Shape(Enum):
    """How lines are drawn: in a table, month by month, or as bars."""

    TABLE = auto()
    MONTHS = auto()
    BARS = auto()


@dataclass(frozen=True)
class Section:
    """Lines of one kind."""

    title: Message
    lines: tuple[Line, ...]
    shape: Shape


@dataclass(frozen=True)
class Told:
    """The figures of a period, line by line; `is_empty` if there is nothing to tell."""

    period: Period
    sections: tuple[Section, ...]
    is_empty: bool

    @property
    def before(self) -> Period:
        """The period with which it is compared."""
        return moved(self.period, -1)


def told(session: Session, period: Period) -> Told:
    """What a period comes to, beside the one before."""
    now, before = figures(session, period), figures(session, moved(period, -1))
    is_empty = not (now.received or now.resolved or now.cancelled or now.backlog)
    sections = tuple(_section(*both) for both in zip(_sections(now), _sections(before), strict=False))
    return Told(period, tuple(section for section in sections if section.lines), is_empty)


def _section(now: Section, before: Section) -> Section:
    """The lines of a section, each with what it was; by month there is nothing to compare with."""
    if now.shape is Shape.MONTHS:
        return now
    had = {(line.title, line.behind.figure, line.behind.of): line.value for line in before.lines}
    is_part = now.shape is Shape.BARS
    lines = (
        replace(line, before=had.get((line.title, line.behind.figure, line.behind.of), 0 if is_part else None))
        for line in now.lines
    )
    return replace(now, lines=tuple(lines))


def _sections(of: Figures) -> Iterator[Section]:
    yield Section(_("The whole"), tuple(_whole(of)), Shape.TABLE)
    among = sum(of.satisfaction.scores)
    behind = partial(Behind, Figure.SCORED, of.period.first, of.period.last)
    scores = zip(SCORE_TITLES.items(), of.satisfaction.scores, strict=True)
    rated = [Line(title, count, ANSWERS, count, behind(score), among) for (score, title), count in scores]
    yield Section(FIGURE_TITLES[Figure.SCORED], tuple(reversed(rated)) if among else (), Shape.BARS)
    for figure, parts, among in (
        (Figure.OF_CATEGORY, of.by_category, of.received),
        (Figure.OF_PLACE, of.by_place, of.received),
        (Figure.OF_MODEL, of.by_model, of.received),
        (Figure.OF_CAUSE, of.by_cause, of.resolved),
    ):
        yield Section(FIGURE_TITLES[figure], tuple(_parts(of.period, figure, parts, among)), Shape.BARS)
    if len(of.months) > 1:
        yield from _by_month(of)


def _whole(of: Figures) -> Iterator[Line]:
    behind = {figure: Behind(figure, of.period.first, of.period.last) for figure in Figure}
    counts = {
        Figure.RECEIVED: of.received,
        Figure.RESOLVED: of.resolved,
        Figure.CANCELLED: of.cancelled,
        Figure.BACKLOG: of.backlog,
    }
    for figure, count in counts.items():
        yield Line(FIGURE_TITLES[figure], count, TICKETS, count, behind[figure])
    yield from _lengths(FIGURE_TITLES[Figure.ANSWERED], of.response, behind[Figure.ANSWERED])
    yield from _lengths(_p("figures", "Resolution"), of.resolution, behind[Figure.RESOLVED])
    for figure, late, share in (
        (Figure.ANSWERED_IN_TIME, Figure.ANSWERED_LATE, of.answered_in_time),
        (Figure.RESOLVED_IN_TIME, Figure.RESOLVED_LATE, of.resolved_in_time),
    ):
        yield _share(FIGURE_TITLES[figure], share, behind[figure])
        missed = share.among - share.count
        yield Line(FIGURE_TITLES[late], missed, TICKETS, missed, behind[late], share.among)
    for figure, share in ((Figure.REOPENED, of.reopened), (Figure.SATISFIED, of.satisfaction.satisfied)):
        yield _share(FIGURE_TITLES[figure], share, behind[figure])


def _lengths(title: Message, lengths: Lengths, behind: Behind) -> Iterator[Line]:
    half, most = _("{what}: half within", what=title), _("{what}: nine of ten within", what=title)
    yield Line(half, lengths.median, MINUTES, lengths.count, behind, lengths.count)
    yield Line(most, lengths.ninetieth, MINUTES, lengths.count, behind, lengths.count)


def _share(title: Message, share: Share, behind: Behind) -> Line:
    return Line(title, share.percent, PERCENT, share.count, behind, share.among)


def _parts(period: Period, figure: Figure, parts: Sequence[Part], among: int) -> Iterator[Line]:
    for part in parts:
        behind = Behind(figure, period.first, period.last, part.id)
        title = verbatim(part.name) if part.name else NOT_SAID
        yield Line(title, part.count, TICKETS, part.count, behind, among, name=part.name)


def _by_month(of: Figures) -> Iterator[Section]:
    titles = {
        Figure.RECEIVED: _("Received by month"),
        Figure.RESOLVED: _("Resolved by month"),
        Figure.BACKLOG: _("Open at the end of the month"),
    }
    for figure, title in titles.items():
        lines = []
        for month in of.months:
            behind = Behind(figure, month.period.first, month.period.last)
            count = getattr(month, figure.value)  # named alike
            lines.append(Line(said_period(month.period), count, TICKETS, count, behind))
        yield Section(title, tuple(lines), Shape.MONTHS)
