"""What stocktakes add to the story of a device, a place, and to their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from coorddesk.core.messages import Message, _, _n
from coorddesk.core.records import Entry, Subject
from coorddesk.core.story import of_subject
from coorddesk.directory.models import Place
from coorddesk.directory.queries import places_below
from coorddesk.stocktaking.models import Stocktake, StocktakeLine
from coorddesk.stocktaking.rules import COUNTED, LineState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

KEPT = 200
"""How many lines or deeds a story goes back."""
_ICON = "clipboard-check"


def timeline(session: Session, subject: Subject) -> Sequence[Entry]:
    """When a device was found or missed, when a place was counted, what was done with a stocktake; newest first."""
    kind, record_id = subject
    entries: list[Entry] = []
    match kind:
        case "asset":
            entries += _sightings(session, record_id)
        case "place":
            entries += _rounds(session, record_id)
        case "stocktake" | "stocktake_line":
            entries += (Entry(each.moment, each.deed, each.actor) for each in of_subject(session, subject, KEPT))
    return sorted(entries, key=lambda entry: entry.moment, reverse=True)


def _sightings(session: Session, asset_id: int) -> Iterator[Entry]:
    rows = session.execute(_LINES.where(StocktakeLine.asset_id == asset_id).limit(KEPT))
    for row in rows:
        said = _said(row)
        moment, actor = (row.found_at, row.found_by) if row.state in COUNTED else (row.closed_at, row.closed_by)
        if said is not None and moment is not None:
            yield Entry(moment, said, actor, ("stocktake", row.stocktake_id), row.note, _ICON)


def _said(row: Any) -> Message | None:
    """What a line says of its device; nothing while it is still looked for."""
    match row.state:
        case LineState.FOUND if row.found:
            return _("Found in {place} (stocktake “{name}”)", place=row.found, name=row.name)
        case LineState.FOUND:
            return _("Found (stocktake “{name}”)", name=row.name)
        case LineState.MISPLACED if row.expected:
            return _(
                "Found in {place}, expected in {expected} (stocktake “{name}”)",
                place=row.found or "",
                expected=row.expected,
                name=row.name,
            )
        case LineState.MISPLACED:
            return _("Found in {place}, not expected there (stocktake “{name}”)", place=row.found or "", name=row.name)
        case LineState.MISSING if row.closed_at is not None:
            return _("Missing (stocktake “{name}”)", name=row.name)
    return None


def _rounds(session: Session, place_id: int) -> Iterator[Entry]:
    """The stocktakes in which something was counted in a place or in what is inside it."""
    last = func.max(StocktakeLine.found_at)
    rounds = (
        select(Stocktake.id, Stocktake.name, func.count(), last.label("moment"), func.max(StocktakeLine.found_by))
        .join(Stocktake, Stocktake.id == StocktakeLine.stocktake_id)
        .where(StocktakeLine.found_place_id.in_(places_below(session, place_id)))
        .group_by(Stocktake.id, Stocktake.name)
        .order_by(last.desc())
    )
    for stocktake_id, name, count, moment, actor in session.execute(rounds.limit(KEPT)):
        said = _n(
            "{count} thing counted here (stocktake “{name}”)",
            "{count} things counted here (stocktake “{name}”)",
            count,
            name=name,
        )
        if moment is not None:
            yield Entry(moment, said, actor, ("stocktake", stocktake_id), icon=_ICON)


_EXPECTED_IN, _FOUND_IN = aliased(Place), aliased(Place)
_LINES: Select[*tuple[Any, ...]] = (
    select(
        StocktakeLine.stocktake_id,
        StocktakeLine.state,
        StocktakeLine.found_at,
        StocktakeLine.found_by,
        StocktakeLine.note,
        Stocktake.name,
        Stocktake.closed_at,
        Stocktake.closed_by,
        _EXPECTED_IN.path.label("expected"),
        _FOUND_IN.path.label("found"),
    )
    .select_from(StocktakeLine)
    .join(Stocktake, Stocktake.id == StocktakeLine.stocktake_id)
    .outerjoin(_EXPECTED_IN, _EXPECTED_IN.id == StocktakeLine.expected_place_id)
    .outerjoin(_FOUND_IN, _FOUND_IN.id == StocktakeLine.found_place_id)
    .order_by(StocktakeLine.id.desc())
)
