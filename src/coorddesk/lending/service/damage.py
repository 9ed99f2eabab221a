"""The verb by which a damage is noted that was seen when a device was back already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import update_rows
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy_lines
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.service.chosen import Chosen, chosen_assets
from coorddesk.inventory.service.conditions import set_conditions
from coorddesk.lending.models import LoanLine
from coorddesk.lending.rules import said_things

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.inventory.rules import Condition


@dataclass(frozen=True)
class Damage:
    """Devices that came back from their last loan in a bad condition."""

    devices: tuple[int, ...]
    condition: Condition
    note: str = ""


@allowed(*EDITORS)
def note_damage(session: Session, wish: Damage) -> None:
    """Say in what condition devices came back from their last loan."""
    assets = chosen_assets(session, Chosen(wish.devices))
    latest = (
        select(LoanLine.asset_id, func.max(LoanLine.id))
        .where(LoanLine.asset_id.in_(wish.devices), LoanLine.back_at.is_not(None))
        .group_by(LoanLine.asset_id)
    )
    lines = dict(session.execute(latest).all())
    if len(lines) < len(assets):
        raise UserError(_("This device was never lent."))
    written = {"condition_back": wish.condition, "note_back": tidy_lines(wish.note)}
    update_rows(session, table_named(LoanLine.__tablename__), [(line_id, written) for line_id in lines.values()])
    set_conditions(session, {asset.id: wish.condition for asset in assets})
    said = said_things([asset.called for asset in assets])
    record(session, _("Note that {things} came back damaged", things=said), *(("asset", asset.id) for asset in assets))
