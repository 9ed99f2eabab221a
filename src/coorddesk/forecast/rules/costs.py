"""What was spent, added up by room, department, device or category."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from coorddesk.core.messages import Message, _p
from coorddesk.core.spending import Outlay, Spent


class CostsBy(StrEnum):
    """What costs are added up by."""

    PLACE = "place"
    DEPARTMENT = "department"
    ASSET = "asset"
    CATEGORY = "category"


COSTS_BY_TITLES: dict[CostsBy, Message] = {
    CostsBy.PLACE: _p("costs", "By place"),
    CostsBy.DEPARTMENT: _p("costs", "By department"),
    CostsBy.ASSET: _p("costs", "By device"),
    CostsBy.CATEGORY: _p("costs", "By category"),
}
NOWHERE: dict[CostsBy, Message] = {
    CostsBy.PLACE: _p("costs", "No place"),
    CostsBy.DEPARTMENT: _p("costs", "No department"),
    CostsBy.ASSET: _p("costs", "No device"),
    CostsBy.CATEGORY: _p("costs", "No category"),
}


@dataclass(frozen=True)
class Costs:
    """Cents that went into something, by what they were spent on."""

    purchase: int = 0
    repair: int = 0
    consumable: int = 0
    time: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.purchase + self.repair + self.consumable + self.time

    def of(self, outlay: Outlay | None) -> int:
        """Those of one outlay; None is all."""
        return self.total if outlay is None else int(getattr(self, outlay.value))


def total(many: Iterable[Costs]) -> Costs:
    """All of them together."""
    every = list(many)
    return Costs(*(sum(each.of(outlay) for each in every) for outlay in Outlay))


def whose(spent: Spent, by: CostsBy) -> int | None:
    """The id of what money was spent on, as costs are added up by it; None where nobody knows."""
    owner: int | None = getattr(spent, f"{by.value}_id")
    return owner


def added_up(many: Iterable[Spent], by: CostsBy) -> dict[int | None, Costs]:
    """Costs by what they were spent on."""
    sums: dict[int | None, dict[str, int]] = {}
    for each in many:
        of = sums.setdefault(whose(each, by), dict.fromkeys(Outlay, 0))
        of[each.outlay.value] += each.cents
    return {record_id: Costs(**of) for record_id, of in sums.items()}
