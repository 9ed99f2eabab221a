"""The tours that were made, what was found at each stop, and what one wants to know before one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from coorddesk.core.fold import fold
from coorddesk.core.options import PATH_SEPARATOR, Option
from coorddesk.directory.models import Place
from coorddesk.helpdesk.models import Ticket
from coorddesk.helpdesk.rules import Status
from coorddesk.inventory.models import Asset, Manufacturer, Model
from coorddesk.inventory.rules import called
from coorddesk.rounds.models import Round, RoundCheck, RoundStop, RoundTour
from coorddesk.rounds.rules import Counts, Outcome

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_Any = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class TourRow:
    """A tour with how far it is."""

    id: int
    version: int
    round_id: int
    round: str
    day: date
    begun_at: datetime
    ended_at: datetime | None
    actor: str
    counts: Counts


@dataclass(frozen=True)
class StopRow:
    """A device or a place on a list: what it is called, what it is, and where it stands."""

    id: int
    asset_id: int | None
    place_id: int | None
    called: str
    about: str
    place: str
    note: str

    @property
    def subject(self) -> tuple[str, int]:
        """The record it is."""
        if self.asset_id is not None:
            return "asset", self.asset_id
        assert self.place_id is not None
        return "place", self.place_id

    @property
    def rooms(self) -> tuple[str, str]:
        """The name of a place, empty for a device, and that of what it is in: a list has no room for a whole path."""
        around, _separator, name = self.place.rpartition(PATH_SEPARATOR)
        return (name, around.rpartition(PATH_SEPARATOR)[2]) if self.asset_id is None else ("", name)

    @property
    def thing(self) -> str:
        """The device, or the place without what it is in."""
        return self.called if self.asset_id is not None else self.rooms[0]

    @property
    def within(self) -> str:
        """Where it is: the whole path."""
        return self.place if self.asset_id is not None else self.place.rpartition(PATH_SEPARATOR)[0]


@dataclass(frozen=True)
class CheckRow(StopRow):
    """A stop of a tour and what was found there; without an outcome, nobody has looked. `note` is what was noted."""

    position: int
    hint: str
    outcome: Outcome | None
    moment: datetime | None
    actor: str
    ticket_id: int | None
    ticket_status: Status | None


def tours(
    session: Session,
    *,
    ids: Collection[int] | None = None,
    round_id: int | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int | None = None,
) -> tuple[TourRow, ...]:
    """The tours of a round or of all, the latest first, those of some days if they are said."""
    wanted: _Any = _TOURS.order_by(RoundTour.day.desc(), RoundTour.id.desc())
    if ids is not None:
        wanted = wanted.where(RoundTour.id.in_(ids))
    if round_id is not None:
        wanted = wanted.where(RoundTour.round_id == round_id)
    if since is not None:
        wanted = wanted.where(RoundTour.day >= since)
    if until is not None:
        wanted = wanted.where(RoundTour.day <= until)
    return _told(session, wanted.limit(limit))


def tour(session: Session, tour_id: int) -> TourRow | None:
    """One tour; None if it is no longer there."""
    found = _told(session, _TOURS.where(RoundTour.id == tour_id))
    return found[0] if found else None


def counts_of(session: Session, tour_ids: Collection[int]) -> Mapping[int, Counts]:
    """How far tours are."""
    rows = session.execute(
        select(RoundCheck.tour_id, RoundCheck.outcome, func.count())
        .where(RoundCheck.tour_id.in_(tour_ids))
        .group_by(RoundCheck.tour_id, RoundCheck.outcome)
    )
    found: dict[int, dict[str, int]] = {tour_id: {} for tour_id in tour_ids}
    for tour_id, outcome, count in rows:
        found[tour_id]["left" if outcome is None else outcome.value] = count
    return {tour_id: Counts(**counts) for tour_id, counts in found.items()}


def checks(session: Session, tour_id: int) -> tuple[CheckRow, ...]:
    """The stops of a tour in their order."""
    own = (
        *(RoundCheck.note, RoundCheck.position, RoundCheck.hint, RoundCheck.outcome, RoundCheck.moment),
        *(RoundCheck.actor, RoundCheck.ticket_id, Ticket.status),
    )
    wanted = _with_things(_rows(RoundCheck.id, *_THING, *own), RoundCheck).outerjoin(
        Ticket, Ticket.id == RoundCheck.ticket_id
    )
    rows = session.execute(wanted.where(RoundCheck.tour_id == tour_id).order_by(RoundCheck.position, RoundCheck.id))
    return tuple(CheckRow(row[0], *_thing(row), *row[_REST:]) for row in rows)


def stops(session: Session, round_id: int) -> tuple[StopRow, ...]:
    """The list of a round in its order."""
    wanted = _with_things(_rows(RoundStop.id, *_THING, RoundStop.note), RoundStop)
    rows = session.execute(wanted.where(RoundStop.round_id == round_id).order_by(RoundStop.position, RoundStop.id))
    return tuple(StopRow(row[0], *_thing(row), row[_REST]) for row in rows)


def things(session: Session, subjects: Sequence[tuple[str, int]]) -> tuple[StopRow, ...]:
    """Devices and places as they would stand on a list, in the order they are said; those that are there."""
    assets = [record_id for kind, record_id in subjects if kind == "asset"]
    places = [record_id for kind, record_id in subjects if kind == "place"]
    found: dict[tuple[str, int], StopRow] = {}
    devices: _Any = select(Asset.id, *_ASSET, Place.path).outerjoin(Place, Place.id == Asset.place_id)
    for row in session.execute(_with_model(devices).where(Asset.id.in_(assets))):
        found["asset", row[0]] = StopRow(0, row[0], None, *_device(row), row.path or "", "")
    for place_id, path in session.execute(select(Place.id, Place.path).where(Place.id.in_(places))):
        found["place", place_id] = StopRow(0, None, place_id, path, "", path, "")
    return tuple(found[subject] for subject in dict.fromkeys(subjects) if subject in found)


def round_options(session: Session, text: str = "", limit: int = 20) -> tuple[Option, ...]:
    """Rounds to choose from, by name."""
    wanted = select(Round.id, Round.name).where(Round.name_folded.contains(fold(text), autoescape=True))
    rows = session.execute(wanted.order_by(Round.name_folded).limit(limit))
    return tuple(Option(*row) for row in rows)


def _told(session: Session, wanted: _Any) -> tuple[TourRow, ...]:
    rows = session.execute(wanted).all()
    counted = counts_of(session, [row[0] for row in rows])
    return tuple(TourRow(*(*row, counted[row[0]])) for row in rows)


def _rows(*columns: Any) -> _Any:
    return select(*columns)


def _with_model(wanted: _Any) -> _Any:
    return wanted.outerjoin(Model, Model.id == Asset.model_id).outerjoin(
        Manufacturer, Manufacturer.id == Model.manufacturer_id
    )


def _with_things(wanted: _Any, of: type[RoundStop | RoundCheck]) -> _Any:
    """The device or place of each row, and where the device stands by now."""
    joined = wanted.select_from(of).outerjoin(Asset, Asset.id == of.asset_id)
    return _with_model(joined).outerjoin(Place, Place.id == func.coalesce(of.place_id, Asset.place_id))


def _device(row: Any) -> tuple[str, str]:
    """What it is called, and what it is."""
    name = called(row.tag, row.serial, row.name, row.asset_id)
    about = row.name or " ".join(part for part in (row.manufacturer, row.model) if part)
    return name, "" if about == name else about


def _thing(row: Any) -> tuple[int | None, int | None, str, str, str]:
    path = row.path or ""
    if row.asset_id is None:
        return None, row.place_id, path, "", path
    return row.asset_id, None, *_device(row), path


_TOURS: _Any = select(
    RoundTour.id,
    RoundTour.version,
    RoundTour.round_id,
    Round.name,
    RoundTour.day,
    RoundTour.begun_at,
    RoundTour.ended_at,
    RoundTour.actor,
).join(Round, Round.id == RoundTour.round_id)
_ASSET = (
    *(Asset.id.label("asset_id"), Asset.tag, Asset.serial, Asset.name),
    *(Manufacturer.name.label("manufacturer"), Model.name.label("model")),
)
_THING = (*_ASSET, Place.id.label("place_id"), Place.path)
_REST = 1 + len(_THING)
"""Where what a table says of its own begins."""
