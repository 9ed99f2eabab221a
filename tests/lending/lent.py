"""What tests of lending ask about over and over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coorddesk.core.errors import UserError
from coorddesk.inventory.models import Asset, StatusLabel
from coorddesk.lending.service import Borrower, NewLoan, Things, lend

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def lend_to(session: Session, person_id: int, *devices: int, due: date | None = None) -> int:
    """A loan of devices to a person."""
    return lend(session, NewLoan(Borrower(person_id), Things(devices), due))


def stands(desk: Database, asset_id: int) -> tuple[str, int | None, int | None]:
    """The meaning of a device's status, its place and its holder."""
    wanted = select(StatusLabel.meta, Asset.place_id, Asset.holder_id).join(Asset)
    with desk.reading() as session:
        meta, place, holder = session.execute(wanted.where(Asset.id == asset_id)).one()
        return meta.value, place, holder


def refused(desk: Database, texts: Texts, deed: Callable[[Session], object]) -> str:
    """What a deed is refused with."""
    with pytest.raises(UserError) as raised, desk.transaction() as session:
        deed(session)
    return texts.say(raised.value.message)
