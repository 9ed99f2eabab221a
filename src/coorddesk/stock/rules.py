"""Truths about stock that need no database: what each movement does to what is there, and what is to be ordered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold, fold_code
from coorddesk.core.messages import Message, _, _n, _p

if TYPE_CHECKING:
    from collections.abc import Iterable


class StockKind(StrEnum):
    """Whether a thing is used up, or lent and comes back."""

    CONSUMABLE = "consumable"
    ACCESSORY = "accessory"


STOCK_KIND_TITLES: dict[StockKind, Message] = {
    StockKind.CONSUMABLE: _("Consumable"),
    StockKind.ACCESSORY: _("Accessory"),
}


class MoveKind(StrEnum):
    """Why a quantity changed."""

    PURCHASE = "purchase"
    OUT = "out"
    BACK = "back"
    CONSUMED = "consumed"
    ADJUSTED = "adjusted"
    LOST = "lost"
    BROKEN = "broken"
    MOVED = "moved"


MOVE_KIND_TITLES: dict[MoveKind, Message] = {
    MoveKind.PURCHASE: _p("stock", "Received"),
    MoveKind.OUT: _p("stock", "Given out"),
    MoveKind.BACK: _p("stock", "Taken back"),
    MoveKind.CONSUMED: _p("stock", "Used up"),
    MoveKind.ADJUSTED: _p("stock", "Adjusted"),
    MoveKind.LOST: _p("stock", "Lost"),
    MoveKind.BROKEN: _p("stock", "Broken"),
    MoveKind.MOVED: _p("stock", "Moved"),
}

SIGNS: dict[MoveKind, int] = {
    MoveKind.PURCHASE: 1,
    MoveKind.OUT: -1,
    MoveKind.BACK: 1,
    MoveKind.CONSUMED: -1,
    MoveKind.LOST: -1,
    MoveKind.BROKEN: -1,
}
"""What a movement of so many does to what is there: more, or less; one that adjusts or carries may do either."""


class StockState(StrEnum):
    """How an item stands."""

    ENOUGH = "enough"
    TO_ORDER = "to_order"
    NONE_LEFT = "none_left"
    DROPPED = "dropped"


STOCK_STATE_TITLES: dict[StockState, Message] = {
    StockState.ENOUGH: _p("stock", "Enough"),
    StockState.TO_ORDER: _p("stock", "To order"),
    StockState.NONE_LEFT: _p("stock", "None left"),
    StockState.DROPPED: _p("stock", "No longer ordered"),
}


@dataclass(frozen=True)
class Moved:
    """What a movement did to an item at a place; None is a place that nobody named."""

    item_id: int
    place_id: int | None
    quantity: int


def levels(moves: Iterable[Moved]) -> dict[tuple[int, int | None], int]:
    """What is there of each item at each place: the sums of its movements; what is nowhere is left out."""
    found: Counter[tuple[int, int | None]] = Counter()
    for move in moves:
        found[move.item_id, move.place_id] += move.quantity
    return {key: quantity for key, quantity in found.items() if quantity}


def is_low(level: int, threshold: int | None) -> bool:
    """Whether so many are at the threshold or below; without a threshold, never."""
    return threshold is not None and level <= threshold


def to_order(level: int, threshold: int | None, target: int | None, *, is_dropped: bool = False) -> int:
    """How many to order: up to the target once the threshold is reached, none above it.

    That is the (s, S) policy, or min-max (projectproduction.org, glossary). Example (my-docusaurus-pi.vercel.app,
    « Min-Max Inventory Levels »): between 380 and 800, nothing is ordered at 500, and 420 at 380.

    Without a target, one more than the threshold: the least that ends the alarm (`alarm_threshold` and `stock_target`
    of GLPI, whose cartridges work so). A level below zero is owed, and ordered with the rest.
    """
    if is_dropped or not is_low(level, threshold):
        return 0
    assert threshold is not None
    wanted = threshold + 1 if target is None else max(target, threshold + 1)
    return wanted - level


def stock_state(level: int, threshold: int | None, *, is_dropped: bool = False) -> StockState:
    """How an item stands; of one that is no longer ordered nothing else is said."""
    if is_dropped:
        return StockState.DROPPED
    if is_low(level, threshold):
        return StockState.TO_ORDER
    return StockState.ENOUGH if level > 0 else StockState.NONE_LEFT


def worth(level: int, price: int | None) -> int | None:
    """What so many are worth, in cents; nothing that is owed is worth anything."""
    return None if price is None else max(level, 0) * price


def trouble_with(price: int | None, threshold: int | None, target: int | None) -> tuple[str, Message] | None:
    """What is wrong with the numbers of an item, and the field it is about."""
    said = {"price": price, "threshold": threshold, "target": target}
    below = next((key for key, value in said.items() if value is not None and value < 0), None)
    if below is not None:
        return below, _("This cannot be below zero.")
    if target is None:
        return None
    if threshold is None:
        return "threshold", _("Say as well from which level on it is to be ordered.")
    if target <= threshold:
        return "target", _("Order up to more than the threshold, or what was ordered would be to order again.")
    return None


def trouble_with_kind(name: str, kind: StockKind, lent: int) -> Message | None:
    """Why an item cannot be used up rather than lent: what people have of it would be forgotten."""
    if kind is not StockKind.CONSUMABLE or lent <= 0:
        return None
    return _n(
        "People still have {count} × “{item}”. Take it back or note it as lost before it becomes a consumable.",
        "People still have {count} × “{item}”. Take them back or note them as lost before it becomes a consumable.",
        lent,
        item=name,
    )


@dataclass(frozen=True)
class StockCopies:
    """The folded copies of an item's words."""

    name_folded: str
    barcode_folded: str | None
    search: str


def stock_copies(name: str, reference: str, barcode: str | None) -> StockCopies:
    """The copies of what an item is known by."""
    search = fold(" ".join(word for word in (name, reference, barcode) if word))
    return StockCopies(fold(name), fold_code(barcode) if barcode else None, search)


LARGEST = 1_000_000
"""Of one movement; a number beyond is a slip of the finger, or a barcode scanned into the wrong field."""


def refuse_quantity(quantity: int, field: str = "quantity") -> None:
    """Refuse what is no number of things."""
    if quantity <= 0:
        raise UserError(_("Say how many: one at least."), field=field)
    if quantity > LARGEST:
        raise UserError(_("That is more than anybody counts here: {largest} at most.", largest=LARGEST), field=field)


def likely_place(here: dict[int | None, int], usual: int | None) -> int | None:
    """Where an item is taken from, or put, if nobody says it: where it is usually kept, else where most of it is."""
    filled = {place: level for place, level in here.items() if level > 0}
    if usual is not None and (usual in filled or not filled):
        return usual
    return max(filled, key=lambda place: (filled[place], place is not None, -(place or 0))) if filled else None
