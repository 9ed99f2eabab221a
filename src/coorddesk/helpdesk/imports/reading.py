"""Tickets as a sheet says them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.clock import clock_of
from coorddesk.helpdesk.imports.links import in_order
from coorddesk.helpdesk.imports.words import plain_lines, plain_title
from coorddesk.helpdesk.models import Ticket, TicketDevice, TicketHelper
from coorddesk.importing.kind import FINGERPRINT

if TYPE_CHECKING:
    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    from coorddesk.helpdesk.imports.links import TicketLinks

REFERENCED, PRINTED = "elsewhere:", "sheet:"
"""What the keys of tickets that came from sheets begin with: a number of another program, or a row's fingerprint."""

_LINKED = {each: f"{each}_id" for each in ("category", "place", "assignee", "team", "provider", "cause")}
_OWN = (
    *("kind", "status", "source", "title", "description", "requester_email", "requester_phone", "is_major"),
    *("provider_reference", "planned_on", "waiting_reason", "remind_on", "resolution", "solution"),
)
_MOMENTS = {each: f"{each}_at" for each in ("opened", "resolved", "closed")} | {"answered": "responded_at"}
_LEVELS = ("urgency", "impact", "priority")
_AT_ONCE = 500


class TicketReading:
    """Reads tickets with the words of a sheet."""

    def __init__(self, session: Session, links: TicketLinks) -> None:
        """Read from `session`; what tickets point at is called as in `links`."""
        self._session = session
        self._links = links
        self._clock = clock_of(session)

    def told(self, fields: Collection[str], ids: Sequence[int] | None = None) -> Iterator[tuple[Any, dict[str, Any]]]:
        """The row of each ticket, or of some, and what it says; of devices and helpers only if `fields` ask for it."""
        devices = self._devices(ids) if "devices" in fields else {}
        helpers = self._helpers(ids) if "helpers" in fields else {}
        for row in self._rows(ids):
            lists = {"devices": in_order(devices.get(row.id, ())), "helpers": in_order(helpers.get(row.id, ()))}
            yield row, self._values(row) | {key: said or None for key, said in lists.items()}

    def wall(self, moment: datetime | None) -> datetime | None:
        """A moment as the wall told it, to the minute."""
        return None if moment is None else self._clock.local(moment).replace(tzinfo=None, second=0, microsecond=0)

    def _values(self, row: Row[Any]) -> dict[str, Any]:
        linked = {each: getattr(row, column) for each, column in _LINKED.items()}
        key = row.key or ""
        requester = row.requester_name or None
        return {
            **{each: getattr(row, each) or None for each in _OWN},
            **{each: str(getattr(row, each)) for each in _LEVELS},
            **{each: self.wall(getattr(row, column)) for each, column in _MOMENTS.items()},
            **{each: None if i is None else self._links.link(each).names.get(i) for each, i in linked.items()},
            "number": str(row.id),
            "reference": key.removeprefix(REFERENCED) if key.startswith(REFERENCED) else None,
            "requester": requester if row.requester_id is None else self._links.people.names[row.requester_id],
            "is_major": row.is_major,
            "last_changed": None,  # only sheets say it
            FINGERPRINT: key.removeprefix(PRINTED).partition("#")[0] if key.startswith(PRINTED) else None,
        }

    def _rows(self, ids: Sequence[int] | None) -> Iterator[Row[Any]]:
        wanted = select(*_COLUMNS).order_by(Ticket.id)
        if ids is None:
            yield from self._session.execute(wanted.execution_options(yield_per=_AT_ONCE))
            return
        for start in range(0, len(ids), _AT_ONCE):
            yield from self._session.execute(wanted.where(Ticket.id.in_(ids[start : start + _AT_ONCE])))

    def _devices(self, ids: Sequence[int] | None) -> Mapping[int, list[str]]:
        wanted = select(TicketDevice.ticket_id, TicketDevice.asset_id).order_by(TicketDevice.id)
        names = self._links.assets.names
        found: dict[int, list[str]] = {}
        for ticket_id, asset_id in self._of(wanted, TicketDevice.ticket_id, ids):
            if asset_id in names:
                found.setdefault(ticket_id, []).append(names[asset_id])
        return found

    def _helpers(self, ids: Sequence[int] | None) -> Mapping[int, list[str]]:
        wanted = select(TicketHelper.ticket_id, TicketHelper.person_id).order_by(TicketHelper.id)
        names = self._links.people.names
        found: dict[int, list[str]] = {}
        for ticket_id, person_id in self._of(wanted, TicketHelper.ticket_id, ids):
            found.setdefault(ticket_id, []).append(names[person_id])
        return found

    def _of(self, wanted: Any, column: Any, ids: Sequence[int] | None) -> Iterator[Any]:
        if ids is None:
            yield from self._session.execute(wanted)
            return
        for start in range(0, len(ids), _AT_ONCE):
            yield from self._session.execute(wanted.where(column.in_(ids[start : start + _AT_ONCE])))


def as_compared(values: dict[str, Any]) -> dict[str, Any]:
    """What a ticket says as a sheet's cells are read: without what a web page's editor left in its texts."""
    values["title"] = plain_title(values["title"])
    for key in ("description", "solution"):
        if values[key]:
            values[key] = plain_lines(values[key]) or None
    return values


_COLUMNS = [column for column in Ticket.__table__.c if column.key != "search"]
