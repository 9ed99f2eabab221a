"""Devices as a sheet of loans names them: by inventory number, else serial number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold_code
from coorddesk.core.messages import _
from coorddesk.importing.kind import Named
from coorddesk.inventory.models import Asset, StatusLabel
from coorddesk.inventory.rules import MetaStatus
from coorddesk.lending.models import Loan, LoanLine
from coorddesk.lending.rules import LoanState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Device(NamedTuple):
    """A device and whether it can be lent."""

    id: int
    name: str
    meta: MetaStatus
    deleted_at: datetime | None
    is_set_aside: bool


class DeviceLink:
    """Every device by its numbers, within one import; one without any is named by its id, "#42"."""

    def __init__(self, session: Session) -> None:
        """Read all of them."""
        wanted = select(Asset.id, Asset.tag, Asset.serial, Asset.deleted_at, StatusLabel.meta).join(
            StatusLabel, StatusLabel.id == Asset.status_label_id
        )
        rows = session.execute(wanted.order_by(Asset.id)).all()
        drafts = select(LoanLine.asset_id).join(Loan, Loan.id == LoanLine.loan_id)
        aside = set(session.scalars(drafts.where(Loan.state == LoanState.DRAFT)))
        self._devices = {
            row.id: Device(row.id, row.tag or row.serial or f"#{row.id}", row.meta, row.deleted_at, row.id in aside)
            for row in rows
        }
        self._ids: dict[str, int] = {fold_code(row.serial): row.id for row in rows if row.serial}
        self._ids |= {f"#{row.id}": row.id for row in rows if not row.tag and not row.serial}
        self._ids |= {fold_code(row.tag): row.id for row in rows if row.tag}

    def named(self, text: str) -> Named:
        """The device of that number; a sheet of loans makes none."""
        found = self._ids.get(fold_code(text))
        if found is None:
            raise UserError(_("There is no device of this number. Add it first."))
        return Named(self._devices[found].name, exists=True)

    @property
    def names(self) -> Iterable[str]:
        """What every device is called."""
        return (device.name for device in self._devices.values())

    def id_of(self, name: str) -> int:
        """The id of a device by its name as `named` gave it."""
        return self._ids[fold_code(name)]

    def name_of(self, asset_id: int) -> str:
        """What a device is called."""
        return self._devices[asset_id].name

    def standing(self, name: str) -> Device:
        """How a device stands, by its name."""
        return self._devices[self.id_of(name)]
