"""The kiosks there are, and what they sent that nobody could read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.messages import _, _n
from coorddesk.core.records import Alert, Entry
from coorddesk.core.story import of_subject
from coorddesk.directory.models import Place
from coorddesk.kiosk.models import Kiosk, KioskAside

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_KIOSK, _ASIDE = Kiosk.__tablename__, KioskAside.__tablename__
_KEPT = 200


@dataclass(frozen=True)
class KioskRow:
    """A kiosk; without a folder it is on the desk's own database."""

    id: int
    version: int
    name: str
    place_id: int | None
    place: str | None
    folder: str


@dataclass(frozen=True)
class AsideRow:
    """A file that is no report."""

    id: int
    version: int
    kiosk: str
    file: str
    content: str
    reason: str
    moment: datetime


def kiosks(session: Session) -> tuple[KioskRow, ...]:
    """All of them by name."""
    wanted = select(Kiosk.id, Kiosk.version, Kiosk.name, Kiosk.place_id, Place.path, Kiosk.folder)
    rows = session.execute(wanted.outerjoin(Place, Place.id == Kiosk.place_id).order_by(Kiosk.name_folded))
    return tuple(KioskRow(*row) for row in rows)


def asides(session: Session) -> tuple[AsideRow, ...]:
    """What was set aside and nobody has looked at, the latest first."""
    columns = (
        *(KioskAside.id, KioskAside.version, KioskAside.kiosk, KioskAside.file),
        *(KioskAside.content, KioskAside.reason, KioskAside.moment),
    )
    wanted = select(*columns).where(KioskAside.is_seen.is_(False))
    return tuple(AsideRow(*row) for row in session.execute(wanted.order_by(KioskAside.id.desc())))


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """What kiosks and files set aside are called, those that are there."""
    named = {_KIOSK: (Kiosk.id, Kiosk.name), _ASIDE: (KioskAside.id, KioskAside.file)}
    if kind not in named:
        return {}
    row_id, name = named[kind]
    return dict(session.execute(select(row_id, name).where(row_id.in_(ids))).all())


def timeline(session: Session, subject: Subject) -> Sequence[Entry]:
    """The deeds on a kiosk."""
    if subject[0] != _KIOSK:
        return ()
    return [Entry(each.moment, each.deed, each.actor) for each in of_subject(session, subject, _KEPT)]


def alerts(session: Session, today: date) -> Sequence[Alert]:
    """Reports that could not be read."""
    del today
    count = session.scalar(select(func.count()).where(KioskAside.is_seen.is_(False))) or 0
    if not count:
        return ()
    text = _n("{count} report of a kiosk cannot be read", "{count} reports of kiosks cannot be read", count)
    return (Alert("asides", _KIOSK, text, _("Look at what was typed, and open a ticket of it if need be.")),)
