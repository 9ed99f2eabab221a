"""What the directory keeps of a person: all that their form says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.core.records import Kept
from coorddesk.directory.queries.people import PERSON_COLUMNS, person_page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def kept(session: Session, person_id: int) -> Sequence[Kept]:
    """Each field that is filled."""
    row = person_page(session, [person_id]).get(person_id)
    if row is None:
        return ()
    told = ((column.title, column.value(row)) for column in PERSON_COLUMNS)
    return [Kept(_("Directory"), title, _said(value)) for title, value in told if value not in (None, "")]


def _said(value: object) -> Message:
    if isinstance(value, Message):
        return value
    return _("{day}", day=value) if isinstance(value, date) else verbatim(str(value))
