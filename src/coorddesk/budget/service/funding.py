"""The verbs on funding sources: grants with their conditions and deadlines, and own means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coorddesk.budget.models import FundingSource
from coorddesk.budget.queries.written import funding_as_written
from coorddesk.budget.rules.funding import FundingDetails
from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.models import Supplier
from coorddesk.directory.service import (
    EDITORS,
    Deletion,
    delete_unused,
    refuse_gone,
    rename_named,
    row_as_seen,
    row_there,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_FUNDING = FundingSource.__tablename__


@dataclass(frozen=True)
class FundingEdit:
    """A funding source said anew, and the version its author saw."""

    id: int
    version: int
    details: FundingDetails


@allowed(*EDITORS)
def create_funding(session: Session, wish: FundingDetails) -> int:
    """Add a funding source; returns its id."""
    row = FundingSource()
    _write(session, row, wish)
    session.add(row)
    session.flush()
    record(session, _("Add the funding source “{name}”", name=row.name), *_subjects(row))
    return row.id


@allowed(*EDITORS)
def edit_funding(session: Session, wish: FundingEdit) -> None:
    """Change a funding source; the lines that it funds stay as they are."""
    row = row_there(session, FundingSource, wish.id)
    theirs = funding_as_written(session, row.id)
    if wish.details == theirs:
        return
    refuse_stale(row, wish.version, _TITLES, _as_read(session, wish.details), _as_read(session, theirs))
    _write(session, row, wish.details)
    session.flush()
    record(session, _("Edit the funding source “{name}”", name=row.name), *_subjects(row))


@allowed(*EDITORS)
def delete_funding(session: Session, wish: Deletion) -> None:
    """Delete a funding source that funds no line."""
    row = row_as_seen(session, FundingSource, wish.id, wish.version)
    name, subjects = row.name, _subjects(row)
    delete_unused(session, row, name)
    record(session, _("Delete the funding source “{name}”", name=name), *subjects)


def _write(session: Session, row: FundingSource, details: FundingDetails) -> None:
    with session.no_autoflush:
        rename_named(session, row, details.name)
    refuse_gone(session, [("supplier", Supplier, details.supplier_id)])
    if details.amount is not None and details.amount < 0:
        raise UserError(_("An amount that is granted is not below zero."), field="amount")
    row.supplier_id, row.amount, row.deadline = details.supplier_id, details.amount, details.deadline
    row.funder = tidy(details.funder) if details.supplier_id is None else ""
    row.conditions, row.notes = tidy_lines(details.conditions), tidy_lines(details.notes)
    row.is_archived = details.is_archived


def _subjects(row: FundingSource) -> list[tuple[str, int]]:
    funder = [] if row.supplier_id is None else [(Supplier.__tablename__, row.supplier_id)]
    return [(_FUNDING, row.id), *funder]


def _as_read(session: Session, details: FundingDetails) -> dict[str, Any]:
    funder = None if details.supplier_id is None else session.get(Supplier, details.supplier_id)
    return {
        "name": details.name,
        "supplier": details.funder or None if funder is None else funder.name,
        "amount": details.amount,
        "conditions": details.conditions or None,
        "deadline": details.deadline,
        "is_archived": details.is_archived,
        "notes": details.notes or None,
    }


_TITLES: dict[str, Message] = {
    "name": _("Name"),
    "supplier": _("Funder"),
    "amount": _p("grant", "Amount granted"),
    "conditions": _("Conditions"),
    "deadline": _p("grant", "Deadline"),
    "is_archived": _p("grant", "Archived"),
    "notes": _("Notes"),
}
