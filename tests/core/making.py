"""Rows with valid values, so that a test names only what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.fold import fold
from coorddesk.core.history_tables import ChangeChunk, ChangeRow, ChangeSet, ChangeSubject
from coorddesk.core.messages import Message, _
from coorddesk.core.orm import Base
from coorddesk.directory.models import Department, Person, Place
from coorddesk.directory.rules import PlaceKind

if TYPE_CHECKING:
    from coorddesk.core.database import Database

HISTORY = {model.__tablename__ for model in (ChangeSet, ChangeSubject, ChangeRow, ChangeChunk)}
DEED = _("Do something")

Rows = dict[str, dict[int, dict[str, Any]]]


def a_department(name: str = "Library") -> Department:
    """A department."""
    return Department(name=name, name_folded=fold(name))


def a_place(name: str = "Room 1", parent_id: int | None = None) -> Place:
    """A room, by itself or in another place."""
    folded = fold(name)
    return Place(name=name, path=name, path_folded=folded, name_folded=folded, parent_id=parent_id, kind=PlaceKind.ROOM)


def a_person(name: str = "Martin", **values: Any) -> Person:
    """A person."""
    return Person(**person_values(name, **values))


def person_values(name: str = "Martin", **values: Any) -> dict[str, Any]:
    """A person as a bulk write takes them."""
    return {"last_name": name, "last_name_folded": fold(name), "search": fold(name)} | values


def add(database: Database, *rows: Base, deed: Message = DEED) -> int:
    """Add rows in a transaction; returns its change set."""
    from coorddesk.core.history import record

    with database.transaction() as session:
        session.add_all(rows)
        session.flush()
        record(session, deed, *((row.__tablename__, row.id) for row in rows))
    return latest(database)


def latest(database: Database) -> int:
    """The number of the change set written last."""
    from sqlalchemy import func

    with database.reading() as session:
        return session.scalar(select(func.max(ChangeSet.id))) or 0


def rows_of(database: Database, *, versions: bool = False) -> Rows:
    """Every row of every table that has a history, by table and id."""
    with database.reading() as session:
        return {
            table.name: {
                row["id"]: {key: value for key, value in row.items() if versions or key != "version"}
                for row in session.connection().execute(select(table).order_by(table.c.id)).mappings()
            }
            for table in Base.metadata.sorted_tables
            if table.name not in HISTORY
        }
