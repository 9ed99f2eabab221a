"""The network addresses of devices, VLAN by VLAN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, digits
from coorddesk.inventory.queries import AssetQuery, stated
from coorddesk.inventory.queries.network import ADDRESS_COLUMNS, AddressRow, addresses
from coorddesk.inventory.queries.papers import asset_ids_of
from coorddesk.inventory.reports.reading import Choice
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def network_addresses(session: Session, choice: Choice) -> Report[AddressRow]:
    """Each address in the order of its number, and which another device has too."""
    rows = addresses(session, None if choice is None else list(asset_ids_of(session, choice)))
    vlans = sorted({row.vlan for row in rows}, key=lambda vlan: (vlan is None, vlan or 0))
    shared = any(row.shared for row in rows)
    columns = tuple(column for column in ADDRESS_COLUMNS if column.key != "vlan" and (shared or column.key != "remark"))
    filters = stated(session, choice) if isinstance(choice, AssetQuery) else ()
    return Report(
        _("Network addresses"),
        columns,
        tuple(Group(_vlan(vlan), [row for row in rows if row.vlan == vlan]) for vlan in vlans),
        lambda count: _n("{count} address", "{count} addresses", count),
        filters,
        _("VLAN"),
        offered=ADDRESS_COLUMNS,
    )


ADDRESSES = ReportKind(
    "network-addresses",
    _("Network addresses"),
    _("IP and MAC addresses by VLAN, where each is plugged in, and those that two devices have."),
    network_addresses,
    AssetQuery.about,
)


def _vlan(vlan: int | None) -> Message:
    return _("No VLAN") if vlan is None else _("VLAN {number}", number=digits(vlan))
