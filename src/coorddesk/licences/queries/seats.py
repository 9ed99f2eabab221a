"""Who and what has seats of licences, now and before."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, select

from coorddesk.core.clock import clock_of
from coorddesk.core.fold import fold
from coorddesk.core.matching import words
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Person
from coorddesk.directory.rules import PersonName
from coorddesk.inventory.models import Asset, Manufacturer, Model, StatusLabel
from coorddesk.inventory.rules import MetaStatus, called
from coorddesk.licences.models import Licence, LicenceSeat

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@dataclass(frozen=True)
class SeatRow:
    """A seat: of which licence, who or what has it, and why it should come back, if it should.

    `detail` tells a device by more than its number: its name, manufacturer and model.
    """

    id: int
    version: int
    licence_id: int
    licence: str
    holder: Subject
    called: str
    detail: str
    since: date
    until: date | None
    note: str
    idle: Message | None

    @property
    def about(self) -> Message:
        """Whether somebody or something has it."""
        return _("Person") if self.holder[0] == Person.__tablename__ else _("Device")


def seats_of(session: Session, licence_id: int, *, also_past: bool = False) -> tuple[SeatRow, ...]:
    """The seats of a licence that are taken, by whom has them; `also_past`, those that were given back, too."""
    now = () if also_past else (LicenceSeat.until.is_(None),)
    return _seats(session, LicenceSeat.licence_id == licence_id, *now)


def seats_held(session: Session, holder: Subject, *, also_past: bool = False) -> tuple[SeatRow, ...]:
    """The seats that a person or a device has."""
    kind, record_id = holder
    column = LicenceSeat.person_id if kind == Person.__tablename__ else LicenceSeat.asset_id
    now = () if also_past else (LicenceSeat.until.is_(None),)
    return _seats(session, column == record_id, *now)


@dataclass(frozen=True)
class SeatQuery:
    """The seats of a licence, those that were given back among them if `past`, by the key of one of SEAT_COLUMNS."""

    licence: int
    text: str = ""
    sort: str = "called"
    descending: bool = False
    past: bool = False


SEAT_COLUMNS: tuple[Column[SeatRow], ...] = (
    Column("called", _("Who or what has it"), lambda row: row.called, width=24),
    Column("detail", _("What it is"), lambda row: row.detail, width=36),
    Column("about", _p("seat", "Kind"), lambda row: row.about, Kind.CHOICE, 12),
    Column("since", _("Since"), lambda row: row.since, Kind.DATE, 12),
    Column("until", _("Taken back on"), lambda row: row.until, Kind.DATE, 14),
    Column("idle", _("To take back"), lambda row: row.idle, Kind.CHOICE, 20),
    Column("note", _("Note"), lambda row: row.note, width=28),
)


def seat_ids(session: Session, query: SeatQuery) -> array[int]:
    """The seats that a query means, in its order."""
    looked_for = words(query.text)
    rows = seats_of(session, query.licence, also_past=query.past)
    found = [row for row in rows if all(word in fold(f"{row.called} {row.detail}") for word in looked_for)]
    filled = [row for row in found if _sorted_by(row, query.sort)]
    filled.sort(key=lambda row: (_sorted_by(row, query.sort), fold(row.called), row.id), reverse=query.descending)
    return array("q", (row.id for row in [*filled, *(row for row in found if not _sorted_by(row, query.sort))]))


def seat_page(session: Session, ids: Sequence[int]) -> dict[int, SeatRow]:
    """The seats of these ids."""
    return {row.id: row for row in _seats(session, LicenceSeat.id.in_(ids))}


def _sorted_by(row: SeatRow, key: str) -> str:
    match key:
        case "about":
            return row.holder[0]
        case "detail":
            return fold(row.detail)
        case "since":
            return row.since.isoformat()
        case "until":
            return "" if row.until is None else row.until.isoformat()
        case "idle":
            return "" if row.idle is None else row.idle.text
    return fold(row.note if key == "note" else row.called)


def all_seats(session: Session, licence_ids: Sequence[int]) -> tuple[SeatRow, ...]:
    """The seats that are taken of some licences."""
    return _seats(session, LicenceSeat.licence_id.in_(licence_ids), LicenceSeat.until.is_(None))


def _seats(session: Session, *claims: ColumnElement[bool]) -> tuple[SeatRow, ...]:
    today = clock_of(session).today()
    rows = [_row(row, today) for row in session.execute(_ROWS.where(*claims))]
    return tuple(sorted(rows, key=lambda row: (row.licence, row.holder[0], row.called, row.id)))


def _row(row: Any, today: date) -> SeatRow:
    if row.person_id is not None:
        holder, name, detail = ("person", row.person_id), PersonName(row.last_name, row.first_name).full, ""
    else:
        holder, name = ("asset", row.asset_id), called(row.tag, row.serial, row.name, row.asset_id)
        made = " ".join(word for word in (row.manufacturer, row.model) if word)
        detail = " · ".join(part for part in (row.name, made) if part and part != name)
    idle = None if row.until is not None else _idle(row, today)
    of_it = (row.id, row.version, row.licence_id, row.licence)
    return SeatRow(*of_it, holder, name, detail, row.since, row.until, row.note, idle)


def _idle(row: Any, today: date) -> Message | None:
    """Why nobody needs a seat any more."""
    if row.left_on is not None and row.left_on <= today:
        return _("left on {day}", day=row.left_on)
    if row.deleted_at is not None:
        return _("in the bin")
    return _("retired") if row.meta is MetaStatus.RETIRED else None


_ROWS: Select[*tuple[Any, ...]] = (
    select(
        LicenceSeat.id,
        LicenceSeat.version,
        LicenceSeat.licence_id,
        Licence.name.label("licence"),
        LicenceSeat.person_id,
        LicenceSeat.asset_id,
        LicenceSeat.since,
        LicenceSeat.until,
        LicenceSeat.note,
        Person.last_name,
        Person.first_name,
        Person.left_on,
        Asset.tag,
        Asset.serial,
        Asset.name,
        Asset.deleted_at,
        StatusLabel.meta,
        Model.name.label("model"),
        Manufacturer.name.label("manufacturer"),
    )
    .select_from(LicenceSeat)
    .join(Licence, Licence.id == LicenceSeat.licence_id)
    .outerjoin(Person, Person.id == LicenceSeat.person_id)
    .outerjoin(Asset, Asset.id == LicenceSeat.asset_id)
    .outerjoin(StatusLabel, StatusLabel.id == Asset.status_label_id)
    .outerjoin(Model, Model.id == Asset.model_id)
    .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
)
