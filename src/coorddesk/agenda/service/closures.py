"""The verbs on the days on which the house is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from coorddesk.agenda.models import Closure
from coorddesk.agenda.rules import ClosureKind, Days, trouble_with
from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy
from coorddesk.core.versions import expect_version
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, row_as_seen, row_there

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class ClosureDetails:
    """Days on which the house is closed; the wish to add them."""

    name: str
    first: date
    last: date
    kind: ClosureKind = ClosureKind.OWN


@dataclass(frozen=True)
class ClosureEdit:
    """New details for a closure, and the version their author saw."""

    id: int
    version: int
    details: ClosureDetails


class TakenIn(NamedTuple):
    """What became of the holidays of a calendar file."""

    new: int
    changed: int
    unchanged: int


@allowed(*EDITORS)
def create_closure(session: Session, wish: ClosureDetails) -> int:
    """Add days on which the house is closed; returns their id."""
    row = Closure()
    write_closure(session, row, wish)
    session.flush()
    record(session, _("Add the closure “{name}”", name=row.name))
    return row.id


@allowed(*EDITORS)
def edit_closure(session: Session, wish: ClosureEdit) -> None:
    """Change days on which the house is closed. Raises `StaleWrite` if somebody did since."""
    row = row_there(session, Closure, wish.id)
    details = wish.details
    wanted = {"name": tidy(details.name), "kind": details.kind, "first": details.first, "last": details.last}
    expect_version(row, wish.version, wanted, _TITLES)
    write_closure(session, row, details)
    session.flush()
    record(session, _("Edit the closure “{name}”", name=row.name))


@allowed(*EDITORS)
def delete_closure(session: Session, wish: Deletion) -> None:
    """Let the house be open on those days."""
    row = row_as_seen(session, Closure, wish.id, wish.version)
    name = row.name
    delete_unused(session, row, name)
    record(session, _("Delete the closure “{name}”", name=name))


@allowed(*EDITORS)
def take_in_holidays(session: Session, holidays: Sequence[Days]) -> TakenIn:
    """Add the school holidays of a calendar file and follow those that it moved; the same file changes nothing."""
    rows = session.scalars(select(Closure)).all()
    by_uid = {row.uid: row for row in rows if row.uid is not None}
    by_name = {(fold(row.name), row.first, row.last): row for row in rows}
    new = changed = unchanged = 0
    for days in holidays:
        details = ClosureDetails(days.name, days.first, days.last, ClosureKind.SCHOOL)
        named = by_name.get((fold(tidy(days.name)), days.first, days.last))
        row = (by_uid.get(days.uid) if days.uid is not None else None) or named
        if row is None:
            row = Closure(uid=days.uid)
            write_closure(session, row, details)
            new += 1
        elif (row.name, row.first, row.last) != (tidy(days.name), days.first, days.last) and row.uid == days.uid:
            write_closure(session, row, details)
            changed += 1
        else:
            unchanged += 1
        by_name[fold(row.name), row.first, row.last] = row
        by_uid |= {} if days.uid is None or row.uid != days.uid else {days.uid: row}
    session.flush()
    if new or changed:
        record(session, _("Take in school holidays: {new} new, {changed} changed", new=new, changed=changed))
    return TakenIn(new, changed, unchanged)


@allowed(*EDITORS)
def write_closure(session: Session, row: Closure, details: ClosureDetails) -> None:
    """Write details into a closure's row, stored or new; the deed is the caller's to name."""
    trouble = trouble_with(details.name, details.first, details.last)
    if trouble is not None:
        raise UserError(trouble[1], field=trouble[0])
    row.kind, row.name, row.first, row.last = details.kind, tidy(details.name), details.first, details.last
    session.add(row)


_TITLES: dict[str, Message] = {
    "name": _("Name"),
    "kind": _p("closure", "Kind"),
    "first": _("First day closed"),
    "last": _("Last day closed"),
}
