"""Sheets of network addresses: taken in, given out, and the same again without a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.inventory.imports import ADDRESSES
from coorddesk.inventory.queries import asset_card
from coorddesk.inventory.queries.network import addresses
from tests.factories import make_asset
from tests.sheets import LANGUAGES, counts, make_csv, send_out, take_in

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database

HEADERS = "N° inventaire;Adresse IP;Nom réseau;Adresse MAC;VLAN;Branché sur"


def known(desk: Database) -> list[tuple[object, ...]]:
    with desk.reading() as session:
        return [(row.device, row.ip, row.name, row.mac, row.vlan, row.port) for row in addresses(session)]


def test_addresses_come_from_a_sheet_in_one_spelling(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        first = make_asset(session, "SW-1")
        make_asset(session, "SW-2", serial="S2")
    lines = ("SW-1;010.0.0.2;sw-1;aabb.ccdd.ee0f;10;coeur / 1", "S2;10.0.0.3;sw-2;;;")
    done = take_in(desk, ADDRESSES, make_csv(tmp_path, HEADERS, *lines))
    assert counts(done) == {"new": 2}
    assert known(desk) == [
        ("SW-1", "10.0.0.2", "sw-1", "AA:BB:CC:DD:EE:0F", 10, "coeur / 1"),
        ("SW-2", "10.0.0.3", "sw-2", None, None, ""),
    ]
    with desk.reading() as session:
        card = asset_card(session, first)
    assert card is not None
    assert card.row.version == 2
    again = take_in(desk, ADDRESSES, make_csv(tmp_path, HEADERS, "SW-1;10.0.0.2;sw-one;;20;"))
    assert counts(again) == {"changed": 1}
    assert known(desk)[0] == ("SW-1", "10.0.0.2", "sw-one", "AA:BB:CC:DD:EE:0F", 20, "coeur / 1")
    for texts in LANGUAGES:
        out = send_out(desk, ADDRESSES, tmp_path / f"out-{texts.language}.xlsx", texts)
        assert counts(take_in(desk, ADDRESSES, out)) == {"unchanged": 2}


def test_rows_that_cannot_be_are_refused(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        make_asset(session, "SW-1")
    lines = ("SW-1;10.0.0.256;;;;", "SW-9;10.0.0.4;;;;", "SW-1;10.0.0.5;;;4095;", "SW-1;;;;;")
    done = take_in(desk, ADDRESSES, make_csv(tmp_path, HEADERS, *lines))
    assert counts(done) == {"refused": 4}
    assert known(desk) == []
