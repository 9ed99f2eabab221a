"""The rows of a sheet of sessions: each is a day of one, and what it says beside it holds for the whole session.

Rows of one reference are one session. Without a reference, rows that say the same but for their times are one where
they are of one day or of days that follow each other, a weekend between them or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from coorddesk.core.clock import clock_of
from coorddesk.directory.imports import PlaceLink
from coorddesk.importing.kind import Known, Named, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.training.imports.given_by import GivenBy
from coorddesk.training.imports.links import CourseLink
from coorddesk.training.imports.session_checks import RowChecks, Said, Trouble, row_key, row_times, said_of_session
from coorddesk.training.imports.session_reading import StoredSessions
from coorddesk.training.models import TrainingSession
from coorddesk.training.queries.sessions_written import details_of
from coorddesk.training.rules.sessions import SessionDetails, SlotWish
from coorddesk.training.rules.slots import SlotTimes
from coorddesk.training.rules.words import COMING, Mode, SessionState
from coorddesk.training.service.sessions import enter_session, rewrite_session

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_FRIDAY, _OVER_WEEKEND = 5, 3


class _Group:
    """New rows of one session."""

    def __init__(self, reference: str) -> None:
        self.reference = reference
        self.said: dict[str, Any] = {}
        self.times: list[SlotTimes] = []

    def takes(self, other: Sequence[SlotTimes]) -> bool:
        """Whether times are of its days or of the one that follows."""
        if not other or not self.times:
            return False
        last, day = max(self.times).day, min(other).day
        over_weekend = _OVER_WEEKEND if last.isoweekday() == _FRIDAY else 1
        return last <= day <= last + timedelta(days=over_weekend)


class SessionTarget(SimpleTarget):
    """The sessions within one import; courses and places that are not there yet are made with them."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._today = clock_of(session).today()
        self._courses, self._places, self._given = CourseLink(session), PlaceLink(session), GivenBy(session)
        self._there = StoredSessions(session)
        self._checks = RowChecks(self._there, self._given, self._today, self._by_session)
        self._new: list[Said] = []
        self._changed: dict[int, dict[str, Any]] = {}

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every half-day, and every day of several once more as one row may say it; a session without any as such."""
        for row, values in self._told(together=True):
            yield Known(row.id, row.version, tuple(values[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every half-day, session by session as they were written down."""
        yield from (values for _row, values in self._told(together=False))

    def named(self, field_key: str, name: str) -> Named:
        """The course, the place, or those who give it or share it."""
        match field_key:
            case "course":
                return self._courses.named(name)
            case "venue":
                return self._places.named(name)
            case "trainers":
                return self._given.trainers_named(name)
        return self._given.partners_named(name)

    def names(self, field_key: str) -> Iterable[str]:
        """What all of them are called."""
        match field_key:
            case "course":
                return self._courses.names.values()
            case "venue":
                return self._places.names.values()
        return self._given.names

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> Trouble | None:
        """What the form would refuse, and rows that do not agree on what their session is."""
        return self._checks.refused_new(values) if known is None else self._checks.refused_change(known.id, values)

    def accepts(self, rows: NewRows) -> bool:
        """Each row is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Keep new rows until all of their session are there."""
        self._new += rows

    def update(self, changes: Sequence[RowChange]) -> None:
        """Keep what is said anew of sessions; those of several rows are written once."""
        for change in changes:
            self._changed.setdefault(change.id, {}).update(change.values)

    def finish(self) -> None:
        """Write down the sessions."""
        groups, more = self._groups()
        for session_id, group in more.items():
            self._changed.setdefault(session_id, {}).update(group.said)
        for session_id, said in self._changed.items():
            row = self._session.get_one(TrainingSession, session_id)
            theirs = details_of(self._session, row)
            added = [SlotWish(each) for each in more[session_id].times] if session_id in more else []
            wish = self._details(theirs, said)
            rewrite_session(self._session, row, replace(wish, slots=(*wish.slots, *added)))
        for group in groups:
            self._enter(group)

    def _enter(self, group: _Group) -> None:
        said = group.said
        over = bool(group.times) and max(group.times).day < self._today
        state = SessionState(said.get("state") or (SessionState.HELD if over else SessionState.PLANNED))
        details = self._details(SessionDetails(self._courses.id_of(said["course"])), said)
        tasks = None if state in COMING else ()
        wish = replace(details, slots=tuple(map(SlotWish, group.times)), tasks=tasks)
        row = enter_session(self._session, wish, state, group.reference)
        row.cancelled_reason = said.get("reason") or ""
        self._session.flush()

    def _groups(self) -> tuple[list[_Group], dict[int, _Group]]:
        """The new sessions in the order of the sheet, and what is added to those that are there."""
        groups: list[_Group] = []
        latest: dict[Any, _Group] = {}
        more: dict[int, _Group] = {}
        for row in self._new:
            said, times, session_id = said_of_session(row), row_times(row), self._checks.id_of(row)
            group = latest.get(row_key(row))
            if group is None or not (row.get("reference") or group.takes(times)):
                group = latest[row_key(row)] = _Group(row.get("reference") or "")
                if session_id is None:
                    groups.append(group)
                else:
                    more[session_id] = group
            group.said |= said
            group.times += times
        return groups, more

    def _told(self, *, together: bool) -> Iterator[tuple[TrainingSession, dict[str, Any]]]:
        return self._there.told(self._courses, self._places, self._given, together=together)

    def _by_session(self) -> dict[int, dict[str, Any]]:
        return {row.id: values for row, values in self._told(together=False)}

    def _details(self, theirs: SessionDetails, said: Said) -> SessionDetails:
        """A session with what a sheet says of it."""
        numbers = {key: said[key] for key in ("capacity", "overbooking", "minimum") if said.get(key) is not None}
        texts = {key: said[key] for key in ("title", "link", "notes") if said.get(key) is not None}
        wish = replace(theirs, **numbers, **texts)
        if said.get("venue"):
            wish = replace(wish, place_id=self._places.ids([said["venue"]])[said["venue"]])
        if said.get("mode"):
            wish = replace(wish, mode=Mode(said["mode"]))
        if said.get("trainers"):
            wish = replace(wish, trainers=self._given.trainers(said["trainers"]))
        if said.get("partners"):
            agreed = {replace(each, agreement=""): each for each in theirs.partners}
            partners = self._given.partners(said["partners"])
            wish = replace(wish, partners=tuple(agreed.get(each, each) for each in partners))
        return wish
