"""The verbs that enter a device and change what is written down about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold_code
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.core.orm import Base
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.models import Department, Named, Person, Place, Supplier
from coorddesk.directory.rules import PersonName
from coorddesk.directory.service import EDITORS, refuse_gone, row_there
from coorddesk.inventory.models import Asset, AssetMovement, Category, Model, StatusLabel
from coorddesk.inventory.queries import ASSET_COLUMNS, custom_values, default_labels
from coorddesk.inventory.rules import (
    Condition,
    Custom,
    MetaStatus,
    Warranty,
    asset_copies,
    called,
    custom_key,
    label_title,
    settled_end,
    status_by_holder,
    taken,
    trouble_with,
)
from coorddesk.inventory.service.custom import add_custom, custom_titles, write_custom
from coorddesk.inventory.service.held import held_by_others
from coorddesk.inventory.service.network import InterfaceDetails, refuse_changed, write_interfaces
from coorddesk.inventory.service.numbering import free_tag

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class AssetDetails:
    """All that is written down about a device; `price` of one in cents.

    `custom` is what it says in the desk's own fields, by their ids; a field that is not there stays as it is.
    """

    tag: str | None = None
    serial: str | None = None
    name: str = ""
    category_id: int | None = None
    model_id: int | None = None
    condition: Condition | None = None
    department_id: int | None = None
    supplier_id: int | None = None
    purchase_date: date | None = None
    price: int | None = None
    warranty_months: int | None = None
    warranty_end: date | None = None
    order_number: str = ""
    invoice_number: str = ""
    quantity: int = 1
    notes: str = ""
    custom: Mapping[int, Custom | None] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Standing:
    """Status, place and holder; without a status, a device is assigned if somebody holds it and else in stock."""

    status_label_id: int | None = None
    place_id: int | None = None
    holder_id: int | None = None


@dataclass(frozen=True)
class NewAsset:
    """A device to enter; with `draw_tag`, an empty inventory number is drawn."""

    details: AssetDetails
    standing: Standing = Standing()
    draw_tag: bool = False
    note: str = ""
    interfaces: tuple[InterfaceDetails, ...] = ()


@dataclass(frozen=True)
class AssetEdit:
    """New details for a device and where it stands now, and the version their author saw.

    `interfaces` are all its network addresses; None leaves them as they are.
    """

    id: int
    version: int
    details: AssetDetails
    standing: Standing
    note: str = ""
    interfaces: tuple[InterfaceDetails, ...] | None = None


@allowed(*EDITORS)
def create_asset(session: Session, wish: NewAsset) -> int:
    """Enter a device; returns its id."""
    details = wish.details
    if wish.draw_tag and not tidy(details.tag or ""):
        _refuse_nameless(details)  # a number that is drawn says nothing
        details = replace(details, tag=free_tag(session, details.category_id))
    refuse_gone(session, _links(details, wish.standing))
    row = Asset()
    _write(session, row, details)
    row.status_label_id, row.place_id, row.holder_id = _standing(session, wish.standing)
    if _meta(session, row.status_label_id) is MetaStatus.RETIRED:
        raise UserError(_("A device is retired with a reason and a date: use “Retire”."), field="status")
    session.add(row)
    session.flush()
    _add_movement(session, row, wish.note)
    add_custom(session, [row.id], {field_id: [value] for field_id, value in details.custom.items()})
    if wish.interfaces:
        write_interfaces(session, row.id, wish.interfaces)
    record(session, _("Add {device}", device=_called(row)), ("asset", row.id))
    return row.id


@allowed(*EDITORS)
def edit_asset(session: Session, wish: AssetEdit) -> None:
    """Change what is written down about a device; another status, place or holder is a movement as well."""
    row = row_there(session, Asset, wish.id)
    _refuse_stale(session, row, wish)
    if wish.interfaces is not None:
        refuse_changed(session, wish.id, wish.version)
    if row.deleted_at is not None:
        raise UserError(_("{device} is in the bin. Restore it first.", device=_called(row)))
    refuse_gone(session, _links(wish.details, wish.standing))
    _write(session, row, wish.details)
    stands = _in_step(session, row, wish.standing)
    if stands != (row.status_label_id, row.place_id, row.holder_id):
        _refuse_retiring(session, row, stands)
        _refuse_held(session, row, stands)
        row.status_label_id, row.place_id, row.holder_id = stands
        _add_movement(session, row, wish.note)
    write_custom(session, {row.id: wish.details.custom})
    if wish.interfaces is not None:
        write_interfaces(session, row.id, wish.interfaces)
    record(session, _("Edit {device}", device=_called(row)), ("asset", row.id))


@allowed(*EDITORS)
def number_asset(session: Session, asset_id: int, tag: str) -> None:
    """Give a device another inventory number, that of the label on it; the deed is the caller's to name."""
    row = row_there(session, Asset, asset_id)
    if row.deleted_at is not None:
        raise UserError(_("{device} is in the bin. Restore it first.", device=_called(row)))
    row.tag = tidy(tag)
    _copy(row)
    _refuse_taken(session, row)
    session.flush()


def _refuse_stale(session: Session, row: Asset, wish: AssetEdit) -> None:
    """Refuse to write over what somebody else changed meanwhile, in any field."""
    said = custom_values(session, [row.id]).get(row.id, {})
    wanted = wish.details.custom
    theirs = _as_read(session, row, Standing(row.status_label_id, row.place_id, row.holder_id))
    theirs |= {custom_key(field_id): said.get(field_id) for field_id in wanted}
    yours = _as_read(session, wish.details, wish.standing)
    yours |= {custom_key(field_id): None if value == "" else value for field_id, value in wanted.items()}
    refuse_stale(row, wish.version, _TITLES | custom_titles(session, wanted), yours, theirs)


def _as_read(session: Session, device: Asset | AssetDetails, stands: Standing) -> dict[str, Any]:
    """What is written down, as forms show it."""
    links = _links(device, stands)
    named = {key: None if row_id is None else _name_of(session.get(kind, row_id)) for key, kind, row_id in links}
    own = {each.name: getattr(device, each.name) for each in fields(AssetDetails) if each.name in _TITLES}
    label = None if stands.status_label_id is None else session.get(StatusLabel, stands.status_label_id)
    status = None if label is None else label_title(label.meta, label.name)
    return {key: value or None for key, value in own.items()} | named | {"status": status}


def _links(device: Asset | AssetDetails, stands: Standing) -> tuple[tuple[str, type[Base], int | None], ...]:
    """All that a device belongs to, by the keys of a form's fields."""
    return (
        ("category", Category, device.category_id),
        ("model", Model, device.model_id),
        ("department", Department, device.department_id),
        ("supplier", Supplier, device.supplier_id),
        ("place", Place, stands.place_id),
        ("holder", Person, stands.holder_id),
    )


def _name_of(row: Base | None) -> str | None:
    match row:
        case Place():
            return row.path
        case Person():
            return PersonName(row.last_name, row.first_name).full
        case Named() | Model():
            return row.name or None
    return None


def _write(session: Session, row: Asset, details: AssetDetails) -> None:
    """Set a row to details, with the copies that are searched and sorted."""
    trouble = trouble_with(details.price, details.quantity, details.warranty_months)
    if trouble is not None:
        raise UserError(trouble[1], field=trouble[0])
    before = Warranty(row.purchase_date, row.warranty_months, row.warranty_end)
    after = Warranty(details.purchase_date, details.warranty_months, details.warranty_end)
    for each in fields(details):
        if each.name != "custom":
            value = getattr(details, each.name)
            setattr(row, each.name, tidy_lines(value) if isinstance(value, str) else value)
    row.warranty_end = settled_end(before, after)
    row.tag, row.serial = tidy(details.tag or "") or None, tidy(details.serial or "") or None
    row.name = tidy(details.name)
    _copy(row)
    _refuse_nameless(row)
    _refuse_taken(session, row)


def _copy(row: Asset) -> None:
    """Fold the words of a device anew."""
    copies = asset_copies(row.tag, row.serial, row.name, row.order_number, row.invoice_number)
    for copy, text in copies._asdict().items():
        setattr(row, copy, text)


def _refuse_nameless(device: Asset | AssetDetails) -> None:
    named = any(tidy(text or "") for text in (device.tag, device.serial, device.name))
    if not named and device.category_id is None and device.model_id is None:
        raise UserError(_("Say what it is: a name, a number, a category or a model."), field="name")


def _refuse_taken(session: Session, row: Asset) -> None:
    for key, column, number in (("tag", Asset.tag_folded, row.tag), ("serial", Asset.serial_folded, row.serial)):
        if number is None:
            continue
        with session.no_autoflush:
            other = session.scalar(select(Asset).where(column == fold_code(number), Asset.id != row.id))
        if other is not None:
            named = " · ".join(part for part in (other.tag, other.name, other.serial) if part)
            raise UserError(taken(key, number, named, in_bin=other.deleted_at is not None), field=key)


def _standing(session: Session, wish: Standing) -> tuple[int, int | None, int | None]:
    label_id = wish.status_label_id
    if label_id is None:
        label_id = default_labels(session)[status_by_holder(MetaStatus.IN_STOCK, held=wish.holder_id is not None)]
    return label_id, wish.place_id, wish.holder_id


def _in_step(session: Session, row: Asset, wish: Standing) -> tuple[int, int | None, int | None]:
    """Where a device shall stand: with another holder and the same status, that follows as when it is assigned."""
    label_id, place_id, holder_id = _standing(session, wish)
    if holder_id != row.holder_id and label_id == row.status_label_id:
        meta = _meta(session, label_id)
        becomes = status_by_holder(meta, held=holder_id is not None)
        if becomes is not meta:
            label_id = default_labels(session)[becomes]
    return label_id, place_id, holder_id


def _meta(session: Session, label_id: int) -> MetaStatus:
    label = session.get(StatusLabel, label_id)
    if label is None:
        raise UserError(_("This status is no longer there. Choose another."), field="status")
    return label.meta


def _refuse_retiring(session: Session, row: Asset, stands: tuple[int, int | None, int | None]) -> None:
    """Leaving and coming back have verbs of their own, which ask for a reason."""
    was, becomes = _meta(session, row.status_label_id), _meta(session, stands[0])
    if was is MetaStatus.RETIRED:
        raise UserError(_("{device} is retired. Bring it back first.", device=_called(row)), field="status")
    if becomes is MetaStatus.RETIRED:
        raise UserError(_("A device is retired with a reason and a date: use “Retire”."), field="status")


def _refuse_held(session: Session, row: Asset, stands: tuple[int, int | None, int | None]) -> None:
    """What is on loan may be carried elsewhere, and nothing more."""
    if (stands[0], stands[2]) == (row.status_label_id, row.holder_id):
        return
    holds = held_by_others(session, [row.id]).get(row.id)
    if holds is not None:
        raise UserError(holds.said(_called(row)), field="status")


def _add_movement(session: Session, row: Asset, note: str) -> None:
    session.add(
        AssetMovement(
            asset_id=row.id,
            moment=clock_of(session).now(),
            actor=actor_of(session).name,
            status_label_id=row.status_label_id,
            place_id=row.place_id,
            holder_id=row.holder_id,
            note=tidy_lines(note),
        )
    )
    session.flush()


def _called(row: Asset) -> str:
    return called(row.tag, row.serial, row.name, row.id)


_TITLES = {column.key: column.title for column in ASSET_COLUMNS}
