"""Truths about assets that need no database: meta-statuses, conditions, warranties."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from enum import StrEnum

from coorddesk.core.messages import Message, _, _p


class MetaStatus(StrEnum):
    """What a status label means to the program, whatever the desk calls it."""

    IN_STOCK = "in_stock"
    ASSIGNED = "assigned"
    ON_LOAN = "on_loan"
    UNDER_REPAIR = "under_repair"
    UNAVAILABLE = "unavailable"
    RETIRED = "retired"


META_STATUS_TITLES: dict[MetaStatus, Message] = {
    MetaStatus.IN_STOCK: _p("status", "In stock"),
    MetaStatus.ASSIGNED: _p("status", "Assigned"),
    MetaStatus.ON_LOAN: _p("status", "On loan"),
    MetaStatus.UNDER_REPAIR: _p("status", "Under repair"),
    MetaStatus.UNAVAILABLE: _p("status", "Unavailable"),
    MetaStatus.RETIRED: _p("status", "Retired"),
}


class Condition(StrEnum):
    """How worn a device is."""

    NEW = "new"
    GOOD = "good"
    WORN = "worn"
    DAMAGED = "damaged"
    DEAD = "dead"


CONDITION_TITLES: dict[Condition, Message] = {
    Condition.NEW: _p("condition", "New"),
    Condition.GOOD: _p("condition", "Good"),
    Condition.WORN: _p("condition", "Worn"),
    Condition.DAMAGED: _p("condition", "Damaged"),
    Condition.DEAD: _p("condition", "Dead"),
}


class DisposalReason(StrEnum):
    """Why a device left."""

    END_OF_LIFE = "end_of_life"
    SOLD = "sold"
    GIVEN = "given"
    STOLEN = "stolen"
    LOST = "lost"
    BROKEN = "broken"
    RETURNED_TO_LESSOR = "returned_to_lessor"


DISPOSAL_REASON_TITLES: dict[DisposalReason, Message] = {
    DisposalReason.END_OF_LIFE: _("End of life"),
    DisposalReason.SOLD: _("Sold"),
    DisposalReason.GIVEN: _("Given away"),
    DisposalReason.STOLEN: _("Stolen"),
    DisposalReason.LOST: _("Lost"),
    DisposalReason.BROKEN: _("Broken"),
    DisposalReason.RETURNED_TO_LESSOR: _("Returned to lessor"),
}


class DataWiped(StrEnum):
    """Whether the data on a device that left is gone."""

    YES = "yes"
    NO = "no"
    NOT_NEEDED = "not_needed"


DATA_WIPED_TITLES: dict[DataWiped, Message] = {
    DataWiped.YES: _p("data wiped", "Yes"),
    DataWiped.NO: _p("data wiped", "No"),
    DataWiped.NOT_NEEDED: _p("data wiped", "Not needed"),
}


def warranty_end(purchase: date, months: int) -> date:
    """The last day of a warranty of `months` from the day of purchase: 15/03/2024 + 24 months -> 14/03/2026.

    Where the month has no such day, the warranty ends on its last one.
    """
    years, month = divmod(purchase.month - 1 + months, 12)
    year, month = purchase.year + years, month + 1
    last = calendar.monthrange(year, month)[1]
    if purchase.day > last:
        return date(year, month, last)
    return date(year, month, purchase.day) - timedelta(days=1)
