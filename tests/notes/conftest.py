from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from coorddesk.notes.service import About
from tests.factories import make_supplier

if TYPE_CHECKING:
    from coorddesk.core.database import Database


def picture(width: int = 40, height: int = 30, kind: str = "PNG", *, orientation: int = 1) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    drawn = Image.new("RGB", (width, height), "blue")
    drawn.paste("red", (0, 0, width // 2, height))
    exif = Image.Exif()
    if orientation != 1:
        exif[0x0112] = orientation
    stream = BytesIO()
    drawn.save(stream, kind, exif=exif)
    return stream.getvalue()


@pytest.fixture
def shop(database: Database) -> About:
    """A supplier to note things about."""
    with database.transaction() as session:
        return About(("supplier", make_supplier(session)), "LDLC Pro")
