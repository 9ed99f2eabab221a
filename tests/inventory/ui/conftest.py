from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from coorddesk.inventory.queries import AssetQuery, AssetRow, asset_ids, asset_page
from tests.screens import desk, desk_database, driver, theme

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver

__all__ = ["desk", "desk_database", "driver", "theme"]

Stored = Callable[..., list[AssetRow]]


@pytest.fixture
def stored(driver: Driver) -> Stored:
    """The devices that a query means, as they stand on the desk."""

    def read(**filters: object) -> list[AssetRow]:
        def rows(session: Session) -> list[AssetRow]:
            ids = asset_ids(session, AssetQuery(**filters))  # type: ignore[arg-type]  # any of its fields
            page = asset_page(session, ids)
            return [page[asset_id] for asset_id in ids]

        return driver.read(rows)

    return read
