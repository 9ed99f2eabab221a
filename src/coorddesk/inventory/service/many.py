"""Many models at once, for sheets that bring thousands of devices; the deed is the caller's to name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.bulk import insert_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.models import Model

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@allowed(*EDITORS)
def add_many_models(session: Session, models: Iterable[tuple[int | None, str, str]]) -> list[int]:
    """Add models, each by the id of its manufacturer, its name and its number; returns their ids in order."""
    rows = [
        {
            "manufacturer_id": manufacturer_id,
            "name": name,
            "number": number,
            "name_folded": fold(name),
            "number_folded": fold(number),
        }
        for manufacturer_id, name, number in models
    ]
    return insert_rows(session, table_named(Model.__tablename__), rows)
