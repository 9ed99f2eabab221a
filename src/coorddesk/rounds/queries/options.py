"""What may be put on a round's list, typed or scanned: devices and places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coorddesk.core.options import Option
from coorddesk.inventory.queries.scanned import ASSETS, PLACES, scanned, scanned_as
from coorddesk.rounds.queries.tours import StopRow, things

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Hit, Subject

_TAKEN = (ASSETS, PLACES)


def stop_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Devices and places that a text may mean; a picker knows only numbers, so the id of a place is below zero."""
    hits = _taken(scanned(session, text, _TAKEN).candidates)[:limit]
    return tuple(Option(_number(row.subject), row.called, row.about or row.place) for row in _rows(session, hits))


def stop_meant(session: Session, readings: Sequence[str]) -> StopRow | None:
    """The one device or place that a scanned text means; None where nothing does, or several."""
    hits = _taken(scanned_as(session, readings, _TAKEN).candidates)
    rows = _rows(session, hits) if len(hits) == 1 else ()
    return rows[0] if rows else None


def stop_of(session: Session, number: int) -> StopRow | None:
    """The device or place of an option."""
    rows = things(session, [(ASSETS, number) if number > 0 else (PLACES, -number)])
    return rows[0] if rows else None


def _taken(hits: Sequence[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.subject[0] in _TAKEN]


def _rows(session: Session, hits: Sequence[Hit]) -> tuple[StopRow, ...]:
    return things(session, [hit.subject for hit in hits])


def _number(subject: Subject) -> int:
    kind, record_id = subject
    return record_id if kind == ASSETS else -record_id
