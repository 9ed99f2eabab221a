"""The verb by which other features say how worn devices are: what was seen at a counter or in a room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.bulk import update_rows
from coorddesk.core.history_rows import table_named
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.models import Asset
from coorddesk.inventory.rules import Condition

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@allowed(*EDITORS)
def set_conditions(session: Session, conditions: Mapping[int, Condition]) -> None:
    """Say in what condition devices are, by their ids; the deed is the caller's to name."""
    changes = [(asset_id, {"condition": condition}) for asset_id, condition in conditions.items()]
    update_rows(session, table_named(Asset.__tablename__), changes)
