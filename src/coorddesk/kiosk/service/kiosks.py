"""The verbs on kiosks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.models import Place
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, refuse_gone, row_as_seen, row_there
from coorddesk.kiosk.models import Kiosk, KioskSurvey

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class KioskDetails:
    """A kiosk: what it is called, where it stands, and the folder that it shares with the desk, if it has one."""

    name: str
    place_id: int | None = None
    folder: str = ""


@dataclass(frozen=True)
class KioskEdit:
    """A kiosk said anew, and the version its author saw."""

    id: int
    version: int
    details: KioskDetails


@allowed(*EDITORS)
def create_kiosk(session: Session, wish: KioskDetails) -> int:
    """Add a kiosk; returns its id."""
    row = Kiosk()
    _write(session, row, wish)
    session.add(row)
    session.flush()
    record(session, _("Add the kiosk “{name}”", name=row.name), (Kiosk.__tablename__, row.id))
    return row.id


@allowed(*EDITORS)
def edit_kiosk(session: Session, wish: KioskEdit) -> None:
    """Change a kiosk."""
    row = row_there(session, Kiosk, wish.id)
    yours, theirs = _as_read(session, wish.details), _as_read(session, row)
    refuse_stale(row, wish.version, _TITLES, yours, theirs)
    _write(session, row, wish.details)
    session.flush()
    record(session, _("Edit the kiosk “{name}”", name=row.name), (Kiosk.__tablename__, row.id))


@allowed(*EDITORS)
def delete_kiosk(session: Session, wish: Deletion) -> None:
    """Forget a kiosk; what it reported stays."""
    row = row_as_seen(session, Kiosk, wish.id, wish.version)
    name = row.name
    for asked in session.scalars(select(KioskSurvey).where(KioskSurvey.kiosk_id == row.id)).all():
        session.delete(asked)
    session.flush()
    delete_unused(session, session.get_one(Kiosk, wish.id), name)
    record(session, _("Delete the kiosk “{name}”", name=name), (Kiosk.__tablename__, wish.id))


def _write(session: Session, row: Kiosk, details: KioskDetails) -> None:
    name = tidy(details.name)
    if not name:
        raise UserError(_("A name is needed."), field="name")
    refuse_gone(session, [("place", Place, details.place_id)])
    folder = details.folder.strip()
    with session.no_autoflush:
        others = select(Kiosk.name_folded, Kiosk.folder).where(Kiosk.id != row.id) if row.id else _ALL
        for folded, taken in session.execute(others):
            if folded == fold(name):
                raise UserError(_("There is already a kiosk “{name}”.", name=name), field="name")
            if folder and taken == folder:
                raise UserError(_("Another kiosk has this folder. Give each its own."), field="folder")
    row.name, row.name_folded, row.place_id, row.folder = name, fold(name), details.place_id, folder


def _as_read(session: Session, said: Kiosk | KioskDetails) -> dict[str, str | None]:
    place = None if said.place_id is None else session.get(Place, said.place_id)
    return {"name": said.name, "place": None if place is None else place.path, "folder": said.folder or None}


_ALL = select(Kiosk.name_folded, Kiosk.folder)
_TITLES = {"name": _("Name"), "place": _("Place"), "folder": _("Shared folder")}
