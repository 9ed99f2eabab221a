"""Funding sources: what is said of a grant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
