"""What must always be true of devices, and where it is not: for `coorddesk check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, case, func, or_, select

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.core.records import Finding
from coorddesk.inventory.models import (
    Asset,
    AssetMovement,
    Category,
    CustomField,
    CustomValue,
    Disposal,
    LotCheck,
    LotDevice,
    LotStep,
    Manufacturer,
    Model,
    NetworkInterface,
    StatusLabel,
)
from coorddesk.inventory.rules import CustomType, MetaStatus, StoredCustom, asset_copies, called, held, kept
from coorddesk.inventory.rules.network import interface_copies

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_READ_AT_ONCE = 5000


def findings(session: Session) -> Sequence[Finding]:
    """Devices that stand elsewhere than their last movement left them, wrong copies, disposals of devices in use."""
    broken = (_movements, _disposals, _copies, _names, _custom, _lots, _addresses)
    return [finding for look in broken for finding in look(session)]


def _movements(session: Session) -> Iterator[Finding]:
    last = select(AssetMovement.asset_id, func.max(AssetMovement.id).label("id")).group_by(AssetMovement.asset_id)
    latest = last.subquery()
    strays = (
        _DEVICES.outerjoin(latest, latest.c.asset_id == Asset.id)
        .outerjoin(AssetMovement, AssetMovement.id == latest.c.id)
        .where(
            or_(
                AssetMovement.id.is_(None),
                AssetMovement.status_label_id != Asset.status_label_id,
                AssetMovement.place_id.is_distinct_from(Asset.place_id),
                AssetMovement.holder_id.is_distinct_from(Asset.holder_id),
            )
        )
    )
    for row in session.execute(strays):
        yield Finding(_("{device} stands elsewhere than its last movement left it.", device=called(*row)), _of(row))


def _disposals(session: Session) -> Iterator[Finding]:
    kept = _DEVICES.join(Disposal, Disposal.asset_id == Asset.id).join(
        StatusLabel, StatusLabel.id == Asset.status_label_id
    )
    for row in session.execute(kept.where(StatusLabel.meta != MetaStatus.RETIRED)):
        yield Finding(_("{device} has left, says its disposal, but is in use.", device=called(*row)), _of(row))


def _copies(session: Session) -> Iterator[Finding]:
    for rows in session.execute(_WORDS.execution_options(yield_per=_READ_AT_ONCE)).partitions():
        for row in rows:
            copies = asset_copies(row.tag, row.serial, row.name, row.order_number, row.invoice_number)
            if any(getattr(row, key) != copy for key, copy in copies._asdict().items()):
                device = called(row.tag, row.serial, row.name, row.id)
                yield Finding(_("{device} would not be found by its name.", device=device), ("asset", row.id))


def _names(session: Session) -> Iterator[Finding]:
    kinds: tuple[type[Any], ...] = (Category, Manufacturer, Model, CustomField)
    for kind in kinds:
        for row_id, name, folded in session.execute(select(kind.id, kind.name, kind.name_folded)):
            if folded != fold(name):
                yield Finding(_("“{name}” would not be found by its name.", name=name), (kind.__tablename__, row_id))


def _custom(session: Session) -> Iterator[Finding]:
    """Values that their field could not have taken, or that would not be found."""
    wanted = select(CustomField.name, CustomField.type, CustomField.choices, *_VALUE)
    wanted = wanted.join(CustomValue, CustomValue.field_id == CustomField.id)
    rows = session.execute(wanted.execution_options(yield_per=_READ_AT_ONCE))
    for name, kind, choices, asset_id, text, folded, number, day in rows:
        if not _is_kept(kind, choices, StoredCustom(text, folded, number, day)):
            said = _("What a device says in “{field}” is not what this field takes.", field=name)
            yield Finding(said, ("asset", asset_id))


def _lots(session: Session) -> Iterator[Finding]:
    """Devices that conform though a step is left to do, or that were ticked on another lot's checklist."""
    ticked = select(
        LotCheck.asset_id, LotStep.lot_id, func.count().label("done"), func.max(_CONFORMS).label("conforms")
    )
    ticked = ticked.join(LotStep, LotStep.id == LotCheck.step_id).group_by(LotCheck.asset_id, LotStep.lot_id)
    done = ticked.subquery()
    steps = select(LotStep.lot_id, func.count().label("steps")).group_by(LotStep.lot_id).subquery()
    wanted = _DEVICES.join(done, done.c.asset_id == Asset.id).join(steps, steps.c.lot_id == done.c.lot_id)
    wanted = wanted.outerjoin(LotDevice, and_(LotDevice.asset_id == Asset.id, LotDevice.lot_id == done.c.lot_id))
    odd = or_(LotDevice.id.is_(None), and_(done.c.conforms == 1, done.c.done < steps.c.steps))
    for row in session.execute(wanted.where(odd)):
        yield Finding(_("The checklist of the lot of {device} contradicts itself.", device=called(*row)), _of(row))


def _addresses(session: Session) -> Iterator[Finding]:
    """Network addresses that would not be found, or not in their order."""
    for row in session.scalars(select(NetworkInterface)):
        copies = interface_copies(row.name, row.ip, row.mac, row.port)
        if (row.ip_order, row.search) != copies:
            said = _("The network address {address} would not be found.", address=row.ip or row.mac or row.name)
            yield Finding(said, ("asset", row.asset_id))


def _is_kept(kind: CustomType, choices: Sequence[str], stored: StoredCustom) -> bool:
    try:
        return kept(kind, choices, held(kind, stored.text, stored.number, stored.day)) == stored
    except (UserError, AssertionError):
        return False


def _of(row: Any) -> tuple[str, int]:
    return "asset", row.id


_DEVICES: Select[str | None, str | None, str, int] = select(Asset.tag, Asset.serial, Asset.name, Asset.id)
_CONFORMS = case((LotStep.is_conformity, 1), else_=0)
_WORDS = select(
    Asset.id,
    Asset.tag,
    Asset.tag_folded,
    Asset.serial,
    Asset.serial_folded,
    Asset.name,
    Asset.name_folded,
    Asset.order_number,
    Asset.invoice_number,
    Asset.search,
)
_VALUE = (CustomValue.asset_id, CustomValue.text, CustomValue.folded, CustomValue.number, CustomValue.day)
