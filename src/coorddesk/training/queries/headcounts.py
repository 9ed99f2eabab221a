"""How many people were counted without being named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.training.models import Headcount
from coorddesk.training.rules.headcounts import Count

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SPLITS = {"audience": "audiences", "age_band": "ages", "gender": "genders", "status": "occupations"}


def headcounts(session: Session, session_id: int) -> Mapping[int | None, Count]:
    """What was counted at a session, by the id of the slot; None is the session as a whole."""
    rows = session.scalars(select(Headcount).where(Headcount.session_id == session_id).order_by(Headcount.id))
    found: dict[int | None, dict[str, Any]] = defaultdict(lambda: {"total": 0})
    for row in rows:
        said = found[row.slot_id]
        split = next((column for column in _SPLITS if getattr(row, column) is not None), None)
        if split is not None:
            said.setdefault(_SPLITS[split], {})[getattr(row, split)] = row.count
        elif row.is_first_time is not None:
            said["first_time"] = row.count
        else:
            said["total"] = row.count
    return {slot_id: Count(**said) for slot_id, said in found.items()}
