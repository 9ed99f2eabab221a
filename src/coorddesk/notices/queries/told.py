"""What messages tell of themselves: in the story of what they are about, by a search, and that some wait."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.clock import clock_of
from coorddesk.core.fold import fold
from coorddesk.core.matching import contains_all, words
from coorddesk.core.messages import _, _n
from coorddesk.core.records import Alert, Entry, Finding, Hit
from coorddesk.core.story import of_subject
from coorddesk.notices.models import Notice
from coorddesk.notices.rules import STATE_TITLES, State

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_KEPT = 200
_NOTICE = Notice.__tablename__
_LAST = 4
"""How good a hit is: what a message is about comes before it."""
_SENDS_AT_MOST = timedelta(minutes=5)
"""After that, the program that was sending it is gone."""


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """Messages whose recipient, address and subject hold every word of a text; the latest first."""
    if not words(text):
        return ()
    found = select(Notice.id, Notice.title, Notice.state).where(contains_all(Notice.search, text))
    rows = session.execute(found.order_by(Notice.id.desc()).limit(limit))
    return [Hit((_NOTICE, row.id), row.title, STATE_TITLES[row.state], _LAST) for row in rows]


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """What messages are called, those that are there."""
    if kind != _NOTICE:
        return {}
    return dict(session.execute(select(Notice.id, Notice.title).where(Notice.id.in_(ids))).all())


def timeline(session: Session, subject: Subject) -> Sequence[Entry]:
    """The deeds on a message; of anything else, the messages about it."""
    if subject[0] == _NOTICE:
        return [Entry(each.moment, each.deed, each.actor) for each in of_subject(session, subject, _KEPT)]
    about = select(Notice).where(Notice.subject_kind == subject[0], Notice.subject_id == subject[1])
    return [
        Entry(
            row.handled_at,
            _("Message to {recipient}: {state}", recipient=row.recipient or row.address, state=STATE_TITLES[row.state]),
            row.handled_by,
            (_NOTICE, row.id),
            row.title,
            "mail",
        )
        for row in session.scalars(about)
        if row.handled_at is not None and row.state in {State.SENT, State.OPENED, State.PRINTED}
    ]


def alerts(session: Session, _today: date) -> Sequence[Alert]:
    """Messages that wait, and those of which nobody knows whether they left."""
    waiting = session.scalar(select(func.count()).where(Notice.state == State.DRAFT)) or 0
    before = clock_of(session).now() - _SENDS_AT_MOST
    stuck = session.scalar(select(func.count()).where(Notice.state == State.SENDING, Notice.handled_at < before)) or 0
    told = []
    if stuck:
        text = _n("{count} message may have left, or not", "{count} messages may have left, or not", stuck)
        advice = _("The program ended while it was sending. Ask the recipient, then keep or send it.")
        told.append(Alert(State.SENDING, _NOTICE, text, advice, is_urgent=True))
    if waiting:
        text = _n("{count} message waits", "{count} messages wait", waiting)
        told.append(Alert(State.DRAFT, _NOTICE, text, _("Send, print or drop what people are to be told.")))
    return told


def findings(session: Session) -> Sequence[Finding]:
    """Messages that would not be found."""
    return [
        Finding(_("The message “{title}” would not be found.", title=row.title), (_NOTICE, row.id))
        for row in session.scalars(select(Notice))
        if row.search != fold(f"{row.recipient} {row.address} {row.title}")
    ]
