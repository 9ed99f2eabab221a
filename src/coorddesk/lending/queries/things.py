"""The things of loans: their lines, and what reservations ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.messages import Message
from coorddesk.inventory.models import Asset, Manufacturer, Model, StatusLabel
from coorddesk.inventory.rules import CONDITION_TITLES, Condition, MetaStatus, called, label_title
from coorddesk.lending.models import Kit, Loan, LoanLine, LoanWish
from coorddesk.lending.rules import PLANNED
from coorddesk.stock.models import StockItem

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_NAMED = 3
"""How many things of a loan a list names."""


@dataclass(frozen=True)
class LineRow:
    """A thing of a loan: a device, or so many of an accessory; `status` is that of a device today."""

    id: int
    loan_id: int
    subject: Subject
    title: str
    detail: str
    model: str
    serial: str
    quantity: int
    kit_id: int | None
    kit: str
    out_at: datetime | None
    back_at: datetime | None
    condition_back: Condition | None
    note_back: str
    meta: MetaStatus | None
    status: Message | None

    @property
    def condition_title(self) -> Message | None:
        """How a damaged device looked when it came back."""
        return None if self.condition_back is None else CONDITION_TITLES[self.condition_back]


@dataclass(frozen=True)
class WishRow:
    """What a reservation asks for: a device, a kit, or so many of a model."""

    id: int
    subject: Subject
    title: str
    count: int


def lines_of(session: Session, loan_ids: Sequence[int]) -> dict[int, tuple[LineRow, ...]]:
    """The lines of loans, kits together, devices in the order in which they were lent."""
    found: dict[int, list[LineRow]] = {}
    for row in session.execute(_LINES.where(LoanLine.loan_id.in_(loan_ids))):
        found.setdefault(row.loan_id, []).append(_line(row))
    return {loan_id: tuple(lines) for loan_id, lines in found.items()}


def wishes_of(session: Session, loan_ids: Sequence[int]) -> dict[int, tuple[WishRow, ...]]:
    """What reservations ask for."""
    found: dict[int, list[WishRow]] = {}
    for row in session.execute(_WISHES.where(LoanWish.loan_id.in_(loan_ids))):
        found.setdefault(row.loan_id, []).append(_wish(row))
    return {loan_id: tuple(wishes) for loan_id, wishes in found.items()}


def first_things(session: Session, loan_ids: Sequence[int]) -> dict[int, tuple[str, int]]:
    """The first things of loans in a line, each kit by its name, and how many things reservations ask for.

    Of a loan that has lines they are those; of a reservation, what it asks for.
    """
    lines, planned = lines_of(session, loan_ids), _planned(session, loan_ids)
    wishes = wishes_of(session, planned)
    found = {}
    for loan_id in loan_ids:
        asked = wishes.get(loan_id, ()) if loan_id in planned else ()
        there = lines.get(loan_id, ())
        named = list(dict.fromkeys([_named(line) for line in there] or [_asked(wish) for wish in asked]))
        if len(there) == 1 and there[0].detail:
            named = [f"{named[0]} · {there[0].detail}"]
        more = ", …" if len(named) > _NAMED else ""
        found[loan_id] = (", ".join(named[:_NAMED]) + more, sum(wish.count for wish in asked))
    return found


def _planned(session: Session, loan_ids: Sequence[int]) -> list[int]:
    wanted = select(Loan.id).where(Loan.id.in_(loan_ids), Loan.state.in_(PLANNED))
    return list(session.scalars(wanted))


def _named(line: LineRow) -> str:
    return line.kit or (f"{line.quantity} × {line.title}" if line.quantity > 1 else line.title)


def _asked(wish: WishRow) -> str:
    return f"{wish.count} × {wish.title}" if wish.subject[0] == "model" else wish.title


def _line(row: Any) -> LineRow:
    if row.asset_id is None:
        subject, title, detail, status = ("stock_item", row.item_id), row.item, row.reference, None
        model = row.item
    else:
        subject, title = ("asset", row.asset_id), called(row.tag, row.serial, row.name, row.asset_id)
        about = [part for part in (row.name, row.maker, row.model) if part and part != title]
        detail, status = " ".join(dict.fromkeys(about)), label_title(row.meta, row.label)
        model = " ".join(part for part in (row.maker, row.model) if part)
    serial = row.serial if row.serial and row.serial != title else ""
    return LineRow(
        id=row.id,
        loan_id=row.loan_id,
        subject=subject,
        title=title,
        detail=detail,
        model=model,
        serial=serial,
        quantity=row.quantity,
        kit_id=row.kit_id,
        kit=row.kit or "",
        out_at=row.out_at,
        back_at=row.back_at,
        condition_back=row.condition_back,
        note_back=row.note_back,
        meta=row.meta,
        status=status,
    )


def _wish(row: Any) -> WishRow:
    if row.asset_id is not None:
        return WishRow(row.id, ("asset", row.asset_id), called(row.tag, row.serial, row.name, row.asset_id), 1)
    if row.kit_id is not None:
        return WishRow(row.id, ("kit", row.kit_id), row.kit, 1)
    title = " ".join(part for part in (row.maker, row.model, row.model_number) if part)
    return WishRow(row.id, ("model", row.model_id), title, row.wanted)


_LINES: Select[*tuple[Any, ...]] = (
    select(
        LoanLine.id,
        LoanLine.loan_id,
        LoanLine.asset_id,
        LoanLine.item_id,
        LoanLine.quantity,
        LoanLine.kit_id,
        Kit.name.label("kit"),
        LoanLine.out_at,
        LoanLine.back_at,
        LoanLine.condition_back,
        LoanLine.note_back,
        Asset.tag,
        Asset.serial,
        Asset.name,
        Manufacturer.name.label("maker"),
        Model.name.label("model"),
        StatusLabel.meta,
        StatusLabel.name.label("label"),
        StockItem.name.label("item"),
        StockItem.reference,
    )
    .select_from(LoanLine)
    .outerjoin(Kit, Kit.id == LoanLine.kit_id)
    .outerjoin(Asset, Asset.id == LoanLine.asset_id)
    .outerjoin(StatusLabel, StatusLabel.id == Asset.status_label_id)
    .outerjoin(Model, Model.id == Asset.model_id)
    .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
    .outerjoin(StockItem, StockItem.id == LoanLine.item_id)
    .order_by(LoanLine.loan_id, LoanLine.kit_id.is_(None), LoanLine.kit_id, LoanLine.id)
)
_WISHES: Select[*tuple[Any, ...]] = (
    select(
        LoanWish.id,
        LoanWish.loan_id,
        LoanWish.asset_id,
        LoanWish.model_id,
        LoanWish.kit_id,
        LoanWish.count.label("wanted"),
        Asset.tag,
        Asset.serial,
        Asset.name,
        Kit.name.label("kit"),
        Manufacturer.name.label("maker"),
        Model.name.label("model"),
        Model.number.label("model_number"),
    )
    .select_from(LoanWish)
    .outerjoin(Asset, Asset.id == LoanWish.asset_id)
    .outerjoin(Kit, Kit.id == LoanWish.kit_id)
    .outerjoin(Model, Model.id == LoanWish.model_id)
    .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
    .order_by(LoanWish.loan_id, LoanWish.id)
)
