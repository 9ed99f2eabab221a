"""Addresses as people type them."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.errors import UserError
from coorddesk.inventory.rules.network import ip_order, ip_typed, mac_typed, vlan_typed


@pytest.mark.parametrize(
    "typed", ["aa:bb:cc:dd:ee:0f", "AA-BB-CC-DD-EE-0F", "aabb.ccdd.ee0f", " AABBCCDDEE0F ", "aa bb cc dd ee 0f"]
)
def test_a_mac_address_is_spelt_in_one_way(typed: str) -> None:
    assert mac_typed(typed) == "AA:BB:CC:DD:EE:0F"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("192.168.1.20", "192.168.1.20"),
        ("010.000.000.007", "10.0.0.7"),
        ("2001:0DB8::0020", "2001:db8::20"),
        ("fe80::1", "fe80::1"),
        ("  ", None),
    ],
)
def test_an_ip_address_is_spelt_as_shortly_as_can_be(typed: str, kept: str | None) -> None:
    assert ip_typed(typed) == kept


@pytest.mark.parametrize("typed", ["192.168.1", "192.168.1.256", "hall", "1:2", "192.168.1.0/24"])
def test_what_is_no_ip_address_is_refused(typed: str) -> None:
    with pytest.raises(UserError) as refused:
        ip_typed(typed)
    assert refused.value.field == "ip"


@pytest.mark.parametrize("typed", ["aa:bb:cc:dd:ee", "aa:bb:cc:dd:ee:gg", "aa:bb:cc:dd:ee:ff:00"])
def test_what_is_no_mac_address_is_refused(typed: str) -> None:
    with pytest.raises(UserError) as refused:
        mac_typed(typed)
    assert refused.value.field == "mac"


def test_a_vlan_is_a_number_up_to_4094() -> None:
    assert [vlan_typed(typed) for typed in ("", "1", " 4094 ")] == [None, 1, 4094]
    for typed in ("0", "4095", "x", "12345", "-1"):
        with pytest.raises(UserError):
            vlan_typed(typed)


@given(st.lists(st.ip_addresses(v=4), unique=True))
def test_addresses_sort_as_numbers(addresses: list[object]) -> None:
    spelt = [str(each) for each in addresses]
    assert sorted(spelt, key=ip_order) == sorted(spelt, key=ip_address)
