"""Which record tells of a document in the ledger: a payment is told by its invoice, a line by its order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.orm import Base

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_PARTS: Mapping[str, tuple[str, str]] = {
    "payment": ("invoice", "invoice_id"),
    "receipt": ("purchase_order", "order_id"),
    "order_line": ("purchase_order", "order_id"),
    "request_line": ("purchase_request", "request_id"),
    "instalment": ("contract", "contract_id"),
}
"""Tables of features above, known by their names alone: what each is a part of, and by which column."""


def records_to_open(session: Session, subjects: Iterable[Subject]) -> dict[Subject, Subject]:
    """The record to open for each document or commitment: itself, unless it is a part of another."""
    asked: defaultdict[str, set[int]] = defaultdict(set)
    wanted = list(dict.fromkeys(subjects))
    for kind, record_id in wanted:
        asked[kind].add(record_id)
    found = {subject: subject for subject in wanted}
    for kind, ids in asked.items():
        table = Base.metadata.tables.get(kind)
        if kind not in _PARTS or table is None:
            continue
        whole, column = _PARTS[kind]
        rows = session.execute(select(table.c.id, table.c[column]).where(table.c.id.in_(ids)))
        found |= {(kind, row_id): (whole, whole_id) for row_id, whole_id in rows}
    return found
