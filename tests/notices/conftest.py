from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.inventory.service import seed_labels

if TYPE_CHECKING:
    from coorddesk.core.database import Database


@pytest.fixture
def desk(database: Database) -> Database:
    """A desk that is ready for devices; its clock says Monday 7 September 2026, 8.30 in UTC, 10.30 on the wall."""
    with database.transaction() as session:
        seed_labels(session)
    return database
