"""What tests of labels stand on: a stamp, and a reader."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coorddesk.core.resources import resource
from coorddesk.core.texts import Texts
from coorddesk.reporting.report import Stamp


@pytest.fixture(scope="session")
def texts() -> Texts:
    """An English reader."""
    return Texts("en", resource("locale"))


@pytest.fixture
def stamp() -> Stamp:
    """Of a school without a logo."""
    return Stamp("École Les Tilleuls", "", None, "Inès", datetime(2026, 11, 22, tzinfo=UTC))
