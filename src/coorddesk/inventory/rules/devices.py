"""Truths about assets that need no database: meta-statuses, conditions, warranties."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold, fold_all, fold_code, fold_codes
from coorddesk.core.messages import Message, _, _p, verbatim

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_LIFE = 50
"""In years, of serving or of being written off; what is longer is a slip of the keyboard."""

LONGEST_WARRANTY = 1200
"""In months; what is longer is a slip of the keyboard."""

_HIGHEST_PRICE, _MOST_UNITS = 10**12, 10**6
"""In cents, and of one device: of more, no database could add up what they are worth."""


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


IN_USE = frozenset(MetaStatus) - {MetaStatus.RETIRED}
"""All but what has left."""


def label_title(meta: MetaStatus, name: str | None) -> Message:
    """What a status label is called: its own name, or the standard one of what it means."""
    return META_STATUS_TITLES[meta] if name is None else verbatim(name)


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


class CustomType(StrEnum):
    """What a custom field holds."""

    TEXT = "text"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    LINK = "link"


CUSTOM_TYPE_TITLES: dict[CustomType, Message] = {
    CustomType.TEXT: _p("field", "Text"),
    CustomType.NUMBER: _p("field", "Number"),
    CustomType.AMOUNT: _p("field", "Amount"),
    CustomType.DATE: _p("field", "Date"),
    CustomType.YES_NO: _p("field", "Yes or no"),
    CustomType.CHOICE: _p("field", "Choice from a list"),
    CustomType.LINK: _p("field", "Link to a page"),
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
    DisposalReason.END_OF_LIFE: _p("disposal reason", "End of life"),
    DisposalReason.SOLD: _p("disposal reason", "Sold"),
    DisposalReason.GIVEN: _p("disposal reason", "Given away"),
    DisposalReason.STOLEN: _p("disposal reason", "Stolen"),
    DisposalReason.LOST: _p("disposal reason", "Lost"),
    DisposalReason.BROKEN: _p("disposal reason", "Broken"),
    DisposalReason.RETURNED_TO_LESSOR: _p("disposal reason", "Returned to lessor"),
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


class Depreciation(StrEnum):
    """How what a device cost is spread over its years."""

    LINEAR = "linear"
    DECLINING = "declining"
    NONE = "none"


DEPRECIATION_TITLES: dict[Depreciation, Message] = {
    Depreciation.LINEAR: _p("depreciation", "Linear"),
    Depreciation.DECLINING: _p("depreciation", "Declining"),
    Depreciation.NONE: _p("depreciation", "None"),
}


@dataclass(frozen=True)
class Warranty:
    """What is known of a warranty: the day of purchase, its length in months, its last day."""

    purchase: date | None = None
    months: int | None = None
    end: date | None = None

    @property
    def reckoned_end(self) -> date | None:
        """The last day by purchase and length, where both are known."""
        if self.purchase is None or self.months is None:
            return None
        return warranty_end(self.purchase, self.months)


def settled_end(before: Warranty, after: Warranty) -> date | None:
    """The last day of a warranty after a change.

    A day that somebody wrote down stays. One that was reckoned follows its purchase and length, and an empty one is
    reckoned where it can be.
    """
    if after.end is None:
        return after.reckoned_end
    follows = after.end == before.end == before.reckoned_end
    if follows and (after.purchase, after.months) != (before.purchase, before.months):
        return after.reckoned_end
    return after.end


@lru_cache(maxsize=10_000)  # a large sheet asks for the same few thousand over and over
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


def status_by_holder(meta: MetaStatus, *, held: bool) -> MetaStatus:
    """What a status becomes when a device is handed to somebody or given back; anything but stock and use stays."""
    if held and meta is MetaStatus.IN_STOCK:
        return MetaStatus.ASSIGNED
    if not held and meta is MetaStatus.ASSIGNED:
        return MetaStatus.IN_STOCK
    return meta


def keeps_holder(meta: MetaStatus) -> bool:
    """Whether somebody may still hold a device of that status: one under repair goes back to them, one in stock not."""
    return meta not in {MetaStatus.IN_STOCK, MetaStatus.RETIRED}


def called(tag: str | None, serial: str | None, name: str, asset_id: int) -> str:
    """What a device is called in a sentence: by its number, its serial number or its name."""
    return tag or serial or name or f"#{asset_id}"


class AssetCopies(NamedTuple):
    """The folded copies of a device's words: those that are sorted and unique, and the one that is searched."""

    tag_folded: str | None
    serial_folded: str | None
    name_folded: str
    search: str


def asset_copies(tag: str | None, serial: str | None, name: str, order_number: str, invoice_number: str) -> AssetCopies:
    """Fold a device's words; what it belongs to has copies of its own, which stay right when it is renamed."""
    tag_folded = None if tag is None else fold_code(tag)
    serial_folded = None if serial is None else fold_code(serial)
    name_folded = fold(name)
    words = (tag_folded, serial_folded, name_folded, fold(order_number), fold(invoice_number))
    return AssetCopies(tag_folded, serial_folded, name_folded, " ".join(filter(None, words)))


def each_asset_copies(
    tags: Sequence[str | None],
    serials: Sequence[str | None],
    names: Sequence[str],
    order_numbers: Sequence[str],
    invoice_numbers: Sequence[str],
) -> dict[str, Sequence[str | None]]:
    """What `asset_copies` makes of each of many devices, column by column and so many times as fast."""
    tags_folded, serials_folded = _each_folded_code(tags), _each_folded_code(serials)
    words = (tags_folded, serials_folded, fold_all(names), fold_all(order_numbers), fold_all(invoice_numbers))
    searches = [" ".join(filter(None, said)) for said in zip(*words, strict=True)]
    return dict(zip(AssetCopies._fields, (*words[:3], searches), strict=True))


def _each_folded_code(codes: Sequence[str | None]) -> Sequence[str | None]:
    folded = fold_codes([code or "" for code in codes])
    return [None if code is None else text for code, text in zip(codes, folded, strict=True)]


def trouble_with(price: int | None, quantity: int | None, months: int | None) -> tuple[str, Message] | None:
    """The key of the field, and what is wrong with it; None: nothing is."""
    if price is not None and price < 0:
        return "price", _("A price is not below zero.")
    if price is not None and price > _HIGHEST_PRICE:
        return "price", _("This price is too high.")
    if quantity is not None and quantity < 1:
        return "quantity", _("There is at least one of a device.")
    if quantity is not None and quantity > _MOST_UNITS:
        return "quantity", _("There are {count} of a device at most.", count=_MOST_UNITS)
    if months is not None and not 0 <= months <= LONGEST_WARRANTY:
        return "warranty_months", _("A warranty lasts between 0 and {months} months.", months=LONGEST_WARRANTY)
    return None


def refuse_years(field: str, years: int | None) -> None:
    """Refuse a number of years that no device serves."""
    if years is not None and not 1 <= years <= LONGEST_LIFE:
        raise UserError(_("Write a number of years from 1 to {years}.", years=LONGEST_LIFE), field=field)


def taken(field: str, number: str, other: str, *, in_bin: bool) -> Message:
    """Whose an inventory number or serial number is already, and what to do if that one is not to be seen."""
    match field, in_bin:
        case "tag", False:
            return _("The inventory number {number} is that of {device}.", number=number, device=other)
        case "tag", True:
            return _(
                "The inventory number {number} is that of {device}, which is in the bin: "
                "restore it, or take another number.",
                number=number,
                device=other,
            )
        case _, False:
            return _("The serial number {number} is that of {device}.", number=number, device=other)
    return _(
        "The serial number {number} is that of {device}, which is in the bin: restore it, or correct the number.",
        number=number,
        device=other,
    )
