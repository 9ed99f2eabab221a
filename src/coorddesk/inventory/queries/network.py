"""The network addresses of devices, and those that several have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, false, func, or_, select

from coorddesk.core.messages import Message, _
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Place
from coorddesk.inventory.models import Asset, Category, Manufacturer, Model, NetworkInterface, StatusLabel
from coorddesk.inventory.rules import MetaStatus, called

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class AddressRow:
    """How a device is reached; `mac` and `ip` in the spelling that is kept, `shared` what another device has too."""

    id: int
    asset_id: int
    tag: str | None
    serial: str | None
    device_name: str
    category: str | None
    maker: str | None
    model: str | None
    place: str | None
    name: str
    mac: str | None
    ip: str | None
    vlan: int | None
    port: str
    shared: bool = False

    @property
    def device(self) -> str:
        """What the device is called."""
        return called(self.tag, self.serial, self.device_name, self.asset_id)

    @property
    def made_of(self) -> str:
        """Manufacturer and model."""
        return " ".join(part for part in (self.maker, self.model) if part)

    @property
    def remark(self) -> Message | None:
        """What is odd about it."""
        return _("Also of another device") if self.shared else None


ADDRESS_COLUMNS: tuple[Column[AddressRow], ...] = (
    Column("ip", _("IP address"), lambda row: row.ip, Kind.CODE, 18),
    Column("name", _("Network name"), lambda row: row.name, width=22),
    Column("mac", _("MAC address"), lambda row: row.mac, Kind.CODE, 18),
    Column("vlan", _("VLAN"), lambda row: row.vlan, Kind.NUMBER, 7),
    Column("port", _("Switch and port"), lambda row: row.port, width=20),
    Column("device", _("Device"), lambda row: row.device, Kind.CODE, 14),
    Column("category", _("Category"), lambda row: row.category, width=18),
    Column("model", _("Model"), lambda row: row.made_of, width=20),
    Column("place", _("Place"), lambda row: row.place, width=26),
    Column("remark", _("Remark"), lambda row: row.remark, Kind.CHOICE, 20),
)


def interfaces(session: Session, asset_id: int) -> tuple[AddressRow, ...]:
    """The addresses of a device, in its order."""
    wanted = _ROWS.where(NetworkInterface.asset_id == asset_id)
    wanted = wanted.order_by(NetworkInterface.position, NetworkInterface.id)
    rows = [AddressRow(*row) for row in session.execute(wanted)]
    others = _of_others(session, asset_id, rows)
    return tuple(replace(row, shared=row.mac in others or row.ip in others) for row in rows)


def addresses(session: Session, ids: Sequence[int] | None = None) -> tuple[AddressRow, ...]:
    """The addresses of all devices that have not left and are not in the bin, or of these; by IP address, then name."""
    wanted = _ROWS.where(Asset.deleted_at.is_(None), StatusLabel.meta != MetaStatus.RETIRED)
    if ids is not None:
        wanted = wanted.where(NetworkInterface.asset_id.in_(ids))
    by_number = (NetworkInterface.ip.is_(None), NetworkInterface.ip_order, NetworkInterface.name, NetworkInterface.id)
    return _read(session, wanted.order_by(*by_number))


def sharers(session: Session, asset_id: int, mac: str | None, ip: str | None) -> tuple[AddressRow, ...]:
    """The addresses of other devices in use that are one of these."""
    if not mac and not ip:
        return ()
    same = or_(false(), *([NetworkInterface.mac == mac] if mac else []), *([NetworkInterface.ip == ip] if ip else []))
    wanted = _ROWS.where(same, NetworkInterface.asset_id != asset_id, *_IN_USE)
    return tuple(AddressRow(*row) for row in session.execute(wanted.order_by(NetworkInterface.id)))


def _of_others(session: Session, asset_id: int, rows: Sequence[AddressRow]) -> set[str | None]:
    """Which of the addresses of a device are those of other devices in use too."""
    macs, ips = ({address for row in rows if (address := getattr(row, key))} for key in ("mac", "ip"))
    if not macs and not ips:
        return set()
    wanted = select(NetworkInterface.mac, NetworkInterface.ip).join(Asset, Asset.id == NetworkInterface.asset_id)
    wanted = wanted.join(StatusLabel, StatusLabel.id == Asset.status_label_id)
    same = or_(NetworkInterface.mac.in_(macs), NetworkInterface.ip.in_(ips))
    found = session.execute(wanted.where(same, NetworkInterface.asset_id != asset_id, *_IN_USE))
    return {address for row in found for address in row} & (macs | ips)


def _read(session: Session, wanted: Select[*tuple[Any, ...]]) -> tuple[AddressRow, ...]:
    twice = _twice(session, NetworkInterface.mac) | _twice(session, NetworkInterface.ip)
    rows = (AddressRow(*row) for row in session.execute(wanted))
    return tuple(replace(row, shared=row.mac in twice or row.ip in twice) for row in rows)


def _twice(session: Session, column: Any) -> set[str]:
    """What several devices in use have in a column."""
    devices = func.count(NetworkInterface.asset_id.distinct())
    wanted = select(column).join(Asset, Asset.id == NetworkInterface.asset_id)
    wanted = wanted.join(StatusLabel, StatusLabel.id == Asset.status_label_id)
    found: Iterable[str] = session.scalars(
        wanted.where(column.is_not(None), *_IN_USE).group_by(column).having(devices > 1)
    )
    return set(found)


_IN_USE = (Asset.deleted_at.is_(None), StatusLabel.meta != MetaStatus.RETIRED)
_ROWS: Select[*tuple[Any, ...]] = (
    select(
        NetworkInterface.id,
        NetworkInterface.asset_id,
        Asset.tag,
        Asset.serial,
        Asset.name.label("device_name"),
        Category.name.label("category"),
        Manufacturer.name.label("maker"),
        Model.name.label("model"),
        Place.path,
        NetworkInterface.name,
        NetworkInterface.mac,
        NetworkInterface.ip,
        NetworkInterface.vlan,
        NetworkInterface.port,
    )
    .select_from(NetworkInterface)
    .join(Asset, Asset.id == NetworkInterface.asset_id)
    .join(StatusLabel, StatusLabel.id == Asset.status_label_id)
    .outerjoin(Category, Category.id == Asset.category_id)
    .outerjoin(Model, Model.id == Asset.model_id)
    .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
    .outerjoin(Place, Place.id == Asset.place_id)
)
