"""Working time: whether the desk is open, for how long between two moments, and when so much open time has passed.

Slots are times on the wall of the place: the desk is open at the moments at which that clock shows a
time within a slot, also on the two days a year on which the clock jumps. Moments count by their minute.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

COUNTRIES = ("FR", "BE", "CH", "CA", "LU")
"""Whose public holidays are offered; a region may follow, as in "CA-QC" or "FR-57"."""

WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
SHORT_WEEKDAYS = (
    *(_p("day", "Mon"), _p("day", "Tue"), _p("day", "Wed"), _p("day", "Thu")),
    *(_p("day", "Fri"), _p("day", "Sat"), _p("day", "Sun")),
)

_MIDNIGHT = time()
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_START = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_YEARS = 30
_MOST_LINES = 8


@dataclass(frozen=True, order=True)
class Slot:
    """A stretch of a day in whole minutes; one that ends at 00:00 lasts until midnight."""

    start: time
    end: time

    @property
    def minutes(self) -> int:
        """How long it lasts on an ordinary day."""
        since, until = (60 * each.hour + each.minute for each in (self.start, self.end))
        return (until or _DAY // _MINUTE) - since

    def holds(self, wall: time) -> bool:
        """Whether a time is within."""
        return self.start <= wall and (wall < self.end or self.end == _MIDNIGHT)


@dataclass(frozen=True)
class Closure:
    """Days without opening hours, first and last included: works, school holidays."""

    first: date
    last: date


@dataclass(frozen=True)
class Stretch:
    """Open time in a row, from one moment (UTC) to another.

    Of a long sum, one of them stands for the many (`left_out`) that nobody would read.
    """

    since: datetime
    until: datetime
    minutes: int
    left_out: int = 0


@dataclass(frozen=True)
class OpeningHours:
    """The slots of each day of the week (Monday first) in the place's time zone, and the days without any.

    `country` says whose public holidays are free; None: nobody's. What a question costs does not depend on how far
    apart its moments are: each year's open time is added up once, and looked up from then on.
    """

    week: tuple[tuple[Slot, ...], ...]
    zone: ZoneInfo
    country: str | None = None
    closures: tuple[Closure, ...] = ()

    def __post_init__(self) -> None:
        """Refuse slots that overlap or end before they start."""
        for slots in self.week:
            for slot in slots:
                if slot.start >= slot.end != _MIDNIGHT:
                    raise UserError(_("Opening hours must end after they start."))
            if any(not earlier.start < earlier.end <= later.start for earlier, later in pairwise(sorted(slots))):
                raise UserError(_("Opening hours of one day must not overlap."))

    @property
    def usual_day(self) -> int:
        """For how many minutes the desk is open on most of the days on which it is; 0 if it never is."""
        lengths = [sum(slot.minutes for slot in slots) for slots in self.week if slots]
        return max(lengths, key=lambda each: (lengths.count(each), each), default=0)

    def is_open(self, moment: datetime) -> bool:
        """Whether the desk is open at a moment."""
        wall = moment.astimezone(self.zone)
        return any(slot.holds(wall.time()) for slot in self.slots(wall.date()))

    def between(self, begin: datetime, end: datetime) -> int:
        """The minutes for which the desk is open between two moments; none if they run backwards."""
        if end <= begin:
            return 0
        first, last = self._year_at(begin), self._year_at(end)
        whole_years = sum(self._year(year).before[-1] for year in range(first, last))
        return whole_years + self._year(last).opened(_count(end)) - self._year(first).opened(_count(begin))

    def after(self, moment: datetime, minutes: int) -> datetime:
        """The moment (UTC) at which the desk will have been open for so many minutes since `moment`."""
        if minutes <= 0:
            return minute_of(moment)
        first = self._year_at(moment)
        left = minutes + self._year(first).opened(_count(moment))
        for year in range(first, first + _MOST_YEARS) if any(self.week) else ():
            if left <= self._year(year).before[-1]:
                return self._year(year).reached(left)
            left -= self._year(year).before[-1]
        raise UserError(
            _("With these opening hours, it would never be due. Check the opening hours and the days closed.")
        )

    def opening(self, moment: datetime) -> datetime:
        """The first moment (UTC), this one or later, at which the desk is open."""
        return minute_of(moment) if self.is_open(moment) else self.after(moment, 1) - _MINUTE

    def sum_of(self, begin: datetime, end: datetime, most: int = _MOST_LINES) -> tuple[Stretch, ...]:
        """What `between` adds up, for people: at most so many stretches, those in the middle of a long sum as one."""
        if end <= begin:
            return ()
        if self._count_stretches(begin, end) <= most:
            return tuple(self._stretches(begin, end))
        *head, first = islice(self._stretches(begin, end), most // 2 + 1)
        *tail, last = islice(self._stretches(begin, end, backwards=True), most // 2 + 1)
        left_out = self._count_stretches(begin, end) - len(head) - len(tail)
        middle = Stretch(first.since, last.until, self.between(first.since, last.until), left_out)
        return (*head, middle, *reversed(tail))

    def slots(self, day: date) -> tuple[Slot, ...]:
        """The slots of a day, earliest first."""
        if any(closure.first <= day <= closure.last for closure in self.closures):
            return ()
        if self.country is not None and day in public_holidays(self.country, day.year):
            return ()
        return tuple(sorted(self.week[day.weekday()]))

    def _stretches(self, begin: datetime, end: datetime, *, backwards: bool = False) -> Iterator[Stretch]:
        """Those between two moments, one at a time: nobody asks for all of ten years."""
        step = -1 if backwards else 1
        low, high = _count(begin), _count(end)
        for year in self._years_between(begin, end)[::step]:
            table = self._year(year)
            for place in table.places(low, high)[::step]:
                since, until = max(table.since[place], low), min(table.until[place], high)
                yield Stretch(_START + since * _MINUTE, _START + until * _MINUTE, until - since)

    def _count_stretches(self, begin: datetime, end: datetime) -> int:
        low, high = _count(begin), _count(end)
        return sum(len(self._year(year).places(low, high)) for year in self._years_between(begin, end))

    def _years_between(self, begin: datetime, end: datetime) -> range:
        return range(self._year_at(begin), self._year_at(end) + 1)

    def _year_at(self, moment: datetime) -> int:
        return moment.astimezone(self.zone).year

    @cached_property
    def _years(self) -> dict[int, _Year]:
        return {}

    def _year(self, year: int) -> _Year:
        if year not in self._years:
            bounds = [bound for day in _days_of(year) for bound in self._bounds(day)]
            lengths = accumulate((until - since for since, until in bounds), initial=0)
            since, until = [bound[0] for bound in bounds], [bound[1] for bound in bounds]
            self._years[year] = _Year(since, until, list(lengths))
        return self._years[year]

    def _bounds(self, day: date) -> Iterator[tuple[int, int]]:
        """The open stretches of a day, in minutes since 1970."""
        slots = self.slots(day)
        if not slots:
            return
        midnight, next_midnight = self._wall(day, _MIDNIGHT), self._wall(day + _DAY, _MIDNIGHT)
        if (next_midnight - midnight) * _MINUTE != _DAY:
            yield from self._bounds_minute_by_minute(slots, midnight, next_midnight)
            return
        for slot in slots:
            yield self._wall(day, slot.start), next_midnight if slot.end == _MIDNIGHT else self._wall(day, slot.end)

    def _bounds_minute_by_minute(
        self, slots: tuple[Slot, ...], midnight: int, next_midnight: int
    ) -> Iterator[tuple[int, int]]:
        """Of a day on which the clock jumps: times within a slot may be skipped, or come twice."""
        since = None
        for minute in range(midnight, next_midnight + 1):
            wall = (_START + minute * _MINUTE).astimezone(self.zone).time()
            is_open = minute < next_midnight and any(slot.holds(wall) for slot in slots)
            if is_open and since is None:
                since = minute
            elif not is_open and since is not None:
                yield since, minute
                since = None

    def _wall(self, day: date, wall: time) -> int:
        return _count(datetime.combine(day, wall, self.zone))


@dataclass(frozen=True)
class _Year:
    """The open stretches of a year on the wall, in minutes since 1970, and how long was open `before` each of them.

    The last of `before` is the open time of the whole year.
    """

    since: list[int]
    until: list[int]
    before: list[int]

    def opened(self, minute: int) -> int:
        """The open minutes of this year until then."""
        place = bisect_right(self.since, minute) - 1
        return 0 if place < 0 else self.before[place] + min(minute, self.until[place]) - self.since[place]

    def reached(self, minutes: int) -> datetime:
        """When so many of its open minutes, one at least, have passed."""
        place = bisect_left(self.before, minutes) - 1
        return _START + (self.since[place] + minutes - self.before[place]) * _MINUTE

    def places(self, low: int, high: int) -> range:
        """Which of its stretches lie at least partly between two minutes."""
        return range(bisect_right(self.until, low), bisect_left(self.since, high))


def minute_of(moment: datetime) -> datetime:
    """The minute (UTC) that a clock shows at a moment."""
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


def length_text(minutes: int) -> Message:
    """A length of time in hours and minutes: 45 min, 2 h, 2 h 30."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min", minutes=rest)
    return _("{hours} h {minutes}", hours=hours, minutes=f"{rest:02}") if rest else _("{hours} h", hours=hours)


def length_typed(text: str, day: int) -> int | None:
    """Minutes as people write them: "30 min", "2 h 30", "1,5 h", "1 d", of which each has `day` minutes; None for none.

    Raises `UserError` for anything else; a number alone may mean minutes as well as hours.
    """
    words = " ".join(text.split()).casefold().replace(",", ".")
    if not words:
        return None
    found = _LENGTH.fullmatch(words)
    if found is None or (found["rest"] and not found["unit"] and not found["hours"]):
        raise UserError(_("“{text}” is no length of time. Write 30 min, 2 h 30 or 1 d.", text=text.strip()))
    days, hours, rest = (float(found[each] or 0) for each in ("days", "hours", "rest"))
    return round(days * day + hours * 60 + rest)


_LENGTH = re.compile(
    r"(?:(?P<days>\d{1,4}(?:\.\d{1,2})?) ?(?:days?|jours?|d|j)(?![a-z]) ?)?"
    r"(?:(?P<hours>\d{1,5}(?:\.\d{1,2})?) ?(?:hours?|heures?|h)(?![a-z]) ?)?"
    r"(?:(?P<rest>\d{1,6}) ?(?P<unit>minutes?|min|mn|m)?)?"
)
"""Days, hours and minutes, in English and French; behind hours, minutes need no unit."""


@lru_cache(maxsize=64)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country, or of a region of it ("CA-QC")."""
    return frozenset(named_holidays(country, year))


@lru_cache(maxsize=64)
def named_holidays(country: str, year: int, language: str = "") -> dict[date, str]:
    """What they are called, in French ("fr") or English ("en"), or as that country has it."""
    from holidays import country_holidays  # a large package, for the few rules that ask

    code, _dash, region = country.partition("-")
    spoken = {"fr": "fr", "en": "en_US"}.get(language)
    return dict(country_holidays(code, subdiv=region or None, years=year, language=spoken))


@lru_cache(maxsize=8)
def regions(country: str) -> dict[str, str]:
    """The regions of a country that have public holidays of their own, and what they are called there."""
    from holidays import country_holidays  # a large package, for the few who ask

    if country not in COUNTRIES:
        return {}
    known = country_holidays(country)
    names = known.get_subdivision_aliases()
    return {code: (names[code] or [code])[-1] for code in known.subdivisions if not code.startswith("Zone ")}


def _count(moment: datetime) -> int:
    """The minutes since 1970."""
    return (moment - _START) // _MINUTE


def _days_of(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    return (first + number * _DAY for number in range((date(year + 1, 1, 1) - first).days))
