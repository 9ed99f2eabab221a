"""Network addresses of devices: kept in one spelling, those of two devices said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.inventory.queries import AssetQuery, asset_ids, hits
from coorddesk.inventory.queries.network import addresses, interfaces
from coorddesk.inventory.service import Chosen, InterfaceDetails, NetworkEdit, delete_assets, edit_network
from tests.factories import make_asset

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def test_a_device_has_as_many_addresses_as_it_has_cards(desk: Database) -> None:
    with desk.transaction() as session:
        switch = make_asset(session, "SW-1")
        two = (
            InterfaceDetails("sw-hall-1", "010.0.0.2", "aabb.ccdd.ee0f", "10", "cœur / 24"),
            InterfaceDetails("", "2001:DB8::2"),
            InterfaceDetails(),
        )
        assert edit_network(session, NetworkEdit(switch, 1, two)) == ()
    with desk.reading() as session:
        first, second = interfaces(session, switch)
    assert (first.name, first.ip, first.mac, first.vlan, first.port) == (
        "sw-hall-1",
        "10.0.0.2",
        "AA:BB:CC:DD:EE:0F",
        10,
        "cœur / 24",
    )
    assert (second.ip, second.mac, second.vlan) == ("2001:db8::2", None, None)
    with desk.transaction() as session:
        kept = InterfaceDetails("sw-hall-1", "10.0.0.3", "", "", "", first.id)
        edit_network(session, NetworkEdit(switch, 2, (kept,)))
    with desk.reading() as session:
        assert [(each.id, each.ip) for each in interfaces(session, switch)] == [(first.id, "10.0.0.3")]


def test_what_is_no_address_or_was_changed_meanwhile_is_refused(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        switch = make_asset(session, "SW-1")
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        edit_network(session, NetworkEdit(switch, 1, (InterfaceDetails(ip="10.0.0.256"),)))
    assert refused.value.field == "interfaces"
    with pytest.raises(StaleWrite), desk.transaction() as session:
        edit_network(session, NetworkEdit(switch, 2, ()))


def test_an_address_of_two_devices_is_said(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        one, other, binned = (make_asset(session, f"SW-{number}") for number in range(3))
        for asset in (one, binned):
            edit_network(session, NetworkEdit(asset, 1, (InterfaceDetails(ip="10.0.0.9", mac="00:00:00:00:00:01"),)))
    with desk.transaction() as session:
        delete_assets(session, Chosen((binned,)))
    with desk.transaction() as session:
        said = edit_network(session, NetworkEdit(other, 1, (InterfaceDetails("x", "10.0.0.9"), InterfaceDetails("y"))))
    assert [texts.say(each) for each in said] == ["10.0.0.9 is also an address of SW-0."]
    with desk.transaction() as session:
        ten = make_asset(session, "SW-9")
        edit_network(session, NetworkEdit(ten, 1, (InterfaceDetails(ip="10.0.0.10"),)))
    with desk.reading() as session:
        assert [(row.device, row.ip, row.shared) for row in addresses(session)] == [
            ("SW-0", "10.0.0.9", True),
            ("SW-1", "10.0.0.9", True),
            ("SW-9", "10.0.0.10", False),
            ("SW-1", None, False),
        ]


def test_a_device_is_found_by_its_addresses(desk: Database) -> None:
    with desk.transaction() as session:
        switch = make_asset(session, "SW-1")
        make_asset(session, "SW-2")
        edit_network(session, NetworkEdit(switch, 1, (InterfaceDetails("sw-hall", "10.0.0.2", "AABBCCDDEE0F"),)))
    with desk.reading() as session:
        for text in ("sw-hall", "10.0.0.2", "aa:bb:cc:dd:ee:0f", "aabbccdd"):
            assert list(asset_ids(session, AssetQuery(text))) == [switch]
            assert [hit.subject for hit in hits(session, text, 5)] == [("asset", switch)]
