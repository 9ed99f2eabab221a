"""What sheets may bring of the network addresses of devices that are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.bulk import insert_rows, stored_rows, update_rows
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold_code
from coorddesk.core.history_rows import CHUNK_ROWS, table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.versions import raise_versions
from coorddesk.importing.kind import FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.inventory.imports import headers
from coorddesk.inventory.models import Asset, NetworkInterface
from coorddesk.inventory.rules import called
from coorddesk.inventory.rules.network import HIGHEST_VLAN, interface_copies, ip_typed, mac_typed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TABLE = table_named(NetworkInterface.__tablename__)
_OWN = ("ip", "name", "mac", "vlan", "port")


def _ip(text: str) -> str:
    return ip_typed(text) or ""


def _mac(text: str) -> str:
    return mac_typed(text) or ""


FIELDS = (
    ImportField(
        "device", _("Device"), FieldType.LINK, headers.DEVICES, link=_("Device"), required=True, example="CD-00042"
    ),
    ImportField("ip", _("IP address"), FieldType.CODE, headers.IPS, spelt=_ip, example="192.168.1.20"),
    ImportField("name", _("Network name"), spellings=headers.HOST_NAMES, example="sw-hall-1"),
    ImportField("mac", _("MAC address"), FieldType.CODE, headers.MACS, spelt=_mac, example="AA:BB:CC:DD:EE:FF"),
    ImportField("vlan", _("VLAN"), FieldType.NUMBER, headers.VLANS, example=10),
    ImportField("port", _("Switch and port"), spellings=headers.PORTS, example="sw-hall-1 / 12"),
)


class AddressTarget(SimpleTarget):
    """The addresses within one import; each is of a device that is there, by its number or serial number."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._changed: set[int] = set()

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every address."""
        for row in self._session.execute(_ROWS.order_by(NetworkInterface.id)):
            said = _said(row)
            yield Known(row.id, row.version, tuple(said[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every address, by its number."""
        yield from map(_said, self._session.execute(_ROWS.order_by(NetworkInterface.ip_order, NetworkInterface.id)))

    def named(self, field_key: str, name: str) -> Named:
        """The device of a number; it must be there."""
        found = self._devices.get(fold_code(name))
        if found is None:
            raise UserError(_("There is no device with the number {number}. Add it first.", number=name))
        return Named(found[1], exists=True)

    def names(self, field_key: str) -> Iterable[str]:
        """The numbers of all devices."""
        return {name for _id, name in self._devices.values()}

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """A VLAN that cannot be, and a row without any address."""
        vlan = values.get("vlan")
        if vlan is not None and not 1 <= vlan <= HIGHEST_VLAN:
            said = _("“{text}” is no VLAN. It is a number from 1 to {highest}.", text=str(vlan), highest=HIGHEST_VLAN)
            return "vlan", said
        if known is None and not any(values.get(key) for key in _OWN):
            return "ip", _("There is no address in this row.")
        return None

    def accepts(self, rows: NewRows) -> bool:
        """Each row is looked at by itself: there are few."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Add addresses behind those that a device has."""
        made = [
            _columns({key: row.get(key) for key in _OWN}) | {"asset_id": self._id(row["device"]), "position": 0}
            for row in rows
        ]
        self._changed.update(row["asset_id"] for row in made)
        insert_rows(self._session, _TABLE, made)

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change addresses; whose they are is their key."""
        for start in range(0, len(changes), CHUNK_ROWS):
            part = changes[start : start + CHUNK_ROWS]
            stored = stored_rows(self._session.connection(), _TABLE, [change.id for change in part])
            columns = [(change.id, _columns({**_own(stored[change.id]), **_own(change.values)})) for change in part]
            update_rows(self._session, _TABLE, columns)
            self._changed.update(row["asset_id"] for row in stored.values())

    def finish(self) -> None:
        """Let nobody write over devices whose addresses have changed, unless they saw that."""
        raise_versions(self._session, table_named(Asset.__tablename__), self._changed)

    def _id(self, name: str) -> int:
        return self._devices[fold_code(name)][0]

    @cached_property
    def _devices(self) -> dict[str, tuple[int, str]]:
        """The id of a device and what it is called, by its folded inventory number and serial number."""
        rows = self._session.execute(select(Asset.id, Asset.tag, Asset.serial, Asset.name).order_by(Asset.id)).all()
        by_serial = {fold_code(row.serial): (row.id, called(*row[1:], row.id)) for row in rows if row.serial}
        return by_serial | {fold_code(row.tag): (row.id, row.tag) for row in rows if row.tag}


def _said(row: Any) -> dict[str, Any]:
    """An address as a sheet says it."""
    device = called(row.tag, row.serial, row.device_name, row.asset_id)
    return {"device": device} | {key: getattr(row, key) or None for key in _OWN}


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: values[key] for key in _OWN if key in values}


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    own = {"name": values["name"] or "", "port": values["port"] or "", "vlan": values["vlan"]}
    own |= {"ip": values["ip"] or None, "mac": values["mac"] or None}
    ip_order, search = interface_copies(own["name"], own["ip"], own["mac"], own["port"])
    return own | {"ip_order": ip_order, "search": search}


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return AddressTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import network addresses: {new} new, {changed} changed", new=new, changed=changed)


_ROWS: Select[*tuple[Any, ...]] = (
    select(
        NetworkInterface.id,
        Asset.version,
        NetworkInterface.asset_id,
        Asset.tag,
        Asset.serial,
        Asset.name.label("device_name"),
        NetworkInterface.ip,
        NetworkInterface.name,
        NetworkInterface.mac,
        NetworkInterface.vlan,
        NetworkInterface.port,
    )
    .select_from(NetworkInterface)
    .join(Asset, Asset.id == NetworkInterface.asset_id)
)

ADDRESSES = ImportKind(
    key="addresses",
    title=_("Network addresses"),
    fields=FIELDS,
    keys=(
        Key(("device", "ip"), unique=False),
        Key(("device", "mac"), unique=False),
        Key(("device", "name"), unique=False),
    ),
    open=AddressTarget,
    deed=_deed,
    rows=_rows,
)
