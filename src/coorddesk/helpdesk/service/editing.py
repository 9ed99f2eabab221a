"""Changing what is written down about tickets: one in all its fields, or a field of many."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows
from coorddesk.core.errors import UserError
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.versions import raise_versions, refuse_stale
from coorddesk.directory.models import Person, Place
from coorddesk.directory.rules import PersonName
from coorddesk.directory.service import EDITORS
from coorddesk.helpdesk.models import Problem, Ticket, TicketCategory, TicketDevice
from coorddesk.helpdesk.rules import LEVELS, EventKind, priority_of, stored_values
from coorddesk.helpdesk.service.details import TicketDetails, write_details
from coorddesk.helpdesk.service.events import Line, settle, write_events
from coorddesk.helpdesk.service.rows import Seen, record_deed, refuse_unknown, ticket_as_seen, tickets_as_seen
from coorddesk.inventory.models import Asset
from coorddesk.inventory.rules import called

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class TicketEdit:
    """New details for a ticket, and the version their author saw."""

    id: int
    version: int
    details: TicketDetails


@dataclass(frozen=True)
class Reprioritise:
    """How urgent tickets are: what is None stays. `by_matrix` takes a priority back that was said by hand."""

    tickets: tuple[Seen, ...]
    urgency: int | None = None
    impact: int | None = None
    priority: int | None = None
    by_matrix: bool = False
    is_major: bool | None = None


@dataclass(frozen=True)
class Categorise:
    """Put tickets into a category, or into none."""

    tickets: tuple[Seen, ...]
    category_id: int | None


@dataclass(frozen=True)
class PutInProblem:
    """Put tickets among those of a problem, or of none."""

    tickets: tuple[Seen, ...]
    problem_id: int | None


@allowed(*EDITORS)
def edit_ticket(session: Session, wish: TicketEdit) -> None:
    """Change what is written down about a ticket; its log keeps what it said."""
    row = ticket_as_seen(session, Seen(wish.id))
    before = _as_read(session, row)
    devices = _devices(session, row.id)
    old = TicketDetails(
        **{key: getattr(row, key) for key in _OWN},
        priority=row.priority if row.is_priority_said else None,
        devices=tuple(devices),
    )
    yours = {**before, **_wanted(session, row, wish.details)}
    refuse_stale(row, wish.version, _TITLES, yours, before)
    if wish.details == old:
        return
    write_details(session, row, wish.details)
    session.flush()
    if set(wish.details.devices) != set(devices):
        _write_devices(session, row.id, wish.details.devices)
    _log(session, [(row, before)])
    record_deed(session, [row], lambda said: _("Edit {tickets}", tickets=said))


@allowed(*EDITORS)
def reprioritise(session: Session, wish: Reprioritise) -> None:
    """Say how urgent tickets are, whom they hinder, or their priority itself."""
    for field in ("urgency", "impact", "priority"):
        said = getattr(wish, field)
        if said is not None and said not in LEVELS:
            raise UserError(_("This goes from 1 to 5."), field=field)
    rows = tickets_as_seen(session, wish.tickets)

    def change(row: Ticket) -> None:
        row.urgency, row.impact = wish.urgency or row.urgency, wish.impact or row.impact
        row.is_priority_said = wish.priority is not None or (row.is_priority_said and not wish.by_matrix)
        if not row.is_priority_said:
            row.priority = priority_of(row.urgency, row.impact)
        elif wish.priority is not None:
            row.priority = wish.priority
        row.is_major = row.is_major if wish.is_major is None else wish.is_major

    _change(session, rows, change, lambda said: _("Set the priority of {tickets}", tickets=said))


@allowed(*EDITORS)
def categorise(session: Session, wish: Categorise) -> None:
    """Put tickets into another category."""
    rows = tickets_as_seen(session, wish.tickets)
    refuse_unknown(session, [("category", TicketCategory, wish.category_id)])

    def change(row: Ticket) -> None:
        row.category_id = wish.category_id

    _change(session, rows, change, lambda said: _("Change the category of {tickets}", tickets=said))


@allowed(*EDITORS)
def put_in_problem(session: Session, wish: PutInProblem) -> None:
    """Say that a problem is behind tickets."""
    rows = tickets_as_seen(session, wish.tickets)
    refuse_unknown(session, [("problem", Problem, wish.problem_id)])

    def change(row: Ticket) -> None:
        row.problem_id = wish.problem_id

    _change(session, rows, change, lambda said: _("Change the problem behind {tickets}", tickets=said))


def _change(
    session: Session, rows: Sequence[Ticket], change: Callable[[Ticket], None], deed: Callable[[Message], Message]
) -> None:
    """Change tickets one by one; those that stand so already are left alone."""
    changed = []
    for row in rows:
        before = _as_read(session, row)
        change(row)
        if _as_read(session, row) != before:
            changed.append((row, before))
    session.flush()
    if changed:
        _log(session, changed)
        record_deed(session, [row for row, _before in changed], deed)


def _log(session: Session, changed: Sequence[tuple[Ticket, Mapping[str, str]]]) -> None:
    lines = []
    for row, before in changed:
        after = _as_read(session, row)
        if after["priority"] != before["priority"]:
            lines.append(Line(row.id, EventKind.PRIORITY, before["priority"], after["priority"]))
        keys = [key for key in after if after[key] != before[key] and key != "priority"]
        if keys:
            lines.append(Line(row.id, EventKind.EDITED, _kept(before, keys), _kept(after, keys)))
    write_events(session, lines)
    settle(session, [row for row, _before in changed])


def _kept(said: Mapping[str, str], keys: Sequence[str]) -> str:
    """What fields said, for the log; a description is too long for it, and the history has it."""
    return stored_values({key: "" if key == "description" else said[key] for key in keys})


def _write_devices(session: Session, ticket_id: int, wanted: Sequence[int]) -> None:
    table = table_named(TicketDevice.__tablename__)
    of_ticket = select(TicketDevice.asset_id, TicketDevice.id).where(TicketDevice.ticket_id == ticket_id)
    stored = dict(session.execute(of_ticket).all())
    delete_rows(session, table, [row_id for asset_id, row_id in stored.items() if asset_id not in wanted])
    new = [asset_id for asset_id in dict.fromkeys(wanted) if asset_id not in stored]
    insert_rows(session, table, [{"ticket_id": ticket_id, "asset_id": asset_id} for asset_id in new])
    raise_versions(session, table_named(Ticket.__tablename__), [ticket_id])


def _devices(session: Session, ticket_id: int) -> list[int]:
    of_ticket = select(TicketDevice.asset_id).where(TicketDevice.ticket_id == ticket_id)
    return list(session.scalars(of_ticket.order_by(TicketDevice.id)))


def _wanted(session: Session, row: Ticket, details: TicketDetails) -> dict[str, str]:
    """What somebody wants to write, as forms show it."""
    with session.no_autoflush:
        wanted = Ticket(id=row.id, problem_id=row.problem_id, provider_reference="", solution="")
        write_details(session, wanted, details)
        return _as_read(session, wanted, details.devices)


def _as_read(session: Session, row: Ticket, devices: Sequence[int] | None = None) -> dict[str, str]:
    """What is written down, as forms and logs show it."""
    linked = {
        "category": None if row.category_id is None else session.get_one(TicketCategory, row.category_id).path,
        "place": None if row.place_id is None else session.get_one(Place, row.place_id).path,
        "problem": None if row.problem_id is None else session.get_one(Problem, row.problem_id).name,
        "requester": row.requester_name if row.requester_id is None else _person(session, row.requester_id),
        "devices": ", ".join(_called(session, _devices(session, row.id) if devices is None else devices)),
    }
    own = {key: getattr(row, key) for key in ("title", "description", "requester_email", "requester_phone")}
    said = {"kind": row.kind.value, "is_major": "1" if row.is_major else ""}
    levels = {key: str(getattr(row, key)) for key in ("urgency", "impact", "priority")}
    return {**own, **said, **levels, **{key: value or "" for key, value in linked.items()}}


def _person(session: Session, person_id: int) -> str:
    person = session.get_one(Person, person_id)
    return PersonName(person.last_name, person.first_name).full


def _called(session: Session, devices: Sequence[int]) -> list[str]:
    rows = session.scalars(select(Asset).where(Asset.id.in_(devices)).order_by(Asset.id))
    return [called(row.tag, row.serial, row.name, row.id) for row in rows]


_OWN = (
    *("title", "kind", "description", "category_id", "place_id", "requester_id", "requester_name"),
    *("requester_email", "requester_phone", "urgency", "impact", "is_major"),
)
_TITLES: dict[str, Message] = {
    "title": _p("ticket", "Title"),
    "description": _("Description"),
    "kind": _p("ticket", "Kind"),
    "category": _p("ticket", "Category"),
    "place": _("Place"),
    "requester": _("Requester"),
    "requester_email": _("E-mail"),
    "requester_phone": _("Telephone"),
    "urgency": _("Urgency"),
    "impact": _("Impact"),
    "priority": _("Priority"),
    "is_major": _("Major incident"),
    "devices": _("Devices"),
    "problem": _("Problem"),
}
