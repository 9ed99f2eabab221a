"""The stocktakes of the demo: the media library counted last July, and the computer room that is being counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import start_of_day
from coorddesk.core.fold import fold, fold_code
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _, digits
from coorddesk.directory.demo import COORDINATOR
from coorddesk.directory.models import Person, Place
from coorddesk.directory.queries import places_below
from coorddesk.directory.rules import PersonName
from coorddesk.inventory.models import Asset, StatusLabel
from coorddesk.inventory.rules import Condition, MetaStatus
from coorddesk.stocktaking.models import Stocktake, StocktakeLine
from coorddesk.stocktaking.rules import Correction, LineState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.messages import Message
    from coorddesk.feature import DemoDesk

_CLOSED, _OPEN, _NEXT_DOOR = "Médiathèque La Passerelle", "Salle informatique", "Salle de sciences"
_BETWEEN = timedelta(seconds=19)
"""From one scan to the next."""

Device = tuple[int, int | None, int | None, int | None]
"""Its id, place, holder, and value in cents."""


def fill(session: Session, demo: DemoDesk) -> None:
    """One stocktake that is over, and one in its second sitting."""
    demo.progress(0, 2, _("Counting what is there"))
    places = dict(session.execute(select(Place.name, Place.id)).all())
    actor = _actor(session)
    july = date(demo.today.year - (demo.today.month <= 7), 7, 6)
    ended = start_of_day(demo.clock, july) + timedelta(hours=9)
    first = start_of_day(demo.clock, demo.today - timedelta(days=2)) + timedelta(hours=13, minutes=40)
    if _CLOSED in places:
        name = _("{place}, July {year}", place=_CLOSED, year=digits(july.year))
        devices = _devices(session, places[_CLOSED])
        closed = _Count(session, demo, actor, name, places[_CLOSED], ended)
        closed.write(_counted(devices, ended, whole=True), closed_at=ended + timedelta(days=1, hours=7))
    demo.progress(1, 2)
    if _OPEN in places:
        devices = _devices(session, places[_OPEN])
        going_on = _Count(session, demo, actor, _("{place}, before the holidays", place=_OPEN), places[_OPEN], first)
        strays = _devices(session, places[_NEXT_DOOR])[:2] if _NEXT_DOOR in places else []
        going_on.write(_counted([*devices, *strays], first, whole=False, strays=len(strays), room=places[_OPEN]))


class _Count:
    """One stocktake on its way into the desk."""

    def __init__(
        self, session: Session, demo: DemoDesk, actor: str, name: Message, place_id: int, opened: datetime
    ) -> None:
        self._session = session
        self._actor = actor
        self._name = demo.texts.say(name)
        self._place_id = place_id
        self._opened = opened

    def write(self, lines: Iterator[dict[str, Any]], closed_at: datetime | None = None) -> None:
        """Write the stocktake and its lines."""
        row = {
            "name": self._name,
            "name_folded": fold(self._name),
            "place_id": self._place_id,
            "opened_at": self._opened,
            "opened_by": self._actor,
            "closed_at": closed_at,
            "closed_by": self._actor if closed_at is not None else "",
        }
        [stocktake_id] = insert_rows(self._session, table_named(Stocktake.__tablename__), [row])
        written = [_BLANK | line | {"stocktake_id": stocktake_id} for line in lines]
        for line in written:
            if line["found_at"] is not None:
                line["found_by"] = self._actor
        insert_rows(self._session, table_named(StocktakeLine.__tablename__), written)


def _counted(
    devices: Sequence[Device], began: datetime, *, whole: bool, strays: int = 0, room: int | None = None
) -> Iterator[dict[str, Any]]:
    """A line for each device: most are found in their order, some are not, and two codes nobody knows."""
    moment = began
    for number, (asset_id, place_id, holder_id, value) in enumerate(devices):
        line = {
            "asset_id": asset_id,
            "is_expected": True,
            "expected_place_id": place_id,
            "expected_holder_id": holder_id,
            "value": value,
        }
        moment += _BETWEEN
        if number >= len(devices) - strays:
            found = {"state": LineState.MISPLACED, "found_place_id": room, "found_at": moment}
            yield line | found | {"is_expected": False, "expected_place_id": None, "expected_holder_id": None}
        elif number % 41 == 7:
            yield line | {"state": LineState.MISSING}
        elif not whole and number >= len(devices) * 2 // 3:
            yield line | {"state": LineState.EXPECTED}
        elif whole and number % 29 == 3:
            yield line | _astray(devices, place_id, moment)
        else:
            worn = Condition.DAMAGED if number % 37 == 11 else None
            yield line | {
                "state": LineState.FOUND, "found_place_id": place_id, "found_at": moment, "condition": worn
            }  # fmt: skip
    where = room if room is not None else next((place for _id, place, *_rest in devices if place is not None), None)
    for code in ("CD-9041", "3760123456789") if whole else ("INV-2011-17",):
        moment += _BETWEEN
        unknown = {"code": code, "code_folded": fold_code(code), "is_expected": False, "state": LineState.UNKNOWN}
        yield unknown | {"found_place_id": where, "found_at": moment}


def _astray(devices: Sequence[Device], place_id: int | None, moment: datetime) -> dict[str, Any]:
    """Found in another room of the same house, and moved there when the stocktake was closed."""
    other = next((place for _id, place, *_rest in reversed(devices) if place not in {place_id, None}), place_id)
    state = LineState.FOUND if other == place_id else LineState.MISPLACED
    moved = None if other == place_id else Correction.MOVED
    return {"state": state, "found_place_id": other, "found_at": moment, "correction": moved}


def _devices(session: Session, place_id: int) -> list[Device]:
    """What stands in a place and in all inside it, in the order of the rooms, and is neither lent nor away."""
    rows = (
        select(Asset.id, Asset.place_id, Asset.holder_id, Asset.price * Asset.quantity)
        .join(StatusLabel, StatusLabel.id == Asset.status_label_id)
        .where(
            Asset.place_id.in_(places_below(session, place_id)),
            Asset.deleted_at.is_(None),
            StatusLabel.meta.in_((MetaStatus.IN_STOCK, MetaStatus.ASSIGNED)),
        )
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(rows.order_by(Asset.place_id, Asset.id))]


def _actor(session: Session) -> str:
    """Who counts: the coordinator."""
    found = select(Person.last_name, Person.first_name).where(Person.role == COORDINATOR)
    last_name, first_name = session.execute(found).one()
    return PersonName(last_name, first_name).full


_BLANK: dict[str, Any] = {
    "asset_id": None,
    "expected_place_id": None,
    "expected_holder_id": None,
    "value": None,
    "code": "",
    "code_folded": None,
    "found_place_id": None,
    "found_at": None,
    "found_by": "",
    "condition": None,
    "note": "",
    "correction": None,
}
