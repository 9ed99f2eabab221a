"""Adding, changing, ordering, replacing and deleting what a desk says once: one verb of each for all kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, update_rows
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.core.orm import Base
from coorddesk.core.versions import raise_versions, refuse_stale
from coorddesk.directory.models import Person
from coorddesk.directory.rules import PersonName
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, row_as_seen, row_there
from coorddesk.helpdesk.models import EscalationRule, Target, Team, TicketCategory, TicketEscalation
from coorddesk.helpdesk.service.categories import (
    CategoryDetails,
    category_details,
    forget_questions,
    move_inside,
    write_questions,
)
from coorddesk.helpdesk.service.choice_kinds import CHOICE_TITLES, KINDS, ChoiceDetails
from coorddesk.helpdesk.service.ready import TeamDetails, members_of, write_members
from coorddesk.helpdesk.service.repointing import repoint
from coorddesk.helpdesk.service.watching import forget_doubled_targets, renew_promises

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Save:
    """Details to write: of something new, or of what has this id, and the version that their author saw."""

    details: ChoiceDetails
    id: int | None = None
    version: int = 0


@dataclass(frozen=True)
class Written:
    """What is stored, as it is written; `called` says what its links are called, by their fields and ids."""

    version: int
    details: ChoiceDetails
    called: Mapping[tuple[str, int], str]


@allowed(*EDITORS)
def save_choice(session: Session, wish: Save) -> int:
    """Add something, or change what is there; returns its id."""
    kind = KINDS[type(wish.details)]
    row: Any
    if wish.id is None:
        row = kind.table()
        kind.write(session, row, wish.details)
        session.add(row)
        session.flush()
        _write_parts(session, row, wish.details)
    else:
        row = row_there(session, kind.table, wish.id)
        theirs = read_choice(session, row)
        if wish.details == theirs:
            return wish.id
        refuse_stale(row, wish.version, CHOICE_TITLES, _as_read(session, wish.details), _as_read(session, theirs))
        kind.write(session, row, wish.details)
        session.flush()
        if _write_parts(session, row, wish.details):
            raise_versions(session, table_named(row.__tablename__), [row.id])
    _follow(session, row)
    said = kind.added if wish.id is None else kind.edited
    record(session, kind.deed(said, row), (row.__tablename__, row.id))
    return int(row.id)


@allowed(*EDITORS)
def delete_choice(session: Session, kind: type[ChoiceDetails], wish: Deletion) -> None:
    """Delete something of a kind (the class of its details) that nothing uses."""
    found = KINDS[kind]
    row = row_as_seen(session, found.table, wish.id, wish.version)
    name, said = found.name(row), found.deed(found.deleted, row)
    _forget_parts(session, row)
    delete_unused(session, row_there(session, found.table, wish.id), name)
    _follow(session, row)
    record(session, said, (row.__tablename__, wish.id))


@allowed(*EDITORS)
def replace_choice(session: Session, kind: type[ChoiceDetails], wish: Deletion, by: int | None) -> None:
    """Let another of its kind stand wherever something is used, and delete it; as one deed, so that undo takes back."""
    found = KINDS[kind]
    row = row_as_seen(session, found.table, wish.id, wish.version)
    if by is None or by == wish.id:
        raise UserError(_("Choose another one, which takes its place."), field="by")
    other = row_there(session, found.table, by)
    name, new = found.name(row), found.name(other)
    _forget_parts(session, row)
    if isinstance(row, TicketCategory) and isinstance(other, TicketCategory):
        move_inside(session, row, other)
        forget_doubled_targets(session, wish.id, by)
    repoint(session, (row.__tablename__, wish.id), (row.__tablename__, by))
    delete_unused(session, row_there(session, found.table, wish.id), name)
    _follow(session, row)
    said = _("Replace “{name}” with “{new}”", name=name, new=new)
    record(session, said, (row.__tablename__, wish.id), (row.__tablename__, by))


@allowed(*EDITORS)
def order_choices(session: Session, kind: type[ChoiceDetails], ids: Sequence[int]) -> None:
    """Put those of a kind in another order; those that are not named stay behind, in theirs."""
    table = KINDS[kind].table
    there = list(session.scalars(select(table.id).order_by(table.position, table.id)))
    wanted = [each for each in dict.fromkeys(ids) if each in there]
    order = [*wanted, *(each for each in there if each not in wanted)]
    if order != there:
        places = [(each, {"position": place}) for place, each in enumerate(order)]
        update_rows(session, table_named(table.__tablename__), places)
        record(
            session,
            _("Put a list of the help desk in another order"),
            *((table.__tablename__, each) for each in wanted),
        )


@allowed(*EDITORS)
def choice_written(session: Session, kind: type[ChoiceDetails], choice_id: int) -> Written:
    """Something of a kind for whoever changes it."""
    row = row_there(session, KINDS[kind].table, choice_id)
    details = read_choice(session, row)
    links = _links(kind)
    called = {
        (field, each): _called(session, table, each)
        for field, table in links.items()
        for each in _ids(getattr(details, field))
    }
    return Written(row.version, details, called)


@allowed(*EDITORS)
def read_choice(session: Session, row: Base) -> ChoiceDetails:
    """What is stored, as it is written."""
    if isinstance(row, TicketCategory):
        return category_details(session, row)
    details: type[Any] = next(details for details, kind in KINDS.items() if kind.table is type(row))
    values = {each.name: getattr(row, _COLUMNS.get(each.name, each.name), ()) for each in fields(details)}
    if isinstance(row, Team):
        values["people"] = members_of(session, row.id)
    written = {key: tuple(value) if isinstance(value, list | dict) else value for key, value in values.items()}
    found: ChoiceDetails = details(**written)
    return found


def _write_parts(session: Session, row: Base, details: ChoiceDetails) -> bool:
    """Write what lies in rows of its own; true if that is other than before."""
    if isinstance(row, TicketCategory) and isinstance(details, CategoryDetails):
        return write_questions(session, row, details)
    if isinstance(row, Team) and isinstance(details, TeamDetails):
        return write_members(session, row, details)
    return False


def _forget_parts(session: Session, row: Base) -> None:
    """Delete what lies in rows of its own, or is nothing without it."""
    if isinstance(row, TicketCategory):
        forget_questions(session, row.id)
    elif isinstance(row, Team):
        delete_rows(session, table_named("team_member"), list(members_of(session, row.id).values()))
    elif isinstance(row, EscalationRule):
        of_rule = select(TicketEscalation.id).where(TicketEscalation.rule_id == row.id)
        delete_rows(session, table_named("ticket_escalation"), session.scalars(of_rule).all())


def _follow(session: Session, row: Base) -> None:
    """What is promised changes with targets, and with what categories are inside of."""
    is_promised = isinstance(row, TicketCategory) and session.scalar(select(Target.id).limit(1)) is not None
    if isinstance(row, Target) or is_promised:
        renew_promises(session)


def _as_read(session: Session, details: ChoiceDetails) -> dict[str, Any]:
    """What is written down, as forms show it; what is linked by what it is called."""
    values = {each.name: getattr(details, each.name) for each in fields(details)}
    links = {key: table for key, table in _links(type(details)).items() if values[key] is not None}
    return values | {
        key: ", ".join(_called(session, table, each) for each in _ids(values[key])) for key, table in links.items()
    }


def _links(kind: type[ChoiceDetails]) -> dict[str, str]:
    """The fields of details that hold ids, and the table of each."""
    columns = KINDS[kind].table.__table__.c
    found = {each.name: columns[each.name].foreign_keys for each in fields(kind) if each.name in columns}
    links = {name: key.column.table.name for name, keys in found.items() for key in keys}
    return links | ({"people": Person.__tablename__} if kind is TeamDetails else {})


def _ids(value: Any) -> tuple[int, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _called(session: Session, kind: str, row_id: int) -> str:
    if kind == Person.__tablename__:
        person = session.get(Person, row_id)
        return "" if person is None else PersonName(person.last_name, person.first_name).full
    table = table_named(kind)
    name = table.c["path" if "path" in table.c else "name"]
    return session.scalar(select(name).where(table.c.id == row_id)) or ""


_COLUMNS = {"trigger": "condition"}
"""Where a field of details has another name in its table: SQL keeps that word for itself."""
