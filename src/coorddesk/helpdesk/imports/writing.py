"""Writes the new tickets of a sheet, in bulk: rows, logs, devices, and who helps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from coorddesk.agenda.queries import opening_hours
from coorddesk.core.access import actor_of
from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import clock_of, moment_at
from coorddesk.core.history_rows import table_named
from coorddesk.core.tidy import tidy
from coorddesk.helpdesk.imports.reading import PRINTED, REFERENCED
from coorddesk.helpdesk.imports.stories import is_dated_by_change, story_lines, story_of
from coorddesk.helpdesk.imports.words import WAITS_FOR, ending_words, waiting_words
from coorddesk.helpdesk.models import Ticket, TicketCategory, TicketDevice, TicketEvent, TicketHelper
from coorddesk.helpdesk.queries.targets import category_parents, target_lines
from coorddesk.helpdesk.rules import (
    DEFAULT_IMPACT,
    DEFAULT_URGENCY,
    OPEN,
    Event,
    EventKind,
    Pledge,
    Resolution,
    Source,
    Status,
    TargetLine,
    TicketKind,
    category_chain,
    deadlines_of,
    derived,
    pledge_for,
    priority_of,
    stored_pledge,
    ticket_search,
)
from coorddesk.importing.kind import FINGERPRINT
from coorddesk.importing.listing import listed

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from coorddesk.core.working_time import OpeningHours
    from coorddesk.helpdesk.imports.links import TicketLinks

_CATEGORIES = select(TicketCategory.id, TicketCategory.kind, TicketCategory.urgency, TicketCategory.impact)
_LINKED = ("category", "place", "requester", "assignee", "team", "provider", "cause")
_Row = dict[str, Any]


class _Draft(NamedTuple):
    """A ticket before it has a number: what its row says, its columns, and its log."""

    said: Mapping[str, Any]
    columns: _Row
    log: list[_Row]


def handler_said(said: Mapping[str, Any]) -> str:
    """Who handles a ticket, in the words of its log."""
    provider, reference = said.get("provider"), said.get("provider_reference")
    named = f"{provider} ({reference})" if provider and reference else provider
    return ", ".join(name for name in (said.get("assignee"), said.get("team"), named) if name)


class TicketWriter:
    """Writes new tickets within one import."""

    def __init__(self, session: Session, links: TicketLinks) -> None:
        """Write through `session`."""
        self._session = session
        self._links = links
        self._clock = clock_of(session)
        self._actor = actor_of(session).name
        self._categories: Mapping[int | None, Any] = {}
        self._parents: Mapping[int, int | None] = {}

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Open tickets as the rows say them."""
        ids = {key: self._links.ids(key, (row.get(key) for row in rows)) for key in _LINKED}
        self._categories = {row.id: row for row in self._session.execute(_CATEGORIES)}
        self._parents = category_parents(self._session)
        helpers = self._links.ids("helpers", (name for row in rows for name in listed(row.get("helpers") or "")))
        keys = self._keys(rows)
        drafts = [self._draft(row, ids, key) for row, key in zip(rows, keys, strict=True)]
        numbers = insert_rows(self._session, table_named(Ticket.__tablename__), [draft.columns for draft in drafts])
        events, devices, others = [], [], []
        for number, draft in zip(numbers, drafts, strict=True):
            events += [{"ticket_id": number, **line} for line in draft.log]
            about = dict.fromkeys(self._links.device_ids(draft.said.get("devices")))
            devices += [{"ticket_id": number, "asset_id": asset_id} for asset_id in about]
            helping = dict.fromkeys(helpers[name] for name in listed(draft.said.get("helpers") or ""))
            others += [{"ticket_id": number, "person_id": person_id} for person_id in helping]
        for table, written in ((TicketEvent, events), (TicketDevice, devices), (TicketHelper, others)):
            insert_rows(self._session, table_named(table.__tablename__), written)

    def _draft(self, said: Mapping[str, Any], ids: Mapping[str, Mapping[Any, int | None]], key: str) -> _Draft:
        linked = {f"{each}_id": ids[each].get(said.get(each)) for each in _LINKED}
        columns = {
            **linked,
            **self._words(said, linked),
            **self._levels(said, linked),
            "version": 1,
            "key": key or None,
        }
        log = list(self._log(said, columns))
        events = [Event(line["moment"], line["kind"], line["before"], line["after"], line["is_public"]) for line in log]
        told = derived(events)
        deadlines = deadlines_of(events, self._hours, self._clock.now()) if self._is_promised(log) else None
        columns |= {
            "status": told.status,
            "opened_at": events[0].moment,
            "responded_at": told.responded_at,
            "resolved_at": told.resolved_at,
            "closed_at": told.closed_at,
            "respond_by": None if deadlines is None else deadlines.response.due,
            "resolve_by": None if deadlines is None else deadlines.resolution.due,
        }
        return _Draft(said, columns, log)

    def _words(self, said: Mapping[str, Any], linked: Mapping[str, int | None]) -> _Row:
        """What is written down, and what stands beside the status."""
        status = story_of(said).status
        texts = {key: said.get(key) or "" for key in ("title", "description", "solution", "provider_reference")}
        name = (said.get("requester") or "") if linked["requester_id"] is None else ""
        origin = tidy(said.get("reference") or "")
        is_waiting, is_planned = status is Status.WAITING, status is Status.PLANNED
        resolution, category = said.get("resolution"), self._categories.get(linked["category_id"])
        kind = said.get("kind") or (category and category.kind) or TicketKind.INCIDENT
        return {
            **texts,
            "kind": TicketKind(kind),
            "source": Source(said.get("source") or Source.COUNTER),
            "origin": origin,
            "requester_name": name,
            "requester_email": tidy(said.get("requester_email") or ""),
            "requester_phone": tidy(said.get("requester_phone") or ""),
            "resolution": Resolution(resolution) if resolution else None,
            "planned_on": said.get("planned_on") if is_planned else None,
            "waiting_reason": (tidy(said.get("waiting_reason") or "") or waiting_words()) if is_waiting else "",
            "remind_on": (said.get("remind_on") or self._clock.today() + WAITS_FOR) if is_waiting else None,
            "search": ticket_search(
                texts["title"], texts["description"], name, texts["provider_reference"], texts["solution"], origin
            ),
        }

    def _levels(self, said: Mapping[str, Any], linked: Mapping[str, int | None]) -> _Row:
        """How urgent it is: as the row says, else as its kind of ticket does, else as the desk does."""
        category = self._categories.get(linked["category_id"])
        urgency = int(said.get("urgency") or (category and category.urgency) or DEFAULT_URGENCY)
        impact = int(said.get("impact") or (category and category.impact) or DEFAULT_IMPACT)
        priority = int(said.get("priority") or priority_of(urgency, impact))
        return {
            "urgency": urgency,
            "impact": impact,
            "priority": priority,
            "is_priority_said": priority != priority_of(urgency, impact),
            "is_major": bool(said.get("is_major")),
        }

    def _log(self, said: Mapping[str, Any], columns: Mapping[str, Any]) -> Iterator[_Row]:
        """Its log from the beginning: what is promised counts from its opening, as of any other."""
        story = story_of(said)
        opening, *others = story_lines(story)
        opened = moment = self._moment(opening.moment)
        yield self._line(opened, EventKind.OPENED, body=columns["description"], is_public=True)
        if handler := handler_said(said):
            yield self._line(opened, EventKind.ASSIGNED, after=handler)
        pledge = self._pledge(columns) if story.status in OPEN else Pledge()
        if pledge != Pledge():
            yield self._line(opened, EventKind.TARGET, after=stored_pledge(pledge))
        for told in others:
            body = {Status.RESOLVED: columns["solution"], Status.WAITING: columns["waiting_reason"]}
            status = Status(told.after) if told.after else None
            moment = self._moment(told.moment)
            yield self._line(
                moment, told.kind, told.before, told.after, body.get(status, "") if status else "", is_public=True
            )
        if is_dated_by_change(said):
            yield self._line(moment, EventKind.NOTE, body=ending_words())

    def _line(
        self,
        moment: datetime,
        kind: EventKind,
        before: str = "",
        after: str = "",
        body: str = "",
        *,
        is_public: bool = False,
    ) -> _Row:
        said = {"moment": moment, "actor": self._actor, "kind": kind, "before": before, "after": after}
        return {**said, "body": body, "is_public": is_public, "key": None}

    def _moment(self, wall: datetime) -> datetime:
        return moment_at(self._clock, wall)

    def _pledge(self, columns: Mapping[str, Any]) -> Pledge:
        chain = category_chain(self._parents, columns["category_id"])
        return pledge_for(self._targets, columns["priority"], columns["kind"], chain)

    @staticmethod
    def _is_promised(log: Sequence[_Row]) -> bool:
        return any(line["kind"] is EventKind.TARGET for line in log)

    def _keys(self, rows: Sequence[Mapping[str, Any]]) -> list[str]:
        """What each is known by when its sheet comes again; of rows that say the same, each has its own."""
        counted: Counter[str] = Counter()
        keys = []
        for row in rows:
            if row.get("reference"):
                keys.append(f"{REFERENCED}{row['reference']}")
                continue
            key = f"{PRINTED}{row.get(FINGERPRINT) or ''}"
            counted[key] += 1
            keys.append(f"{key}#{self._taken(key) + counted[key]}" if row.get(FINGERPRINT) else "")
        for key, count in counted.items():
            self._prints[key] = self._taken(key) + count
        return keys

    def _taken(self, key: str) -> int:
        return self._prints.get(key, 0)

    @cached_property
    def _prints(self) -> dict[str, int]:
        """The last number that a fingerprint bears so far."""
        found: dict[str, int] = {}
        keys = self._session.scalars(select(Ticket.key).where(Ticket.key.startswith(PRINTED)))
        for key in keys:
            bare, _mark, number = (key or "").partition("#")
            found[bare] = max(found.get(bare, 0), int(number or 0))
        return found

    @cached_property
    def _hours(self) -> OpeningHours:
        return opening_hours(self._session)

    @cached_property
    def _targets(self) -> Sequence[TargetLine]:
        return target_lines(self._session)
