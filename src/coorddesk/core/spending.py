"""What went where: money spent on a day on a device or in a place, as each feature tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _p

if TYPE_CHECKING:
    from coorddesk.core.records import Subject


class Outlay(StrEnum):
    """What money was spent on."""

    PURCHASE = "purchase"
    REPAIR = "repair"
    CONSUMABLE = "consumable"
    TIME = "time"


OUTLAY_TITLES: dict[Outlay, Message] = {
    Outlay.PURCHASE: _p("costs", "Purchase"),
    Outlay.REPAIR: _p("costs", "Upkeep and repairs"),
    Outlay.CONSUMABLE: _p("costs", "Consumables"),
    Outlay.TIME: _p("costs", "Time"),
}


@dataclass(frozen=True)
class Spent:
    """Cents, including VAT, that went somewhere on a day; `about` is the record in which it is written.

    The device, its place, its department and its category are named by their ids where they are known. Below zero is
    what came back.
    """

    day: date
    cents: int
    outlay: Outlay
    words: Message
    about: Subject
    asset_id: int | None = None
    place_id: int | None = None
    department_id: int | None = None
    category_id: int | None = None
