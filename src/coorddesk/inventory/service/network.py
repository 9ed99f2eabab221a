"""The verb that says how a device is reached in the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy
from coorddesk.core.versions import raise_versions
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.models import Asset, NetworkInterface
from coorddesk.inventory.queries.network import sharers
from coorddesk.inventory.rules import called
from coorddesk.inventory.rules.network import interface_copies, ip_typed, mac_typed, vlan_typed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIELD = "interfaces"
"""The key of the form's field."""

_KEYS = ("name", "ip", "mac", "vlan", "port")


@dataclass(frozen=True)
class InterfaceDetails:
    """One address, each part as typed; `id` is that of one that is known already."""

    name: str = ""
    ip: str = ""
    mac: str = ""
    vlan: str = ""
    port: str = ""
    id: int | None = None


@dataclass(frozen=True)
class NetworkEdit:
    """All addresses of a device, in their order, and the version of the device that their author saw."""

    asset_id: int
    version: int
    interfaces: tuple[InterfaceDetails, ...]


@allowed(*EDITORS)
def edit_network(session: Session, wish: NetworkEdit) -> tuple[Message, ...]:
    """Let these be the addresses of a device; returns what another device has too, a sentence each."""
    asset = session.get(Asset, wish.asset_id)
    if asset is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    refuse_changed(session, wish.asset_id, wish.version)
    write_interfaces(session, wish.asset_id, wish.interfaces)
    name = called(asset.tag, asset.serial, asset.name, asset.id)
    record(session, _("Edit the network addresses of {device}", device=name), ("asset", wish.asset_id))
    return shared_addresses(session, wish.asset_id)


@allowed(*EDITORS)
def refuse_changed(session: Session, asset_id: int, seen: int) -> None:
    """Refuse to write over the addresses of a device that somebody changed since its version `seen`."""
    asset = session.get_one(Asset, asset_id)
    if asset.version != seen:
        name = called(asset.tag, asset.serial, asset.name, asset.id)
        raise StaleWrite(_("Somebody changed {device} since you saw it. Look at it again.", device=name), ())


@allowed(*EDITORS)
def write_interfaces(session: Session, asset_id: int, typed: Sequence[InterfaceDetails]) -> None:
    """Write the addresses of a device, which is another version if they were others. The deed is the caller's to name.

    Lines with nothing in them are none.
    """
    session.flush()
    wanted = [each for each in typed if any(tidy(getattr(each, key)) for key in _KEYS)]
    standing = select(NetworkInterface).where(NetworkInterface.asset_id == asset_id)
    there = {row.id: row for row in session.scalars(standing)}
    kept = {each.id for each in wanted}
    for row_id, row in there.items():
        if row_id not in kept:
            session.delete(row)
    for position, details in enumerate(wanted):
        row = there.get(details.id or 0) or NetworkInterface(asset_id=asset_id)
        _write(row, details, position)
        session.add(row)
    is_changed = bool(session.new or session.deleted) or any(map(session.is_modified, session.dirty))
    session.flush()
    if is_changed:
        raise_versions(session, table_named(Asset.__tablename__), [asset_id])


def _write(row: NetworkInterface, details: InterfaceDetails, position: int) -> None:
    try:
        row.mac, row.ip, row.vlan = mac_typed(details.mac), ip_typed(details.ip), vlan_typed(details.vlan)
    except UserError as error:
        raise UserError(error.message, field=FIELD) from error
    row.position, row.name, row.port = position, tidy(details.name), tidy(details.port)
    row.ip_order, row.search = interface_copies(row.name, row.ip, row.mac, row.port)


@allowed(*EDITORS)
def shared_addresses(session: Session, asset_id: int) -> tuple[Message, ...]:
    """What another device has too of the addresses of a device, a sentence each."""
    rows = session.scalars(
        select(NetworkInterface).where(NetworkInterface.asset_id == asset_id).order_by(NetworkInterface.position)
    )
    said = []
    for row in rows:
        for other in sharers(session, asset_id, row.mac, row.ip):
            address = row.mac if other.mac == row.mac and row.mac else row.ip
            said.append(_("{address} is also an address of {device}.", address=address or "", device=other.device))
    return tuple(dict.fromkeys(said))
