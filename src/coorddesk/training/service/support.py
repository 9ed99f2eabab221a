"""Help given to one person, logged in a moment: how long, about what, and where they were sent on to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.models import Person, Place
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, refuse_gone, row_as_seen, row_there
from coorddesk.helpdesk.models import Ticket
from coorddesk.training.models import SupportLog
from coorddesk.training.rules.support import support_search
from coorddesk.training.rules.words import AUDIENCE_TITLES, Audience

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LONGEST = 12 * 60
"""Of help in one go, in minutes."""

_TABLE = SupportLog.__tablename__


@dataclass(frozen=True)
class SupportDetails:
    """Help given to one person: somebody of the directory, or anybody, named or not."""

    day: date
    minutes: int
    theme: str = ""
    audience: Audience | None = None
    person_id: int | None = None
    name: str = ""
    place_id: int | None = None
    orientation: str = ""
    ticket_id: int | None = None
    note: str = ""


@dataclass(frozen=True)
class SupportEdit:
    """New details for help that was given, and the version their author saw."""

    id: int
    version: int
    details: SupportDetails


@allowed(*EDITORS)
def log_support(session: Session, wish: SupportDetails) -> int:
    """Log help given to one person; returns its id."""
    row = SupportLog(actor=actor_of(session).name)
    _write(session, row, wish)
    session.add(row)
    session.flush()
    record(session, _("Log support: {theme}", theme=row.theme), *_subjects(row))
    return row.id


@allowed(*EDITORS)
def edit_support(session: Session, wish: SupportEdit) -> None:
    """Change what is said of help that was given."""
    row = row_there(session, SupportLog, wish.id)
    refuse_stale(row, wish.version, TITLES, _as_read(session, wish.details), _as_read(session, row))
    _write(session, row, wish.details)
    session.flush()
    record(session, _("Edit support: {theme}", theme=row.theme), *_subjects(row))


@allowed(*EDITORS)
def delete_support(session: Session, wish: Deletion) -> None:
    """Delete help that was not given."""
    row = row_as_seen(session, SupportLog, wish.id, wish.version)
    theme, subjects = row.theme, _subjects(row)
    delete_unused(session, row, theme)
    record(session, _("Delete support: {theme}", theme=theme), *subjects)


def _write(session: Session, row: SupportLog, details: SupportDetails) -> None:
    if not 0 < details.minutes <= LONGEST:
        raise UserError(_("Say how long it took, in minutes: at most {count}.", count=LONGEST), field="minutes")
    row.theme, row.orientation = tidy(details.theme), tidy(details.orientation)
    if not row.theme:
        raise UserError(_("Say what it was about."), field="theme")
    links = (("person", Person, details.person_id), ("place", Place, details.place_id))
    refuse_gone(session, [*links, ("ticket", Ticket, details.ticket_id)])
    row.day, row.minutes, row.audience = details.day, details.minutes, details.audience
    row.person_id, row.place_id, row.ticket_id = details.person_id, details.place_id, details.ticket_id
    row.name = tidy(details.name) if details.person_id is None else ""
    row.note = tidy_lines(details.note)
    row.search = support_search(row.theme, row.name, row.orientation, row.note)


def _subjects(row: SupportLog) -> list[tuple[str, int]]:
    links = (("person", row.person_id), ("place", row.place_id), ("ticket", row.ticket_id))
    return [(_TABLE, row.id), *((kind, record_id) for kind, record_id in links if record_id is not None)]


def _as_read(session: Session, said: SupportLog | SupportDetails) -> dict[str, Any]:
    person = None if said.person_id is None else session.get(Person, said.person_id)
    place = None if said.place_id is None else session.get(Place, said.place_id)
    return {
        "day": said.day,
        "minutes": said.minutes,
        "theme": said.theme,
        "audience": None if said.audience is None else AUDIENCE_TITLES[said.audience],
        "person": said.name or None if person is None else f"{person.first_name} {person.last_name}".strip(),
        "place": None if place is None else place.path,
        "orientation": said.orientation or None,
        "ticket": said.ticket_id,
        "note": said.note or None,
    }


TITLES: dict[str, Message] = {
    "day": _("Day"),
    "minutes": _p("support", "Minutes"),
    "theme": _p("support", "About"),
    "audience": _p("support", "Audience"),
    "person": _p("support", "Who was helped"),
    "place": _("Place"),
    "orientation": _p("support", "Sent on to"),
    "ticket": _("Ticket"),
    "note": _("Note"),
}
