"""The verbs of the bin: what was entered by mistake goes there, and comes back whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.bulk import update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.models import Asset
from coorddesk.inventory.service.chosen import Chosen, chosen_assets, record_deed
from coorddesk.inventory.service.held import refuse_held

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@allowed(*EDITORS)
def delete_assets(session: Session, devices: Chosen) -> None:
    """Put devices in the bin: out of every list and paper, their numbers still theirs."""
    assets = chosen_assets(session, devices)
    for asset in assets:
        if asset.deleted_at is not None:
            raise UserError(_("{device} is in the bin already.", device=asset.called))
    refuse_held(session, assets)
    now = clock_of(session).now()
    update_rows(session, table_named(Asset.__tablename__), [(asset.id, {"deleted_at": now}) for asset in assets])
    record_deed(session, assets, lambda said: _("Put {devices} in the bin", devices=said))


@allowed(*EDITORS)
def restore_assets(session: Session, devices: Chosen) -> None:
    """Take devices out of the bin, as they were."""
    assets = chosen_assets(session, devices)
    for asset in assets:
        if asset.deleted_at is None:
            raise UserError(_("{device} is not in the bin.", device=asset.called))
    update_rows(session, table_named(Asset.__tablename__), [(asset.id, {"deleted_at": None}) for asset in assets])
    record_deed(session, assets, lambda said: _("Restore {devices} from the bin", devices=said))
