"""A small desk with a past: moved places, a bulk write, a deleted row, a number drawn, a logo, something undone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core import bulk, numbers, undo
from coorddesk.core.desk_tables import Organisation
from coorddesk.core.files import put
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _, verbatim
from coorddesk.core.orm import Base
from coorddesk.directory.models import Person, Place
from coorddesk.directory.rules import PlaceKind

if TYPE_CHECKING:
    from coorddesk.core.database import Database

LOGO = b"\x89PNG the logo"


def live_in(database: Database) -> None:
    """Do everything once."""
    with database.transaction() as session:
        session.add(Organisation(name="École des Érables", logo=put(session, LOGO)))
        record(session, _("Describe the organisation"))
    with database.transaction() as session:
        room = place("Salle 12")
        session.add(room)
        record(session, _("Add {name}", name=verbatim("Salle 12")))
    with database.transaction() as session:
        site = place("Site")
        session.add(site)
        session.flush()
        session.get_one(Place, room.id).parent_id = site.id  # a place above an older one
        record(session, _("Move {name}", name=verbatim("Salle 12")), ("place", room.id))
    with database.transaction() as session:
        bulk.insert_rows(session, table_named("person"), [person(number) for number in range(1200)])
        numbers.draw(session, "order")
        record(session, _("Import people"))
    with database.transaction() as session:
        session.delete(session.get_one(Person, 1200))
        record(session, _("Delete a person"), ("person", 1200))
    with database.transaction() as session:
        change_set = undo.next_to_undo(session)
        assert change_set is not None
        undo.undo(session, change_set)
    with database.transaction() as session:
        session.delete(session.get_one(Person, 1199))
        session.delete(session.get_one(Person, 1200))
        record(session, _("Delete two people"), ("person", 1199), ("person", 1200))


def place(name: str) -> Place:
    """A room of that name."""
    return Place(name=name, name_folded=name.lower(), path=name, path_folded=name.lower(), kind=PlaceKind.ROOM)


def person(number: int) -> dict[str, Any]:
    """A person as a bulk write takes them."""
    return {
        "version": 1,
        "last_name": f"Œuvré {number}",
        "first_name": "",
        "last_name_folded": f"oeuvre {number}",
        "first_name_folded": "",
        "email": "",
        "phone": "",
        "role": "",
        "group": "",
        "birth_date": date(2010, 2, 28) if number % 2 else None,
        "notes": "",
        "search": f"oeuvre {number}",
    }


def everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but that of the files."""
    with database.reading() as session:
        return {
            table.name: [tuple(row) for row in session.connection().execute(select(table).order_by(table.c.id))]
            for table in Base.metadata.sorted_tables
            if table.name != "stored_file"
        }
