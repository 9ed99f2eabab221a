"""Changes tickets that are there as a sheet says: what forms would change, and the next step of their lives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from coorddesk.core.bulk import delete_rows, insert_rows
from coorddesk.core.clock import clock_of, moment_at
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy
from coorddesk.core.versions import raise_versions
from coorddesk.helpdesk.imports.stories import is_dated_by_change
from coorddesk.helpdesk.imports.words import WAITS_FOR, ending_words, waiting_words
from coorddesk.helpdesk.imports.writing import handler_said
from coorddesk.helpdesk.models import Ticket, TicketDevice, TicketEvent, TicketHelper
from coorddesk.helpdesk.rules import (
    FOLLOWING,
    OPEN,
    OVER,
    STATUS_TITLES,
    EventKind,
    Resolution,
    Source,
    Status,
    TicketKind,
    priority_of,
    stored_values,
)
from coorddesk.helpdesk.service.details import index_words
from coorddesk.helpdesk.service.events import Line, settle, write_events
from coorddesk.importing.listing import listed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.helpdesk.imports.links import TicketLinks
    from coorddesk.helpdesk.imports.reading import TicketReading
    from coorddesk.importing.kind import RowChange

Trouble = tuple[str, Message]
"""The key of the field that is wrong, and why."""

_AT_ONCE = 500
_OF_ENDS = ("cause", "resolution", "solution")
_OF_WAITING = ("waiting_reason", "remind_on")
_MOMENTS = ("answered", "resolved", "closed")
_LINKED = ("category", "place", "requester", "assignee", "team", "provider", "cause")
_TEXTS = ("title", "description", "requester_email", "requester_phone", "provider_reference", "solution")
_EDITED = (
    *("title", "description", "kind", "category", "place", "requester", "requester_email", "requester_phone"),
    *("urgency", "impact", "is_major", "devices", *_OF_ENDS),
)
_HANDLING = ("assignee", "helpers", "team", "provider", "provider_reference")
_TURNS = (EventKind.OPENED, EventKind.STATUS, EventKind.REOPENED)


class Standing(NamedTuple):
    """How a ticket stands when its sheet comes."""

    status: Status
    is_merged: bool


def change_trouble(standing: Standing, values: Mapping[str, Any], now: datetime) -> Trouble | None:
    """Why a sheet cannot change a ticket so; None: fine. `now` is of the wall."""
    before, after = standing.status, Status(values.get("status") or standing.status)
    if standing.is_merged:
        return next(iter(values)), _("This ticket was merged into another: change that one.")
    for key in ("number", "reference", "opened"):
        if key in values:
            return key, _("This is kept with the ticket from its beginning, and stays as it is.")
    for key in _MOMENTS:
        moment = values.get(key)
        if moment is not None and (after is before or moment > now):
            said = _("This moment is still to come.") if moment > now else _("The log of the ticket says otherwise.")
            return key, said
    if after is not before and after not in FOLLOWING[before] and not (before in OPEN and after is Status.CLOSED):
        return "status", _("Here it is “{status}”: change that in the program.", status=STATUS_TITLES[before])
    if before in OVER and after in OPEN:
        return "status", _("It is over here. Reopen it in the program, and say why.")
    return beside_trouble(after, values)


def beside_trouble(status: Status, values: Mapping[str, Any]) -> Trouble | None:
    """Why something cannot stand beside a status; None: fine."""
    if status in OPEN and (said := _first_said(_OF_ENDS, values)):
        return said, _("It says how it was resolved, and is not over by its status.")
    if status is not Status.WAITING and (said := _first_said(_OF_WAITING, values)):
        return said, _("Only what waits says what for and until when.")
    return None


def _first_said(keys: Sequence[str], values: Mapping[str, Any]) -> str | None:
    return next((key for key in keys if values.get(key)), None)


class TicketChanger:
    """Changes tickets within one import, a few hundred at a time."""

    def __init__(self, session: Session, links: TicketLinks, reading: TicketReading) -> None:
        """Write through `session`."""
        self._session = session
        self._links = links
        self._reading = reading
        self._clock = clock_of(session)

    def change(self, changes: Sequence[RowChange]) -> None:
        """Change tickets, and write into the log of each what was."""
        for start in range(0, len(changes), _AT_ONCE):
            self._change(changes[start : start + _AT_ONCE])

    def _change(self, changes: Sequence[RowChange]) -> None:
        numbers = [change.id for change in changes]
        rows = {row.id: row for row in self._session.scalars(select(Ticket).where(Ticket.id.in_(numbers)))}
        stood = {row.id: values for row, values in self._reading.told(("devices", "helpers"), numbers)}
        ids = {key: self._links.ids(key, (change.values.get(key) for change in changes)) for key in _LINKED}
        last = self._last_turns(numbers)
        lines: list[Line] = []
        for change in changes:
            row, said = rows[change.id], change.values
            lines += self._lines(row, stood[change.id], said, last[change.id])
            self._write(row, said, ids)
        self._write_lists(changes)
        write_events(self._session, lines)
        settle(self._session, list(rows.values()))

    def _lines(self, row: Ticket, stood: Mapping[str, Any], said: Mapping[str, Any], last: datetime) -> Iterator[Line]:
        """What its log says of a change."""
        edited = [key for key in _EDITED if key in said]
        if edited:
            yield Line(row.id, EventKind.EDITED, _kept(stood, edited), _kept(said, edited))
        priority = _priority(row, said)
        if priority != row.priority:
            yield Line(row.id, EventKind.PRIORITY, str(row.priority), str(priority))
        if any(key in said for key in _HANDLING):
            yield Line(row.id, EventKind.ASSIGNED, handler_said(stood), handler_said({**stood, **said}))
        after = Status(said.get("status") or row.status)
        if after is row.status:
            return
        steps = [after] if after is not Status.CLOSED or row.status is Status.RESOLVED else [Status.RESOLVED, after]
        before = row.status
        for step in steps:
            last = max(last, self._moment(step, said))
            body = {Status.RESOLVED: said.get("solution"), Status.WAITING: said.get("waiting_reason")}.get(step)
            yield Line(row.id, EventKind.STATUS, before, step, body or "", is_public=True, moment=last)
            before = step
        if is_dated_by_change(said):
            yield Line(row.id, EventKind.NOTE, body=ending_words(), moment=last)

    def _moment(self, step: Status, said: Mapping[str, Any]) -> datetime:
        """When the sheet says that it took a step; now, where it does not."""
        match step:
            case Status.RESOLVED:
                wall = said.get("resolved") or said.get("closed") or said.get("last_changed")
            case Status.CLOSED | Status.CANCELLED:
                wall = said.get("closed") or said.get("last_changed")
            case _:
                wall = said.get("answered")
        now = self._clock.now()
        return now if wall is None else min(moment_at(self._clock, wall), now)

    def _write(self, row: Ticket, said: Mapping[str, Any], ids: Mapping[str, Mapping[Any, int | None]]) -> None:
        """What the row itself keeps."""
        row.priority = _priority(row, said)
        row.urgency, row.impact = int(said.get("urgency") or row.urgency), int(said.get("impact") or row.impact)
        row.is_priority_said = row.priority != priority_of(row.urgency, row.impact)
        for key in _LINKED:
            if key in said:
                setattr(row, f"{key}_id", ids[key].get(said[key]))
        if "requester" in said:
            row.requester_name = said["requester"] if row.requester_id is None else ""
        for key in _TEXTS:
            if key in said:
                setattr(row, key, said[key] or "")
        for key, read in _READ.items():
            if said.get(key) is not None:
                setattr(row, key, read(said[key]))
        self._write_waiting(row, said)
        index_words(self._session, row)

    def _write_waiting(self, row: Ticket, said: Mapping[str, Any]) -> None:
        """What stands beside a ticket that waits, and beside no other."""
        status = Status(said.get("status") or row.status)
        if status is not Status.WAITING:
            row.waiting_reason, row.remind_on = "", None
        elif status is not row.status or any(key in said for key in _OF_WAITING):
            row.waiting_reason = tidy(said.get("waiting_reason") or row.waiting_reason) or waiting_words()
            row.remind_on = said.get("remind_on") or row.remind_on or self._clock.today() + WAITS_FOR

    def _write_lists(self, changes: Sequence[RowChange]) -> None:
        """Which devices tickets are about, and who helps; a device in the bin stays on its ticket."""
        about = {
            change.id: self._links.device_ids(change.values["devices"])
            for change in changes
            if "devices" in change.values
        }
        names = [name for change in changes for name in listed(change.values.get("helpers") or "")]
        people = self._links.ids("helpers", names)
        helping = {
            change.id: [person for name in listed(change.values["helpers"]) if (person := people[name]) is not None]
            for change in changes
            if "helpers" in change.values
        }
        self._write_list(TicketDevice, "asset_id", about, keep=self._links.assets.names if about else {})
        self._write_list(TicketHelper, "person_id", helping)
        raise_versions(self._session, table_named(Ticket.__tablename__), {*about, *helping})

    def _write_list(
        self,
        kind: type[TicketDevice | TicketHelper],
        link: str,
        wanted: Mapping[int, Sequence[int]],
        keep: Mapping[int, str] | None = None,
    ) -> None:
        table = table_named(kind.__tablename__)
        columns = select(table.c.id, table.c.ticket_id, table.c[link]).where(table.c.ticket_id.in_(list(wanted)))
        stored = {(ticket, linked): row_id for row_id, ticket, linked in self._session.execute(columns)}
        gone = [
            row_id
            for (ticket, linked), row_id in stored.items()
            if linked not in wanted[ticket] and (keep is None or linked in keep)
        ]
        new = [(ticket, linked) for ticket, links in wanted.items() for linked in dict.fromkeys(links)]
        delete_rows(self._session, table, gone)
        rows = [{"ticket_id": ticket, link: linked} for ticket, linked in new if (ticket, linked) not in stored]
        insert_rows(self._session, table, rows)

    def _last_turns(self, numbers: Sequence[int]) -> Mapping[int, datetime]:
        """The moment at which each became what it is."""
        turns = TicketEvent.ticket_id.in_(numbers), TicketEvent.kind.in_(_TURNS)
        wanted = select(TicketEvent.ticket_id, func.max(TicketEvent.moment)).where(*turns)
        return dict(self._session.execute(wanted.group_by(TicketEvent.ticket_id)).all())


_READ: Mapping[str, Any] = {
    "kind": TicketKind,
    "source": Source,
    "is_major": bool,
    "planned_on": lambda day: day,
    "resolution": Resolution,
}


def _priority(row: Ticket, said: Mapping[str, Any]) -> int:
    """What a sheet says, else what the matrix does, unless somebody said another by hand."""
    if said.get("priority"):
        return int(said["priority"])
    if row.is_priority_said:
        return row.priority
    return priority_of(int(said.get("urgency") or row.urgency), int(said.get("impact") or row.impact))


def _kept(said: Mapping[str, Any], keys: Sequence[str]) -> str:
    """What fields said, for the log; long texts are too long for it, and the history has them."""
    short = {key: "" if key in {"description", "solution"} else said.get(key) for key in keys}
    return stored_values({key: "1" if value is True else str(value or "") for key, value in short.items()})
