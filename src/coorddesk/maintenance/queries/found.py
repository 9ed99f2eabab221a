"""What the search box finds in maintenance: repairs, schedules, and what was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.fold import fold
from coorddesk.core.matching import words
from coorddesk.core.messages import _, verbatim
from coorddesk.core.records import Hit
from coorddesk.maintenance.queries.entries import EntryQuery, entry_ids, entry_page
from coorddesk.maintenance.queries.plans import PlanQuery, plan_ids, plan_page
from coorddesk.maintenance.queries.repairs import RepairQuery, repair_ids, repair_page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LATER = 3
"""How good a hit is whose device would be found by itself."""


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """Repairs by the supplier's reference (rank 0), schedules by name (1), then repairs and entries by any word."""
    if not words(text):
        return ()
    return [*_repairs(session, text, limit), *_plans(session, text, limit), *_entries(session, text, limit)][:limit]


def _repairs(session: Session, text: str, limit: int) -> Iterator[Hit]:
    ids = list(repair_ids(session, RepairQuery(text, closed=None, descending=True))[:limit])
    page = repair_page(session, ids)
    for row in (page[repair_id] for repair_id in ids):
        is_it = bool(row.reference) and fold(row.reference) == text
        yield replace(row.hit, rank=0 if is_it else _LATER)


def _plans(session: Session, text: str, limit: int) -> Iterator[Hit]:
    ids = list(plan_ids(session, PlanQuery(text))[:limit])
    page = plan_page(session, ids)
    for row in (page[plan_id] for plan_id in ids):
        rank = 1 if fold(row.name).startswith(text) else 2
        yield Hit(("maintenance_plan", row.id), row.name, verbatim(row.target), rank)


def _entries(session: Session, text: str, limit: int) -> Iterator[Hit]:
    ids = list(entry_ids(session, EntryQuery(text))[:limit])
    page = entry_page(session, ids)
    for row in (page[entry_id] for entry_id in ids):
        said = _("{day} · {device}", day=row.day, device=row.device)
        yield Hit(("maintenance_entry", row.id), row.what, said, _LATER)
