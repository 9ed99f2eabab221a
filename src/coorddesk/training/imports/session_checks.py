"""Why a row of a sheet of sessions cannot be taken: by itself, beside other rows of its session, or beside the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coorddesk.core.fold import fold_code
from coorddesk.core.messages import Message, _
from coorddesk.training.rules.limits import MOST_PLACES
from coorddesk.training.rules.slots import SlotTimes, times_typed
from coorddesk.training.rules.states import Standing, lines, missing_for
from coorddesk.training.rules.words import COMING, Mode, SessionState

if TYPE_CHECKING:
    from datetime import date

    from coorddesk.training.imports.given_by import GivenBy
    from coorddesk.training.imports.session_reading import StoredSessions

Trouble = tuple[str, Message]
Said = Mapping[str, Any]

OF_SESSION = (
    *("course", "title", "venue", "trainers", "partners", "mode", "link", "capacity", "overbooking", "minimum"),
    *("state", "reason", "notes"),
)
"""What a row says of the whole session."""

_STAYS = ("course", "state", "reason")
_OVER = (SessionState.HELD, SessionState.CLOSED)
_ANNOUNCED = (SessionState.OPEN, SessionState.CONFIRMED)


def row_key(row: Said) -> Any:
    """What rows of one session have in common: its reference, else all that they say of it."""
    return fold_code(row.get("reference") or "") or tuple(row.get(key) for key in OF_SESSION)


def said_of_session(row: Said) -> dict[str, Any]:
    """What a row says of the whole session."""
    return {key: row[key] for key in OF_SESSION if row.get(key) is not None}


def row_times(row: Said) -> list[SlotTimes]:
    """The half-days of a row; none where it names no day."""
    if row.get("day") is None or not row.get("times"):
        return []
    return [SlotTimes(row["day"], starts, ends) for starts, ends in times_typed(row["times"])]


class _Heard:
    """What rows of the sheet have said of one session so far, and when it is held."""

    def __init__(self, times: list[SlotTimes]) -> None:
        self.said: dict[str, Any] = {}
        self.times = times


class RowChecks:
    """Looks at rows as they come; what those that are taken say holds for the next ones of their session."""

    def __init__(
        self, there: StoredSessions, given: GivenBy, today: date, told: Callable[[], Mapping[int, Said]]
    ) -> None:
        """Look at sessions that are `there`; `told` says what rows would say of each."""
        self._there, self._given, self._today, self._told = there, given, today, told
        self._ids = {fold_code(row.reference): row.id for row in there.rows.values()}
        self._heard: dict[Any, _Heard] = {}

    def id_of(self, row: Said) -> int | None:
        """The session that a row names, if it is there."""
        return self._ids.get(fold_code(row.get("reference") or ""))

    def refused_new(self, row: Said) -> Trouble | None:
        """Why a row cannot be a new session, or another day of one."""
        session_id, said, times = self.id_of(row), said_of_session(row), row_times(row)
        heard = self._heard.get(row_key(row)) or self._heard_first(session_id)
        refused = (
            self._refused_day(row, session_id)
            or _disagreeing(self._stands(session_id) | heard.said, said)
            or _refused_times(heard.times, times)
            or self._refused_session(session_id, heard.said | said, times)
        )
        if refused is None:
            heard.said |= said
            heard.times += times
            self._heard[row_key(row)] = heard
        return refused

    def refused_change(self, session_id: int, values: Said) -> Trouble | None:
        """Why a session that is there cannot become so."""
        for key in _STAYS:
            if key in values:
                return key, _("Here it stands otherwise: change that in the program, which sees to what follows.")
        reference = fold_code(self._there.rows[session_id].reference)
        heard = self._heard.setdefault(reference, self._heard_first(session_id))
        said = {**heard.said, **values}
        refused = _disagreeing(heard.said, values) or self._refused_session(session_id, said, [])
        if refused is None:
            heard.said = said
        return refused

    def _heard_first(self, session_id: int | None) -> _Heard:
        return _Heard([] if session_id is None else self._there.times(session_id))

    def _stands(self, session_id: int | None) -> dict[str, Any]:
        """What the desk says of a session; a row that adds a day to it says the same, or others change it first."""
        return {} if session_id is None else {key: self._standing[session_id][key] for key in OF_SESSION}

    @cached_property
    def _standing(self) -> Mapping[int, Said]:
        return self._told()

    def _refused_day(self, row: Said, session_id: int | None) -> Trouble | None:
        if row.get("day") is None and row.get("times"):
            return "day", _("Say on which day.")
        if row.get("day") is not None and not row.get("times"):
            return "times", _("Say from when to when, like 9:00-12:00.")
        if session_id is None:
            return None
        stored = self._there.rows[session_id]
        if row.get("day") is None:
            return "day", _("This session is there. Say which day of it is meant, or is to be added.")
        if stored.state not in COMING:
            return "day", _("“{title}” is over or cancelled: no day is added to it.", title=stored.title)
        return None

    def _refused_session(self, session_id: int | None, said: Said, times: Sequence[SlotTimes]) -> Trouble | None:
        """Why a session cannot stand as rows say, or as they say and the desk has it."""
        stored = None if session_id is None else self._there.rows[session_id]
        if stored is None and not said.get("course"):
            return "course", _("A new session needs a course.")
        before = {"overbooking": 0, "minimum": 0, "capacity": None} if stored is None else self._there.numbers(stored)
        numbers = {key: said[key] if said.get(key) is not None else number for key, number in before.items()}
        refused = _refused_numbers(numbers["capacity"], numbers["overbooking"] or 0, numbers["minimum"] or 0)
        if refused is not None:
            return refused
        state = SessionState(said["state"]) if said.get("state") else None if stored is None else stored.state
        if stored is None and state in _OVER and any(each.day > self._today for each in times):
            return "state", _("Its day is still to come.")
        if state not in _ANNOUNCED:
            return None
        standing = Standing(
            self._today,
            title=said.get("course") or "?",
            mode=Mode(said.get("mode") or (Mode.ON_SITE if stored is None else stored.mode)),
            has_place=bool(said.get("venue")) or (stored is not None and stored.place_id is not None),
            link=said.get("link") or ("" if stored is None else stored.link),
            capacity=numbers["capacity"],
            trainers=len(self._given.trainers(said.get("trainers") or "")),
            first_day=times[0].day if times else None if stored is None else stored.first_day,
        )
        missing = missing_for(state if stored is None else SessionState.OPEN, standing)
        return ("state", _("It lacks:\n{missing}", missing=lines(missing))) if missing else None


def _disagreeing(before: Said, said: Said) -> Trouble | None:
    for key, value in said.items():
        if before.get(key) is not None and before[key] != value:
            return key, _("The session, or another row of it, says otherwise: it has one of this.")
    return None


def _refused_times(before: Sequence[SlotTimes], times: Sequence[SlotTimes]) -> Trouble | None:
    for each in times:
        met = next((other for other in before if other.meets(each)), None)
        if met is not None:
            return "times", _("On {day}, {one} and {other} overlap.", day=each.day, one=met.said, other=each.said)
    return None


def _refused_numbers(capacity: int | None, overbooking: int, minimum: int) -> Trouble | None:
    """Why a session cannot take so many."""
    if capacity is not None and capacity < 1:
        return "capacity", _("A session has one place at least.")
    for field, count in (("capacity", capacity), ("overbooking", overbooking), ("minimum", minimum)):
        if count is not None and count > MOST_PLACES:
            return field, _("This goes up to {most}.", most=MOST_PLACES)
    if min(overbooking, minimum) < 0:
        return ("overbooking" if overbooking < 0 else "minimum"), _("A number of people cannot be negative.")
    if capacity is not None and minimum > capacity + overbooking:
        most = capacity + overbooking
        return "minimum", _("It takes {minimum} people, but there are places for {most}.", minimum=minimum, most=most)
    return None
