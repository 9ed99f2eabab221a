"""The formats that labels can be printed on: those that are sold, and the desk's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.labels.models import LabelFormat
from coorddesk.labels.rules import PUBLISHED, SheetFormat

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_OWN = "own:"


@dataclass(frozen=True)
class FormatRow:
    """A format of the desk's own."""

    id: int
    version: int
    sheet: SheetFormat


def own_formats(session: Session) -> tuple[FormatRow, ...]:
    """The desk's own formats, by name."""
    rows = session.scalars(select(LabelFormat).order_by(LabelFormat.name_folded))
    return tuple(FormatRow(row.id, row.version, _sheet(row)) for row in rows)


def own_format(session: Session, format_id: int) -> FormatRow | None:
    """One of them."""
    row = session.get(LabelFormat, format_id)
    return None if row is None else FormatRow(row.id, row.version, _sheet(row))


def formats(session: Session) -> dict[str, SheetFormat]:
    """All there are, by their keys: the desk's own first."""
    return {row.sheet.key: row.sheet for row in own_formats(session)} | PUBLISHED


def format_named(session: Session, name: str) -> SheetFormat:
    """The format of a key or a name as a script types it. Raises `UserError` if there is none."""
    known = formats(session)
    by_name = {fold(sheet.name): sheet for sheet in reversed(known.values())}
    sheet = known.get(name) or by_name.get(fold(name))
    if sheet is None:
        names = ", ".join(sheet.name for sheet in known.values())
        raise UserError(_("There is no format “{name}”. There are: {names}.", name=name, names=names))
    return sheet


def _sheet(row: LabelFormat) -> SheetFormat:
    return SheetFormat(
        key=f"{_OWN}{row.id}",
        name=row.name,
        page=row.page,
        columns=row.columns,
        rows=row.rows,
        width=row.width,
        height=row.height,
        left=row.left,
        top=row.top,
        across=row.across,
        down=row.down,
    )
