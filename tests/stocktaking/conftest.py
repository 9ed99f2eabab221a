from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.tables import cell_text
from coorddesk.inventory.service import seed_labels
from coorddesk.stocktaking.queries import LINE_COLUMNS, LineQuery, line_ids, line_page, progress
from coorddesk.stocktaking.rules import Counts
from coorddesk.stocktaking.service import NewStocktake, Outcome, Scan, Scope, open_stocktake, scan
from tests.factories import make_asset, make_person, make_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from tests.desks import Desks


@pytest.fixture
def address(desks: Desks) -> str:
    """Where the desk is, for whoever opens it once more."""
    return desks.fresh()


@pytest.fixture
def desk(address: str, open_desk: Callable[..., Database]) -> Database:
    """A desk that is ready for devices."""
    database = open_desk(address)
    with database.transaction() as session:
        seed_labels(session)
    return database


@dataclass(frozen=True)
class House:
    """Two rooms in a building and one elsewhere, five devices, and a stocktake of the building.

    CD-1 to CD-3 stand in room 101, CD-4 in room 102, CD-5 in the store outside the building.
    """

    desk: Database
    building: int
    room: int
    other: int
    store: int
    person: int
    assets: tuple[int, ...]
    stocktake: int

    def scan(self, text: str, room: int | None = None, **values: Any) -> Outcome:
        """Scan a code, in room 101 unless another is named."""
        with self.desk.transaction() as session:
            return scan(session, Scan(self.stocktake, self.room if room is None else room, text, **values))

    def lines(self, texts: Texts, *keys: str, **query: Any) -> list[tuple[str, ...]]:
        """What columns say of each line, in words."""
        columns = [column for key in keys for column in LINE_COLUMNS if column.key == key]
        with self.desk.reading() as session:
            ids = line_ids(session, LineQuery(self.stocktake, **{"sort": "number"} | query))
            page = line_page(session, ids)
        return [tuple(cell_text(column.value(page[i]), column.kind, texts) for column in columns) for i in ids]

    def counts(self, room: int | None = None) -> Counts:
        """How far it is, in all or in a room."""
        with self.desk.reading() as session:
            found = progress(session, self.stocktake, room)
        return found.whole if room is None else found.room


@pytest.fixture
def house(desk: Database) -> House:
    """Everything where it ought to be, and nothing counted yet."""
    with desk.transaction() as session:
        building = make_place(session, "Bâtiment A")
        room, other = (make_place(session, name, inside=building) for name in ("Salle 101", "Salle 102"))
        store = make_place(session, "Réserve")
        places = (room, room, room, other, store)
        assets = tuple(
            make_asset(session, f"CD-{number}", place_id=place, price=number * 10_000, serial=f"SN{number}")
            for number, place in enumerate(places, 1)
        )
        person = make_person(session)
    with desk.transaction() as session:
        stocktake = open_stocktake(session, NewStocktake("Bâtiment A 2026", Scope(place_id=building)))
    return House(desk, building, room, other, store, person, assets, stocktake)
