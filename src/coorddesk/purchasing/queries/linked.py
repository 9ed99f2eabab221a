"""What records of other features are called that a list of purchases is filtered by, and that documents name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from coorddesk.budget.queries.told import names as names_of_budget
from coorddesk.core.messages import Message, _, _p
from coorddesk.directory.queries.called import names as names_of_directory
from coorddesk.inventory.queries.called import names as names_of_inventory

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_GONE = "?"
_SAID: dict[str, Callable[[str], Message]] = {
    "supplier": lambda name: _("Supplier: {name}", name=name),
    "place": lambda name: _("Place: {name}", name=name),
    "person": lambda name: _("With {name}", name=name),
    "budget_line": lambda name: _("Budget line: {name}", name=name),
    "fiscal_year": lambda name: _p("filter", "Fiscal year: {name}", name=name),
    "asset": lambda name: _("Device: {name}", name=name),
    "lot": lambda name: _p("filter", "Lot: {name}", name=name),
}


def called(session: Session, kind: str, record_id: int) -> str:
    """What a record of the directory, the inventory or the budget is called."""
    for names in (names_of_directory, names_of_inventory, names_of_budget):
        found = names(session, kind, [record_id])
        if record_id in found:
            return found[record_id]
    return _GONE


def linked_titles(session: Session, links: Mapping[str, tuple[str, int | None]]) -> dict[str, Message]:
    """What a list belongs to, in words, by the field of its query: (kind, id) of each that is given."""
    return {
        field: _SAID[kind](called(session, kind, record_id))
        for field, (kind, record_id) in links.items()
        if record_id is not None
    }
