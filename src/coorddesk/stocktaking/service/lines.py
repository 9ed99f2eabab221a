"""The verbs on lines: a misplaced device moved, one given up as missing, what is said about a thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import update_rows
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.tidy import tidy_lines
from coorddesk.core.versions import expect_version
from coorddesk.directory.models import Place
from coorddesk.directory.service import EDITORS, row_there
from coorddesk.inventory.queries.called import names
from coorddesk.inventory.rules import CONDITION_TITLES, Condition
from coorddesk.inventory.service.chosen import Chosen, devices_in_use, move_to
from coorddesk.stocktaking.models import Stocktake, StocktakeLine
from coorddesk.stocktaking.rules import Correction, LineState
from coorddesk.stocktaking.service.opening import open_one

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

LINE = StocktakeLine.__tablename__


@dataclass(frozen=True)
class Lines:
    """Some lines of a stocktake."""

    stocktake_id: int
    ids: tuple[int, ...]


@dataclass(frozen=True)
class LineEdit:
    """What is said about a thing of a stocktake, and the version that its author saw."""

    id: int
    version: int
    condition: Condition | None
    note: str


@allowed(*EDITORS)
def move_found(session: Session, wish: Lines) -> None:
    """Move misplaced devices to where they were found, right away."""
    stocktake, lines = _lines(session, wish)
    for line in lines:
        if line.state is not LineState.MISPLACED or line.found_place_id is None:
            raise UserError(_("Only what is misplaced can be moved to where it was found."))
    found_in = {line.asset_id: line.found_place_id for line in lines}
    devices = devices_in_use(session, Chosen(tuple(asset_id for asset_id in found_in if asset_id is not None)))
    moves = [(device, {"place_id": found_in[device.id]}) for device in devices]
    move_to(session, moves, stocktake.name)  # what a movement says about its reason
    update_rows(session, table_named(LINE), [(line.id, {"correction": Correction.MOVED}) for line in lines])
    place = session.get_one(Place, lines[0].found_place_id).path if len(set(found_in.values())) == 1 else None
    deed = _("Move {devices} to where they were found", devices=_said(session, lines))
    if place is not None:
        deed = _("Move {devices} to {place}", devices=_said(session, lines), place=place)
    record(session, deed, *((LINE, line.id) for line in lines), *(("asset", device.id) for device in devices))


@allowed(*EDITORS)
def mark_missing(session: Session, wish: Lines) -> None:
    """Give up looking for things; one that turns up after all is simply scanned."""
    refused = _("Only what is still to find can be marked as missing.")
    stocktake, lines = _turned(session, wish, (LineState.EXPECTED, LineState.MISSING), refused)
    deed = _("Mark {devices} as missing (“{name}”)", devices=_said(session, lines), name=stocktake.name)
    record(session, deed, *((LINE, line.id) for line in lines))


@allowed(*EDITORS)
def look_again(session: Session, wish: Lines) -> None:
    """Look again for what was marked as missing."""
    refused = _("This is not marked as missing.")
    stocktake, lines = _turned(session, wish, (LineState.MISSING, LineState.EXPECTED), refused)
    deed = _("Look again for {devices} (“{name}”)", devices=_said(session, lines), name=stocktake.name)
    record(session, deed, *((LINE, line.id) for line in lines))


@allowed(*EDITORS)
def edit_line(session: Session, wish: LineEdit) -> None:
    """Say in what condition a thing is, and what there is to know about it."""
    line = row_there(session, StocktakeLine, wish.id)
    open_one(session, line.stocktake_id)
    wanted = {"condition": wish.condition, "note": tidy_lines(wish.note)}
    expect_version(line, wish.version, wanted, _TITLES, _shown)
    line.condition, line.note = wish.condition, tidy_lines(wish.note)
    session.flush()
    record(session, _("Note on {devices}", devices=_said(session, [line])), (LINE, line.id))


def _lines(session: Session, wish: Lines) -> tuple[Stocktake, list[StocktakeLine]]:
    stocktake = open_one(session, wish.stocktake_id)
    wanted = select(StocktakeLine).where(StocktakeLine.id.in_(wish.ids), StocktakeLine.stocktake_id == stocktake.id)
    lines = list(session.scalars(wanted.order_by(StocktakeLine.id)))
    if not lines or len(lines) != len(set(wish.ids)):
        raise UserError(_("One of these lines is no longer there. Select again."))
    return stocktake, lines


def _turned(
    session: Session, wish: Lines, turn: tuple[LineState, LineState], refused: Message
) -> tuple[Stocktake, list[StocktakeLine]]:
    """Lines that all stood in one state, and now do in another."""
    stocktake, lines = _lines(session, wish)
    before, after = turn
    if any(line.state is not before for line in lines):
        raise UserError(refused)
    update_rows(session, table_named(LINE), [(line.id, {"state": after}) for line in lines])
    return stocktake, lines


def _said(session: Session, lines: Sequence[StocktakeLine]) -> Message:
    if len(lines) > 1:
        return _n("{count} device", "{count} devices", len(lines))
    [line] = lines
    if line.asset_id is None:
        return verbatim(line.code)
    return verbatim(names(session, "asset", [line.asset_id])[line.asset_id])


def _shown(_field: str, value: object) -> object:
    return CONDITION_TITLES[value] if isinstance(value, Condition) else value


_TITLES = {"condition": _("Condition"), "note": _("Note")}
