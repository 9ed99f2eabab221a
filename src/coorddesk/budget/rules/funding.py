"""Funding sources: what is said of a grant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coorddesk.budget.rules.situation import Figures

WARNED_DAYS = 60
"""So many days before its deadline, a grant with money left is told of."""


@dataclass(frozen=True)
class FundingDetails:
    """A funding source as it is written. The funder is one of the directory, or a name; the amount is in cents."""

    name: str
    supplier_id: int | None = None
    funder: str = ""
    amount: int | None = None
    conditions: str = ""
    deadline: date | None = None
    is_archived: bool = False
    notes: str = ""


def left_of_grant(amount: int | None, figures: Figures) -> int:
    """The cents that are neither committed nor invoiced: of what was granted, or else of what its lines have."""
    return (figures.opened if amount is None else amount) - figures.used
