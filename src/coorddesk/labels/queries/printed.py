"""The numbers that were printed on labels ahead of their devices, and which of them are still free."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from coorddesk.core.fold import fold_code
from coorddesk.core.matching import starts_with
from coorddesk.core.messages import _
from coorddesk.core.records import Hit
from coorddesk.inventory.models import Asset
from coorddesk.labels.models import PrintedLabel

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class PrintedRow:
    """A number printed ahead, and the device that bears it by now."""

    id: int
    number: str
    moment: datetime
    actor: str
    asset_id: int | None = None


def free_label(session: Session, text: str) -> PrintedRow | None:
    """The label that a scanned text stands on, if it was printed ahead and no device bears its number yet.

    Whoever reads scans asks this where `inventory.queries.scanned` finds nothing.
    """
    wanted = _ROWS.where(PrintedLabel.number_folded == fold_code(text), Asset.id.is_(None))
    return next((PrintedRow(*row) for row in session.execute(wanted)), None)


def free_among(session: Session, ids: Collection[int]) -> list[PrintedRow]:
    """Those of these labels that are still free, in the order in which they were drawn."""
    wanted = _ROWS.where(PrintedLabel.id.in_(ids), Asset.id.is_(None))
    return [PrintedRow(*row) for row in session.execute(wanted.order_by(PrintedLabel.id))]


def printed_labels(session: Session, *, free_only: bool = True, limit: int = 1000) -> Sequence[PrintedRow]:
    """The numbers printed ahead, in the order in which they were drawn."""
    wanted = _ROWS.where(Asset.id.is_(None)) if free_only else _ROWS
    return [PrintedRow(*row) for row in session.execute(wanted.order_by(PrintedLabel.id).limit(limit))]


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """Free labels whose number begins like a folded text: to be linked to what they stick on."""
    wanted = _ROWS.where(starts_with(PrintedLabel.number_folded, fold_code(text)), Asset.id.is_(None))
    rows = [PrintedRow(*row) for row in session.execute(wanted.order_by(PrintedLabel.number_folded).limit(limit))]
    said = _("Label printed ahead, on no device yet")
    return [Hit(("printed_label", row.id), row.number, said, 1 if _is(row, text) else 3) for row in rows]


def _is(row: PrintedRow, text: str) -> bool:
    return fold_code(row.number) == fold_code(text)


def free_count(session: Session) -> int:
    """How many are still free."""
    wanted = select(func.count(PrintedLabel.id)).outerjoin(Asset, Asset.tag_folded == PrintedLabel.number_folded)
    return session.scalar(wanted.where(Asset.id.is_(None))) or 0


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """The numbers of labels printed ahead that are there; of other kinds, none."""
    if kind != PrintedLabel.__tablename__:
        return {}
    return dict(session.execute(_NUMBERS.where(PrintedLabel.id.in_(ids))).all())


_ROWS: Select[*tuple[Any, ...]] = select(
    PrintedLabel.id, PrintedLabel.number, PrintedLabel.moment, PrintedLabel.actor, Asset.id
).outerjoin(Asset, Asset.tag_folded == PrintedLabel.number_folded)
_NUMBERS: Select[Any, Any] = select(PrintedLabel.id, PrintedLabel.number)
