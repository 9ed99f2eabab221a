"""What sheets may bring of kits: a row for each thing that belongs to one; kits are made with the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import raise_versions
from coorddesk.importing.kind import FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.inventory.rules import MetaStatus
from coorddesk.lending.imports import headers
from coorddesk.lending.imports.accessories import AccessoryLink, refused_thing
from coorddesk.lending.imports.devices import DeviceLink
from coorddesk.lending.models import Kit, KitItem

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIELDS = (
    ImportField(
        "kit", _("Kit"), FieldType.LINK, headers.KITS, link=_("Kit"), required=True, example=_("Tablet cart no. 1")
    ),
    ImportField(
        "device",
        _("Device"),
        FieldType.LINK,
        headers.DEVICES,
        example="CD-00042",
        several=_("This could be several devices: give each a row of its own."),
    ),
    ImportField("accessory", _("Accessory"), FieldType.LINK, headers.ACCESSORIES),
    ImportField("quantity", _("Quantity"), FieldType.NUMBER, headers.QUANTITIES, example=1),
    ImportField("notes", _("Notes"), FieldType.TEXT, headers.NOTES),
)


class KitTarget(SimpleTarget):
    """What belongs to kits, within one import: a device to one alone, so many of an accessory to each."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._kit, self._item = table_named(Kit.__tablename__), table_named(KitItem.__tablename__)
        self._devices, self._accessories = DeviceLink(session), AccessoryLink(session)
        self._names = dict(session.execute(select(Kit.name_folded, Kit.name)).all())
        self._ids = dict(session.execute(select(Kit.name_folded, Kit.id)).all())

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Everything that belongs to a kit."""
        for row in self._session.execute(_ITEMS):
            values = self._values(row)
            yield Known(row.id, 0, tuple(values[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Everything that belongs to a kit, kit by kit."""
        yield from map(self._values, self._session.execute(_ITEMS))

    def named(self, field_key: str, name: str) -> Named:
        """The kit, device or accessory of a name; of these a sheet of kits makes kits alone."""
        match field_key:
            case "device":
                return self._devices.named(name)
            case "accessory":
                return self._accessories.named(name)
        there = self._names.get(fold(name))
        return Named(tidy(name), exists=False) if there is None else Named(there, exists=True)

    def names(self, field_key: str) -> Iterable[str]:
        """What kits, devices or accessories are called."""
        match field_key:
            case "device":
                return self._devices.names
            case "accessory":
                return self._accessories.names
        return self._names.values()

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """A device goes from kit to kit, so many of an accessory become others; a thing never becomes another thing."""
        if known is None:
            return refused_thing(values) or self._not_there(values.get("device"))
        for key in ("device", "accessory"):
            if key in values:
                return key, _("A row is about a device or an accessory: give each a row of its own.")
        quantity = values.get("quantity")
        if quantity is not None and quantity < 1:
            return "quantity", _("Say how many: one at least.")
        if quantity is not None and known.id in self._of_devices:
            return "quantity", _("There is one of a device: name each in a row of its own.")
        return None

    def accepts(self, rows: NewRows) -> bool:
        """Each thing is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Put things into kits."""
        listed, there = list(rows), set(self._ids.values())
        self._make({row["kit"]: row.get("notes") for row in listed})
        items: list[dict[str, Any]] = [
            {
                "kit_id": self._ids[fold(row["kit"])],
                "asset_id": self._devices.id_of(row["device"]) if row.get("device") else None,
                "item_id": self._accessories.id_of(row["accessory"]) if row.get("accessory") else None,
                "quantity": row.get("quantity") or 1,
            }
            for row in listed
        ]
        insert_rows(self._session, self._item, items)
        raise_versions(self._session, self._kit, there & {item["kit_id"] for item in items})

    def update(self, changes: Sequence[RowChange]) -> None:
        """Put devices into other kits, count accessories anew, and note something else about kits."""
        there = set(self._ids.values())
        self._make({kit: change.values.get("notes") for change in changes if (kit := change.values.get("kit"))})
        wanted = select(KitItem.id, KitItem.kit_id).where(KitItem.id.in_([change.id for change in changes]))
        stood: dict[int, int] = dict(self._session.execute(wanted).all())
        items, notes = [], {}
        for change in changes:
            said: dict[str, Any] = {key: change.values[key] for key in ("quantity",) if key in change.values}
            if "kit" in change.values:
                said["kit_id"] = self._ids[fold(change.values["kit"])]
            if said:
                items.append((change.id, said))
            if "notes" in change.values:
                notes[said.get("kit_id", stood[change.id])] = {"notes": tidy_lines(change.values["notes"] or "")}
        update_rows(self._session, self._item, items)
        update_rows(self._session, self._kit, list(notes.items()))
        touched = {stood[item_id] for item_id, _said in items} | {said.get("kit_id", 0) for _id, said in items}
        raise_versions(self._session, self._kit, there & touched)

    def _make(self, wanted: Mapping[str, str | None]) -> None:
        """Make the kits that are not there yet, with what is noted about them."""
        new = {name: notes for name, notes in wanted.items() if fold(name) not in self._ids}
        rows = [
            {"name": name, "name_folded": fold(name), "notes": tidy_lines(notes or "")} for name, notes in new.items()
        ]
        made = insert_rows(self._session, self._kit, rows)
        self._ids |= {fold(name): kit_id for name, kit_id in zip(new, made, strict=True)}

    @property
    def _of_devices(self) -> set[int]:
        return set(self._session.scalars(select(KitItem.id).where(KitItem.asset_id.is_not(None))))

    def _not_there(self, device: str | None) -> tuple[str, Message] | None:
        if device is None:
            return None
        found = self._devices.standing(device)
        if found.deleted_at is not None:
            return "device", _("{device} is in the bin. Restore it first.", device=device)
        if found.meta is MetaStatus.RETIRED:
            return "device", _("{device} is retired. Bring it back first.", device=device)
        return None

    def _values(self, row: Any) -> dict[str, Any]:
        is_device = row.asset_id is not None
        return {
            "kit": row.name,
            "device": self._devices.name_of(row.asset_id) if is_device else None,
            "accessory": None if is_device else self._accessories.name_of(row.item_id),
            "quantity": row.quantity,
            "notes": row.notes or None,
        }


_ITEMS: Select[*tuple[Any, ...]] = (
    select(KitItem.id, Kit.name, KitItem.asset_id, KitItem.item_id, KitItem.quantity, Kit.notes)
    .join(Kit, Kit.id == KitItem.kit_id)
    .order_by(Kit.name_folded, KitItem.asset_id.is_(None), KitItem.id)
)


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return KitTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import what belongs to kits: {new} new, {changed} changed", new=new, changed=changed)


KITS = ImportKind(
    key="kits",
    title=_("Kits"),
    fields=FIELDS,
    keys=(Key(("device",)), Key(("accessory", "kit"))),
    open=KitTarget,
    deed=_deed,
    rows=_rows,
)
