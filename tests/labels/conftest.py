"""What tests of labels stand on: a desk for devices, a stamp, and a reader."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.resources import resource
from coorddesk.core.texts import Texts
from coorddesk.inventory.service import seed_labels
from coorddesk.reporting.report import Stamp

if TYPE_CHECKING:
    from coorddesk.core.database import Database


@pytest.fixture
def desk(database: Database) -> Database:
    """A desk that is ready for devices."""
    with database.transaction() as session:
        seed_labels(session)
    return database


@pytest.fixture(scope="session")
def texts() -> Texts:
    """An English reader."""
    return Texts("en", resource("locale"))


@pytest.fixture
def stamp() -> Stamp:
    """Of a school without a logo."""
    return Stamp("École Les Tilleuls", "", None, "Inès", datetime(2026, 11, 22, tzinfo=UTC))
