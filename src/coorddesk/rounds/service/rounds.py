"""The verbs on rounds and on the list of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _, _p
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import raise_versions, refuse_stale
from coorddesk.directory.models import Place
from coorddesk.directory.service import (
    EDITORS,
    Deletion,
    delete_unused,
    refuse_gone,
    rename_named,
    row_as_seen,
    row_there,
)
from coorddesk.inventory.models import Asset
from coorddesk.rounds.models import Round, RoundStop, RoundTour
from coorddesk.rounds.rules import WORKDAYS, kept_weekdays, said_weekdays

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.messages import Message


@dataclass(frozen=True)
class Stop:
    """A device or a place to look at, and what to look at there."""

    asset_id: int | None = None
    place_id: int | None = None
    note: str = ""


@dataclass(frozen=True)
class RoundDetails:
    """A round: its name, the days of the week (Monday = 1) on which it is made, and its list in order."""

    name: str
    weekdays: tuple[int, ...] = WORKDAYS
    stops: tuple[Stop, ...] = ()
    notes: str = ""


@dataclass(frozen=True)
class RoundEdit:
    """A round said anew, and the version its author saw."""

    id: int
    version: int
    details: RoundDetails


@allowed(*EDITORS)
def create_round(session: Session, wish: RoundDetails) -> int:
    """Add a round; returns its id."""
    row = Round()
    _write(session, row, wish)
    session.add(row)
    session.flush()
    _write_stops(session, row.id, wish.stops)
    record(session, _("Add the round “{name}”", name=row.name), (Round.__tablename__, row.id))
    return row.id


@allowed(*EDITORS)
def edit_round(session: Session, wish: RoundEdit) -> None:
    """Change a round; a tour that has begun keeps its list."""
    row = row_there(session, Round, wish.id)
    stops = _stops(session, row.id)
    theirs = RoundDetails(row.name, tuple(map(int, row.weekdays)), tuple(stops.values()), row.notes)
    refuse_stale(row, wish.version, _TITLES, _as_read(wish.details), _as_read(theirs))
    _write(session, row, wish.details)
    session.flush()
    if _tidied(wish.details.stops) != tuple(stops.values()):
        delete_rows(session, table_named(RoundStop.__tablename__), list(stops))
        _write_stops(session, row.id, wish.details.stops)
        raise_versions(session, table_named(Round.__tablename__), [row.id])
    record(session, _("Edit the round “{name}”", name=row.name), (Round.__tablename__, row.id))


@allowed(*EDITORS)
def delete_round(session: Session, wish: Deletion) -> None:
    """Forget a round that was never made; one that was is kept with its tours."""
    row = row_as_seen(session, Round, wish.id, wish.version)
    name = row.name
    if session.scalar(select(RoundTour.id).where(RoundTour.round_id == row.id).limit(1)) is not None:
        raise UserError(
            _(
                "“{name}” has been made, and its tours are kept. Take its days away and it is asked for no more.",
                name=name,
            )
        )
    delete_rows(session, table_named(RoundStop.__tablename__), list(_stops(session, row.id)))
    delete_unused(session, session.get_one(Round, wish.id), name)
    record(session, _("Delete the round “{name}”", name=name), (Round.__tablename__, wish.id))


def _write(session: Session, row: Round, details: RoundDetails) -> None:
    with session.no_autoflush:
        rename_named(session, row, details.name)
    for stop in details.stops:
        if (stop.asset_id is None) == (stop.place_id is None):
            raise UserError(_("Each stop is a device or a place."), field="stops")
    links = [(stop.asset_id, stop.place_id) for stop in details.stops]
    if len(set(links)) < len(links):
        raise UserError(_("A device or a place stands twice on the list. Take one of them off."), field="stops")
    refuse_gone(session, [("stops", Asset, asset_id) for asset_id, _place_id in links])
    refuse_gone(session, [("stops", Place, place_id) for _asset_id, place_id in links])
    row.weekdays, row.notes = kept_weekdays(details.weekdays), tidy_lines(details.notes)


def _write_stops(session: Session, round_id: int, stops: tuple[Stop, ...]) -> None:
    rows = [
        {
            "round_id": round_id,
            "position": place,
            "asset_id": stop.asset_id,
            "place_id": stop.place_id,
            "note": stop.note,
        }
        for place, stop in enumerate(_tidied(stops))
    ]
    insert_rows(session, table_named(RoundStop.__tablename__), rows)


def _stops(session: Session, round_id: int) -> dict[int, Stop]:
    """The list in its order, by the ids of the stops."""
    of_round = select(RoundStop).where(RoundStop.round_id == round_id)
    rows = session.scalars(of_round.order_by(RoundStop.position, RoundStop.id))
    return {row.id: Stop(row.asset_id, row.place_id, row.note) for row in rows}


def _tidied(stops: tuple[Stop, ...]) -> tuple[Stop, ...]:
    return tuple(Stop(stop.asset_id, stop.place_id, tidy(stop.note)) for stop in stops)


def _as_read(details: RoundDetails) -> dict[str, object]:
    """What is compared where somebody changed it too: of the list, only whether it is another one."""
    return {
        "name": details.name,
        "weekdays": said_weekdays(kept_weekdays(details.weekdays)),
        "stops": _tidied(details.stops),
        "notes": details.notes,
    }


_TITLES: dict[str, Message] = {
    "name": _("Name"),
    "weekdays": _p("round", "Days"),
    "stops": _p("round", "Stops"),
    "notes": _("Notes"),
}
