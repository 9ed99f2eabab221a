"""Which messages a list shows, in which order, and how many of them each filter would show."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, case, func, nulls_last, select

from coorddesk.core.fold_sql import folded
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains_all
from coorddesk.core.messages import Message
from coorddesk.notices.models import Notice
from coorddesk.notices.rules import OCCASION_TITLES, STATE_TITLES, Occasion, State

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@dataclass(frozen=True)
class NoticeQuery:
    """Which messages, and in which order: `sort` is the key of one of NOTICE_COLUMNS."""

    text: str = ""
    sort: str = "drafted_at"
    descending: bool = False
    state: State | None = None
    occasion: Occasion | None = None
    subject: Subject | None = None

    @property
    def said(self) -> dict[str, Message]:
        """Each filter but its text, by the field that holds it, in words."""
        said: dict[str, Message] = {}
        if self.state is not None:
            said["state"] = STATE_TITLES[self.state]
        if self.occasion is not None:
            said["occasion"] = OCCASION_TITLES[self.occasion]
        return said


@dataclass(frozen=True)
class NoticeCounts:
    """How many messages each filter would show."""

    states: Mapping[State, int]
    occasions: Mapping[Occasion, int]


def notice_ids(session: Session, query: NoticeQuery = NoticeQuery()) -> array[int]:
    """The messages that a query means, in its order; those without a value come last either way."""
    order = _ORDERS.get(query.sort, Notice.drafted_at)
    key = order.desc() if query.descending else order
    wanted = select(Notice.id).where(*_meant(query))
    return ids_of(session, wanted.order_by(nulls_last(key), Notice.id))


def notice_counts(session: Session) -> NoticeCounts:
    """What the side bar of the list says beside each value."""
    return NoticeCounts(_counted(session, Notice.state), _counted(session, Notice.occasion))


def _meant(query: NoticeQuery) -> list[ColumnElement[bool]]:
    claims: list[ColumnElement[bool]] = [contains_all(Notice.search, query.text)]
    if query.state is not None:
        claims.append(Notice.state == query.state)
    if query.occasion is not None:
        claims.append(Notice.occasion == query.occasion)
    if query.subject is not None:
        kind, record_id = query.subject
        claims += [Notice.subject_kind == kind, Notice.subject_id == record_id]
    return claims


def _counted(session: Session, column: Any) -> dict[Any, int]:
    return dict(session.execute(select(column, func.count()).group_by(column)).all())


_ORDERS: dict[str, Any] = {
    "recipient": folded(func.coalesce(func.nullif(Notice.recipient, ""), Notice.address)),
    "title": folded(Notice.title),
    "state": case({each: place for place, each in enumerate(State)}, value=Notice.state),
    "occasion": case({each: place for place, each in enumerate(Occasion)}, value=Notice.occasion),
    "address": folded(func.nullif(Notice.address, "")),
    "handled_at": Notice.handled_at,
    "handled_by": folded(func.nullif(Notice.handled_by, "")),
}
