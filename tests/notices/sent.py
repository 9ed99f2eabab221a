"""Messages with valid defaults, and what has become of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.notices.queries import NoticeRow, notice_ids, notice_page
from coorddesk.notices.rules import Occasion
from coorddesk.notices.service import Draft, draft

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def make_notice(session: Session, cause: str = "test:1", **values: Any) -> int:
    """A drafted message."""
    said: dict[str, Any] = {"occasion": Occasion.ANSWERED, "subject": ("ticket", 1), "recipient": "Inès Moreau"}
    said |= {"address": "ines@example.org", "values": {"number": "1", "title": "Screen", "reply": "Try again."}}
    made = draft(session, Draft(cause, **(said | values)))
    assert made is not None
    record(session, _("Tell of a test"), ("notice", made))
    return made


def notices(session: Session) -> list[NoticeRow]:
    """Every message, in the order in which they were written."""
    ids = notice_ids(session)
    found = notice_page(session, ids)
    return [found[notice_id] for notice_id in ids]
