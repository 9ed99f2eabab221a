"""The messages as lists, cards and papers show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.messages import Message, _, _p, decode
from coorddesk.core.tables import Column, Kind
from coorddesk.notices.models import Notice
from coorddesk.notices.rules import OCCASION_TITLES, STATE_TITLES, Occasion, State

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@dataclass(frozen=True)
class NoticeRow:
    """A message; `trouble` is why the last try to send it failed."""

    id: int
    version: int
    occasion: Occasion
    subject: Subject
    recipient: str
    address: str
    title: str
    body: str
    state: State
    drafted_at: datetime
    handled_at: datetime | None
    handled_by: str
    trouble: Message | None

    @property
    def state_said(self) -> Message:
        """How far it is, and that it came back if it did."""
        return STATE_TITLES[self.state] if self.trouble is None else _p("message", "Not taken, to send")


NOTICE_COLUMNS: tuple[Column[NoticeRow], ...] = (
    Column("recipient", _p("message", "To"), lambda row: row.recipient or row.address, width=24),
    Column("title", _p("message", "Subject"), lambda row: row.title, width=44),
    Column("state", _p("message", "State"), lambda row: row.state_said, Kind.CHOICE, 18),
    Column("occasion", _p("message", "Why"), lambda row: OCCASION_TITLES[row.occasion], Kind.CHOICE, 16),
    Column("drafted_at", _p("message", "Written"), lambda row: row.drafted_at, Kind.MOMENT, 16),
    Column("address", _("E-mail address"), lambda row: row.address, width=26),
    Column("handled_at", _p("message", "Done"), lambda row: row.handled_at, Kind.MOMENT, 16),
    Column("handled_by", _p("message", "By"), lambda row: row.handled_by, width=16),
)


def notice_page(session: Session, ids: Sequence[int]) -> dict[int, NoticeRow]:
    """The messages of these ids."""
    rows = session.scalars(select(Notice).where(Notice.id.in_(ids)))
    return {row.id: _read(row) for row in rows}


def notice_row(session: Session, notice_id: int) -> NoticeRow | None:
    """One message, for its card or form, or to be sent."""
    return notice_page(session, [notice_id]).get(notice_id)


def _read(row: Notice) -> NoticeRow:
    return NoticeRow(
        row.id,
        row.version,
        row.occasion,
        (row.subject_kind, row.subject_id),
        row.recipient,
        row.address,
        row.title,
        row.body,
        row.state,
        row.drafted_at,
        row.handled_at,
        row.handled_by,
        None if row.trouble is None else decode(row.trouble),
    )
