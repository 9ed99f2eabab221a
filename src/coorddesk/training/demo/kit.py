"""What is reserved in the demo for the next session that needs devices: some that nobody else needs then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.inventory.models import Model
from coorddesk.training.rules.words import COMING
from coorddesk.training.service.kit import Kit, reserve_kit

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk
    from coorddesk.training.demo.season import Draft

_COUNT = 4


def reserve_devices(session: Session, demo: DemoDesk, sessions: Sequence[Draft]) -> None:
    """Reserve for the first session to come of those who bring none of their own."""
    coming = [each for each in sessions if each.state in COMING and each.first_day > demo.today and each.taught.devices]
    if not coming:
        return
    model_id = session.scalar(select(Model.id).where(Model.name == coming[0].taught.devices).limit(1))
    if model_id is not None:
        reserve_kit(session, Kit(coming[0].id, models=((model_id, _COUNT),)))
